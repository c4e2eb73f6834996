package intake

import (
	"fmt"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// A kind that was given by hand and that doesn't fit the table at all breaks every row in the same way. That is said
// once, with the kind that fits better.

// givenByHand reports whether somebody has said of what kind the table is.
func (t *Table) givenByHand() bool { return t.kindByClerk || t.reading.opt.Kind != nil }

// findMisfit finds a required field that no column of a table fills and that is empty in all of its rows, none of which
// can be stored so; nil if there is none, or the kind was recognised.
func (tp *TablePlan) findMisfit() *catalog.Field {
	t := tp.Table
	if len(tp.Rows) == 0 || tp.Counts.Broken < len(tp.Rows) || !t.givenByHand() {
		return nil
	}
	for i := range t.Kind.Fields {
		f := &t.Kind.Fields[i]
		empty := func(r Row) bool { return r.After().At(i).IsEmpty() }
		if i == t.unsaid() && t.fitsBut(i) {
			continue // it is asked once of which sort they are
		}
		if f.Required && f.Stored() && t.column(i) < 0 && !slices.ContainsFunc(tp.Rows, func(r Row) bool { return !empty(r) }) {
			return f
		}
	}
	return nil
}

// Misfit says that no row of a table can be stored, because the kind that was given is not that of the table; "" if
// some can.
func (tp *TablePlan) Misfit() string {
	if tp.misfit == nil {
		return ""
	}
	return fmt.Sprintf("这张表不是「%s」:没有「%s」这一栏,%d 行都不能存", tp.Table.Kind.Title, tp.misfit.Title, len(tp.Rows)) + tp.Table.looksLike()
}

// looksLike names the kind that a table would be taken for, "" if there is none other than the one that it has.
func (t *Table) looksLike() string {
	if k := t.likely(); k != nil && k != t.Kind {
		return fmt.Sprintf(";看表头像「%s」", k.Title)
	}
	return ""
}

// likely returns the kind that fits a table best, nil if none has what it requires.
func (t *Table) likely() *catalog.Kind {
	if scores := t.scores(); len(scores) > 0 && scores[0].whole && scores[0].score >= leastScore {
		return scores[0].kind
	}
	return nil
}

// misfitProblem asks for the kind of a table.
func (tp *TablePlan) misfitProblem() Problem {
	t := tp.Table
	pr := Problem{Table: t, Row: t.HeadingRows[0], Col: -1, Code: codeMisfit, Severity: catalog.Broken, Rows: len(tp.Rows), month: noMonth, Text: tp.Misfit()}
	if k := t.likely(); k != nil && k != t.Kind {
		pr.Options = []Option{{Text: "改为「" + k.Title + "」", Value: value.Text(k.Key)}}
	}
	return pr
}

// isMisfit reports whether a problem of a row is the one that its table has as a whole.
func (tp *TablePlan) isMisfit(m mark) bool {
	return tp.misfit != nil && m.p.Code == codeRequired && m.p.Field == tp.misfit.Key
}

// settleMisfit gives a table the kind that it looks like; any other answer leaves it out.
func (r *Reading) settleMisfit(pr Problem, a Answer) {
	t := pr.Table
	kind, why, manual, policy := t.Kind, t.KindWhy, t.manual, t.policy
	if a.Action == Choose && a.Option < len(pr.Options) {
		t.SetKind(catalog.Find(r.opt.Kinds, pr.Options[a.Option].Value.Canonical()))
	} else {
		t.Include(false)
	}
	r.undoing = append(r.undoing, func() {
		t.SetKind(kind)
		t.KindWhy, t.manual, t.policy = why, manual, policy
		t.changed()
	})
}

// Refusal says why nothing of a file can be stored, nil if something can: it could not be read, or the kind that was
// given fits none of its tables.
func (p *Plan) Refusal(f *File) error {
	if f.Err != nil {
		return f.Err
	}
	why := ""
	for _, tp := range p.Tables {
		switch {
		case tp.Table.File != f || !tp.Table.Included || tp.Table.Kind == nil:
		case tp.misfit == nil:
			return nil
		case why == "":
			why = tp.Misfit()
		}
	}
	if why == "" {
		return nil
	}
	return misfit(f.Name, why)
}

// misfit refuses a file of which no table is of the kind that was given.
func misfit(file, why string) error {
	return catalog.Refuse("misfit", "「%s」:%s。请换一种台账再试,或者不指定,让程序自动识别", file, why)
}

// misfit says of the first table that is not of the kind that was given that it is not, "" if all are.
func (p *Plan) misfit() string {
	for _, tp := range p.Tables {
		if why := tp.Misfit(); why != "" {
			return why
		}
	}
	return ""
}
