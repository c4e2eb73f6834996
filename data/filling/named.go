package filling

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// fillNamed completes the rows in which the superior has written names already: what is blank there is filled in, and
// nobody is added. What stands there stays, also where the ledger has something else; that is listed.
func (b *Blank) fillNamed(fs *sheet.FormSheet, records []catalog.Record, out *Result) {
	byName := map[string][]catalog.Record{}
	for _, r := range records {
		name := value.Name(r.Label())
		byName[name] = append(byName[name], r)
	}
	nameCol := b.nameColumn()
	out.Rows = 0
	for _, row := range b.body.named {
		name := value.Name(b.table.Sheet.Cell(row, nameCol).Text)
		like := b.likely(row, byName[name])
		if len(like) != 1 {
			problem := "台账里没有「" + name + "」,没有填"
			if len(like) > 1 {
				problem = fmt.Sprintf("台账里有 %d 个「%s」,分不清是哪一个,没有填", len(like), name)
			}
			out.Missing = append(out.Missing, Missing{Cell: sheet.CellName(row, nameCol), Name: name, Field: b.plan.Kind.Name, Problem: problem})
			continue
		}
		out.Rows++
		for i := range b.Columns {
			c := &b.Columns[i]
			if has, _ := fs.Has(row, c.Col); has {
				b.compare(row, c, like[0], out)
			} else if c.spell != nil && !c.serial() {
				b.put(fs, row, c, 0, like[0], out)
			}
		}
	}
	b.addRange(out, b.body.named)
	out.Notes = append(out.Notes, fmt.Sprintf("表里已写有 %d %s的姓名,只补全了这些人的空格", len(b.body.named), b.plan.Kind.Unit))
}

// likely returns those of some records that nothing in a row speaks against.
func (b *Blank) likely(row int, records []catalog.Record) []catalog.Record {
	if len(records) < 2 {
		return records
	}
	var out []catalog.Record
	for _, r := range records {
		if !b.opposes(row, r) {
			out = append(out, r)
		}
	}
	return out
}

func (b *Blank) opposes(row int, r catalog.Record) bool {
	for i := range b.Columns {
		if _, _, differs := b.difference(row, &b.Columns[i], r); differs {
			return true
		}
	}
	return false
}

// compare lists what the form says otherwise than the ledger.
func (b *Blank) compare(row int, c *Column, r catalog.Record, out *Result) {
	theirs, ours, differs := b.difference(row, c, r)
	if !differs {
		return
	}
	out.Missing = append(out.Missing, Missing{Cell: sheet.CellName(row, c.Col), Record: r.ID, Name: r.Label(), Field: c.Fields[0],
		Problem: fmt.Sprintf("表里写的是「%s」,台账里是「%s」,没有改", theirs, ours)})
}

// difference returns what a cell of the form says and what the ledger does, in words, and whether they disagree.
func (b *Blank) difference(row int, c *Column, r catalog.Record) (theirs, ours string, differs bool) {
	cell := b.table.Sheet.Cell(row, c.Col)
	if len(c.Fields) != 1 || len(c.tick) > 0 || cell.IsEmpty() {
		return "", "", false
	}
	f := b.plan.Kind.Field(c.Fields[0])
	if f == nil {
		return "", "", false
	}
	v, p := f.Type.Parse(cell)
	mine := r.On(f, b.asof(c))
	if p != nil || v == mine || v.IsEmpty() || mine.IsEmpty() || mine.IsUnread() {
		return "", "", false
	}
	x, isDate := v.Date()
	y, _ := mine.Date()
	if _, ok := f.Type.(catalog.Date); ok && isDate && x.Covers(y) {
		return "", "", false
	}
	return f.Type.Format(v), f.Type.Format(mine), true
}
