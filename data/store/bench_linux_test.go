package store

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

const many = 100_000

// perRow reports the processor time that this process and its finished children took a row: unlike the time on the
// clock it does not depend on what else the machine does.
func perRow(b *testing.B, f func()) {
	before := cpuTime()
	f()
	b.ReportMetric(float64(cpuTime()-before)/float64(b.N*many), "cpu-ns/row")
}

func cpuTime() time.Duration {
	var total time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			total += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return total
}

// benchEngines runs a benchmark on a store with ten communities and n people of each engine.
func benchEngines(b *testing.B, n int, bench func(b *testing.B, s *Store)) {
	run := func(b *testing.B, dsn string) {
		s := mustOpen(b, dsn, Options{Create: true})
		mustApply(b, s, "社区", orgs()...)
		if n > 0 {
			mustApply(b, s, "导入", people(n)...)
		}
		b.ResetTimer()
		bench(b, s)
	}
	b.Run("sqlite", func(b *testing.B) { run(b, filepath.Join(b.TempDir(), "b.db")) })
	b.Run("postgres", func(b *testing.B) { run(b, postgresDSN(b)) })
}

func BenchmarkImport100k(b *testing.B) {
	changes := people(many)
	benchEngines(b, 0, func(b *testing.B, s *Store) {
		perRow(b, func() {
			for b.Loop() {
				mustApply(b, s, "导入", changes...)
			}
		})
	})
}

// BenchmarkChange100k changes, undoes and does again what a large import does.
func BenchmarkChange100k(b *testing.B) {
	benchEngines(b, many, func(b *testing.B, s *Store) {
		var changes []catalog.Change
		err := s.Each(ctx, Query{Kind: ledger.Cadre}, func(r catalog.Record) error {
			changes = append(changes, set(r, "note", "改", "pay", "1"))
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		ops, err := s.Operations(ctx, 1, "")
		if err != nil {
			b.Fatal(err)
		}
		for _, step := range []struct {
			name string
			do   func() (Done, error)
		}{
			{"update", func() (Done, error) { return s.Apply(ctx, catalog.Operation{Label: "更新", Changes: changes}) }},
			{"undo-update", func() (Done, error) { return s.Undo(ctx, "", UndoOptions{}) }},
			{"undo-import", func() (Done, error) { return s.Undo(ctx, ops[0].ID, UndoOptions{}) }},
			{"redo-import", func() (Done, error) { return s.Redo(ctx, UndoOptions{}) }},
		} {
			start := time.Now()
			must(b)(step.do())
			b.ReportMetric(time.Since(start).Seconds(), step.name+"-s")
		}
	})
}

// BenchmarkSQLiteImport100k is the measure for BenchmarkImport100k: the same values by the sqlite3 program.
func BenchmarkSQLiteImport100k(b *testing.B) {
	dir := b.TempDir()
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	for _, c := range people(many) {
		var row []string
		for i := range ledger.Cadre.Fields {
			if ledger.Cadre.Fields[i].Stored() {
				row = append(row, c.After.At(i).Canonical())
			}
		}
		if err := w.Write(row); err != nil {
			b.Fatal(err)
		}
	}
	w.Flush()
	file := filepath.Join(dir, "p.csv")
	if err := os.WriteFile(file, text.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	columns := ""
	for _, f := range ledger.Cadre.Fields {
		if f.Stored() {
			columns += "," + quote(f.Key)
		}
	}
	n := 0
	perRow(b, func() {
		for b.Loop() {
			n++
			out, err := exec.Command("sqlite3", filepath.Join(dir, fmt.Sprint(n, ".db")), "CREATE TABLE p("+columns[1:]+")", ".mode csv", ".import "+file+" p").CombinedOutput()
			if err != nil {
				b.Fatalf("%v: %s", err, out)
			}
		}
	})
}

func BenchmarkRead100k(b *testing.B) {
	benchEngines(b, many, func(b *testing.B, s *Store) {
		first := person(4321)
		id := first.Get("id_number").Canonical()
		for name, find := range map[string]string{"name": first.Label(), "part": "小", "pinyin": "zhangwei", "initials": "zw", "idtail": id[14:], "phone": "13800004321"} {
			b.Run("find-"+name, func(b *testing.B) {
				for b.Loop() {
					if _, err := s.IDs(ctx, Query{Kind: ledger.Cadre, Find: find}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		queries := map[string]Query{
			"ids":         {Kind: ledger.Cadre},
			"ids-byname":  {Kind: ledger.Cadre, Sort: []Order{{Field: "org"}, {Field: "name"}}},
			"ids-bybirth": {Kind: ledger.Cadre, Sort: []Order{{Field: "birth"}}},
			"ids-where":   {Kind: ledger.Cadre, Where: []Condition{{"org", Equal, []value.Value{value.Text("org3")}}}},
		}
		for name, q := range queries {
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					if _, err := s.IDs(ctx, q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		ids, err := s.IDs(ctx, Query{Kind: ledger.Cadre})
		if err != nil {
			b.Fatal(err)
		}
		b.Run("records-40", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				at := i * 997 % (len(ids) - 40)
				if _, err := s.Records(ctx, ledger.Cadre, ids[at:at+40]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("each", func(b *testing.B) {
			for b.Loop() {
				if err := s.Each(ctx, Query{Kind: ledger.Cadre}, func(catalog.Record) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("count", func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Count(ctx, Query{Kind: ledger.Cadre}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("edit", func(b *testing.B) {
			r := mustGet(b, s, ledger.Cadre, ids[777])
			for i := 0; b.Loop(); i++ {
				c := set(r, "note", fmt.Sprint(i))
				mustApply(b, s, "修改", c)
				r = c.After
			}
		})
		b.Run("open", func(b *testing.B) {
			for b.Loop() {
				again, err := Open(ctx, s.dsn, s.kinds, Options{})
				if err != nil {
					b.Fatal(err)
				}
				again.Close()
			}
		})
	})
}

func BenchmarkSearchText(b *testing.B) {
	t, err := newTable(ledger.Cadre, newSounds())
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		searchText(t, person(i%many))
	}
}
