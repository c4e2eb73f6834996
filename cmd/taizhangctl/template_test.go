package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/roster"
)

// python is the interpreter for which the system's package openpyxl is installed.
const python = "/usr/bin/python3"

// TestTemplates has every kind's blank template filled in by another program, imported, exported and imported again
// into an empty database: the same records, and no column that had to be guessed.
func TestTemplates(t *testing.T) {
	if err := exec.Command(python, "-c", "import openpyxl").Run(); err != nil {
		t.Skip("openpyxl is not installed (Debian: python3-openpyxl): templates are not filled in")
	}
	for _, kind := range ledger.All() {
		t.Run(kind.Key, func(t *testing.T) {
			dir := t.TempDir()
			blank, filled, again := filepath.Join(dir, "blank.xlsx"), filepath.Join(dir, "filled.xlsx"), filepath.Join(dir, "again.xlsx")
			var out, msg bytes.Buffer
			if code := run(context.Background(), []string{"export", kind.Key, "-template", "-o", blank}, &out, &msg); code != exitDone {
				t.Fatalf("exit %d: %s", code, msg.String())
			}
			fillTemplate(t, kind, blank, filled)
			first, second := newFile(t), newFile(t)
			checkImport(t, kind, first.ok("import", "-accept", "all", "-json", filled))
			first.ok("export", kind.Key, "-view", roster.AllView, "-o", again)
			checkImport(t, kind, second.ok("import", "-accept", "all", "-json", again))
			want, got := said(first.records(kind.Key)), said(second.records(kind.Key))
			if len(want) != templateRecords || !reflect.DeepEqual(want, got) {
				t.Errorf("%d records: %v\nimported again: %v", len(want), want, got)
			}
		})
	}
}

const templateRecords = 2

// said returns records without their ids.
func said(records []map[string]any) []map[string]any {
	for _, r := range records {
		for key := range r {
			if key == "id" || len(key) > 3 && key[len(key)-3:] == "_id" {
				delete(r, key)
			}
		}
	}
	return records
}

// checkImport checks that the kind was recognised, and each column as its field.
func checkImport(t *testing.T, kind *catalog.Kind, report string) {
	t.Helper()
	var r struct {
		Files []struct {
			Tables []struct {
				Kind    string
				Columns []struct {
					Heading, Why string
					Field        *string
				}
				Problems []struct{ Cell, Value, Problem string }
				Broken   int
			}
		}
	}
	if err := json.Unmarshal([]byte(report), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Files) != 1 || len(r.Files[0].Tables) != 1 || r.Files[0].Tables[0].Kind != kind.Key {
		t.Fatalf("not recognised as %s: %s", kind.Key, report)
	}
	table := r.Files[0].Tables[0]
	columns := roster.AllColumns(kind)
	if len(table.Columns) != len(columns) || table.Broken > 0 {
		t.Fatalf("%d columns, want %d; %d rows broken: %v", len(table.Columns), len(columns), table.Broken, table.Problems)
	}
	for i, c := range table.Columns {
		want := columns[i].Field
		if got := c.Field; want == catalog.Serial && got != nil || want != catalog.Serial && (got == nil || *got != want) {
			t.Errorf("column %s was not taken for %s: %s", c.Heading, want, c.Why)
		}
	}
	for _, p := range table.Problems {
		if p.Problem == "" || p.Cell == "" {
			t.Errorf("a problem without words: %+v", p)
		}
	}
}

func fillTemplate(t *testing.T, kind *catalog.Kind, blank, filled string) {
	t.Helper()
	table := roster.Template(kind, "")
	_, headings := table.Headings()
	rows := make([][]any, templateRecords)
	for i := range rows {
		for _, c := range roster.AllColumns(kind) {
			if c.Field == catalog.Serial {
				rows[i] = append(rows[i], i+1)
				continue
			}
			rows[i] = append(rows[i], sampleOf(kind.Field(c.Field), i))
		}
	}
	job, err := json.Marshal(map[string]any{"in": blank, "out": filled, "first": 3 + headings, "rows": rows})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, filepath.Join("testdata", "fill_template.py"))
	cmd.Stdin = bytes.NewReader(job)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// The people of the filled templates; 450999 is no area.
var (
	samplePeople = []string{"张三", "李四"}
	sampleIDs    = []string{"450999196805120010", "450999197105120022"}
	sampleBirths = []string{"1968-05-12", "1971-05-12"}
)

// sampleOf is what the i-th row holds in a field.
func sampleOf(f *catalog.Field, i int) any {
	switch typ := f.Type.(type) {
	case catalog.PersonName:
		return samplePeople[i]
	case catalog.IDNumber:
		return sampleIDs[i]
	case catalog.Phone:
		return fmt.Sprintf("1390000000%d", i)
	case catalog.Date:
		if f.Key == "birth" {
			return sampleBirths[i]
		}
		if typ.Months {
			return "2003.05"
		}
		return fmt.Sprintf("2003-05-1%d", i)
	case catalog.Bool:
		return "是"
	case catalog.Chooser:
		if f.Key == "sex" {
			return []string{"男", "女"}[i]
		}
		return typ.Choices()[i%len(typ.Choices())].Title
	case catalog.Int:
		return 3 + i
	case catalog.Money, catalog.Decimal:
		return 12.5
	case catalog.Percent:
		return "50%"
	case catalog.Clock:
		return "09:30"
	case catalog.Referrer:
		if typ.Target() == "org" {
			return "北门社区"
		}
		return nil
	case catalog.ListReferrer:
		return "法院、司法局"
	case catalog.Text:
		if typ.Lines > 0 {
			return fmt.Sprintf("第一条 %s%d\n第二条", f.Title, i)
		}
	}
	return fmt.Sprintf("%s%c", f.Title, '甲'+i)
}
