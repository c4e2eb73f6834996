package catalog_test

import (
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

var (
	album      = catalog.Pictures{}
	onePicture = catalog.Picture{Hash: catalog.NewBlob("image/png", []byte("1")).Hash, Name: "义诊现场.jpg"}
	twoPicture = catalog.Picture{Hash: catalog.NewBlob("image/png", []byte("2")).Hash, Name: "签到表\n扫描件.png"}
)

func TestPictures(t *testing.T) {
	v := album.Add(value.Text("2003年相册第1册"), onePicture, twoPicture, onePicture)
	if list := album.List(v); len(list) != 2 || list[0] != onePicture || list[1].Name != "签到表 扫描件.png" {
		t.Errorf("the pictures are %+v", list)
	}
	if got, want := album.Format(v), "义诊现场.jpg、签到表 扫描件.png、2003年相册第1册"; got != want {
		t.Errorf("shown as %q, want %q", got, want)
	}
	if got, want := album.Brief(v), "2 张;2003年相册第1册"; got != want {
		t.Errorf("in short %q, want %q", got, want)
	}
	v = album.Remove(v, onePicture.Hash)
	if got, want := album.Brief(album.Reword(v, "")), "1 张"; got != want {
		t.Errorf("in short %q, want %q", got, want)
	}
	if v = album.Remove(v, twoPicture.Hash); v != value.Text("2003年相册第1册") {
		t.Errorf("without pictures %q is left", v.Canonical())
	}
	if v := album.Add(value.Value{}, catalog.Picture{Hash: "../../etc", Name: "x"}); !v.IsEmpty() {
		t.Errorf("what is no hash names a picture: %q", v.Canonical())
	}
	if v := album.Add(value.Value{}, catalog.Picture{Hash: onePicture.Hash, Name: strings.Repeat("长", 300) + "\n"}); len(album.List(v)) != 1 || len([]rune(album.List(v)[0].Name)) != 80 {
		t.Errorf("a long name gives %q", v.Canonical())
	}
}

// TestATextDoesNotRemovePictures: what a sheet says comes back from an export, or from elsewhere.
func TestATextDoesNotRemovePictures(t *testing.T) {
	stored := album.Add(value.Text("相册、底片在二楼"), onePicture, twoPicture)
	read := func(s string) value.Value {
		v, p := album.Parse(text(s))
		if p != nil {
			t.Fatal(p)
		}
		return v
	}
	for _, c := range []struct{ text, words string }{
		{album.Format(stored), "相册、底片在二楼"},
		{album.Brief(stored), "相册、底片在二楼"},
		{"义诊现场.jpg", "相册、底片在二楼"},
		{"义诊现场.jpg、另有录像", "另有录像"},
		{"见附件", "见附件"},
		{"", ""},
	} {
		v := catalog.Over(album, stored, read(c.text))
		if len(album.List(v)) != 2 || album.Words(v) != c.words {
			t.Errorf("%q leaves %q", c.text, v.Canonical())
		}
	}
	if v := catalog.Over(album, stored, value.Unread("?")); v != value.Unread("?") {
		t.Errorf("what can't be read becomes %q", v.Canonical())
	}
	comma := album.Add(value.Text("相册"), catalog.Picture{Hash: onePicture.Hash, Name: "义诊、体检.jpg"})
	if v := catalog.Over(album, comma, read("义诊、体检.jpg、另有录像")); album.Words(v) != "另有录像" || len(album.List(v)) != 1 {
		t.Errorf("a name with a comma in it leaves %q", v.Canonical())
	}
	if v := catalog.Over(album, value.Text("旧"), value.Text("新")); v != value.Text("新") {
		t.Errorf("a text takes the place of a text, but %q is left", v.Canonical())
	}
	if v := catalog.Over(catalog.Text{}, value.Text("旧"), value.Text("新")); v != value.Text("新") {
		t.Error("texts are not laid over each other")
	}
}

func TestBlob(t *testing.T) {
	b := catalog.NewBlob("image/png", []byte("abc"))
	if want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; b.Hash != want || !b.Sound() { // FIPS 180-2, B.1
		t.Errorf("hash %s, sound %v", b.Hash, b.Sound())
	}
	b.Data = []byte("abd")
	if b.Sound() {
		t.Error("other bytes pass for the blob's")
	}
}
