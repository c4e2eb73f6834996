package main

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"path"
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

// pivotAreas returns where the pivot tables of a workbook are, by the names of sheets, with their filters above them.
func pivotAreas(name string) (map[string][]sheet.Range, error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, err
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
		return nil, fmt.Errorf("read the workbook: %w", err)
	}
	sheets, err := related(main, "worksheet")
	if err != nil {
		return nil, fmt.Errorf("read the relations: %w", err)
	}
	areas := map[string][]sheet.Range{}
	for _, s := range book.Sheets {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		tables, err := related(sheets[id], "pivotTable")
		if err != nil { // sheets without relations are usual
			continue
		}
		for _, part := range tables {
			var table pivotTable
			if err := read(part, &table); err != nil {
				return nil, fmt.Errorf("read %s: %w", part, err)
			}
			area, err := table.area()
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", part, err)
			}
			areas[foldName(s.Name)] = append(areas[foldName(s.Name)], area)
		}
	}
	return areas, nil
}

// area returns the cells of the table and of its filters.
func (t *pivotTable) area() (sheet.Range, error) {
	from, to, _ := strings.Cut(t.Location.Ref, ":")
	if to == "" {
		to = from
	}
	col1, row1, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return sheet.Range{}, err
	}
	col2, row2, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		return sheet.Range{}, err
	}
	above := 1 // LibreOffice's button
	if t.Filters.Count > 0 {
		above += t.Filters.Count + 1 // and an empty row
	}
	return sheet.Range{Row1: row1 - 1 - above, Col1: col1 - 1, Row2: row2 - 1, Col2: col2 - 1}, nil
}
