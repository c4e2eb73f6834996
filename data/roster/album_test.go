package roster

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// shelf is a source of pictures and of one community.
type shelf map[string]catalog.Blob

func (s shelf) Lookup(_ context.Context, kind string, ids []string) (map[string]catalog.Record, error) {
	out := map[string]catalog.Record{}
	for _, id := range ids {
		if kind == "org" {
			out[id] = catalog.NewRecord(ledger.Org, id).With("name", value.Text("北门社区"))
		}
	}
	return out, nil
}

var errShelf = errors.New("disk on fire")

func (s shelf) Blob(_ context.Context, hash string) (catalog.Blob, error) {
	b, ok := s[hash]
	switch {
	case !ok:
		return b, catalog.Refuse("no_picture", "没有")
	case b.Media == "fire":
		return b, errShelf
	}
	return b, nil
}

func (s shelf) put(t *testing.T, w, h int, name string) catalog.Picture {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	blob := catalog.NewBlob("image/png", b.Bytes())
	s[blob.Hash] = blob
	return catalog.Picture{Hash: blob.Hash, Name: name}
}

func TestAlbum(t *testing.T) {
	s := shelf{}
	album := catalog.Pictures{}
	first := s.put(t, 1800, 900, "咨询台.png")
	lost := catalog.Picture{Hash: catalog.NewBlob("", []byte("lost")).Hash, Name: "丢失.jpg"}
	torn := catalog.Picture{Hash: catalog.NewBlob("", []byte("torn")).Hash, Name: "坏.jpg"}
	s[torn.Hash] = catalog.Blob{Hash: torn.Hash, Data: []byte("no picture")}
	camera := s.put(t, 30, 60, "IMG_20030118_093012.jpg")
	held := catalog.NewRecord(ledger.Activity, "a").With("title", value.Text("法律进社区")).With("date", value.Text("2003-01-18")).With("org", value.Text("o")).
		With("place", value.Text("北门广场")).With("pictures", album.Add(value.Text("另有相册"), first, lost, torn, camera))
	bare := catalog.NewRecord(ledger.Activity, "b").With("date", value.Text("2003-02-01")).With("pictures", value.Text("有"))
	req := Request{Kind: ledger.Activity, Records: []catalog.Record{bare, held}, Office: "容城镇", AsOf: value.Date{Year: 2003, Month: 9, Day: 30}}
	got, err := Album(t.Context(), s, req, 2)
	if err != nil || len(got.Photos) != 4 {
		t.Fatalf("%d photographs: %v", len(got.Photos), err)
	}
	if got.Title != "容城镇活动图片" || got.Left != "填报单位：容城镇" || got.Right != "填报日期：2003年9月30日" {
		t.Errorf("head: %q %q %q", got.Title, got.Left, got.Right)
	}
	for i, want := range []struct {
		under string
		there bool
	}{{"咨询台", true}, {"丢失", false}, {"坏", false}, {"", true}} {
		p := got.Photos[i]
		if p.Under != want.under || (p.Photo.Wide > 0) != want.there || p.Caption != "2003年1月18日 法律进社区　北门广场" {
			t.Errorf("photograph %d: %q under %q, %d pixels wide", i, p.Under, p.Caption, p.Photo.Wide)
		}
	}
	if w := got.Photos[0].Photo.Wide; w < 1000 || w > 1700 {
		t.Errorf("printed with %d pixels", w)
	}
	held = held.With("place", value.Value{})
	req.Records = []catalog.Record{held}
	if got, err := Album(t.Context(), s, req, 4); err != nil || got.Photos[0].Caption != "2003年1月18日 法律进社区　北门社区" {
		t.Errorf("without a place: %+v %v", got.Photos[0].Caption, err)
	}
	req.Records = []catalog.Record{bare}
	if _, err := Album(t.Context(), s, req, 2); !errors.Is(err, catalog.Refuse(CodeNoPictures, "")) {
		t.Errorf("without pictures: %v", err)
	}
	s[camera.Hash] = catalog.Blob{Media: "fire"}
	req.Records = []catalog.Record{held}
	if _, err := Album(t.Context(), s, req, 2); !errors.Is(err, errShelf) {
		t.Errorf("a failing disk: %v", err)
	}
}

func TestNamesThatSaySomething(t *testing.T) {
	for name, want := range map[string]string{"咨询台.jpg": "咨询台", "IMG_1.jpg": "", "微信图片_20230518.jpg": "", "微信图片义诊.jpg": "微信图片义诊", "截图2023.png": "", "粘贴的图片 2026-11-23 093659.png": "", "扫描0001.png": "扫描0001", "": ""} {
		if got := spoken(name); got != want {
			t.Errorf("%q is captioned %q, want %q", name, got, want)
		}
	}
}

func TestHasPictures(t *testing.T) {
	if !HasPictures(ledger.Activity) || HasPictures(ledger.Cadre) {
		t.Error("activities have pictures, cadres have not")
	}
}
