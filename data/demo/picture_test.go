package demo_test

import (
	"os"
	"path/filepath"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/picture"
	"taizhang/data/value"
)

// TestPictures: the largest activity has some, each is there, small, and can be seen.
func TestPictures(t *testing.T) {
	album := catalog.Pictures{}
	blobs := map[string]catalog.Blob{}
	var named []catalog.Picture
	for _, op := range office() {
		for _, b := range op.Blobs {
			blobs[b.Hash] = b
		}
		for _, c := range op.Changes {
			if f := c.After.Kind.Field("pictures"); f != nil {
				named = append(named, album.List(c.After.Get("pictures"))...)
			}
		}
	}
	if len(named) < 3 || len(named) != len(blobs) {
		t.Errorf("%d pictures are named, %d are there", len(named), len(blobs))
	}
	for _, p := range named {
		b := blobs[p.Hash]
		img, err := picture.Open(b.Data)
		if err != nil || !b.Sound() || len(b.Data) > 32<<10 {
			t.Fatalf("%s: %d bytes, %v", p.Name, len(b.Data), err)
		}
		if img.Bounds().Dx() != 480 || img.Bounds().Dy() != 320 {
			t.Errorf("%s is %v", p.Name, img.Bounds())
		}
		if dir := os.Getenv("DEMO_PICTURES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, p.Name), b.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if v := value.Text("另有2003年相册第1册"); ledger.Activity.Field("pictures").Type.Format(v) != v.Canonical() {
		t.Error("an older text reads otherwise")
	}
}
