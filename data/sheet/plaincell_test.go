package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

var cellRow = regexp.MustCompile(`r="(\$?[A-Z]+\$?)1"`)

// TestPlainCell: a cell says the same whether it is read at once or tag by tag, which a second blank after its name
// brings about, in whatever order cells and tags come.
func TestPlainCell(t *testing.T) {
	cells := []string{
		`<c r="A1"><v>1</v></c>`, `<c r="B1" s="1"><v>24970</v></c>`, `<c r="C1" s="1" t="s"><v>2</v></c>`, `<c r="D1" t="n"><v>-1.5E+3</v></c>`,
		`<c r="E1" s="1"/>`, `<c r="F1"/>`, `<c r="G1" t="s"><v>99</v></c>`, `<c r="H1" t="s"><v></v></c>`, `<c r="I1"><v></v></c>`,
		`<c r="J1" s="77"><v>3</v></c>`, `<c r="K1"><v>1.</v></c>`, `<c r="L1"><v>--1</v></c>`, `<c r="M1"><v>007</v></c>`, `<c r="N1" t="b"><v>1</v></c>`,
		`<c r="O1" t="str"><v>12</v></c>`, `<c r="P1"><f>A1+1</f><v>2</v></c>`, `<c r="Q1" t="s" s="1"><v>0</v></c>`, `<c r="$R$1"><v>4</v></c>`,
		`<c r="1S"><v>5</v></c>`, `<c r="A0"><v>6</v></c>`, `<c r="ZZZZ1"><v>7</v></c>`, `<c r="U1" t="s" t="n"><v>1</v></c>`, `<c r="V1" s="1" s="0"><v>24970</v></c>`,
		`<c r="W1"><c r="X1"><v>8</v></c></c>`, `<c r="Y1"><v>9<c r="Z1"><v>10</v></c></v></c>`, `<c r="AA1" t="inlineStr"><is><t>甲</t></is></c>`,
		`<c r="AB1"><v>1</v><v>2</v></c>`, `<c r="AC1" cm="1"><v>3</v></c>`, `<c r="AD1"><v> 4</v></c>`, `<c><v>5</v></c>`, `<c r="AF1"><v>6</v></c >`, `<c r="B1"><v>11</v></c>`,
	}
	data := func(blank string) []byte {
		var b strings.Builder
		b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
		for n, start := range []int{0, 7, 19} { // the same cells after others
			b.WriteString(`<row>`)
			for i := range cells {
				cell := strings.ReplaceAll(cells[(start+i)%len(cells)], "<c r", "<c"+blank+"r")
				b.WriteString(cellRow.ReplaceAllString(cell, fmt.Sprintf(`r="${1}%d"`, n+1)))
			}
			b.WriteString(`</row>`)
		}
		b.WriteString(`</sheetData></worksheet>`)
		return xlsxWith(t, b.String(), `<si><t>零</t></si><si><t>一</t></si><si><t>二</t></si>`)
	}
	read := func(data []byte) *Sheet {
		book, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), "格.xlsx", Options{})
		if err != nil {
			t.Fatal(err)
		}
		return book.Sheets[0]
	}
	plain, slow := read(data(" ")), read(data("  "))
	if plain.Rows() != 3 || plain.Cols() != slow.Cols() {
		t.Fatalf("%d × %d, tag by tag %d × %d", plain.Rows(), plain.Cols(), slow.Rows(), slow.Cols())
	}
	for r := range slow.Rows() {
		for c := range slow.Cols() {
			if got, want := plain.Cell(r, c), slow.Cell(r, c); got != want {
				t.Errorf("%s: %+v, tag by tag %+v", CellName(r, c), got, want)
			}
		}
	}
}
