package roster

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/picture"
)

var gallery = catalog.Pictures{}

// aPhoto writes a JPEG and returns its path; a size makes it another picture.
func aPhoto(t *testing.T, name string, size int) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, size, 40)), nil); err != nil {
		t.Fatal(err)
	}
	return aFile(t, name, b.Bytes())
}

func aFile(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// opened is the page of a kind in the window of the demonstration office.
type opened struct {
	*trial.Window
	*Page
	t *testing.T
}

func openKind(t *testing.T, kind string) opened {
	t.Helper()
	o := opened{Window: trial.Demo(t), t: t}
	o.Register(desk.PageRoster, func(d *desk.Desk) desk.Page {
		o.Page = New(d).(*Page)
		return o.Page
	})
	o.Start(desk.Place{Page: desk.PageRoster, Kind: kind})
	o.Until("a record in the panel", func() bool { return o.side.record.ID != "" })
	return o
}

// goTo moves the cursor to a row and waits for the panel.
func (o opened) goTo(row int) {
	o.t.Helper()
	o.grid.Select(row, 0)
	o.side.follow()
	o.Until("the record in the panel", func() bool { return o.side.record.ID == o.rows.ids[row] })
}

// stored returns the pictures of a stored activity.
func (o opened) stored(id string) []catalog.Picture {
	o.t.Helper()
	for _, r := range o.Records(ledger.Activity) {
		if r.ID == id {
			return gallery.List(r.Get("pictures"))
		}
	}
	o.t.Fatalf("no activity %s", id)
	return nil
}

// says waits until the window says something.
func (o opened) says(words string) {
	o.t.Helper()
	o.Until("the words "+words, func() bool { return strings.Contains(trial.Words(o.Desk.Window.Content()), words) })
}

// TestDroppedPictures go to the record that was shown, whatever is shown when they are ready, and can be taken back.
func TestDroppedPictures(t *testing.T) {
	o := openKind(t, "activity")
	o.goTo(0)
	first := o.rows.ids[0]
	heic := aFile(t, "苹果.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"))
	if !o.Drop([]string{aPhoto(t, "甲.jpg", 50), heic, aPhoto(t, "乙.jpg", 60)}) {
		t.Fatal("the page does not take pictures")
	}
	o.goTo(1)
	o.says("已添加 2 张图片")
	o.says("HEIC")
	if list := o.stored(first); len(list) != 2 || list[0].Name != "甲.jpg" || list[1].Name != "乙.jpg" {
		t.Fatalf("stored: %+v", list)
	}
	if list := o.stored(o.rows.ids[1]); len(list) != 0 {
		t.Errorf("another record has %+v", list)
	}
	o.goTo(0)
	o.Until("the pictures in the panel", func() bool { return pictureCount(o.side.record) == 2 })
	for _, p := range o.stored(first) {
		o.side.album.Remove(ledger.Activity.Field("pictures"), p) // one right after the other
	}
	o.Until("both to be removed", func() bool { return len(o.stored(first)) == 0 })
	o.says("已移除图片「乙.jpg」")
	o.Undo()
	o.Until("one to come back", func() bool { return len(o.stored(first)) == 1 })
	if o.Drop([]string{aPhoto(t, "甲.jpg", 50), aFile(t, "花名册.xlsx", nil)}) {
		t.Error("the page takes a workbook for a picture")
	}
}

// TestOnlyRefusedPictures: why is said, and nothing is changed.
func TestOnlyRefusedPictures(t *testing.T) {
	o := openKind(t, "activity")
	o.goTo(0)
	o.Drop([]string{aFile(t, "坏.jpg", []byte("\xff\xd8\xff and no more"))})
	o.says("「坏.jpg」读不出来")
	if list := o.stored(o.rows.ids[0]); len(list) != 0 {
		t.Errorf("stored: %+v", list)
	}
}

// TestPicturesOfANewRecord wait for it to be saved.
func TestPicturesOfANewRecord(t *testing.T) {
	o := openKind(t, "activity")
	before := len(o.rows.ids)
	o.add()
	o.side.form.Commit() // the editor of the first field, which is open
	o.side.edit(ledger.Activity.Field("date"), "2003-05-12")
	o.side.edit(ledger.Activity.Field("title"), "义诊")
	o.side.edit(ledger.Activity.Field("pictures"), "另有相册")
	o.Drop([]string{aPhoto(t, "现场.jpg", 70)})
	o.Until("the picture in the form", func() bool { return pictureCount(o.side.record) == 1 })
	o.side.edit(ledger.Activity.Field("pictures"), "另有录像") // which takes nothing away
	if n := len(o.Records(ledger.Activity)); n != before {
		t.Fatalf("%d activities before it is saved, want %d", n, before)
	}
	o.Press("保存")
	o.Until("the new activity", func() bool { return len(o.rows.ids) == before+1 })
	for _, r := range o.Records(ledger.Activity) {
		if r.Get("title").Canonical() != "义诊" {
			continue
		}
		list := gallery.List(r.Get("pictures"))
		if len(list) != 1 || gallery.Words(r.Get("pictures")) != "另有录像" {
			t.Fatalf("stored: %q", r.Get("pictures").Canonical())
		}
		if b, err := o.Store.Blob(t.Context(), list[0].Hash); err != nil || b.Media != "image/jpeg" {
			t.Errorf("the picture: %s %v", b.Media, err)
		}
	}
	o.Until("pictures that are stored to be kept no more", func() bool { return len(o.side.album.brought) == 0 })
}

// TestPicturesOfAGivenUpRecord are ready when another new record is being written: they are not that one's.
func TestPicturesOfAGivenUpRecord(t *testing.T) {
	o := openKind(t, "activity")
	o.add()
	to := o.side.album.target(ledger.Activity.Field("pictures"))
	o.Press("放弃")
	o.add()
	kept, err := picture.TakeFile(t.Context(), aPhoto(t, "现场.jpg", 70))
	if err != nil {
		t.Fatal(err)
	}
	o.side.album.addToDraft(to, taken{kept: kept})
	o.says("图片没有添加")
	if n := pictureCount(o.side.record); n != 0 || len(o.side.album.brought) != 0 {
		t.Errorf("the other record has %d pictures", n)
	}
}

// TestTooManyPictures: a whole album dropped at once is refused before any of it is read.
func TestTooManyPictures(t *testing.T) {
	o := openKind(t, "activity")
	o.goTo(0)
	o.Drop(slices.Repeat([]string{"没有.jpg"}, mostAtOnce+1))
	o.says("一次最多添加 100 张图片")
}

func TestPicturesWhereThereAreNone(t *testing.T) {
	o := openKind(t, "cadre")
	if !o.Drop([]string{aPhoto(t, "甲.jpg", 50)}) {
		t.Error("a picture is taken for a workbook")
	}
	o.says("社区干部没有图片这一项")
}

// TestPicturesAreShown in the panel, in the list and on paper.
func TestPicturesAreShown(t *testing.T) {
	o := openKind(t, "activity")
	at, col := -1, -1
	for i, f := range o.rows.fields {
		if f.Key == "pictures" {
			col = i
		}
	}
	for i := range o.rows.ids {
		if rec, ok := o.rows.record(i); ok && pictureCount(rec) > 0 {
			at = i
		}
	}
	if cell, ok := o.rows.Cell(at, col); !ok || cell.Text != "4 张;另有2003年相册第1册" {
		t.Errorf("the list says %q", cell.Text)
	}
	if o.grid.Columns()[col].Editable {
		t.Error("pictures are written in the list")
	}
	o.goTo(at)
	o.Until("the pictures", func() bool { return len(o.side.album.small) == 4 })
	if words := trial.Words(o.side.box); !strings.Contains(words, "图片 4 张") || strings.Contains(words, "读取中") || strings.Contains(words, "打不开") {
		t.Errorf("the panel says %q", words)
	}
	pages, err := o.pictures([]string{o.rows.ids[at]}, 2).Pages(t.Context(), paper.Sheet{})
	if err != nil || len(pages.Pages) != 2 {
		t.Errorf("on paper: %v", err)
	}
	with, err := o.formsWithPictures([]string{o.rows.ids[at]}).Pages(t.Context(), paper.Sheet{})
	if err != nil || len(with.Pages) != 2 { // the form, and four pictures on a page
		t.Errorf("the form with its pictures: %v", err)
	}
	if with, err = o.formsWithPictures(o.rows.ids[:1]).Pages(t.Context(), paper.Sheet{}); err != nil || len(with.Pages) != 1 {
		t.Errorf("a form without pictures: %v", err)
	}
	if item := o.albumItem(); item.Label != "图片页(当前一条)" || len(item.ChildMenu.Items) != 4 {
		t.Errorf("the menu offers %q", item.Label)
	}
	if o.goTo(at + 1); o.albumItem().Label != "图片页(全部)" {
		t.Errorf("the menu offers %q", o.albumItem().Label)
	}
}

// TestAMissingPictureIsSaid where it would be.
func TestAMissingPictureIsSaid(t *testing.T) {
	o := openKind(t, "activity")
	message := ""
	o.side.album.Show(catalog.Picture{Hash: strings.Repeat("0", 64), Name: "丢失.jpg"}, 10, 10, func(img image.Image, why string) {
		if img == nil {
			message = why
		}
	})
	o.Until("an answer", func() bool { return message != "" })
	if !strings.Contains(message, "没有这张图片") {
		t.Errorf("says %q", message)
	}
}
