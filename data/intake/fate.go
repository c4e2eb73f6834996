package intake

import (
	"fmt"
	"slices"

	"taizhang/data/catalog"
)

// fates decides all rows; those that repeat another row come after it.
func (p *planner) fates() {
	for row, repeats := range p.plan.repeated {
		if p.stands(row, repeats) {
			row.after = row.before
		}
	}
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
		tp.misfit = tp.findMisfit()
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
	row.marks = append(slices.Clip(row.marks), p.clashMarks(row)...)
	switch {
	case row.answer != nil:
	case row.unsure:
		row.marks = append(slices.Clone(row.marks), p.sameMark(row))
	case p.isRenamed(row):
		row.marks = append(slices.Clone(row.marks), p.renamedMark(row))
	}
	return p.judge(row, New)
}

// judge returns the fate that the marks of a row leave it.
func (p *planner) judge(row *Row, sound Fate) Fate {
	fate := sound
	if row.before != nil {
		fate = Changed
	}
	if row.Table.KindDoubt != "" || row.Table.YearDoubt != "" {
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

// isRenamed reports whether a row has the ID number of a stored record and another name: a new name, or somebody
// else's number.
func (p *planner) isRenamed(row *Row) bool {
	k := row.Table.Kind
	if row.before == nil || k.Index(idKey) < 0 || row.back != nil && row.back.policies != nil {
		return false
	}
	was, is := row.before.Get(k.Name), row.after.Get(k.Name)
	return was != is && !was.IsEmpty() && !is.IsEmpty()
}

func (p *planner) renamedMark(row *Row) mark {
	k := row.Table.Kind
	text := fmt.Sprintf("%s与现有的「%s」相同,姓名却是「%s」:改了名,还是号码写错了?", k.Field(idKey).Title, row.before.Label(), row.record().Label())
	return mark{p.keyField(row), row.Table.sheetCol(int(p.keyField(row))), false, &catalog.Problem{Code: codeRenamed, Severity: catalog.Doubt, Text: text}}
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
		merged := row.addTo(row.other.After())
		adds := len(catalog.Differences(row.other.After(), merged)) > 0
		row.after, row.before = &merged, row.other.before
		if !adds && (row.other.Fate == Same && !row.opposed() || row.answer != nil) {
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

// addsBy is how a row that repeats another one changes its record: it may only add, but for what a clerk has chosen.
func (r *Row) addsBy() func(int) Policy {
	return func(field int) Policy {
		if p, ok := r.chosen[field]; ok {
			return p
		}
		return FillEmpty
	}
}

// addTo returns a record with what a row adds that repeats it: parts of lists, such as a second post, if joinsLists.
func (r *Row) addTo(rec catalog.Record) catalog.Record {
	if r.joinsLists() {
		return joined(rec, r.record(), r.addsBy())
	}
	return Merge(rec, r.record(), r.addsBy())
}

// joinsLists reports whether the lists of a row, such as a second post, are joined with those of the row that it repeats:
// if a clerk has said so, and of their own accord only if both rows carry the same ID number. Namesakes who are told apart
// by birth and community alone may draw each other's rows to themselves when the file comes again, and the second import
// would no longer change nothing; of them a clerk is asked.
func (r *Row) joinsLists() bool {
	if r.answer != nil && !r.answer.kept {
		return r.answer.joins
	}
	id := r.record().Get(idKey)
	return !id.IsEmpty() && !id.IsUnread() && r.other.record().Get(idKey) == id && !r.opposed()
}

// stands reports whether a stored record already is what the row that is it and those that repeat that one make of it
// together: they were joined when the file was stored before.
func (p *planner) stands(row *Row, repeats []*Row) bool {
	if row.before == nil || row.answer != nil || row.back != nil {
		return false
	}
	rec, all := row.After(), row.After()
	for _, more := range repeats {
		if more.other != row || more.answer != nil {
			return false
		}
		rec, all = Merge(rec, more.record(), onlyFill), joined(all, more.record(), onlyFill)
	}
	for _, i := range catalog.Differences(*row.before, rec) {
		if !rec.Kind.Fields[i].Several || !isBetween(row.before.At(i), rec.At(i), all.At(i)) {
			return false
		}
	}
	return true
}

// opposed reports whether the row that this one repeats has another name or is of another community.
func (r *Row) opposed() bool { return r.differs(r.Table.Kind.Name) || r.differs(orgKey) }

// differs reports whether a field is filled in the row and in the one that it repeats, and not alike.
func (r *Row) differs(key string) bool {
	if r.Table.Kind.Name == "" { // entries of a log have no identity that could be opposed
		return false
	}
	a, b := r.other.record().Get(key), r.record().Get(key)
	return a != b && !a.IsEmpty() && !b.IsEmpty()
}

func (r *Reading) wordsAt(rec catalog.Record, key string) string {
	return r.words(rec.Kind.Field(key), rec.Get(key))
}

func (p *planner) repeatMark(row *Row) mark {
	k := row.Table.Kind
	where := fmt.Sprintf("第 %d 行", row.other.Row+1)
	if o := row.other.Table; o.Sheet != row.Table.Sheet {
		where = "工作表「" + o.Sheet.Name + "」" + where
	}
	text := fmt.Sprintf("与%s%s,可能是同一%s重复填写", where, newIdentity(k).why(int(row.by)), unitWord(k))
	if there, here := row.other.record(), row.record(); row.differs(k.Name) {
		text = fmt.Sprintf("与%s%s,姓名却不同(「%s」和「%s」):是同一人,还是号码写错了?", where, newIdentity(k).why(int(row.by)), there.Label(), here.Label())
	} else if row.differs(orgKey) {
		field := int16(k.Index(orgKey))
		text = fmt.Sprintf("与%s是同一%s,那里在「%s」,这里在「%s」:转过来了,还是重复填写?", where, unitWord(k), p.reading.wordsAt(there, orgKey), p.reading.wordsAt(here, orgKey))
		return mark{field, row.Table.sheetCol(int(field)), false, &catalog.Problem{Code: codeTwoOrgs, Severity: catalog.Doubt, Text: text}}
	}
	if differ := p.differences(row); differ != "" && !row.differs(k.Name) {
		text += ":" + differ
	}
	return mark{p.keyField(row), row.Table.sheetCol(int(p.keyField(row))), false,
		&catalog.Problem{Code: codeDuplicate, Severity: catalog.Doubt, Text: text}}
}
