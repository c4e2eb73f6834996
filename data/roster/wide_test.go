package roster_test

import (
	"context"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/roster"
	"taizhang/data/value"
)

type noRecords struct{}

func (noRecords) Lookup(context.Context, string, []string) (map[string]catalog.Record, error) {
	return nil, nil
}

func payment(id, name, number, month string, paid int64) catalog.Record {
	return catalog.NewRecord(ledger.Dues, id).With("name", value.Text(name)).With("id_number", value.Text(number)).
		With("month", value.Text(month)).With("paid", value.Int(paid))
}

func wide(t *testing.T, records ...catalog.Record) catalog.Table {
	t.Helper()
	table, err := roster.Build(context.Background(), noRecords{}, roster.Request{Kind: ledger.Dues, View: "年度表", Office: "容城镇", Records: records})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestWideView(t *testing.T) {
	table := wide(t,
		payment("1", "张三", "", "2003-01", 1600), payment("2", "张三", "450999196805120010", "2003-12", 1650), // one man
		payment("3", "李四", "450999196805120010", "2003-01", 20), payment("4", "李四", "450999197105120022", "2003-01", 30), // two of one name
		payment("5", "王五", "", "2003-02", 100), payment("6", "王五", "", "2003-02", 50)) // paid twice in a month
	want := []string{
		"1 张三    16.00           16.50 32.50", "2 李四    0.20            0.20", "3 李四    0.30            0.30", "4 王五     1.50           1.50",
		"合计     16.50 1.50          16.50 34.50"}
	for i, row := range table.Rows {
		if got := strings.Join(row.Cells, " "); i >= len(want) || got != want[i] {
			t.Errorf("row %d %q, want %q", i, got, want[min(i, len(want)-1)])
		}
	}
	if table.Title != "容城镇2003年度党费收缴情况表" || len(table.Rows) != len(want) || table.Notes[0] != "共 4 人" {
		t.Errorf("title %q, %d rows, note %q", table.Title, len(table.Rows), table.Notes)
	}
}

func TestWideViewOfSeveralYears(t *testing.T) {
	table := wide(t, payment("1", "张三", "", "2003-01", 1600), payment("2", "张三", "", "2004-01", 1700))
	if len(table.Rows) != 3 || table.Columns[5].Heading[0] != "年度" || table.Rows[0].Cells[5] != "2003" || table.Rows[1].Cells[5] != "2004" {
		t.Errorf("years stand apart: %v", table.Rows)
	}
	if strings.Contains(table.Title, "2003") {
		t.Errorf("title %q names one year of two", table.Title)
	}
}
