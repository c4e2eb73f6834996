package sheet

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// TestOpenTableGoesOn has a clerk fill in more rows than are ruled: an ID number stays a text there, and lists are offered.
func TestOpenTableGoesOn(t *testing.T) {
	table := catalog.Table{Title: "花名册", Open: true, Columns: []catalog.Column{
		{Heading: []string{"身份证号码"}}, {Heading: []string{"性别"}, Choices: []string{"男", "女"}},
	}, Rows: make([]catalog.TableRow, 2)}
	f, err := excelize.OpenReader(bytes.NewReader(write(t, []catalog.Table{table}, WriteOptions{})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	format := func(cell string) int {
		id, err := f.GetCellStyle("花名册", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return style.NumFmt
	}
	const text = 49 // the number of the format @
	if ruled, below := format("A4"), format("A900"); ruled != text || below != text {
		t.Errorf("number formats %d and, below the ruled rows, %d", ruled, below)
	}
	lists, err := f.GetDataValidations("花名册")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(lists, func(d *excelize.DataValidation) bool { return d.Sqref == "B3:B1048576" }) {
		t.Errorf("the list to choose from ends early: %v", lists)
	}
}
