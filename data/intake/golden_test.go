package intake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

var update = flag.Bool("update", false, "write the golden reports anew")

const workbooks = "../sheet/testdata"

// report returns the report on a workbook that another program has written, for an office with one community.
func report(t *testing.T, file string) []byte {
	t.Helper()
	path := filepath.Join(workbooks, file)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the workbooks of package sheet are not there")
	}
	book, err := sheet.Open(context.Background(), path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(t, "北门社区")
	r, err := intake.Recognise(context.Background(), []intake.Source{{Name: "工作簿", Book: book}}, o, intake.Options{Kinds: ledger.All(), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	p := o.plan(r)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p.Report("")); err != nil {
		t.Fatal(err)
	}
	o.apply(p.Operation("", "", intake.AcceptAll))
	r, err = intake.Recognise(context.Background(), []intake.Source{{Name: "工作簿", Book: book}}, o, intake.Options{Kinds: ledger.All(), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if again := o.plan(r); again.Counts.Same+again.Counts.Broken != again.Counts.Rows {
		t.Errorf("a second import: %s", outcome(again))
	}
	return b.Bytes()
}

func TestGoldenReports(t *testing.T) {
	for _, name := range []string{"cadre_dates_all_forms", "cadre_group_rows", "cadre_ids_as_numbers", "cadre_merged_group_column", "cadre_sheet_per_community",
		"member_hidden_rows_columns", "member_three_heading_rows", "member_rare_characters", "org_blank_rows", "service_formulas", "visit_second_table_below"} {
		t.Run(name, func(t *testing.T) {
			got := report(t, name+".xlsx")
			file := filepath.Join("testdata", "golden", name+".json")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the report on %s.xlsx differs from %s:\n%s", name, file, got)
			}
		})
	}
}

// TestAnotherProgramsCopy: the same workbook saved by LibreOffice says the same.
func TestAnotherProgramsCopy(t *testing.T) {
	for _, name := range []string{"cadre_group_rows", "member_hidden_rows_columns", "member_three_heading_rows", "service_formulas"} {
		if a, b := report(t, name+".xlsx"), report(t, "lo_"+name+".xlsx"); !bytes.Equal(a, b) {
			t.Errorf("%s:\n%s\n%s", name, a, b)
		}
	}
}
