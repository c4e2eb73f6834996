package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// refused fails the test unless err is a refusal with that code and a sentence in Chinese.
func refused(t testing.TB, err error, code string) {
	t.Helper()
	var r *catalog.Refusal
	if !errors.As(err, &r) || r.Code != code {
		t.Fatalf("error is %v, want refusal %s", err, code)
	}
	if !strings.ContainsAny(catalog.Message(err), "不没请有后已") {
		t.Fatalf("message for a clerk: %q", catalog.Message(err))
	}
}

func TestEveryValueComesBack(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		want := rec(ledger.Cadre, "c1", "name", "𬭎·买买提", "sex", "2", "birth", "?八月十五", "pay", "?一千二", "org", "?东门社区",
			"phone", "13800000001、0775-1234567", "note", "第一行\n第二行 100%_\\ ' \" ?", "address", "=?=")
		want = want.With("cross_post", value.Text("不是数字")).With("reelected", value.Text("007"))
		mustApply(t, s, "新增", catalog.Create(want))
		got := mustGet(t, s, ledger.Cadre, "c1")
		if !got.Equal(want) {
			t.Fatalf("got  %v\nwant %v", got, want)
		}
		mustApply(t, s, "改", set(got, "pay", "120000", "birth", "1968-05", "name", "?不明", "reelected", ""))
		want = want.With("pay", value.Int(120000)).With("birth", value.Text("1968-05")).With("name", value.Unread("不明")).With("reelected", value.Value{})
		if got := mustGet(t, s, ledger.Cadre, "c1"); !got.Equal(want) {
			t.Fatalf("after the update: got  %v\nwant %v", got, want)
		}
		dirty := rec(ledger.Cadre, "c2", "name", "a\x00b\xff")
		mustApply(t, s, "新增", catalog.Create(dirty))
		if got := mustGet(t, s, ledger.Cadre, "c2").Get("name").Canonical(); got != "ab�" {
			t.Errorf("text that no engine can store became %q", got)
		}
	})
}

func TestApplyCountsAndNames(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, c *clock) {
		var heard []Done
		stop := s.Watch(func(d Done) { heard = append(heard, d) })
		d := mustApply(t, s, "导入 花名册", append(orgs(), people(30)...)...)
		if d.Created != 40 || d.Updated+d.Deleted != 0 || fmt.Sprint(d.Kinds) != "[org cadre]" || len(d.IDs) != 40 || d.IDs[0] != "org0" {
			t.Errorf("done: %+v", d)
		}
		if d.Op.Label != "导入 花名册" || d.Op.Actor != "王五" || !d.Op.At.Equal(c.Now()) || d.Op.ID == "" || d.Op.Created != 40 {
			t.Errorf("operation: %+v", d.Op)
		}
		ids, err := s.IDs(ctx, Query{Kind: ledger.Cadre})
		if err != nil || fmt.Sprint(ids) != fmt.Sprint(d.IDs[10:]) {
			t.Errorf("ids are not in the order of the changes: %v %v", ids, err)
		}
		if len(heard) != 1 || heard[0].Op.ID != d.Op.ID {
			t.Errorf("watcher heard %+v", heard)
		}
		stop()
		r := mustGet(t, s, ledger.Cadre, ids[0])
		none := mustApply(t, s, "什么也没改", set(r, "name", r.Get("name").Canonical()))
		if none.Op.ID != "" || none.Updated != 0 {
			t.Errorf("an operation without changes left a trace: %+v", none)
		}
		d = mustApply(t, s, "删改", set(r, "note", "新"), catalog.Delete(mustGet(t, s, ledger.Cadre, ids[1])))
		if d.Updated != 1 || d.Deleted != 1 || len(heard) != 1 {
			t.Errorf("done: %+v, heard %d", d, len(heard))
		}
		ops, err := s.Operations(ctx, 10, "")
		if err != nil || len(ops) != 2 || ops[0].Label != "删改" || ops[0].Deleted != 1 {
			t.Errorf("operations: %+v %v", ops, err)
		}
		if older, err := s.Operations(ctx, 10, ops[0].ID); err != nil || len(older) != 1 || older[0].ID != ops[1].ID {
			t.Errorf("older operations: %+v %v", older, err)
		}
	})
}

func TestRefusedOperationChangesNothing(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "org", "org1")), catalog.Create(rec(ledger.Cadre, "c2", "name", "李四", "org", "org2")))
		old := mustGet(t, s, ledger.Cadre, "c1")
		mustApply(t, s, "别人改", set(old, "phone", "13800000001"))
		gone := mustGet(t, s, ledger.Cadre, "c2")
		mustApply(t, s, "删", catalog.Delete(gone))
		fresh := catalog.Create(rec(ledger.Cadre, "c9", "name", "王五"))
		for _, test := range []struct {
			code   string
			change catalog.Change
		}{
			{"conflict", set(old, "phone", "13800000002")},
			{"dead_reference", catalog.Create(rec(ledger.Cadre, "", "name", "赵六", "org", "nowhere"))},
			{"dead_reference", set(old, "org", "nowhere")},
			{"referred", catalog.Delete(mustGet(t, s, ledger.Org, "org1"))},
			{"in_bin", set(gone, "note", "x")},
			{"no_record", set(rec(ledger.Cadre, "nobody", "name", "无名"), "note", "x")},
			{"exists", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三"))},
		} {
			_, err := s.Apply(ctx, catalog.Operation{Label: "x", Changes: []catalog.Change{fresh, test.change}})
			refused(t, err, test.code)
			if _, err := s.Get(ctx, ledger.Cadre, "c9"); err == nil {
				t.Fatalf("%s: half of the operation was applied", test.code)
			}
		}
		// The same change by two clerks is no conflict, nor is another field of the same record.
		mustApply(t, s, "一样", set(old, "phone", "13800000001", "note", "又"))
		if got := mustGet(t, s, ledger.Cadre, "c1"); got.Get("note").Canonical() != "又" || got.Get("phone").Canonical() != "13800000001" {
			t.Errorf("merged record: %v", got)
		}
		// With its last cadre gone a community can go; so can both in one operation.
		mustApply(t, s, "一并删除", catalog.Delete(mustGet(t, s, ledger.Org, "org1")), catalog.Delete(mustGet(t, s, ledger.Cadre, "c1")))
		mustApply(t, s, "删", catalog.Delete(mustGet(t, s, ledger.Org, "org2")))
		_, err := s.Restore(ctx, "王五", ledger.Cadre, []string{"c2"})
		refused(t, err, "dead_reference")
	})
}

func TestConflictSaysWhat(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "人", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三", "pay", "120000")))
		old := mustGet(t, s, ledger.Cadre, "c1")
		mustApply(t, s, "别人改", set(old, "pay", "150000"))
		_, err := s.Apply(ctx, catalog.Operation{Changes: []catalog.Change{set(old, "pay", "130000")}})
		var c *Conflict
		if !errors.As(err, &c) || len(c.Clashes) != 1 {
			t.Fatalf("error: %v", err)
		}
		if got := c.Clashes[0]; got.Label != "张三" || got.Field != "pay" || got.Expected != "1200" || got.Actual != "1500" {
			t.Errorf("clash: %+v", got)
		}
		if m := catalog.Message(err); !strings.Contains(m, "「张三」的月报酬现在是「1500」") {
			t.Errorf("message: %s", m)
		}
	})
}

func TestCancelledApplyLeavesNothing(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		for _, after := range []int{0, 1, 3} {
			stopped, cancel := context.WithCancel(ctx)
			if after == 0 {
				cancel()
			}
			changes := people(3 * chunkSize)
			// A record that is described for an error cancels at a known place: the reference is looked at in order.
			seen := 0
			_, err := s.perform(stopped, func(*session) (act, error) { return act{label: "x"}, nil }, func(w *writer) error {
				for i := 0; i < len(changes); i += chunkSize {
					if seen++; seen == after {
						cancel()
					}
					if err := w.changeAll(w.prepare(changes[i:i+chunkSize], nil)); err != nil {
						return err
					}
				}
				return nil
			})
			cancel()
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("cancelled after %d: %v", after, err)
			}
			if n, err := s.Count(ctx, Query{Kind: ledger.Cadre}); n != 0 || err != nil {
				t.Fatalf("cancelled after %d: %d records, %v", after, n, err)
			}
		}
		mustApply(t, s, "之后", people(3)...)
	})
}

// TestApplyReports: whoever waits is told how many changes are written, and may cancel at any of them.
func TestApplyReports(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		op := catalog.Operation{Label: "导入", Changes: people(2*chunkSize + 1)}
		stopped, cancel := context.WithCancel(ctx)
		defer cancel()
		_, err := s.ApplyReporting(stopped, op, func(done, _ int) {
			if done > chunkSize {
				cancel()
			}
		})
		if n, counted := s.Count(ctx, Query{Kind: ledger.Cadre}); !errors.Is(err, context.Canceled) || n != 0 || counted != nil {
			t.Fatalf("cancelled: %v, %d records, %v", err, n, counted)
		}
		var told []int
		if _, err := s.ApplyReporting(ctx, op, func(done, all int) { told = append(told, done, all) }); err != nil {
			t.Fatal(err)
		}
		all := len(op.Changes)
		if want := []int{chunkSize, all, 2 * chunkSize, all, all, all}; !slices.Equal(told, want) {
			t.Errorf("told %v, want %v", told, want)
		}
	})
}

func TestReadersSeeOneState(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "先", people(10)...)
		_, err := s.perform(ctx, func(*session) (act, error) { return act{label: "导入"}, nil }, func(w *writer) error {
			if err := w.changeAll(w.prepare(people(500), nil)); err != nil {
				return err
			}
			// In the middle of the import, others read what was before.
			page, err := s.Find(ctx, Query{Kind: ledger.Cadre, Sort: []Order{{Field: "name"}}})
			if err != nil || page.Total != 10 || len(page.Records) != 10 {
				t.Errorf("during the import a reader sees %d records, %v", page.Total, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		// What a reader has begun to read does not change under it.
		seen := 0
		err = s.Each(ctx, Query{Kind: ledger.Cadre}, func(r catalog.Record) error {
			if seen++; seen == 1 {
				mustApply(t, s, "其间", people(5)...)
			}
			return nil
		})
		if err != nil || seen != 510 {
			t.Errorf("read %d records, %v", seen, err)
		}
	})
}

func TestManyWritersAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		stores := []*Store{mustOpen(t, dsn, Options{Create: true}), mustOpen(t, dsn, Options{})}
		if !strings.HasPrefix(dsn, "postgres:") {
			for _, s := range stores { // a slow disk must not let one wait in vain for the others
				if _, err := s.write.Exec("PRAGMA busy_timeout = 120000"); err != nil {
					t.Fatal(err)
				}
			}
		}
		mustApply(t, stores[0], "人", catalog.Create(rec(ledger.Cadre, "c1", "name", "张三")))
		errs := make(chan error)
		for g := range 4 {
			go func() {
				for i := range 20 {
					s := stores[(g+i)%2]
					_, err := s.Apply(ctx, catalog.Operation{Label: "加", Changes: []catalog.Change{catalog.Create(rec(ledger.Cadre, "", "name", fmt.Sprint(g, i)))}})
					if err != nil {
						errs <- err
						return
					}
				}
				errs <- nil
			}()
		}
		for range 4 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if n, err := stores[1].Count(ctx, Query{Kind: ledger.Cadre}); n != 81 || err != nil {
			t.Errorf("%d records, %v", n, err)
		}
		if report, err := stores[0].Check(ctx); err != nil || !report.Sound() {
			t.Error(report.Faults, err)
		}
	})
}
