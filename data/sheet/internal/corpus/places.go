package main

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"taizhang/data/sheet"
)

// relations is a .rels part.
type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// pivotTable is what matters of the definition of a pivot table.
type pivotTable struct {
	Location struct {
		Ref string `xml:"ref,attr"`
	} `xml:"location"`
	Filters struct {
		Count int `xml:"count,attr"`
	} `xml:"pageFields"`
}

// places are the worksheets of a workbook, and areas by the names of sheets.
type places struct {
	sheets []string
	pivots map[string][]sheet.Range // of pivot tables with their filters above them
	arrays map[string][]sheet.Range // that array formulas fill
}

var arrayFormula = regexp.MustCompile(`<f [^>]*t="array"[^>]* ref="([^"]+)"`)

// findPlaces finds the places of a workbook.
func findPlaces(name string) (places, error) {
	found := places{pivots: map[string][]sheet.Range{}, arrays: map[string][]sheet.Range{}}
	archive, err := zip.OpenReader(name)
	if err != nil {
		return found, err
	}
	defer archive.Close()
	read := func(part string, into any) error {
		f, err := archive.Open(strings.TrimPrefix(part, "/"))
		if err != nil {
			return err
		}
		defer f.Close()
		return xml.NewDecoder(f).Decode(into)
	}
	related := func(part, kind string) (map[string]string, error) {
		var rels relations
		dir, file := path.Split(part)
		if err := read(dir+"_rels/"+file+".rels", &rels); err != nil {
			return nil, err
		}
		targets := map[string]string{}
		for _, r := range rels.List {
			if !path.IsAbs(r.Target) {
				r.Target = path.Join(dir, r.Target)
			}
			if strings.HasSuffix(r.Type, "/"+kind) {
				targets[r.ID] = strings.TrimPrefix(r.Target, "/")
			}
		}
		return targets, nil
	}
	const main = "xl/workbook.xml"
	var book struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := read(main, &book); err != nil {
		return found, fmt.Errorf("read the workbook: %w", err)
	}
	sheets, err := related(main, "worksheet")
	if err != nil {
		return found, fmt.Errorf("read the relations: %w", err)
	}
	for _, s := range book.Sheets {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		if sheets[id] == "" { // a chart
			continue
		}
		found.sheets = append(found.sheets, s.Name)
		key := foldName(s.Name)
		xml, err := fs.ReadFile(archive, sheets[id])
		if err != nil {
			continue
		}
		for _, m := range arrayFormula.FindAllSubmatch(xml, -1) {
			if area, err := parseArea(string(m[1])); err == nil {
				found.arrays[key] = append(found.arrays[key], area)
			}
		}
		tables, err := related(sheets[id], "pivotTable")
		if err != nil { // sheets without relations are usual
			continue
		}
		for _, part := range tables {
			var table pivotTable
			if err := read(part, &table); err != nil {
				return found, fmt.Errorf("read %s: %w", part, err)
			}
			area, err := table.area()
			if err != nil {
				return found, fmt.Errorf("read %s: %w", part, err)
			}
			found.pivots[key] = append(found.pivots[key], area)
		}
	}
	return found, nil
}

// parseArea reads "A1:B2" or "A1".
func parseArea(ref string) (sheet.Range, error) {
	from, to, _ := strings.Cut(ref, ":")
	if to == "" {
		to = from
	}
	col1, row1, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return sheet.Range{}, err
	}
	col2, row2, err := excelize.CellNameToCoordinates(to)
	return sheet.Range{Row1: row1 - 1, Col1: col1 - 1, Row2: row2 - 1, Col2: col2 - 1}, err
}

// area returns the cells of the table and of its filters.
func (t *pivotTable) area() (sheet.Range, error) {
	area, err := parseArea(t.Location.Ref)
	above := 1 // LibreOffice's button
	if t.Filters.Count > 0 {
		above += t.Filters.Count + 1 // and an empty row
	}
	area.Row1 -= above
	return area, err
}
