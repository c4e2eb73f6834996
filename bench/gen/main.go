// Command gen writes the same roster of invented party members as a workbook and as CSV, for benchmarks: 25 columns,
// in the workbook under a merged title and a line for the office, the way rosters come in.
//
//	go run ./bench/gen [-n 100000] [-seed 1] -o FOLDER
//
// makes FOLDER/members.xlsx and FOLDER/members.csv. The workbook is written here, by no library that takes part in
// a comparison: shared strings, and days as serial numbers with a date format, as spreadsheet programs store them.
package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func main() {
	n := flag.Int("n", 100_000, "number of members")
	seed := flag.Uint64("seed", 1, "another seed gives other people")
	folder := flag.String("o", "", "folder to write to")
	flag.Parse()
	if *folder == "" || *n < 0 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(*folder, *seed, *n); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// write makes both files in folder.
func write(folder string, seed uint64, n int) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	r := newRoster(seed, n)
	if err := toFile(filepath.Join(folder, "members.csv"), r.writeCSV); err != nil {
		return err
	}
	return toFile(filepath.Join(folder, "members.xlsx"), r.writeXLSX)
}

func toFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b := bufio.NewWriterSize(f, 1<<20)
	if err := write(b); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return b.Flush()
}

// roster is what both files hold.
type roster struct {
	seed   uint64
	n      int
	fields []*catalog.Field
	orgs   map[string]string // names by id
}

// columns are the fields of the roster, the first of its 25 columns to the last.
const columns = "org name sex ethnicity birth id_number education political_status native_place class joined confirmed state settled " +
	"lost lost_since floating left_since destination work_unit job discharged police_station phone address"

func newRoster(seed uint64, n int) *roster {
	r := &roster{seed: seed, n: n, orgs: map[string]string{}}
	for _, key := range strings.Fields(columns) {
		r.fields = append(r.fields, ledger.Member.Field(key))
	}
	for _, c := range demo.Operations([]*catalog.Kind{ledger.Org})[0].Changes {
		r.orgs[c.After.ID] = c.After.Label()
	}
	return r
}

func (r *roster) headings() []string {
	out := make([]string, len(r.fields))
	for i, f := range r.fields {
		out[i] = f.Title
	}
	return out
}

// text returns what stands in a cell of the roster.
func (r *roster) text(f *catalog.Field, v value.Value) string {
	if f.Key == "org" {
		return r.orgs[v.Canonical()]
	}
	if _, isDate := f.Type.(catalog.Date); isDate {
		return v.Canonical()
	}
	return f.Type.Format(v)
}

// writeCSV writes one line of headings and one for each member.
func (r *roster) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(r.headings()); err != nil {
		return err
	}
	line := make([]string, len(r.fields))
	for m := range demo.Members(r.seed, r.n) {
		for i, f := range r.fields {
			line[i] = r.text(f, m.Get(f.Key))
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
