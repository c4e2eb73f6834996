package filling_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// rangesForm is a form of which headings stand in row 2 and ruled rows below, with a footer or without, and ranges of
// every sort that span the rows down to last.
func rangesForm(t *testing.T, ruled int, footer bool, last int) *sheet.Form {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	const s = "Sheet1"
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(x.SetSheetRow(s, "A1", &[]string{"干部花名册"}))
	must(x.SetSheetRow(s, "A2", &[]string{"序号", "姓名", "性别", "出生年月", "月报酬(元)"}))
	box, err := x.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1}, {Type: "right", Style: 1}, {Type: "top", Style: 1}, {Type: "bottom", Style: 1}}})
	must(err)
	must(x.SetCellStyle(s, "A2", fmt.Sprintf("E%d", 2+ruled), box))
	if footer {
		must(x.SetSheetRow(s, fmt.Sprintf("A%d", 3+ruled), &[]string{"填表人:"}))
	}
	list := excelize.NewDataValidation(true)
	list.SetSqref(fmt.Sprintf("C3:C%d", last))
	must(list.SetDropList([]string{"男", "女"}))
	must(x.AddDataValidation(s, list))
	whole := excelize.NewDataValidation(true)
	whole.SetSqref(fmt.Sprintf("E3:E%d", last))
	must(whole.SetRange(0, 9999, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
	must(x.AddDataValidation(s, whole))
	red, err := x.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	must(err)
	must(x.SetConditionalFormat(s, fmt.Sprintf("D3:D%d", last), []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "=", Value: "0", Format: &red}}))
	must(x.AutoFilter(s, fmt.Sprintf("A2:E%d", last), nil))
	must(x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("%s!$A$1:$E$%d", s, last), Scope: s}))
	must(x.SetDefinedName(&excelize.DefinedName{Name: "报酬", RefersTo: fmt.Sprintf("%s!$E$3:$E$%d", s, last)}))
	must(x.SetDefinedName(&excelize.DefinedName{Name: "表头", RefersTo: s + "!$A$2:$E$2"}))
	must(x.SetDefinedName(&excelize.DefinedName{Name: "整列", RefersTo: s + "!$E:$E"}))
	var out bytes.Buffer
	must(x.Write(&out))
	f, err := sheet.ReadForm(context.Background(), out.Bytes(), "x.xlsx", sheet.Options{})
	must(err)
	return f
}

// TestRangesReachOverAddedRows: what the superior had made for the blank rows holds for those that are added, whether
// they come between, below a single one or where nothing was ruled.
func TestRangesReachOverAddedRows(t *testing.T) {
	for _, c := range []struct {
		name        string
		ruled       int
		footer      bool
		last, cadre int
		want        int // row in which the ranges end
	}{
		{"between", 6, true, 8, 10, 12},
		{"below the only row", 1, true, 3, 10, 12},
		{"the last row is left out", 6, true, 7, 10, 12},
		{"nothing below", 0, false, 6, 10, 12},
		{"the headings alone are filtered", 6, true, 2, 10, 2},
		{"rows enough", 12, true, 14, 10, 14},
		{"more rows prepared than ruled", 0, false, 500, 10, 500},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := someOffice(t, c.cadre)
			f := rangesForm(t, c.ruled, c.footer, c.last)
			p := read(t, f, "x.xlsx", o, options())
			done := fill(t, f, p, filling.Job{Records: o.of(ledger.Cadre)})
			if got := done.results[0].Range; got != "A3:E12" {
				t.Fatalf("filled is %s", got)
			}
			const s = "Sheet1"
			names := map[string]string{}
			for _, n := range done.xlsx.GetDefinedName() {
				names[n.Name] = n.RefersTo
			}
			validations, err := done.xlsx.GetDataValidations(s)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range validations {
				got = append(got, v.Sqref)
			}
			formats, err := done.xlsx.GetConditionalFormats(s)
			if err != nil {
				t.Fatal(err)
			}
			for area := range formats {
				got = append(got, area)
			}
			got = append(got, names["_xlnm.Print_Area"], names["报酬"])
			want := []string{fmt.Sprintf("C3:C%d", c.want), fmt.Sprintf("E3:E%d", c.want), fmt.Sprintf("D3:D%d", c.want),
				fmt.Sprintf("Sheet1!$A$1:$E$%d", c.want), fmt.Sprintf("Sheet1!$E$3:$E$%d", c.want)}
			if c.last == 2 { // ranges upside down say nothing
				got, want = nil, nil
			}
			if !slices.Equal(got, want) {
				t.Errorf("the ranges are %q, want %q", got, want)
			}
			filter := fmt.Sprintf("A2:E%d", max(c.want, 12))
			if part := strings.ReplaceAll(unzip(t, done.bytes)["xl/worksheets/sheet1.xml"], "$", ""); !strings.Contains(part, `<autoFilter ref="`+filter+`"`) {
				t.Errorf("the filter is not over %s: %s", filter, part[strings.Index(part, "<autoFilter"):])
			}
			if names["表头"] != "Sheet1!$A$2:$E$2" || names["整列"] != "Sheet1!$E:$E" {
				t.Errorf("other names: %q", names)
			}
		})
	}
}

// plainForm is a form of a title, headings and ruled rows.
func plainForm(t *testing.T, title string, headings []string) *sheet.Form {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	box, err := x.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "left", Style: 1}, {Type: "bottom", Style: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	last, err := excelize.CoordinatesToCellName(len(headings), 6)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{x.SetSheetRow("Sheet1", "A1", &[]string{title}), x.SetSheetRow("Sheet1", "A2", &headings), x.SetCellStyle("Sheet1", "A2", last, box)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		t.Fatal(err)
	}
	f, err := sheetOf(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func sheetOf(b []byte) (*sheet.Form, error) {
	return sheet.ReadForm(context.Background(), b, "x.xlsx", sheet.Options{})
}
