package filling

import (
	"context"
	"path/filepath"
	"slices"

	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// mostBytesLooked is the size of a file beyond which nobody asks whether it is a blank form: no form is as large.
const mostBytesLooked = 16 << 20

// IsBlankForm reports whether the workbook at path is a form that waits to be filled in: it asks for what a kind knows,
// has room for it and holds nobody. A file that can't be read is none.
func IsBlankForm(ctx context.Context, path string, records Records, opt Options) bool {
	form, err := sheet.OpenForm(ctx, path, sheet.Options{MaxBytes: mostBytesLooked})
	if err != nil {
		return false
	}
	p, err := Read(ctx, form, filepath.Base(path), records, opt)
	return err == nil && p.isBlank()
}

// leastKnown is how many columns must be known before a table without records is taken for a form.
const leastKnown = 2

func (p *Plan) isBlank() bool {
	for _, b := range p.Blanks {
		if b.counts != nil { // that there is room for numbers was asked when it was found
			continue
		}
		if !b.Card && (len(b.known()) < leastKnown || len(b.written()) > 0) {
			return false
		}
	}
	return len(p.Blanks) > 0
}

// Held returns how many records stand in the form already, in rows of which most is filled in; 0 where more of its rows
// are free. A roster that is full is to be read rather than to be completed.
func (p *Plan) Held() int {
	held, free := 0, 0
	for _, b := range p.Blanks {
		if b.Card || b.counts != nil {
			return 0
		}
		free += len(b.body.free)
		known := len(b.known())
		for _, n := range b.written() {
			if n*2 > known {
				held++
			}
		}
	}
	if free > held {
		return 0
	}
	return held
}

// written returns for each row of the table that holds something how many of the known columns do; examples and rows
// below the table are left out.
func (b *Blank) written() []int {
	known := b.known()
	var out []int
	for r := b.table.HeadingRows[0]; r <= b.table.Range().Row2; r++ {
		if b.table.Role(r) != intake.RoleBody || slices.Contains(b.body.stale, r) {
			continue
		}
		n := 0
		for _, c := range known {
			if !b.table.Sheet.Cell(r, c.Col).IsEmpty() {
				n++
			}
		}
		if n > 0 {
			out = append(out, n)
		}
	}
	return out
}

// known returns the columns that are filled in with fields, numbering and formulas left out.
func (b *Blank) known() []*Column {
	var out []*Column
	for i := range b.Columns {
		if c := &b.Columns[i]; len(c.Fields) > 0 && !c.serial() && !c.Kept {
			out = append(out, c)
		}
	}
	return out
}
