package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// undoBar returns what the bar of undo and redo shows.
func undoBar(t testing.TB, s *Store) string {
	t.Helper()
	undo, ok, err := s.Undoable(ctx)
	if err != nil {
		t.Fatal(err)
	}
	bar := "-"
	if ok {
		bar = undo.Label
	}
	redo, ok, err := s.Redoable(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if ok {
		return bar + " | " + redo.Label
	}
	return bar + " | -"
}

func TestUndoAndRedoWalkTheActs(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		bar := func(want string) {
			t.Helper()
			if got := undoBar(t, s); got != want {
				t.Fatalf("bar shows %q, want %q", got, want)
			}
		}
		undo := func() { t.Helper(); must(t)(s.Undo(ctx, "", UndoOptions{})) }
		redo := func() { t.Helper(); must(t)(s.Redo(ctx, UndoOptions{})) }
		phone := func(want string) {
			t.Helper()
			if got := mustGet(t, s, ledger.Cadre, "c1").Get("phone").Canonical(); got != want {
				t.Fatalf("phone is %q, want %q", got, want)
			}
		}
		bar("- | -")
		_, err := s.Undo(ctx, "", UndoOptions{})
		refused(t, err, "nothing_to_undo")
		mustApply(t, s, "A", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "phone", "1")))
		mustApply(t, s, "B", set(mustGet(t, s, ledger.Cadre, "c1"), "phone", "2"))
		mustApply(t, s, "C", set(mustGet(t, s, ledger.Cadre, "c1"), "phone", "3"))
		bar("C | -")
		undo()
		phone("2")
		bar("B | 撤销:C")
		undo()
		phone("1")
		bar("A | 撤销:B")
		undo()
		bar("- | 撤销:A")
		if n, _ := s.Count(ctx, Query{Kind: ledger.Cadre}); n != 0 {
			t.Fatalf("%d records after everything was undone", n)
		}
		if list, err := s.Trash(ctx); err != nil || len(list) != 0 {
			t.Fatalf("an undone creation is in the bin: %v %v", list, err)
		}
		redo()
		redo()
		phone("2")
		bar("B | 撤销:C")
		undo()
		bar("A | 撤销:B")
		redo()
		redo()
		phone("3")
		bar("C | -")
		_, err = s.Redo(ctx, UndoOptions{})
		refused(t, err, "nothing_to_undo")
		undo()
		mustApply(t, s, "D", set(mustGet(t, s, ledger.Cadre, "c1"), "phone", "4"))
		bar("D | -") // a new act ends what could be done again
		undo()
		bar("B | 撤销:D")
		phone("2")
	})
}

// must returns a function that ends the test on an error of Undo and the like.
func must(t testing.TB) func(Done, error) Done {
	return func(d Done, err error) Done {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func TestUndoOfAnOldOperation(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, c *clock) {
		mustApply(t, s, "社区", orgs()...)
		imported := mustApply(t, s, "导入", people(50)...)
		edit := mustApply(t, s, "改", set(mustGet(t, s, ledger.Cadre, imported.IDs[3]), "note", "新备注", "phone", "13900000000"))
		c.advance(30 * 24 * time.Hour)
		mustApply(t, s, "再改", set(mustGet(t, s, ledger.Cadre, imported.IDs[3]), "phone", "13911111111"))
		mustApply(t, s, "删", catalog.Delete(mustGet(t, s, ledger.Cadre, imported.IDs[4])))

		_, err := s.Undo(ctx, edit.Op.ID, UndoOptions{})
		refused(t, err, "conflict")
		var clash *Conflict
		if !errors.As(err, &clash) || len(clash.Clashes) != 1 || clash.Clashes[0].Field != "phone" || clash.Clashes[0].Actual != "13911111111" {
			t.Fatalf("clashes: %v", err)
		}
		if got := mustGet(t, s, ledger.Cadre, imported.IDs[3]).Get("note").Canonical(); got != "新备注" {
			t.Fatalf("a refused undo changed the note to %q", got)
		}
		must(t)(s.Undo(ctx, edit.Op.ID, UndoOptions{Keep: true, Actor: "李四"}))
		got := mustGet(t, s, ledger.Cadre, imported.IDs[3])
		if got.Get("note").Canonical() != "连任" || got.Get("phone").Canonical() != "13911111111" {
			t.Fatalf("with Keep: %v", got)
		}
		_, err = s.Undo(ctx, edit.Op.ID, UndoOptions{})
		refused(t, err, "undone")

		_, err = s.Undo(ctx, imported.Op.ID, UndoOptions{})
		refused(t, err, "conflict")
		d := must(t)(s.Undo(ctx, imported.Op.ID, UndoOptions{Keep: true}))
		if d.Deleted != 48 { // one edited, one in the bin
			t.Errorf("undone with Keep: %+v", d)
		}
		if n, _ := s.Count(ctx, Query{Kind: ledger.Cadre}); n != 1 {
			t.Errorf("%d records left, want the edited one", n)
		}
		if list, _ := s.Trash(ctx); len(list) != 1 {
			t.Errorf("%d records in the bin", len(list))
		}
		back := must(t)(s.Redo(ctx, UndoOptions{}))
		if back.Created != 48 || back.Op.Label != "重做:导入" {
			t.Errorf("done again: %+v", back)
		}
		if n, _ := s.Count(ctx, Query{Kind: ledger.Cadre}); n != 49 {
			t.Errorf("%d records", n)
		}
	})
}

func TestUndoOfAnEditThatWasTakenBackLater(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		made := mustApply(t, s, "新增", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "note", "甲")))
		mustApply(t, s, "改", set(mustGet(t, s, ledger.Cadre, "c1"), "note", "乙"))
		mustApply(t, s, "改回", set(mustGet(t, s, ledger.Cadre, "c1"), "note", "甲"))
		must(t)(s.Undo(ctx, made.Op.ID, UndoOptions{})) // nothing of anybody's would be lost
	})
}

func TestUndoKeepsWhatOthersReferTo(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		made := mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "org", "org3")))
		_, err := s.Undo(ctx, made.Op.ID, UndoOptions{})
		refused(t, err, "conflict")
		if m := catalog.Message(err); !strings.Contains(m, "「新南」下已有 1 名社区干部") {
			t.Errorf("message: %s", m)
		}
		must(t)(s.Undo(ctx, made.Op.ID, UndoOptions{Keep: true}))
		if got := names(t, s, Query{Kind: ledger.Org}); got != "新南" {
			t.Errorf("left: %s", got)
		}
	})
}

// A community is merged into another in one act: its cadres move, it goes. Both ways the whole act must turn.
func TestUndoOfAMerger(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "org", "org0")))
		for _, order := range [][]int{{0, 1}, {1, 0}} {
			changes := []catalog.Change{
				catalog.Delete(mustGet(t, s, ledger.Org, "org0")),
				set(mustGet(t, s, ledger.Cadre, "c1"), "org", "org1"),
			}
			merged := mustApply(t, s, "撤并", changes[order[0]], changes[order[1]])
			for range 2 {
				must(t)(s.Undo(ctx, merged.Op.ID, UndoOptions{}))
				if got := mustGet(t, s, ledger.Cadre, "c1").Get("org").Canonical(); got != "org0" {
					t.Fatalf("after undo the community is %s", got)
				}
				must(t)(s.Redo(ctx, UndoOptions{}))
				if _, err := s.Get(ctx, ledger.Org, "org0"); err == nil {
					t.Fatal("after redo the community is there")
				}
			}
			must(t)(s.Undo(ctx, merged.Op.ID, UndoOptions{}))
		}
		gone := mustApply(t, s, "一并删除", catalog.Delete(mustGet(t, s, ledger.Org, "org0")), catalog.Delete(mustGet(t, s, ledger.Cadre, "c1")))
		must(t)(s.Undo(ctx, gone.Op.ID, UndoOptions{}))
		must(t)(s.Redo(ctx, UndoOptions{}))
		must(t)(s.Undo(ctx, gone.Op.ID, UndoOptions{}))
		mustGet(t, s, ledger.Cadre, "c1")
	})
}

func TestBinAndHistory(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, c *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "新增", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "org", "org0", "sex", "2")))
		c.advance(time.Hour)
		mustApply(t, s, "调动", set(mustGet(t, s, ledger.Cadre, "c1"), "org", "org1", "note", "?看不清"))
		c.advance(time.Hour)
		mustApply(t, s, "删除 张三", catalog.Delete(mustGet(t, s, ledger.Cadre, "c1")))
		if got := names(t, s, Query{Kind: ledger.Cadre}); got != "" {
			t.Fatalf("deleted record is listed: %s", got)
		}
		bin, err := s.Trash(ctx)
		if err != nil || len(bin) != 1 || bin[0].Record.Label() != "张三" || bin[0].Deleted.Label != "删除 张三" || !bin[0].Deleted.At.Equal(c.Now()) {
			t.Fatalf("bin: %+v %v", bin, err)
		}
		d := must(t)(s.Restore(ctx, "李四", ledger.Cadre, []string{"c1"}))
		if d.Op.Label != "恢复 张三" || d.Op.Actor != "李四" || d.Created != 1 {
			t.Errorf("restored: %+v", d)
		}
		_, err = s.Restore(ctx, "李四", ledger.Cadre, []string{"never"})
		refused(t, err, "no_record")
		entries, err := s.History(ctx, ledger.Cadre, "c1")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range entries {
			line := fmt.Sprint(e.Op.Label, " ", e.Action)
			for _, f := range e.Fields {
				line += fmt.Sprintf(" %s:%s→%s", f.Title, f.BeforeText, f.AfterText)
			}
			got = append(got, line)
		}
		want := "新增 created\n调动 updated 社区:北门→西上 备注:→看不清\n删除 张三 deleted\n恢复 张三 restored"
		if strings.Join(got, "\n") != want {
			t.Errorf("history:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
		}
		_, err = s.History(ctx, ledger.Cadre, "never")
		refused(t, err, "no_record")
		must(t)(s.Undo(ctx, d.Op.ID, UndoOptions{}))
		if bin, _ := s.Trash(ctx); len(bin) != 1 {
			t.Error("undone restoring does not put the record back into the bin")
		}
	})
}
