package intake_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

var uglyDir = flag.String("ugly", filepath.Join("testdata", "ugly"), "the folder of ugly workbooks")

// account says what a workbook was understood to say, as a clerk would ask: tables, columns, rows, what became of each.
func account(t *testing.T, path string) string {
	t.Helper()
	book, err := sheet.Open(context.Background(), path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t, "北门社区", "西上社区")
	r, err := intake.Recognise(context.Background(), []intake.Source{{Name: "工作簿.xlsx", Book: book}}, o, intake.Options{Kinds: ledger.All(), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	p := o.plan(r)
	var b strings.Builder
	file := r.Files[0]
	if file.Err != nil {
		fmt.Fprintln(&b, "拒绝:", catalog.Message(file.Err))
	}
	for _, s := range file.Skipped {
		fmt.Fprintf(&b, "跳过「%s」:%s\n", s.Sheet, s.Reason)
	}
	for _, w := range file.Warnings {
		fmt.Fprintln(&b, "警告:", w)
	}
	shapes := describe(r)
	for i, tp := range p.Tables {
		fmt.Fprintf(&b, "\n「%s」%s\n  %s", tp.Table.Sheet.Name, strings.TrimRight(shapes[i], "空."), tp.Table.KindWhy)
		if tp.Table.Org != "" {
			fmt.Fprintf(&b, ";%s", tp.Table.OrgWhy)
		}
		if tp.Table.Why != "" {
			fmt.Fprintf(&b, ";%s", tp.Table.Why)
		}
		fmt.Fprintln(&b)
		for _, n := range tp.Notes {
			fmt.Fprintln(&b, "  注:", n)
		}
		for _, c := range tp.Table.Choices() {
			fmt.Fprintf(&b, "  定: %s:%s(%d)\n", c.Text, strings.Join(c.Options, "/"), c.Chosen)
		}
		for j := range tp.Rows {
			accountRow(&b, o, p, &tp.Rows[j])
		}
	}
	fmt.Fprintln(&b, "\n"+p.Sentence())
	for _, pr := range p.Problems() {
		fmt.Fprintf(&b, "%s %s %s %s%s\n", doubtCell(pr), severity[pr.Severity], pr.Text, pr.Suggestion(), map[bool]string{true: fmt.Sprintf("(%d 行)", pr.Rows)}[pr.Rows > 1])
	}
	o.apply(p.Operation("", "", intake.AcceptAll))
	again, err := intake.Recognise(context.Background(), []intake.Source{{Name: "工作簿.xlsx", Book: book}}, o, intake.Options{Kinds: ledger.All(), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if p := o.plan(again); p.Counts.Same+p.Counts.Broken != p.Counts.Rows {
		t.Errorf("a second import: %s", outcome(p))
	}
	return b.String()
}

var severity = map[catalog.Severity]string{catalog.Notice: "提示", catalog.Doubt: "存疑", catalog.Broken: "错误"}

func doubtCell(pr intake.Problem) string {
	if pr.Row < 0 {
		return "全表"
	}
	return sheet.CellName(pr.Row, max(pr.Col, 0))
}

// accountRow writes a record with all its values.
func accountRow(b *strings.Builder, o *office, p *intake.Plan, row *intake.Row) {
	rec := row.After()
	fmt.Fprintf(b, "  %d %s", row.Row+1, row.Fate)
	for i := range rec.Kind.Fields {
		f, v := &rec.Kind.Fields[i], rec.At(i)
		if v.IsEmpty() || !f.Stored() {
			continue
		}
		word := f.Type.Format(v)
		if v.IsUnread() {
			word = "?" + v.Raw()
		} else if _, ref := f.Type.(catalog.Referrer); ref {
			word = o.nameOf(p, v.Canonical())
		}
		fmt.Fprintf(b, " %s=%s", f.Key, strings.ReplaceAll(word, "\n", "⏎"))
	}
	fmt.Fprintln(b)
}

func (o *office) nameOf(p *intake.Plan, id string) string {
	for _, list := range [][]catalog.Record{o.records[ledger.Org], p.Created} {
		for _, r := range list {
			if r.ID == id {
				return r.Label()
			}
		}
	}
	return id
}

// TestUglyWorkbooks: each workbook of testdata/ugly is understood as its golden file says, and a second import of it
// changes nothing.
func TestUglyWorkbooks(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(*uglyDir, "*.xls*"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no workbooks", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		t.Run(name, func(t *testing.T) {
			got := account(t, path)
			golden := filepath.Join(*uglyDir, name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("understood otherwise than %s:\n%s", golden, got)
			}
		})
	}
}
