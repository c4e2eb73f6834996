package filling

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// Job is what goes on one copy of a form's sheet.
type Job struct {
	Org     catalog.Record // the community that all records belong to; zero if there are several
	Sheet   string         // name of the sheet; "" leaves the form's own
	Records []catalog.Record
	// KeepOrder leaves the records in the order in which they stand; otherwise they are sorted as the kind's usual
	// roster is.
	KeepOrder bool
}

// Words returns the words for the file of a job: its community, or the name of its sheet, and its first person.
func (j *Job) Words() (org, person string) {
	if org = j.Org.Label(); org == "" {
		org = j.Sheet
	}
	if len(j.Records) > 0 {
		person = j.Records[0].Label()
	}
	return org, person
}

// Result says what became of one sheet of a form.
type Result struct {
	Sheet     string         `json:"sheet"`
	Range     string         `json:"range"` // the rows that were filled: A5:L34
	Kind      string         `json:"kind"`
	Org       string         `json:"org,omitempty"`
	Columns   []ColumnReport `json:"columns"`
	Rows      int            `json:"rows"`       // records written
	AddedRows int            `json:"added_rows"` // rows that the form didn't have
	Missing   []Missing      `json:"missing"`
	Completed []Completed    `json:"completed"`
	Numbers   []Number       `json:"numbers,omitempty"` // of a form of numbers
	Notes     []string       `json:"notes,omitempty"`
}

// ColumnReport says what a column of a form was taken for.
type ColumnReport struct {
	Column  string  `json:"column"` // letters; in a one-person form the cell; of the words of a row its number
	Heading string  `json:"heading"`
	Field   *string `json:"field"` // key; several joined by "+"; null: left blank
	Why     string  `json:"why"`
	Form    string  `json:"form"`           // how it is written; "" is the usual wording
	Kept    bool    `json:"kept,omitempty"` // the form has formulas of its own there
}

// Missing is a cell that stayed blank, or in which something doubtful stands.
type Missing struct {
	Cell    string `json:"cell"`
	Record  string `json:"record"` // id
	Name    string `json:"name"`
	Field   string `json:"field"`
	Problem string `json:"problem"`
}

// Completed is a cell around the table that was completed: 填报单位, 填报日期.
type Completed struct {
	Cell string `json:"cell"`
	Text string `json:"text"`
}

// mostSheets is the most copies of a sheet in one workbook.
const mostSheets = 300

// Fill writes the records of the jobs into a form, which must be the one that was read or a clone of it: the first
// job into the form's own sheet, each other one into a copy of it.
func (p *Plan) Fill(ctx context.Context, form *sheet.Form, jobs []Job) ([]Result, error) {
	if p.Counts() {
		if err := p.findOrgs(ctx); err != nil {
			return nil, err
		}
	}
	if len(jobs) == 0 && p.Kind == nil {
		return nil, catalog.Refuse(CodeNobody, "没有要填的社区,没有填表")
	}
	if len(jobs) == 0 {
		return nil, catalog.Refuse(CodeNobody, "没有符合条件的%s,没有填表", p.Kind.Title)
	}
	if len(p.Blanks) > 1 && p.Counts() {
		return p.fillEachSheet(ctx, form, jobs)
	}
	if len(p.Blanks) > 1 && len(jobs) == 1 {
		return p.fillAll(ctx, form, jobs[0])
	}
	b := p.Blanks[0]
	if b.Card {
		jobs = b.byPeople(jobs)
	}
	if len(jobs) > mostSheets {
		return nil, catalog.Refuse(CodeTooMany, "要填 %d 张工作表,一个工作簿里放不下这么多;请缩小范围,或分成多个文件", len(jobs))
	}
	original, err := form.Sheet(b.Place)
	if err != nil {
		return nil, err
	}
	sheets := []*sheet.FormSheet{original}
	for _, job := range jobs[1:] {
		s, err := form.Repeat(original, sheets[len(sheets)-1], job.Sheet)
		if err != nil {
			return nil, fmt.Errorf("repeat the sheet: %w", err)
		}
		sheets = append(sheets, s)
	}
	if jobs[0].Sheet != "" {
		if err := form.Rename(original, jobs[0].Sheet); err != nil {
			return nil, fmt.Errorf("rename the sheet: %w", err)
		}
	}
	var out []Result
	for i, job := range jobs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, err := b.fill(ctx, sheets[i], job)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// fillAll fills a form that has a table for each community.
func (p *Plan) fillAll(ctx context.Context, form *sheet.Form, job Job) ([]Result, error) {
	var out []Result
	left := map[string]int{}
	for _, r := range job.Records {
		left[r.Get(orgKey).Canonical()]++
	}
	for _, b := range p.Blanks {
		fs, err := form.Sheet(b.Place)
		if err != nil {
			return nil, err
		}
		part := job
		if !b.Org.IsZero() {
			part.Org = b.Org
			part.Records = slices.DeleteFunc(slices.Clone(job.Records), func(r catalog.Record) bool { return r.Get(orgKey).Canonical() != b.Org.ID })
			delete(left, b.Org.ID)
		} else {
			part.Records = nil
		}
		r, err := b.fill(ctx, fs, part)
		if err != nil {
			return nil, err
		}
		if b.Org.IsZero() {
			r.Notes = append(r.Notes, "这张表写的社区台账里没有,没有填")
		}
		out = append(out, r)
	}
	n := 0
	for _, k := range left {
		n += k
	}
	if n > 0 && len(out) > 0 {
		out[0].Notes = append(out[0].Notes, fmt.Sprintf("有 %d %s所属的社区在表里没有工作表,没有填入", n, p.Kind.Unit))
	}
	return out, nil
}

// sorted returns the records as the kind's usual roster has them.
func (p *Plan) sorted(job Job) []catalog.Record {
	view := p.Kind.View("")
	if job.KeepOrder || view == nil {
		return job.Records
	}
	out := slices.Clone(job.Records)
	slices.SortStableFunc(out, func(x, y catalog.Record) int {
		for _, key := range view.Sort {
			f := p.Kind.Field(key)
			if c := f.Type.Compare(x.On(f, p.opt.Today), y.On(f, p.opt.Today)); c != 0 {
				return c
			}
		}
		return 0
	})
	return out
}

// fill writes the records of a job into a sheet.
func (b *Blank) fill(ctx context.Context, fs *sheet.FormSheet, job Job) (Result, error) {
	if b.counts != nil {
		return b.fillCounts(ctx, fs, job)
	}
	records := b.plan.sorted(job)
	out := Result{Sheet: fs.Name(), Kind: b.plan.Kind.Key, Columns: b.reports(), Missing: []Missing{}, Completed: []Completed{}, Rows: len(records)}
	year := 0
	if b.isWide() {
		records, year = b.across(records, &out)
	}
	org, err := b.orgOf(ctx, job)
	if err != nil {
		return out, err
	}
	if !org.IsZero() {
		out.Org = org.Label()
	}
	facts := b.plan.facts(org, len(records), b.asof(&Column{}))
	facts.year = year
	if b.Card {
		b.fillCards(fs, records, &out)
		if err := b.fillCardNumbers(ctx, fs, records, &out); err != nil {
			return out, err
		}
		top, end := b.top(), min(fs.Rows(), mostCardRows)
		b.completeLines(fs, facts, 0, top, &out)
		b.completeFooter(fs, facts, top, end, &out) // a date beside the person's answers is that of a signature
		return out, nil
	}
	for _, part := range append([]*Blank{b}, b.halves...) {
		for _, row := range part.body.stale {
			part.clear(fs, row)
		}
	}
	if e := b.body.example; e >= 0 && b.body.height == 1 && slices.Contains(b.body.free, e+1) {
		if err := fs.Lead(e, max(b.body.pattern, e+1)); err != nil { // sums began below the example
			return out, fmt.Errorf("make the example one of the rows: %w", err)
		}
	}
	if len(b.body.named) > 0 {
		b.fillNamed(fs, records, &out)
	} else if len(b.halves) > 0 {
		if err := b.fillHalves(ctx, fs, records, &out); err != nil {
			return out, err
		}
	} else if err := b.fillRows(ctx, fs, records, &out); err != nil {
		return out, err
	}
	first := b.table.HeadingRows[0]
	b.completeLines(fs, facts, max(0, first-12), first, &out)
	for _, rows := range b.body.between {
		b.completeLines(fs, facts, rows[0], rows[1], &out)
	}
	below := b.body.end + out.AddedRows
	b.completeFooter(fs, facts, below, min(below+15, fs.Rows()), &out)
	return out, nil
}

// mostCardRows is the most rows of a form for one person.
const mostCardRows = 300

// top returns the first row of a card that asks for something of the person.
func (b *Blank) top() int {
	top := mostCardRows
	for i := range b.Columns {
		if c := &b.Columns[i]; len(c.Fields) > 0 {
			top = min(top, c.Row)
		}
	}
	return top
}

// orgOf returns the community that stands around a table: that of the job, of the form, or of all people of a card.
func (b *Blank) orgOf(ctx context.Context, job Job) (catalog.Record, error) {
	f := b.plan.Kind.Field(orgKey)
	switch {
	case !job.Org.IsZero():
		return job.Org, nil
	case !b.Org.IsZero() || !b.Card || f == nil || len(job.Records) == 0:
		return b.Org, nil
	}
	ref, ok := f.Type.(catalog.Ref)
	id := job.Records[0].Get(orgKey).Canonical()
	if !ok || slices.ContainsFunc(job.Records, func(r catalog.Record) bool { return r.Get(orgKey).Canonical() != id }) {
		return catalog.Record{}, nil
	}
	found, err := b.plan.records.Lookup(ctx, ref.Kind, []string{id})
	if err != nil {
		return catalog.Record{}, fmt.Errorf("look up the community: %w", err)
	}
	return found[id], nil
}

// fillRows writes each record into a row of its own.
func (b *Blank) fillRows(ctx context.Context, fs *sheet.FormSheet, records []catalog.Record, out *Result) error {
	added, rows, err := b.makeRoom(fs, len(records))
	if err != nil {
		return fmt.Errorf("add rows to the form: %w", err)
	}
	out.AddedRows = added * b.body.height
	for i, r := range records {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		b.writeRow(fs, rows[i], i+1, r, out)
	}
	b.addRange(out, rows)
	if len(rows) == 0 || len(b.body.between) > 0 { // what stands over one block of several is not for all
		return nil
	}
	if err := fs.Reach(rows[0], rows[len(rows)-1]+b.body.height-1); err != nil {
		return fmt.Errorf("let ranges reach over the rows: %w", err)
	}
	return nil
}

// makeRoom adds rows if the form has too few, and returns the first rows of the records' places.
func (b *Blank) makeRoom(fs *sheet.FormSheet, n int) (added int, rows []int, err error) {
	rows = slices.Clone(b.body.free)
	h := b.body.height
	if n <= len(rows) {
		return 0, rows[:n], nil
	}
	added = n - len(rows)
	at, grow := b.body.end, true
	if len(rows) == 0 && fs.Source().Rows() <= at { // nothing below has to move, and the headings are no pattern
		for k := range added {
			rows = append(rows, at+k*h)
		}
		return added, rows, nil
	}
	if len(rows) >= 2 { // before the last, so that sums and ranges take the new rows in
		at, grow = rows[len(rows)-1], false
		rows = rows[:len(rows)-1]
	}
	if err := fs.InsertRows(at, added, b.body.pattern, h, grow); err != nil {
		return 0, nil, err
	}
	for k := range added {
		rows = append(rows, at+k*h)
	}
	if !grow {
		rows = append(rows, at+added*h)
	}
	return added, rows[:n], nil
}

// writeRow writes one record.
func (b *Blank) writeRow(fs *sheet.FormSheet, row, serial int, r catalog.Record, out *Result) {
	for i := range b.Columns {
		c := &b.Columns[i]
		m := fs.Merge(row, c.Col)
		if has, _ := fs.Has(row, c.Col); !has && !c.printed.IsEmpty() && len(c.Fields) == 0 {
			fs.Put(row, c.Col, c.printed)
		}
		if c.spell == nil || m.Col1 != c.Col || m.Row1 < row && serial > 1 {
			continue
		}
		b.put(fs, m.Row1, c, serial, r, out)
	}
}

// put writes one value and lists what is lacking of it.
func (b *Blank) put(fs *sheet.FormSheet, row int, c *Column, serial int, r catalog.Record, out *Result) {
	cell, doubt := c.spell(r, serial)
	if c.serial() { // numbers that are printed in the form stay, unless rows between them were added
		if has, formula := fs.Has(row, c.Col); has && (formula || out.AddedRows == 0) {
			return
		}
	}
	fs.Put(row, c.Col, cell)
	if cell.Type == catalog.CellText {
		fs.Fit(row, c.Col, cell.Text)
	}
	b.doubtful(fs, row, c, cell.IsEmpty(), r, doubt, out)
}

// doubtful lists what is lacking or doubtful of a value, if anything is.
func (b *Blank) doubtful(fs *sheet.FormSheet, row int, c *Column, empty bool, r catalog.Record, doubt string, out *Result) {
	if doubt == "" {
		return
	}
	if c.hints.starred && empty {
		doubt = "必填:" + doubt
	}
	if b.plan.opt.Mark {
		fs.Mark(row, c.Col)
	}
	out.Missing = append(out.Missing, Missing{Cell: sheet.CellName(row, c.Col), Record: r.ID, Name: r.Label(), Field: c.Fields[0], Problem: doubt})
}

// addRange says which rows were filled.
func (b *Blank) addRange(out *Result, rows []int) {
	if len(rows) == 0 || len(b.Columns) == 0 {
		return
	}
	out.Range = sheet.Range{Row1: rows[0], Col1: b.Columns[0].Col, Row2: rows[len(rows)-1] + b.body.height - 1, Col2: b.Columns[len(b.Columns)-1].Col}.String()
}

// reports says what the columns were taken for.
func (b *Blank) reports() []ColumnReport {
	out := make([]ColumnReport, len(b.Columns))
	for i := range b.Columns {
		c := &b.Columns[i]
		out[i] = ColumnReport{Column: sheet.ColName(c.Col), Heading: c.Title(), Why: c.Why, Form: c.Form, Kept: c.Kept}
		if b.Card {
			out[i].Column = sheet.CellName(c.Row, c.Col)
		} else if c.ofRow {
			out[i].Column = c.Place()
		}
		if c.number != nil {
			field := strings.Join(c.number.keys(), "+")
			out[i].Field = &field
		} else if len(c.Fields) > 0 {
			field := c.Fields[0]
			for _, f := range c.Fields[1:] {
				field += "+" + f
			}
			out[i].Field = &field
		}
	}
	return out
}

// byPeople cuts jobs into such as fit one sheet of a one-person form.
func (b *Blank) byPeople(jobs []Job) []Job {
	var out []Job
	for _, job := range jobs {
		records := b.plan.sorted(job)
		if len(records) <= b.blocks {
			out = append(out, job)
			continue
		}
		n := 0
		for part := range slices.Chunk(records, b.blocks) {
			n++
			name := part[0].Label()
			if b.blocks > 1 {
				name = job.Sheet
				if name == "" {
					name = b.Sheet
				}
				name += strconv.Itoa(n)
			}
			out = append(out, Job{Org: job.Org, Sheet: name, Records: part, KeepOrder: true})
		}
	}
	return out
}
