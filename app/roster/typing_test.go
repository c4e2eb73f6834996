package roster

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// TestTypingGoesOnWhileRecordsAreReadAnew: whoever types faster than the disk answers loses no letter.
func TestTypingGoesOnWhileRecordsAreReadAnew(t *testing.T) {
	w := trial.Demo(t)
	var p *Page
	w.Register(desk.PageRoster, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Start(desk.Place{Page: desk.PageRoster, Kind: "cadre"})
	loaded := func() bool {
		if p.grid == nil || len(p.rows.ids) == 0 {
			return false
		}
		_, ok := p.rows.record(1)
		return ok
	}
	w.Until("the cadres", loaded)
	col := slices.IndexFunc(p.rows.fields, func(f *catalog.Field) bool { return f.Key == "joined" })
	write := func(row int, text string) {
		p.grid.Select(row, col)
		p.Focus()
		w.Type(text)
		w.Key(fyne.KeyReturn)
	}
	ids, version := slices.Clone(p.rows.ids), p.rows.version
	write(0, "1990.5")
	w.Until("the change to be told", func() bool { return p.rows.version != version })
	write(1, "1991.6") // the records have not been read anew yet
	w.Until("both to be stored", func() bool {
		got := map[string]string{}
		for _, r := range w.Records(ledger.Cadre) {
			got[r.ID] = r.Date("joined").String()
		}
		return got[ids[0]] == "1990-05" && got[ids[1]] == "1991-06"
	})
	w.Until("both to be shown", func() bool {
		a, _ := p.rows.Cell(0, col)
		b, _ := p.rows.Cell(1, col)
		return a.Text == "1990年5月" && b.Text == "1991年6月"
	})
}

// TestCtrlSSavesANewRecord begins in a ledger without records, as a new office does.
func TestCtrlSSavesANewRecord(t *testing.T) {
	w := trial.Empty(t)
	var p *Page
	w.Register(desk.PageRoster, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Start(desk.Place{Page: desk.PageRoster, Kind: "venue"})
	w.Until("the empty ledger", func() bool {
		return p.side.form != nil && strings.Contains(trial.Words(p.box), "还没有场所设施记录")
	})
	if p.Save() {
		t.Error("there is something to save")
	}
	p.add()
	w.Type("会议室")
	if !p.Save() {
		t.Error("a new record is passed over")
	}
	w.Until("the record to be stored", func() bool { return len(w.Records(ledger.Venue)) == 1 })
}

// TestRecordsStayInSightWhenTheListChanges: another order or a new record shows no empty rows.
func TestRecordsStayInSightWhenTheListChanges(t *testing.T) {
	r := &rows{loaded: map[int]*row{}, ids: []string{"a", "b", "c"}}
	r.loaded[0], r.loaded[2] = &row{}, &row{problems: nil}
	first, last := r.loaded[0], r.loaded[2]
	r.set([]string{"c", "new", "a"})
	if r.loaded[0] != last || r.loaded[1] != nil || r.loaded[2] != first || len(r.asked) != 0 {
		t.Error("the records did not go with their ids")
	}
}
