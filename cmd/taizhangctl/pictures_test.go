package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/roster"
)

type pictureJSON struct {
	Name, Hash, Media, File string
	Size                    int
}

// aPhoto writes a JPEG of a size and returns its path.
func aPhoto(t *testing.T, name string, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// theActivity returns the id of the activity of the demonstration office that has pictures.
func theActivity(t *testing.T, c ctl) string {
	t.Helper()
	for _, r := range c.records("activity") {
		if names, ok := r["pictures_names"].([]any); ok && len(names) > 0 {
			return r["id"].(string)
		}
	}
	t.Fatal("no activity has pictures")
	return ""
}

func TestPictures(t *testing.T) {
	onBoth(t, func(t *testing.T, c ctl) {
		c.ok("init", "-demo")
		id := theActivity(t, c)
		var before, after []pictureJSON
		decode(t, c.ok("pictures", "activity", id, "-json"), &before)
		if len(before) < 3 || before[0].Size == 0 || before[0].Media != "image/png" {
			t.Fatalf("%+v", before)
		}
		photo := aPhoto(t, "结束时合影.jpg", 2400, 1200)
		decode(t, c.ok("pictures", "activity", id, photo, "-json"), &after)
		if len(after) != len(before)+1 || after[len(before)].Name != "结束时合影.jpg" {
			t.Errorf("%+v", after)
		}
		c.ok("pictures", "activity", id, photo) // the same once more
		dir := filepath.Join(t.TempDir(), "图片")
		for range 2 {
			decode(t, c.ok("pictures", "activity", id, "-o", dir, "-json"), &after)
		}
		if list, err := os.ReadDir(dir); err != nil || len(list) != 2*len(after) || filepath.Base(after[0].File) != "咨询台(2).png" {
			t.Errorf("saved: %v %v %s", list, err, after[0].File)
		}
		c.ok("undo")
		decode(t, c.ok("pictures", "activity", id, "-json"), &after)
		if len(after) != len(before) {
			t.Errorf("after undo %d pictures", len(after))
		}
		c.fails(exitRefused, "图片", "pictures", "cadre", "x")
		c.fails(exitRefused, "没有找到", "pictures", "activity", "x")
		c.fails(exitRefused, "打不开", "pictures", "activity", id, photo, "没有.jpg")
		c.fails(exitMisused, "编号", "pictures", "activity")
		var report checkJSON
		decode(t, c.ok("check", "-json"), &report)
		if !report.OK || report.Pictures.Count != len(before)+1 || report.Pictures.Unused != 0 {
			t.Errorf("%+v", report)
		}
	})
}

func TestPrintPictures(t *testing.T) {
	c := demoOffice(t)
	file := filepath.Join(t.TempDir(), "a.pdf")
	for per, pages := range map[string]int{"1": 4, "2": 2, "4": 1, "6": 1} {
		var p printedPDF
		decode(t, c.ok("print", "pictures", "activity", "-per", per, "-json", "-o", file), &p)
		if p.Pages != pages || p.Title != "容城镇活动图片" {
			t.Errorf("%s to a page: %+v", per, p)
		}
	}
	c.fails(exitRefused, "没有图片", "print", "pictures", "visit", "-o", file)
	c.fails(exitMisused, "-per", "print", "pictures", "activity", "-per", "3", "-o", file)
}

// TestPicturesOutliveAnExport: what comes back from a workbook takes nothing away, and a copy has them all.
func TestPicturesOutliveAnExport(t *testing.T) {
	c := demoOffice(t)
	id := theActivity(t, c)
	want := c.ok("pictures", "activity", id, "-json")
	book := filepath.Join(t.TempDir(), "活动.xlsx")
	c.ok("export", "activity", "-view", roster.AllView, "-o", book)
	report := c.ok("import", "-accept", "all", "-json", book)
	if !strings.Contains(report, `"changed": 0`) && !strings.Contains(report, `"changed":0`) {
		t.Errorf("the export changes records: %s", report)
	}
	if got := c.ok("pictures", "activity", id, "-json"); got != want {
		t.Errorf("after an import of the export: %s", got)
	}
	dir := t.TempDir()
	copied := strings.TrimSpace(c.ok("backup", dir))
	c.ok("undo")
	other := newFile(t)
	other.ok("restore", copied)
	if got := other.ok("pictures", "activity", id, "-json"); got != want {
		t.Errorf("restored: %s", got)
	}
}
