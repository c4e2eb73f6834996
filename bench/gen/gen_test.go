package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// TestSameData reads both files back and compares them cell by cell.
func TestSameData(t *testing.T) {
	const n = 300
	dir := t.TempDir()
	if err := write(dir, 1, n); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "members.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) != n+1 || len(lines[0]) != 25 {
		t.Fatalf("csv: %d lines, %v", len(lines), err)
	}
	book, err := sheet.Open(t.Context(), filepath.Join(dir, "members.xlsx"), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	if s.Rows() != n+3 || s.Cols() != 25 {
		t.Fatalf("sheet of %d × %d", s.Rows(), s.Cols())
	}
	dates := 0
	for i, line := range lines {
		for col, want := range line {
			cell := s.Cell(i+2, col)
			got := cell.Text
			if cell.Type == catalog.CellDate {
				dates++
				v, _ := catalog.Date{}.Parse(cell)
				got = v.Canonical()
			}
			if got != want {
				t.Fatalf("%s: %q in the workbook, %q in the csv file", sheet.CellName(i+2, col), got, want)
			}
		}
	}
	if dates == 0 {
		t.Error("no day is stored as a date")
	}
}

// TestReadable parses every cell as its field does at an import.
func TestReadable(t *testing.T) {
	dir := t.TempDir()
	if err := write(dir, 2, 100); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Open(t.Context(), filepath.Join(dir, "members.xlsx"), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	for i, f := range newRoster(2, 0).fields {
		if got := s.Cell(2, i).Text; ledger.Member.Field(f.Key).Title != got {
			t.Errorf("column %d is headed %q", i, got)
		}
		for row := 3; f.Key != "org" && row < s.Rows(); row++ {
			if v, p := f.Type.Parse(s.Cell(row, i)); p != nil || v == (value.Value{}) && !s.Cell(row, i).IsEmpty() {
				t.Errorf("%s: %+v: %v", sheet.CellName(row, i), s.Cell(row, i), p)
			}
		}
	}
}
