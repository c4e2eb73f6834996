package desk_test

import (
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/roster"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

// TestReadOnlyWindow: an office that can only be looked at is shown, says so at its head, and refuses a change in words.
func TestReadOnlyWindow(t *testing.T) {
	w := trial.ReadOnly(t)
	w.Register(desk.PageRoster, roster.New)
	w.Start(desk.Place{Page: desk.PageRoster, Kind: ledger.Cadre.Key})
	w.TellReadOnly()
	w.Until("the cadres", func() bool { return strings.Contains(w.Window.Title(), "社区干部 30 人") })
	words := trial.Words(w.Window.Content())
	for _, want := range []string{"(只读)容城镇", "这份台账是只读的"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in\n%s", want, words)
		}
	}
	before := w.Records(ledger.Cadre)
	var refused error
	answered := false
	w.Apply(catalog.Operation{Label: "改", Changes: []catalog.Change{catalog.Delete(before[0])}}, func(_ store.Done, err error) {
		refused, answered = err, true
	})
	w.Until("the answer", func() bool { return answered })
	if refused == nil || len(w.Records(ledger.Cadre)) != len(before) {
		t.Errorf("the change is answered by %v", refused)
	}
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "只能查看,没有改动任何记录") {
		t.Errorf("the window says\n%s", words)
	}
}
