package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

var gallery = catalog.Pictures{}

// blobOf returns a picture of some bytes that holds all of them.
func blobOf(name string, size int) (catalog.Blob, catalog.Picture) {
	data := bytes.Repeat([]byte("\x00\xff"+name+"'\n\r\\"), 1+size/len(name))
	b := catalog.NewBlob("image/jpeg", data[:max(size, 1)])
	return b, catalog.Picture{Hash: b.Hash, Name: name + ".jpg"}
}

// addPictures adds pictures to a record.
func addPictures(t testing.TB, s *Store, r catalog.Record, names ...string) catalog.Record {
	t.Helper()
	op := catalog.Operation{Label: "添加图片", Actor: "王五"}
	v := r.Get("pictures")
	for _, name := range names {
		b, p := blobOf(name, 3000)
		op.Blobs, v = append(op.Blobs, b), gallery.Add(v, p)
	}
	op.Changes = []catalog.Change{catalog.Update(r, r.With("pictures", v))}
	if _, err := s.Apply(ctx, op); err != nil {
		t.Fatal(err)
	}
	return mustGet(t, s, r.Kind, r.ID)
}

// withPictures leaves four pictures in a store: one that a record names, one that it has named, one of a record in the
// bin, and one whose adding was undone.
func withPictures(t testing.TB, s *Store) {
	t.Helper()
	mustApply(t, s, "活动", catalog.Create(rec(ledger.Activity, "a1", "title", "义诊", "date", "2003-05-12", "pictures", "相册第1册")),
		catalog.Create(rec(ledger.Meeting, "m1", "topic", "动员", "date", "2003-05-12")))
	r := addPictures(t, s, mustGet(t, s, ledger.Activity, "a1"), "甲", "乙")
	_, second := blobOf("乙", 3000)
	mustApply(t, s, "移除图片", set(r, "pictures", gallery.Remove(r.Get("pictures"), second.Hash).Canonical()))
	m := addPictures(t, s, mustGet(t, s, ledger.Meeting, "m1"), "丙")
	mustApply(t, s, "删除会议", catalog.Delete(m))
	addPictures(t, s, mustGet(t, s, ledger.Activity, "a1"), "丁")
	must(t)(s.Undo(ctx, "", UndoOptions{}))
}

func TestPictures(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		withPictures(t, s)
		r := mustGet(t, s, ledger.Activity, "a1")
		first, p := blobOf("甲", 3000)
		if list := gallery.List(r.Get("pictures")); len(list) != 1 || list[0] != p || gallery.Words(r.Get("pictures")) != "相册第1册" {
			t.Fatalf("the record says %q", r.Get("pictures").Canonical())
		}
		got, err := s.Blob(ctx, first.Hash)
		if err != nil || !bytes.Equal(got.Data, first.Data) || got.Media != first.Media || !got.Sound() {
			t.Errorf("the picture is %d bytes of %s: %v", len(got.Data), got.Media, err)
		}
		if h, err := s.Holding(ctx); err != nil || h != (Holding{Count: 4, Bytes: 12000}) {
			t.Errorf("holding %+v, %v", h, err)
		}
		report, err := s.Check(ctx)
		if err != nil || !report.Sound() || report.Pictures != (Holding{Count: 4, Bytes: 12000}) {
			t.Errorf("check: %v %+v %v", report.Faults, report.Pictures, err)
		}
		_, err = s.Blob(ctx, strings.Repeat("0", 64))
		refused(t, err, "no_picture")

		must(t)(s.Redo(ctx, UndoOptions{})) // 丁 again
		if n := len(gallery.List(mustGet(t, s, ledger.Activity, "a1").Get("pictures"))); n != 2 {
			t.Errorf("after redo %d pictures", n)
		}
		must(t)(s.Restore(ctx, "王五", ledger.Meeting, []string{"m1"}))
		addPictures(t, s, mustGet(t, s, ledger.Meeting, "m1"), "甲") // which is there already
		if h, err := s.Holding(ctx); err != nil || h.Count != 4 {
			t.Errorf("holding %+v, %v", h, err)
		}
	})
}

// TestPicturesMustBeThere: nothing that an operation names is missing, and nothing is stored that nobody names.
func TestPicturesMustBeThere(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		b, p := blobOf("甲", 100)
		other, _ := blobOf("乙", 100)
		named := rec(ledger.Activity, "a1", "title", "义诊", "date", "2003-05-12").With("pictures", gallery.Add(value.Value{}, p))
		_, err := s.Apply(ctx, catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(named)}})
		refused(t, err, "missing_picture")
		torn := b
		torn.Data = append([]byte{}, b.Data...)
		torn.Data[0]++
		var refusal *catalog.Refusal
		_, err = s.Apply(ctx, catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(named)}, Blobs: []catalog.Blob{torn}})
		if err == nil || errors.As(err, &refusal) {
			t.Errorf("bytes that are others: %v", err)
		}
		if d, err := s.Apply(ctx, catalog.Operation{Label: "新增", Changes: []catalog.Change{catalog.Create(named)}, Blobs: []catalog.Blob{b, other}}); err != nil || d.Created != 1 {
			t.Fatal(d, err)
		}
		if h, err := s.Holding(ctx); err != nil || h != (Holding{Count: 1, Bytes: 100}) {
			t.Errorf("holding %+v, %v", h, err)
		}
		bare := mustGet(t, s, ledger.Activity, "a1")
		_, q := blobOf("乙", 100)
		_, err = s.Apply(ctx, catalog.Operation{Label: "改", Changes: []catalog.Change{catalog.Update(bare, bare.With("pictures", gallery.Add(bare.Get("pictures"), q)))}})
		refused(t, err, "missing_picture")
		mustApply(t, s, "清空", set(bare, "pictures", ""))
		must(t)(s.Undo(ctx, "", UndoOptions{}))
		if got := mustGet(t, s, ledger.Activity, "a1"); !got.Equal(bare) {
			t.Errorf("undone: %v", got)
		}
	})
}

// TestAPictureThatIsLost does not keep a clerk from adding others, or from taking the lost one out.
func TestAPictureThatIsLost(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := mustOpen(t, dsn, Options{Create: true})
		mustApply(t, s, "活动", catalog.Create(rec(ledger.Activity, "a1", "title", "义诊", "date", "2003-05-12")))
		r := addPictures(t, s, mustGet(t, s, ledger.Activity, "a1"), "甲")
		mustApply(t, s, "活动", catalog.Create(rec(ledger.Activity, "a2", "title", "联欢", "date", "2003-05-13")))
		mustApply(t, s, "删", catalog.Delete(addPictures(t, s, mustGet(t, s, ledger.Activity, "a2"), "丙"))) // a fault of the live ones alone
		if err := s.transact(ctx, func(tx *session) error { return tx.exec("DELETE FROM blob") }); err != nil {
			t.Fatal(err)
		}
		report, err := s.Check(ctx)
		if err != nil || len(report.Faults) != 2 || report.Faults[0] != "活动:1 条记录的图片资料缺少图片" {
			t.Errorf("faults %q, %v", report.Faults, err)
		}
		r = addPictures(t, s, r, "乙")
		_, lost := blobOf("甲", 3000)
		mustApply(t, s, "移除", set(r, "pictures", gallery.Remove(r.Get("pictures"), lost.Hash).Canonical()))
		must(t)(s.Undo(ctx, "", UndoOptions{}))
	})
}

// TestDamageIsFoundBesidePictures: when a database is opened of which they are the larger part, and when one is read.
func TestDamageIsFoundBesidePictures(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.db")
	s := mustOpen(t, path, Options{Create: true})
	workedOn(t, s)
	large := catalog.Operation{Label: "添加图片"}
	r := mustGet(t, s, ledger.Activity, "a1")
	v := r.Get("pictures")
	for i := range 5 {
		b, p := blobOf(fmt.Sprint("大图", i), 16<<20)
		large.Blobs, v = append(large.Blobs, b), gallery.Add(v, p)
	}
	large.Changes = []catalog.Change{catalog.Update(r, r.With("pictures", v))}
	must(t)(s.Apply(ctx, large))
	s.Close()
	s, err := Open(ctx, path, ledger.All(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	torn := large.Blobs[2].Hash
	if err := s.transact(ctx, func(tx *session) error { return tx.exec("UPDATE blob SET data = x'00' WHERE hash = $1", torn) }); err != nil {
		t.Fatal(err)
	}
	_, err = s.Blob(ctx, torn)
	refused(t, err, "torn_picture")
	root, err := number(ctx, s.read, "SELECT rootpage FROM sqlite_master WHERE name = 'cadre'")
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(bytes.Repeat([]byte{0x5A}, 4096), (root-1)*4096); err != nil {
		t.Fatal(err)
	}
	f.Close()
	_, err = Open(ctx, path, ledger.All(), Options{})
	refused(t, err, "damaged")
}

// TestUnusedPicturesAreCounted: nothing of ours leaves any; another program may.
func TestUnusedPicturesAreCounted(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		s := mustOpen(t, dsn, Options{Create: true})
		withPictures(t, s)
		b, _ := blobOf("孤", 7)
		if err := s.transact(ctx, func(tx *session) error {
			return tx.exec(sqlAddBlob, s.township(), b.Hash, b.Media, len(b.Data), b.Data)
		}); err != nil {
			t.Fatal(err)
		}
		report, err := s.Check(ctx)
		if err != nil || !report.Sound() || report.Pictures != (Holding{5, 12007, 1}) {
			t.Errorf("%v %+v %v", report.Faults, report.Pictures, err)
		}
	})
}

// BenchmarkPictures: what 500 pictures of 400 KB cost when they are stored, one is read, and the database is opened and
// copied.
func BenchmarkPictures(b *testing.B) {
	path := b.TempDir() + "/b.db"
	s := mustOpen(b, path, Options{Create: true})
	mustApply(b, s, "活动", catalog.Create(rec(ledger.Activity, "a1", "title", "义诊", "date", "2003-05-12")))
	var hash string
	for i := range 500 {
		blob, p := blobOf(fmt.Sprint("图", i), 400<<10)
		hash = blob.Hash
		r := mustGet(b, s, ledger.Activity, "a1")
		op := catalog.Operation{Label: "添加图片", Blobs: []catalog.Blob{blob}, Changes: []catalog.Change{catalog.Update(r, r.With("pictures", gallery.Add(value.Value{}, p)))}}
		if _, err := s.Apply(ctx, op); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Blob(ctx, hash); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			if r, err := s.Check(ctx); err != nil || !r.Sound() {
				b.Fatal(r.Faults, err)
			}
		}
	})
	b.Run("backup", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Backup(ctx, b.TempDir()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			again, err := Open(ctx, path, ledger.All(), Options{})
			if err != nil {
				b.Fatal(err)
			}
			again.Close()
		}
	})
}
