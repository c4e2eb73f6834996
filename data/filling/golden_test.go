package filling_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/data/filling"
	"taizhang/data/sheet"
)

// golden fills a form and holds it to its golden file.
func golden(t *testing.T, name string, f *sheet.Form, p *filling.Plan, job filling.Job) {
	t.Helper()
	done := fill(t, f, p, job)
	for i := range done.results {
		done.results[i].Notes = append(slices.Clone(p.Notes), done.results[i].Notes...)
	}
	goldenOf(t, name, done.results, done.book)
}

// goldenOf holds what became of a form to its golden file.
func goldenOf(t *testing.T, name string, results []filling.Result, book *sheet.Book) {
	t.Helper()
	got, err := json.MarshalIndent(struct {
		Results []filling.Result
		Filled  sheet.Dump
	}{results, book.Dump()}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	got = bytes.ReplaceAll(got, []byte("\n     "), nil) // cells in one line
	path := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s; look at it with FILLED=. and write it anew with -update\n%s", path, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "got  " + a[i] + "\nwant " + b[i]
		}
	}
	return "one is longer"
}
