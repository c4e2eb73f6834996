package intake_test

import (
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestASheetDoesNotTakePicturesAway: neither our own export, which names them, nor another one with words in their column.
func TestASheetDoesNotTakePicturesAway(t *testing.T) {
	album := ledger.Activity.Field("pictures").Type.(catalog.Pictures)
	stored := catalog.NewRecord(ledger.Activity, "a1").With("title", value.Text("义诊")).With("pictures",
		album.Add(value.Text("相册第1册"), catalog.Picture{Hash: catalog.NewBlob("image/png", nil).Hash, Name: "现场.jpg"}))
	for said, words := range map[string]string{"": "相册第1册", "现场.jpg、相册第1册": "相册第1册", "1 张;相册第1册": "相册第1册", "现场.jpg": "相册第1册", "有": "有"} {
		v, problem := album.Parse(catalog.TextCell(said))
		if problem != nil {
			t.Fatal(problem)
		}
		row := catalog.NewRecord(ledger.Activity, "").With("title", value.Text("义诊")).With("pictures", v)
		for name, how := range map[string]func(int) intake.Policy{"take all": nil, "fill": func(int) intake.Policy { return intake.FillEmpty }} {
			want := words
			if how != nil {
				want = "相册第1册"
			}
			got := intake.Merge(stored, row, how).Get("pictures")
			if len(album.List(got)) != 1 || album.Words(got) != want {
				t.Errorf("%s: a sheet that says %q leaves %q", name, said, got.Canonical())
			}
			if got == stored.Get("pictures") != (want == "相册第1册") {
				t.Errorf("%s: a sheet that says %q changes the record", name, said)
			}
		}
	}
}
