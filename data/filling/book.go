package filling

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// A workbook may have sheets for records and sheets for numbers. Each sort is a plan of its own, with its own columns; they
// are filled in one run, into one workbook.

// Parts returns the plans of the sheets of a workbook, in their order: mostly the plan alone.
func (p *Plan) Parts() []*Plan {
	out := append([]*Plan{p}, p.beside...)
	slices.SortStableFunc(out, func(a, b *Plan) int { return a.Blanks[0].Place - b.Blanks[0].Place })
	return out
}

// Sheet returns the name of the first sheet that the plan fills in.
func (p *Plan) Sheet() string { return p.Blanks[0].Sheet }

// besideCounts reads the sheets for records of a workbook that has sheets for numbers; one that is full already is named, and
// stays as it is.
func (p *Plan) besideCounts(ctx context.Context) error {
	if len(p.form.Book().Sheets) == len(p.Blanks) || p.opt.Numbers {
		return nil
	}
	part := &Plan{Name: p.Name, opt: p.opt, records: p.records, form: p.form, labels: map[string]map[string]string{}}
	for _, b := range p.Blanks {
		part.taken = append(part.taken, b.Place)
	}
	err := part.readTables(ctx)
	var refusal *catalog.Refusal
	if errors.As(err, &refusal) || err == nil && len(part.Blanks) == 0 { // a legend, a list of codes
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the sheets for records: %w", err)
	}
	if err := part.prepareAll(ctx); err != nil {
		return err
	}
	if held := part.Held(); held > 0 || !part.isBlank() {
		b := part.Blanks[0]
		p.Notes = append(p.Notes, fmt.Sprintf("%s %s 里已经填有%s,没有改", b.Sheet, b.table.Range(), part.Kind.Title))
		return nil
	}
	p.beside = []*Plan{part}
	return nil
}

// first returns the plan of the first sheet, which holds the others.
func (p *Plan) first() *Plan {
	parts := p.Parts()
	if parts[0] == p {
		return p
	}
	p.beside = nil
	parts[0].beside = parts[1:]
	return parts[0]
}

// prepareAll readies all tables of a plan.
func (p *Plan) prepareAll(ctx context.Context) error {
	for _, b := range p.Blanks {
		if err := b.prepare(ctx); err != nil {
			return err
		}
	}
	p.noteRest()
	return nil
}

// Copy is what goes into one copy of a workbook: the jobs of each of its Parts.
type Copy [][]Job

// Words returns the words for the file of a copy, as those of its first job.
func (c Copy) Words() (org, person string) {
	for _, jobs := range c {
		if len(jobs) > 0 {
			return jobs[0].Words()
		}
	}
	return "", ""
}

// Plain returns the copy with the sheets named as the form names them.
func (c Copy) Plain() Copy {
	out := make(Copy, len(c))
	for i, jobs := range c {
		out[i] = slices.Clone(jobs)
		for k := range out[i] {
			out[i][k].Sheet = ""
		}
	}
	return out
}

// CopyForEach returns a copy for each of the jobs, where there are several parts for each community.
func CopyForEach(parts [][]Job) []Copy {
	var out []Copy
	if len(parts) == 1 {
		for _, job := range parts[0] {
			out = append(out, Copy{{job}})
		}
		return out
	}
	var ids []string
	byOrg := map[string]Copy{}
	for i, jobs := range parts {
		for _, job := range jobs {
			id := job.Org.ID
			if byOrg[id] == nil {
				ids = append(ids, id)
				byOrg[id] = make(Copy, len(parts))
			}
			byOrg[id][i] = []Job{job}
		}
	}
	for _, id := range ids {
		c := byOrg[id]
		for i, jobs := range c {
			if len(jobs) == 0 { // a community without records of the kind: its sheet stays blank
				c[i] = []Job{{Org: c.org()}}
			}
		}
		out = append(out, c)
	}
	return out
}

func (c Copy) org() catalog.Record {
	for _, jobs := range c {
		if len(jobs) > 0 {
			return jobs[0].Org
		}
	}
	return catalog.Record{}
}

// FillParts fills the sheets of a workbook, each part with its jobs; see Fill.
func (p *Plan) FillParts(ctx context.Context, form *sheet.Form, jobs Copy) ([]Result, error) {
	parts := p.Parts()
	var out []Result
	for i, part := range parts {
		if len(parts) > 1 && len(jobs[i]) > 1 {
			return nil, catalog.Refuse(CodeTooMany, "「%s」里有填名单的表,也有填数的表,不能再每个社区复制一张;请选每个社区一个文件", p.Name)
		}
		results, err := part.Fill(ctx, form, jobs[i])
		if err != nil {
			return nil, err
		}
		out = append(out, results...)
	}
	return out, nil
}

// place takes the name of a sheet off the name of a column: 统计表!C.
func (p *Plan) place(column string) (part *Plan, rest string) {
	name, rest, ok := strings.Cut(column, "!")
	if !ok {
		return nil, column
	}
	for _, part := range p.Parts() {
		if slices.ContainsFunc(part.Blanks, func(b *Blank) bool { return strings.EqualFold(b.Sheet, strings.Trim(name, "'")) }) {
			return part, rest
		}
	}
	return nil, column
}

// SetIn is Set for a workbook with several parts: the column may be named with its sheet (统计表!C); without it the first part that has
// it is meant.
func (p *Plan) SetIn(ctx context.Context, column, field string) error {
	if part, rest := p.place(column); part != nil {
		return part.Set(ctx, rest, field)
	}
	for _, part := range p.Parts() {
		if part.has(column) {
			return part.Set(ctx, column, field)
		}
	}
	return p.Set(ctx, column, field)
}

// has reports whether a word names a column.
func (p *Plan) has(column string) bool {
	return slices.ContainsFunc(p.Blanks, func(b *Blank) bool {
		return slices.ContainsFunc(b.Columns, func(c Column) bool { return c.is(column, b.Card) })
	})
}
