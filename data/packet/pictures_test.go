package packet

import (
	"bytes"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestPicturesTravel: to another computer in a package, and back from the copy of what was replaced there.
func TestPicturesTravel(t *testing.T) {
	from := office(t, "容城镇", "北门社区")
	album := catalog.Pictures{}
	blob := catalog.NewBlob("image/jpeg", bytes.Repeat([]byte("\x00\xff picture"), 100_000))
	rec := catalog.NewRecord(ledger.Activity, "a1").With("title", value.Text("义诊")).With("date", value.Text("2003-05-12")).
		With("pictures", album.Add(value.Text("另有相册"), catalog.Picture{Hash: blob.Hash, Name: "现场.jpg"}))
	if _, err := from.Apply(ctx, catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(rec)}, Blobs: []catalog.Blob{blob}}); err != nil {
		t.Fatal(err)
	}
	to := office(t, "青山镇", "东门社区")
	p := mustOpen(t, packed(t, from))
	if _, err := p.Receive(ctx, to, nil); err != nil {
		t.Fatal(err)
	}
	got, err := to.Get(ctx, ledger.Activity, "a1")
	if err != nil || !got.Equal(rec) {
		t.Fatalf("the record is %v, %v", got, err)
	}
	arrived, err := to.Blob(ctx, blob.Hash)
	if err != nil || !bytes.Equal(arrived.Data, blob.Data) || arrived.Media != blob.Media {
		t.Errorf("the picture is %d bytes of %s: %v", len(arrived.Data), arrived.Media, err)
	}
	if report, err := to.Check(ctx); err != nil || !report.Sound() || report.Pictures.Count != 1 {
		t.Errorf("check: %v %+v %v", report.Faults, report.Pictures, err)
	}
}
