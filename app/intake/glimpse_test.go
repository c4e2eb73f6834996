package intake

import (
	"context"
	"path/filepath"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial/loop"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/store"
)

// TestFirstRowsAfterAReview: another workbook is dropped on the window while one is under review, and its first rows come.
func TestFirstRowsAfterAReview(t *testing.T) {
	const workbook = "../../data/sheet/testdata/cadre_sheet_per_community.xlsx"
	ctx, kinds, office := context.Background(), ledger.All(), store.Office{Name: "容城镇"}
	a := loop.New(t)
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "x.db"), kinds, store.Options{Create: true, Office: office})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := desk.New(a, s, kinds, office)
	var p *Page
	d.Register(desk.PageIntake, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	d.Go(desk.Place{Page: desk.PageIntake, Data: []string{workbook}})
	a.Until("the review", func() bool { return p.plan != nil && p.which.Selected != "" })
	g, err := intake.Glance(ctx, []string{workbook}, glimpseRows, sheet.Options{}, kinds)
	if err != nil {
		t.Fatal(err)
	}
	p.forget()
	p.showGlimpse(g)
	if p.which.Selected != "" || p.kind.Selected != "" {
		t.Errorf("the first rows of a new workbook stand under %q, %q", p.which.Selected, p.kind.Selected)
	}
}
