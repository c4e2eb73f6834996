package roster

import (
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

var known = labels{"org": {"1": "北门社区", "2": "西上社区", "3": "西上新村社区"}}

func TestReadField(t *testing.T) {
	k := ledger.Kind("cadre")
	for _, c := range []struct {
		field, text string
		want        value.Value
		refused     string // a part of what the clerk reads; "" if the text is taken
	}{
		{"org", "北门", value.Text("1"), ""},
		{"org", " 西上社区 ", value.Text("2"), ""},
		{"org", "东门", value.Value{}, "没有「东门」"},
		{"name", "", value.Value{}, "姓名不能为空"},
		{"note", "", value.Value{}, ""},
		{"sex", "半", value.Value{}, "半"},
	} {
		v, message := readField(k.Field(c.field), c.text, known)
		if (message == "") != (c.refused == "") || !strings.Contains(message, c.refused) {
			t.Errorf("%s %q: the clerk reads %q, want %q", c.field, c.text, message, c.refused)
		}
		if message == "" && v != c.want {
			t.Errorf("%s %q was read as %v, want %v", c.field, c.text, v, c.want)
		}
	}
}

func TestAnAmbiguousNameIsRefused(t *testing.T) {
	twice := labels{"org": {"1": "北门社区", "2": "北门社区党支部"}}
	_, message := readField(ledger.Kind("cadre").Field("org"), "北门", twice)
	if !strings.Contains(message, "不止一个") {
		t.Errorf("北门 could be two communities, but the clerk reads %q", message)
	}
}

func TestColumnsShowTheUsualViewFirst(t *testing.T) {
	for _, k := range ledger.All() {
		columns, fields := columnsOf(k)
		if len(columns) != len(k.Fields) || len(fields) != len(columns) {
			t.Errorf("%s: %d columns of %d fields", k.Key, len(columns), len(k.Fields))
		}
		hidden := false
		for _, c := range columns {
			if hidden && !c.Hidden {
				t.Errorf("%s: %s is shown after hidden columns", k.Key, c.Key)
			}
			hidden = hidden || c.Hidden
		}
		if k.Name != "" && columns[0].Key != k.Name {
			t.Errorf("%s begins with %s, not with the name", k.Key, columns[0].Key)
		}
	}
}

func TestHistoryWords(t *testing.T) {
	now := time.Date(2003, 9, 30, 9, 0, 0, 0, time.Local)
	for at, want := range map[time.Time]string{
		now.Add(-time.Hour):       "今天 08:00",
		now.Add(-10 * time.Hour):  "昨天 23:00",
		now.Add(-240 * time.Hour): "2003年9月20日 09:00",
	} {
		if got := whenWords(at, now); got != want {
			t.Errorf("%v: %q, want %q", at, got, want)
		}
	}
	entry := store.Entry{Op: store.OpInfo{Label: "导入"}}
	if got := entryWords(entry); got != "导入" {
		t.Errorf("an operation without fields reads %q", got)
	}
}

func TestCellsShowNamesAndProblems(t *testing.T) {
	k := ledger.Kind("cadre")
	columns, fields := columnsOf(k)
	r := &rows{kind: k, fields: fields, labels: known, today: value.DateOf(time.Date(2003, 9, 30, 0, 0, 0, 0, time.UTC)), ids: []string{"a", "b"}}
	r.loaded = map[int]*row{}
	r.renew()
	r.put(0, catalog.NewRecord(k, "a").With("name", value.Text("张三")).With("org", value.Text("1")).With("id_number", value.Unread("45099")), nil)
	for i, c := range columns {
		cell, ok := r.Cell(0, i)
		switch {
		case !ok:
			t.Fatalf("%s isn't loaded", c.Key)
		case c.Key == "org" && cell.Text != "北门社区":
			t.Errorf("the community is shown as %q", cell.Text)
		case c.Key == "id_number" && (cell.Text != "45099" || cell.Note == ""):
			t.Errorf("an unread number is shown as %q with the note %q", cell.Text, cell.Note)
		}
	}
	if _, ok := r.Cell(1, 0); ok {
		t.Error("a record that was never read is shown")
	}
}
