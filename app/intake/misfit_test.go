package intake

import (
	"slices"
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

const cadresInGroups = "../../data/sheet/testdata/cadre_group_rows.xlsx"

// TestKindChosenThatFitsNothing: a kind that a clerk chooses and that fits nothing of the sheet is said at the head, at the
// foot and beside the sheet, nothing can be imported, and Enter takes the kind that fits.
func TestKindChosenThatFitsNothing(t *testing.T) {
	var p *Page
	w := trial.Demo(t)
	w.Register(desk.PageIntake, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Catch(desk.PageOverview)
	w.Start(desk.Place{Page: desk.PageOverview})
	w.Import([]string{cadresInGroups})
	w.UntilTitle("导入核对 cadre_group_rows.xlsx:将新增")
	p.chooseKind(slices.IndexFunc(p.desk.Kinds, func(k *catalog.Kind) bool { return k == ledger.Meeting }))
	w.UntilTitle("导入核对 cadre_group_rows.xlsx:这张表不是「三会一课」:没有「会议类型」这一栏,8 行都不能存")
	words := trial.Words(w.Window.Content())
	for _, want := range []string{"疑点 1 / 1", "改为「社区干部」  (回车)"} {
		if !strings.Contains(words, want) {
			t.Errorf("%s is not in\n%s", want, words)
		}
	}
	if strings.Count(words, "这张表不是「三会一课」") != 2 || !p.accept.Disabled() {
		t.Errorf("the import is offered: %v; the page says\n%s", !p.accept.Disabled(), words)
	}
	p.enter()
	w.UntilTitle("导入核对 cadre_group_rows.xlsx:将新增")
	if p.current().Table.Kind != ledger.Cadre {
		t.Errorf("after Enter the table is of %s", p.current().Table.Kind.Key)
	}
}
