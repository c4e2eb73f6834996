package filling_test

import (
	"strconv"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
)

// TestWideForm: the dues of a year stand in one row for each person, and those of other years are left out.
func TestWideForm(t *testing.T) {
	var records []catalog.Record
	pay := func(name, org, month, due, paid string) {
		fields := map[string]string{"name": name, "org": org, "month": month, "due": due}
		if paid != "" {
			fields["paid"] = paid
		}
		records = append(records, record(t, ledger.Dues, "d"+strconv.Itoa(len(records)), fields))
	}
	pay("覃业成", "o1", "2002-12", "3", "3")
	pay("覃业成", "o1", "2003-01", "3", "3")
	pay("李玉兰", "o1", "2003-01", "2.5", "2.5")
	pay("覃业成", "o1", "2003-03", "4", "4")
	pay("李玉兰", "o1", "2003-02", "2.5", "")
	f := form(t, "wide-dues.xlsx")
	p := read(t, f, "wide-dues.xlsx", someOffice(t, 0), options())
	done := fill(t, f, p, filling.Job{Records: records, KeepOrder: true})
	if r := done.results[0]; r.Rows != 2 || len(r.Missing) != 0 || len(r.Notes) != 1 {
		t.Errorf("%d rows, missing %v, notes %q", r.Rows, r.Missing, r.Notes)
	}
	for cell, want := range map[string]string{"B3": "覃业成", "C3": "4", "D3": "3", "E3": "", "F3": "4", "B4": "李玉兰", "D4": "2.5", "E4": "", "B5": ""} {
		if got, _ := done.xlsx.GetCellValue("Sheet", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if formula, _ := done.xlsx.GetCellFormula("Sheet", "P4"); formula != "SUM(D4:O4)" {
		t.Errorf("the sum of a row is %q", formula)
	}
}

// TestPreparedCells: where nothing but prepared cells stands below the headings they are filled, not pushed down.
func TestPreparedCells(t *testing.T) {
	o := someOffice(t, 40)
	f := form(t, "prepared-cells.xlsx")
	p := read(t, f, "prepared-cells.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member)})
	lists, err := done.xlsx.GetDataValidations("Sheet")
	if err != nil || len(lists) != 1 || lists[0].Sqref != "B3:B500" {
		t.Errorf("lists to choose from: %+v, %v", lists, err)
	}
	status := map[string]bool{}
	for row := 3; row < 3+done.results[0].Rows; row++ {
		at := func(col string) string {
			v, _ := done.xlsx.GetCellValue("Sheet", col+strconv.Itoa(row))
			return v
		}
		status[at("D")] = true
		if s := at("B"); s != "男性" && s != "女性" {
			t.Errorf("row %d: sex %q", row, s)
		}
		if s := at("E"); s != "北门社区党支部" && s != "西上社区党支部" {
			t.Errorf("row %d: branch %q", row, s)
		}
		if style, _ := done.xlsx.GetCellStyle("Sheet", "C"+strconv.Itoa(row)); row < 30 && style == 0 {
			t.Errorf("row %d: the format of texts is lost", row)
		}
	}
	if !status["正式党员"] || !status["预备党员"] || status["中共党员"] {
		t.Errorf("party status: %v", status)
	}
}
