package filling

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// A list may stand in halves beside each other, each with the same headings: 序号 姓名 性别 | 序号 姓名 性别. It is filled in down
// the left half and then down the right, or as the numbers say that are printed in it.

// halves takes the tables out of those that are left over which stand beside a table and have its headings, from left to
// right.
func (p *Plan) halves(t *intake.Table) []*intake.Table {
	var out []*intake.Table
	p.rest = slices.DeleteFunc(p.rest, func(other *intake.Table) bool {
		is := other.Sheet == t.Sheet && slices.Equal(other.HeadingRows, t.HeadingRows) && other.Range().Col1 > t.Range().Col2 && sameColumns(t, other)
		if is {
			out = append(out, other)
		}
		return is
	})
	slices.SortFunc(out, func(x, y *intake.Table) int { return x.Range().Col1 - y.Range().Col1 })
	return out
}

// sameColumns reports whether two tables have the same headings.
func sameColumns(x, y *intake.Table) bool {
	return slices.EqualFunc(x.Columns, y.Columns, func(a, b intake.TableColumn) bool {
		return slices.EqualFunc(a.Heading, b.Heading, func(v, w string) bool { return value.Tight(v) == value.Tight(w) })
	})
}

// halfPlace is where one record of a list in halves goes.
type halfPlace struct {
	half *Blank
	row  int
}

// fillHalves writes the records into the halves of a list.
func (b *Blank) fillHalves(ctx context.Context, fs *sheet.FormSheet, records []catalog.Record, out *Result) error {
	parts := append([]*Blank{b}, b.halves...)
	each := len(b.body.free)
	if len(records) > each*len(parts) {
		each = (len(records) + len(parts) - 1) / len(parts)
	}
	across := b.numberedAcross(fs)
	added, rows, err := b.makeRoom(fs, each)
	if err != nil {
		return fmt.Errorf("add rows to the form: %w", err)
	}
	out.AddedRows = added * b.body.height
	var places []halfPlace
	for _, half := range parts {
		for _, row := range rows {
			places = append(places, halfPlace{half, row})
		}
	}
	switch {
	case added == 0:
		inPrintedOrder(fs, places)
	case across:
		slices.SortStableFunc(places, func(x, y halfPlace) int { return x.row - y.row })
	}
	for i, r := range records {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		places[i].half.writeRow(fs, places[i].row, i+1, r, out)
	}
	for i := len(records); added > 0 && i < len(places); i++ {
		places[i].half.renumber(fs, places[i].row, i+1)
	}
	b.addRange(out, rows)
	if last := parts[len(parts)-1].Columns; len(rows) > 0 && len(last) > 0 {
		out.Range = sheet.Range{Row1: rows[0], Col1: b.Columns[0].Col, Row2: rows[len(rows)-1] + b.body.height - 1, Col2: last[len(last)-1].Col}.String()
	}
	return nil
}

// renumber gives a place that stays blank the number that it has since rows were added, if it had one.
func (b *Blank) renumber(fs *sheet.FormSheet, row, serial int) {
	for i := range b.Columns {
		if c := &b.Columns[i]; c.serial() {
			if has, formula := fs.Has(row, c.Col); has && !formula {
				fs.Put(row, c.Col, numberCell(strconv.Itoa(serial), fs.Look(row, c.Col)))
			}
		}
	}
}

// numberedAcross reports whether the serial numbers that are printed in the form run from half to half in each row.
func (b *Blank) numberedAcross(fs *sheet.FormSheet) bool {
	if len(b.body.free) == 0 {
		return false
	}
	first, ok := printedSerial(fs, halfPlace{b, b.body.free[0]})
	next, both := printedSerial(fs, halfPlace{b.halves[0], b.body.free[0]})
	return ok && both && next == first+1 && len(b.body.free) > 1
}

// printedSerial returns the serial number that the form has in a place.
func printedSerial(fs *sheet.FormSheet, p halfPlace) (n int, ok bool) {
	for i := range p.half.Columns {
		if c := &p.half.Columns[i]; c.serial() {
			n, err := strconv.Atoi(value.Tight(fs.Source().Cell(p.row, c.Col).Text))
			return n, err == nil
		}
	}
	return 0, false
}

// inPrintedOrder sorts places by the serial numbers that the form has in all of them, if it has.
func inPrintedOrder(fs *sheet.FormSheet, places []halfPlace) {
	numbers := map[halfPlace]int{}
	for _, p := range places {
		n, ok := printedSerial(fs, p)
		if !ok {
			return
		}
		numbers[p] = n
	}
	slices.SortStableFunc(places, func(x, y halfPlace) int { return numbers[x] - numbers[y] })
}
