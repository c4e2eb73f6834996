package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	kflate "github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// Write writes the workbook. Parts in which nothing has changed are copied as they are packed. The results of the
// formulas on sheets that have changed are computed, so that totals are right in programs that don't compute.
func (f *Form) Write(ctx context.Context, w io.Writer) error {
	if err := f.flush(); err != nil {
		return err
	}
	if err := f.compute(ctx); err != nil {
		return err
	}
	return f.pack(ctx, w)
}

// flush writes the sheets and styles that have changed into their parts.
func (f *Form) flush() error {
	moved := false
	for _, s := range f.sheets {
		if s.changed {
			f.set(s.part, s.bytes())
			moved = true
		}
	}
	if err := f.edit(f.stylesPart, f.styles.bytes); err != nil {
		return err
	}
	f.styles.added = f.styles.added[:0:0]
	if !moved {
		f.dropped = map[string]bool{}
		return nil
	}
	for part := range f.dropped {
		if err := f.unlist(part); err != nil {
			return err
		}
	}
	return f.edit(f.main, computeOnLoad)
}

// unlist takes a part from the lists of the package.
func (f *Form) unlist(part string) error {
	err := f.edit(contentTypes, func(b []byte) []byte {
		return removeElements(b, "Override", func(e *element) bool { return partName(e.attr("PartName")) == part })
	})
	if err != nil {
		return err
	}
	return f.edit(relsPart(f.main), func(b []byte) []byte {
		return removeElements(b, "Relationship", func(e *element) bool { return targetOf(f.main, e.attr("Target")) == part })
	})
}

// computeOnLoad tells programs to compute all formulas when they open the workbook.
func computeOnLoad(b []byte) []byte {
	found := false
	b = editXML(b, func(e *element) {
		if e.name == "calcPr" && !e.closing {
			e.setAttr("fullCalcOnLoad", "1")
			found = true
		}
	})
	if found {
		return b
	}
	done := false
	return editXML(b, func(e *element) { // behind it stand the few elements that may follow calcPr
		if done {
			return
		}
		switch e.name {
		case "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst":
			done = !e.closing
		case "workbook":
			done = e.closing
		}
		if done {
			e.tag = append([]byte("<"+prefixOf(e.tag)+`calcPr fullCalcOnLoad="1"/>`), e.tag...)
		}
	})
}

const contentTypes = "[content_types].xml"

// pack writes the archive.
func (f *Form) pack(ctx context.Context, w io.Writer) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return kflate.NewWriter(w, kflate.BestSpeed) })
	put := func(name string, modified time.Time, b []byte) error {
		part, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: modified})
		if err != nil {
			return err
		}
		_, err = part.Write(b)
		return err
	}
	written := map[string]bool{}
	for _, entry := range f.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := partName(entry.Name)
		b, changed := f.changed[part]
		var err error
		switch {
		case f.dropped[part] || written[part]:
			continue
		case changed:
			err = put(entry.Name, entry.Modified, b)
		default:
			err = z.Copy(entry)
		}
		written[part] = true
		if err != nil {
			return fmt.Errorf("write %s: %w", part, err)
		}
	}
	for _, part := range f.added {
		if err := put(part, time.Time{}, f.changed[part]); err != nil {
			return fmt.Errorf("write %s: %w", part, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// The most formulas that are computed, and the most rows: of more the opening program takes care.
const (
	mostComputed     = 400
	mostComputedRows = 20000
)

// compute puts the results of formulas into the sheets that have changed.
func (f *Form) compute(ctx context.Context) error {
	n, rows := 0, 0
	for _, s := range f.sheets {
		if s.changed {
			n, rows = n+s.countFormulas(), rows+len(s.rows)
		}
	}
	if n == 0 {
		return nil
	}
	var x *excelize.File
	if n <= mostComputed && rows <= mostComputedRows {
		var out bytes.Buffer
		if err := f.pack(ctx, &out); err != nil {
			return err
		}
		var err error
		if x, err = excelize.OpenReader(&out); err == nil {
			defer x.Close()
		}
	}
	for _, s := range f.sheets {
		if s.changed {
			if err := s.compute(ctx, x); err != nil {
				return err
			}
			f.set(s.part, s.bytes())
		}
	}
	return nil
}

func (s *FormSheet) countFormulas() int {
	n := 0
	for i := range s.rows {
		for j := range s.rows[i].cells {
			if s.rows[i].cells[j].hasFormula() {
				n++
			}
		}
	}
	return n
}

// compute gives the formulas of the sheet the results that x computes, or none: a result of before would be wrong.
func (s *FormSheet) compute(ctx context.Context, x *excelize.File) error {
	for i := range s.rows {
		r := &s.rows[i]
		for j := range r.cells {
			c := &r.cells[j]
			if !c.hasFormula() {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			c.inner, c.typ = removeElements(c.inner, "v", nil), ""
			if x == nil {
				continue
			}
			result, err := x.CalcCellValue(s.name, CellName(r.n, c.col), excelize.Options{RawCellValue: true})
			if err != nil || strings.HasPrefix(result, "#") {
				continue
			}
			if _, err := strconv.ParseFloat(result, 64); err != nil {
				c.typ = "str"
			}
			c.inner = append(c.inner, ("<" + s.prefix + "v>" + escapeXML(result) + "</" + s.prefix + "v>")...)
		}
	}
	return nil
}

// Rename gives a sheet another name, also in formulas and named ranges. The name is shortened and made distinct where
// it must be.
func (f *Form) Rename(s *FormSheet, name string) error {
	old := s.name
	name = f.freeName(name, s)
	if name == old {
		return nil
	}
	for _, other := range f.sheets {
		if err := other.load(); err != nil {
			return err
		}
		other.mapFormulas(func(e *element) { renameIn(e, old, name) })
	}
	charts, err := f.charts()
	if err != nil {
		return err
	}
	for _, part := range charts {
		if err := f.edit(part, func(b []byte) []byte { return editXML(b, func(e *element) { renameIn(e, old, name) }) }); err != nil {
			return err
		}
	}
	s.name = name
	return f.edit(f.main, func(b []byte) []byte {
		return editXML(b, func(e *element) {
			renameIn(e, old, name)
			if e.name == "sheet" && !e.closing && e.attr("name") == old {
				e.setAttr("name", name)
			}
		})
	})
}

// renameIn changes the name of a sheet in an element that holds a formula.
func renameIn(e *element, from, to string) {
	switch e.name {
	case "f", "formula", "formula1", "formula2", "definedName":
		if text := e.string(); !e.closing && text != "" {
			if changed := renamed(text, from, to); changed != text {
				e.setText(changed)
			}
		}
	case "hyperlink":
		if place := e.attr("location"); !e.closing && place != "" {
			if changed := renamed(place, from, to); changed != place {
				e.setAttr("location", changed)
			}
		}
	}
}

// freeName returns a name that a sheet may have beside the others.
func (f *Form) freeName(name string, s *FormSheet) string {
	base := cleanSheetName(name)
	if base == "" {
		base = usualSheet
	}
	name = cutUnits(base, maxSheetName)
	for n := 2; strings.EqualFold(name, reservedSheet) || f.sheetNamed(name) != nil && f.sheetNamed(name) != s; n++ {
		suffix := fmt.Sprintf("(%d)", n)
		name = cutUnits(base, maxSheetName-len(suffix)) + suffix
	}
	return name
}
