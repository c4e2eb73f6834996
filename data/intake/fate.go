package intake

import (
	"fmt"
	"slices"

	"taizhang/data/catalog"
)

// fates decides all rows; those that repeat another row come after it.
func (p *planner) fates() {
	for _, second := range []bool{false, true} {
		for _, tp := range p.plan.Tables {
			for i := range tp.Rows {
				if row := &tp.Rows[i]; (row.other != nil) == second {
					row.Fate = p.fate(row)
				}
			}
		}
	}
	for _, tp := range p.plan.Tables {
		for i := range tp.Rows {
			tp.Counts.add(tp.Rows[i].Fate)
		}
		p.plan.Counts.sum(tp.Counts)
	}
	p.plan.Created = p.plan.created(func(r *Row) bool { return r.Fate == New || r.Fate == Changed || r.Fate == Doubtful })
}

func (p *planner) fate(row *Row) Fate {
	if row.other != nil {
		return p.fateOfRepeat(row)
	}
	row.marks = append(slices.Clip(row.marks), p.returnedMarks(row)...)
	if row.before != nil {
		if len(catalog.Differences(*row.before, *row.after)) == 0 {
			row.marks = nil
			return Same
		}
		p.onlyNewMarks(row)
	}
	if row.unsure && row.answer == nil {
		row.marks = append(slices.Clone(row.marks), p.sameMark(row))
	}
	return p.judge(row, New)
}

// judge returns the fate that the marks of a row leave it.
func (p *planner) judge(row *Row, sound Fate) Fate {
	fate := sound
	if row.before != nil {
		fate = Changed
	}
	if row.Table.KindDoubt != "" {
		fate = Doubtful
	}
	for _, m := range row.marks {
		if m.breaks(row) {
			return Broken
		}
		if m.p.Severity >= catalog.Doubt {
			fate = Doubtful
		}
	}
	return fate
}

// breaks reports whether a row can't be stored for a problem: a required field is empty, or was not understood and
// is not a word of a list, which can be kept as it is written.
func (m mark) breaks(row *Row) bool {
	if m.p.Code == codeRequired {
		return true
	}
	if m.field < 0 || m.p.Severity < catalog.Broken {
		return false
	}
	f := &row.Table.Kind.Fields[m.field]
	_, chooser := f.Type.(catalog.Chooser)
	return f.Required && !chooser && row.After().At(int(m.field)).IsUnread()
}

// onlyNewMarks drops the problems of a changed record that it had before, and those of values that stay out of it.
func (p *planner) onlyNewMarks(row *Row) {
	before, after := *row.before, *row.after
	var old []mark
	for _, rule := range row.Table.Kind.Rules {
		for _, pr := range rule(before, p.reading.opt.Today) {
			old = append(old, mark{p: &pr})
		}
	}
	row.marks = slices.Clone(p.reRule(row, after))
	row.marks = slices.DeleteFunc(row.marks, func(m mark) bool {
		if m.p.Code == codeConflict {
			return false
		}
		if m.rule {
			return slices.ContainsFunc(old, func(o mark) bool { return o.p.Code == m.p.Code && o.p.Text == m.p.Text })
		}
		return m.field >= 0 && before.At(int(m.field)) == after.At(int(m.field))
	})
}

// sameMark asks whether a row is a stored record.
func (p *planner) sameMark(row *Row) mark {
	k := row.Table.Kind
	id := newIdentity(k)
	text := fmt.Sprintf("与现有的「%s」%s,是同一%s吗?", row.maybe.Label(), id.why(int(row.by)), unitWord(k))
	return mark{p.keyField(row), row.Table.sheetCol(int(p.keyField(row))), false,
		&catalog.Problem{Code: codeSame, Severity: catalog.Doubt, Text: text}}
}

func unitWord(k *catalog.Kind) string {
	if k.Unit == "人" {
		return "人"
	}
	return "条记录"
}

// keyField is the field at which a question about a whole row is shown.
func (p *planner) keyField(row *Row) int16 {
	k := row.Table.Kind
	if i := k.Index(k.Name); i >= 0 {
		return int16(i)
	}
	return int16(k.Index(k.Identity[0].Fields[0]))
}

// fateOfRepeat decides a row that is the same record as another row. A person's may only add to it what it leaves
// empty; an entry of a log is an entry of its own if a clerk says so.
func (p *planner) fateOfRepeat(row *Row) Fate {
	k := row.Table.Kind
	if k.Name != "" {
		merged := Merge(row.other.After(), row.record(), onlyFill)
		adds := len(catalog.Differences(row.other.After(), merged)) > 0
		row.after, row.before = &merged, row.other.before
		if !adds && (row.other.Fate == Same || row.answer != nil) {
			row.marks = nil
			return Same
		}
		row.marks = p.reRule(row, merged)
	}
	if row.answer == nil {
		row.marks = append(slices.Clone(row.marks), p.repeatMark(row))
	}
	return p.judge(row, Changed)
}

func (p *planner) repeatMark(row *Row) mark {
	k := row.Table.Kind
	where := fmt.Sprintf("第 %d 行", row.other.Row+1)
	if o := row.other.Table; o.Sheet != row.Table.Sheet {
		where = "工作表「" + o.Sheet.Name + "」" + where
	}
	text := fmt.Sprintf("与%s%s,可能是同一%s重复填写", where, newIdentity(k).why(int(row.by)), unitWord(k))
	return mark{p.keyField(row), row.Table.sheetCol(int(p.keyField(row))), false,
		&catalog.Problem{Code: codeDuplicate, Severity: catalog.Doubt, Text: text}}
}
