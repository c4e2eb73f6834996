package store

import (
	"errors"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestLists follows an activity with two partner units and one in words through the store.
func TestLists(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		unit := func(id, name string) catalog.Record {
			return catalog.NewRecord(ledger.Partner, id).With("name", value.Text(name))
		}
		list := catalog.LinksValue([]catalog.Link{{ID: "p1"}, {ID: "p2"}, {Words: "司法局"}})
		event := catalog.NewRecord(ledger.Activity, "a1").With("title", value.Text("法律进社区")).With("partners", list)
		other := catalog.NewRecord(ledger.Activity, "a2").With("title", value.Text("义诊")).With("partners", catalog.Link{Words: "医院"}.Value())
		made, err := s.Apply(ctx, catalog.Operation{Label: "导入", Changes: []catalog.Change{
			catalog.Create(unit("p1", "法院")), catalog.Create(unit("p2", "国税局")), catalog.Create(event), catalog.Create(other)}})
		if err != nil {
			t.Fatal(err)
		}
		partners := ledger.Activity.Field("partners")
		ids, err := s.IDs(ctx, Query{Kind: ledger.Activity, Where: []Condition{LinkedTo(partners, "p1")}})
		if err != nil || len(ids) != 1 || ids[0] != "a1" {
			t.Errorf("activities of p1: %v, %v", ids, err)
		}
		back, err := s.Referring(ctx, ledger.Partner, "p2", 3)
		if err != nil || len(back) != 1 || back[0].Count != 1 || len(back[0].First) != 1 || back[0].First[0].ID != "a1" {
			t.Errorf("what refers to p2: %+v, %v", back, err)
		}
		values, err := s.Distinct(ctx, Query{Kind: ledger.Activity}, "partners")
		if err != nil || len(values) != 4 {
			t.Errorf("elements: %v, %v", values, err)
		}
		gone := catalog.Delete(unit("p1", "法院"))
		var refusal *catalog.Refusal
		if _, err := s.Apply(ctx, catalog.Operation{Changes: []catalog.Change{gone}}); !errors.As(err, &refusal) || refusal.Code != "referred" {
			t.Errorf("deleting a unit of a list: %v", err)
		}
		loose, err := s.Loosen(ctx, []catalog.Record{gone.Before})
		if err != nil || len(loose) != 1 {
			t.Fatalf("loosened: %v, %v", loose, err)
		}
		done, err := s.Apply(ctx, catalog.Operation{Label: "删除", Changes: append(loose, gone)})
		if err != nil {
			t.Fatal(err)
		}
		after, err := s.Get(ctx, ledger.Activity, "a1")
		if want := "法院\n@p2\n司法局"; err != nil || after.Get("partners").Canonical() != want {
			t.Errorf("after the deletion %q, %v", after.Get("partners").Canonical(), err)
		}
		history, err := s.History(ctx, ledger.Activity, "a1")
		if err != nil || len(history) != 2 || history[1].Fields[0].BeforeText != "法院、国税局、司法局" {
			t.Errorf("history %+v, %v", history, err)
		}
		if _, err := s.Undo(ctx, done.Op.ID, UndoOptions{}); err != nil {
			t.Fatal(err)
		}
		if again, err := s.Get(ctx, ledger.Activity, "a1"); err != nil || again.Get("partners") != list {
			t.Errorf("after undoing %q, %v", again.Get("partners").Canonical(), err)
		}
		if _, err := s.Undo(ctx, made.Op.ID, UndoOptions{}); err != nil {
			t.Errorf("undoing the import: %v", err)
		}
	})
}

// TestWhoLeavesStaysByName: a person who answers for a link of the chain may be deleted; the name stays, to be replaced.
func TestWhoLeavesStaysByName(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		person := catalog.NewRecord(ledger.Cadre, "c").With("name", value.Text("张三"))
		link := catalog.NewRecord(ledger.Safety, "s").With("type", value.Text(ledger.Chain)).With("cadre", value.Text("c"))
		if _, err := s.Apply(ctx, catalog.Operation{Changes: []catalog.Change{catalog.Create(person), catalog.Create(link)}}); err != nil {
			t.Fatal(err)
		}
		loose, err := s.Loosen(ctx, []catalog.Record{person})
		if err != nil || len(loose) != 1 {
			t.Fatalf("loosened: %v, %v", loose, err)
		}
		done, err := s.Apply(ctx, catalog.Operation{Changes: append(loose, catalog.Delete(person))})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := s.Get(ctx, ledger.Safety, "s"); err != nil || r.Get("cadre") != value.Unread("张三") {
			t.Errorf("the chain names %v, %v", r.Get("cadre"), err)
		}
		if _, err := s.Undo(ctx, done.Op.ID, UndoOptions{}); err != nil {
			t.Fatal(err)
		}
		if r, err := s.Get(ctx, ledger.Safety, "s"); err != nil || r.Get("cadre") != value.Text("c") {
			t.Errorf("after undoing the chain names %v, %v", r.Get("cadre"), err)
		}
	})
}
