package packet

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/packet"
	"taizhang/data/store"
	"taizhang/data/value"
)

// opened shows a window on this page and returns what tells the page that was made last; any page stands for the overview,
// to which this one leads.
func opened(w *trial.Window) func() *Page {
	var last *Page
	w.Register(desk.PagePacket, func(d *desk.Desk) desk.Page {
		last = New(d).(*Page)
		return last
	})
	w.Register(desk.PageOverview, New)
	w.Start(desk.Place{Page: desk.PagePacket})
	return func() *Page { return last }
}

// packed makes a package of an office with one community.
func packed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := store.Open(context.Background(), filepath.Join(dir, "a.db"), ledger.All(), store.Options{Create: true, Office: store.Office{Code: "1", Name: "新城镇"}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	create := catalog.Create(catalog.NewRecord(ledger.Org, "").With("name", value.Text("东街社区")))
	if _, err := s.Apply(context.Background(), catalog.Operation{Label: "社区", At: time.Date(2003, 1, 2, 3, 4, 5, 0, time.Local), Changes: []catalog.Change{create}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "新城镇.tzb")
	if err := packet.Write(context.Background(), path, s, "0.1.0", time.Date(2003, 9, 30, 8, 0, 0, 0, time.Local), nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func orgs(w *trial.Window) string {
	var names []string
	for _, r := range w.Records(ledger.Org) {
		names = append(names, r.Label())
	}
	return strings.Join(names, " ")
}

// TestReplace looks at a package, takes it in the place of the demonstration office, and that back again.
func TestReplace(t *testing.T) {
	w := trial.Demo(t)
	page := opened(w)
	before := orgs(w)
	w.Import([]string{packed(t)})
	w.UntilTitle("交接包 新城镇 1 条记录")
	shown := trial.Words(page().Content())
	for _, want := range []string{"用它替换现有数据", "新城镇 · 2003-09-30 08:00 打包 · 程序版本 0.1.0 · 最后修改 2003-01-02 03:04 · 1 条记录,1 次操作", "容城镇", "现有数据比它新"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}
	if len(page().rows) < 5 || page().rows[0] != (row{ledger.Org.Title, 1, len(strings.Fields(before))}) {
		t.Errorf("compared: %v", page().rows)
	}
	if cell, _ := page().Cell(1, 3); !strings.HasPrefix(cell.Text, "-") {
		t.Errorf("the difference is %q", cell.Text)
	}
	page().Confirm()
	page().Confirm() // once is meant
	w.UntilTitle("总览 · 新城镇")
	if got := orgs(w); got != "东街社区" {
		t.Fatalf("now there are %s", got)
	}
	w.Until("the communities in the navigation", func() bool { return strings.Join(w.OrgNames(), " ") == "东街社区" })
	backups, err := filepath.Glob(filepath.Join(filepath.Dir(w.Store.DSN()), "备份", "替换前-*.db"))
	if err != nil || len(backups) != 1 {
		t.Fatal(backups, err)
	}
	w.Import(backups)
	w.UntilTitle("备份 容城镇")
	page().Confirm()
	w.UntilTitle("总览 · 容城镇")
	if got := orgs(w); got != before {
		t.Errorf("taken back there are %s, want %s", got, before)
	}
}

// TestFill: where nothing is, nothing is replaced.
func TestFill(t *testing.T) {
	w := trial.Empty(t)
	page := opened(w)
	w.Import([]string{packed(t)})
	w.UntilTitle("交接包 新城镇 1 条记录")
	if shown := trial.Words(page().Content()); !strings.Contains(shown, "放入这台电脑") || strings.Contains(shown, "替换") {
		t.Errorf("shown:\n%s", shown)
	}
	page().Confirm()
	w.UntilTitle("总览 · 新城镇")
	if got := orgs(w); got != "东街社区" {
		t.Errorf("now there are %s", got)
	}
	if list, _ := os.ReadDir(filepath.Join(filepath.Dir(w.Store.DSN()), "备份")); len(list) > 0 {
		t.Errorf("copies of what was empty: %v", list)
	}
}

// TestRefused: what can't be used has no button that would use it.
func TestRefused(t *testing.T) {
	w := trial.Demo(t)
	page := opened(w)
	path := packed(t)
	w.Import([]string{path})
	w.UntilTitle("交接包 新城镇")
	if err := os.Truncate(path, 5000); err != nil {
		t.Fatal(err)
	}
	before := orgs(w)
	w.Import([]string{path})
	w.UntilTitle("交接包不能使用")
	page().Confirm()
	if shown := trial.Words(w.Window.Canvas().Content()); strings.Contains(shown, "用它替换") || !strings.Contains(shown, "不完整") || orgs(w) != before {
		t.Errorf("shown:\n%s", shown)
	}
}

// TestFailsAndGoesOn: a package that is gone when it is wanted changes nothing, and can be taken when it is there again.
func TestFailsAndGoesOn(t *testing.T) {
	w := trial.Demo(t)
	page := opened(w)
	before := orgs(w)
	path := packed(t)
	w.Import([]string{path})
	w.UntilTitle("交接包 新城镇")
	if err := os.Rename(path, path+".pulled"); err != nil {
		t.Fatal(err)
	}
	page().Confirm()
	w.Until("the sentence", func() bool { return strings.Contains(trial.Words(w.Window.Canvas().Content()), "U 盘可能已拔出") })
	if got := orgs(w); got != before {
		t.Errorf("now there are %s", got)
	}
	if err := os.Rename(path+".pulled", path); err != nil {
		t.Fatal(err)
	}
	page().Confirm()
	w.UntilTitle("总览 · 新城镇")
}

// TestPresentChanges: the comparison is with what is here now.
func TestPresentChanges(t *testing.T) {
	w := trial.Empty(t)
	page := opened(w)
	w.Import([]string{packed(t)})
	w.UntilTitle("交接包 新城镇 1 条记录")
	w.Apply(catalog.Operation{Label: "社区", Changes: []catalog.Change{catalog.Create(catalog.NewRecord(ledger.Org, "").With("name", value.Text("西街社区")))}}, nil)
	w.Until("the comparison", func() bool { return strings.Contains(trial.Words(page().Content()), "用它替换现有数据") })
}
