package filling

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// Number is a number that was written into a form, with the records behind it.
type Number struct {
	Cell    string      `json:"cell"`
	Count   json.Number `json:"count"` // in the unit of the form
	What    string      `json:"what"`  // 党员 · 性别女 · 北门社区
	Kind    string      `json:"kind"`
	Records []string    `json:"records"`      // ids
	Of      *Whole      `json:"of,omitempty"` // Count is the share of it in per cent

	Row int `json:"-"` // of the filled sheet
	Col int `json:"-"`
}

// wanted is a cell that asks for a number.
type wanted struct {
	row, col int // of the filled sheet
	q        tally.Question
	scale    int64
	what     string
	printed  catalog.Cell    // what the form has there already
	all      bool            // it is for all communities
	whole    *tally.Question // of which a share is wanted
	ofWhat   string
	percent  bool // the headings say %
}

// fillCounts writes the numbers of a job into a sheet.
func (b *Blank) fillCounts(ctx context.Context, fs *sheet.FormSheet, job Job) (Result, error) {
	out := Result{Sheet: fs.Name(), Columns: b.reports(), Missing: []Missing{}, Completed: []Completed{}}
	org := job.Org
	if org.IsZero() {
		org = b.Org
	}
	if !org.IsZero() {
		out.Org = org.Label()
	}
	orgs, err := b.plan.orgList(ctx)
	if err != nil {
		return out, err
	}
	if !org.IsZero() {
		orgs.ids = []string{org.ID}
	}
	written, err := b.writeOrgs(ctx, fs, orgs, &out)
	if err != nil {
		return out, err
	}
	var cells []wanted
	for i := range b.counts.grids {
		cells = append(cells, b.cells(fs, &b.counts.grids[i], written[i], org, orgs, &out)...)
	}
	if err := b.answer(ctx, fs, cells, &out); err != nil {
		return out, err
	}
	first := b.counts.grids[0].head[0]
	f := b.plan.facts(org, 0, b.asof(&Column{}))
	if year := b.counts.from.Year; year > 0 {
		f.year = year
	}
	b.completeLines(fs, f, max(0, first-12), first, &out)
	below := b.body.end + out.AddedRows
	b.completeFooter(fs, f, below, min(below+15, fs.Rows()), &out)
	return out, nil
}

// writtenRow is a row of the filled sheet with its words.
type writtenRow struct {
	countHead
	org string // its community
}

// writeOrgs writes the communities into the blank rows of the tables, and returns the rows of each table as they stand then.
func (b *Blank) writeOrgs(ctx context.Context, fs *sheet.FormSheet, orgs orgList, out *Result) ([][]writtenRow, error) {
	b.body = body{height: 1, example: -1, end: b.counts.grids[0].end}
	open := 0
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		b.body.end = max(b.body.end, g.end)
		if g.open {
			open++
		}
	}
	places, err := b.roomForOrgs(fs, open, len(orgs.ids), out)
	if err != nil {
		return nil, err
	}
	found := map[string]catalog.Record{}
	if open > 0 {
		if found, err = b.plan.records.Lookup(ctx, ledger.Org.Key, orgs.ids); err != nil {
			return nil, fmt.Errorf("look up the communities: %w", err)
		}
	}
	var all [][]writtenRow
	left := orgs.ids
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		var rows []writtenRow
		if g.open {
			for k, row := range places {
				if k >= len(left) {
					break
				}
				id := left[k]
				b.writeOrg(fs, g, row, len(orgs.ids)-len(left)+k+1, found[id])
				h := countHead{meaning: meaning{said: said{org: id}}, at: row, levels: []string{orgs.labels[id]}, column: -1}
				rows = append(rows, writtenRow{h, id})
			}
			left = left[min(len(places), len(left)):]
		}
		for _, h := range g.rows {
			if len(h.levels) == 0 {
				continue
			}
			if len(places) > 0 && h.at > b.body.free[0] {
				h.at += out.AddedRows
			}
			rows = append(rows, writtenRow{h, h.org})
		}
		slices.SortStableFunc(rows, func(x, y writtenRow) int { return x.at - y.at })
		all = append(all, rows)
	}
	return all, nil
}

// roomForOrgs adds rows if there are too few blank ones for the communities, and returns those to be written.
func (b *Blank) roomForOrgs(fs *sheet.FormSheet, open, n int, out *Result) ([]int, error) {
	if open == 0 {
		return nil, nil
	}
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		if !g.open {
			continue
		}
		for _, h := range g.rows {
			if len(h.levels) == 0 {
				b.body.free = append(b.body.free, h.at)
			}
		}
		break // tables side by side have the same rows
	}
	b.body.pattern = b.body.free[max(0, len(b.body.free)-2)]
	b.body.end = b.body.free[len(b.body.free)-1] + 1
	need := (n + open - 1) / open
	if n > len(b.body.free) && need < len(b.body.free) {
		need = len(b.body.free) // the left half is filled to its end first
	}
	added, rows, err := b.makeRoom(fs, need)
	if err != nil {
		return nil, fmt.Errorf("add rows to the form: %w", err)
	}
	out.AddedRows = added
	return rows, nil
}

// writeOrg writes the name of a community and what the form asks of it beside numbers.
func (b *Blank) writeOrg(fs *sheet.FormSheet, g *countGrid, row, serial int, org catalog.Record) {
	if g.serial >= 0 {
		if has, formula := fs.Has(row, g.serial); !formula && (!has || isDots(fs.Source().Cell(row, g.serial).Text)) {
			fs.Put(row, g.serial, numberCell(strconv.Itoa(serial), fs.Look(row, g.serial)))
		}
	}
	s := &gridScan{fs: fs, src: fs.Source()}
	for _, c := range g.labels {
		path := s.path(&g.grid, c)
		leaf := foldHeading(path[len(path)-1])
		text := org.Label()
		switch {
		case officeHeadings.MatchString(leaf):
			text = b.plan.opt.Office
		case strings.Contains(leaf, "支部") || strings.Contains(leaf, "党组织"):
			if branch := org.Get(branchKey).Canonical(); branch != "" {
				text = branch
			}
		}
		fs.Put(row, c, catalog.TextCell(text))
		fs.Fit(row, c, text)
	}
}

// cells returns what the cells of a table ask for; those that can't be known are listed.
func (b *Blank) cells(fs *sheet.FormSheet, g *countGrid, rows []writtenRow, org catalog.Record, orgs orgList, out *Result) []wanted {
	var list []wanted
	listed := listedOrgs(g, rows, orgs)
	inRange := sheet.Range{Row1: -1}
	for i := range rows {
		row := &rows[i]
		if row.org != "" && !slices.Contains(orgs.ids, row.org) {
			continue // of another community than the one that was chosen
		}
		out.Rows++
		for k := range g.cols {
			col := &g.cols[k]
			if col.org != "" && !slices.Contains(orgs.ids, col.org) {
				continue
			}
			if m := fs.Merge(row.at, col.at); m.Row1 != row.at || m.Col1 != col.at {
				continue
			}
			has, formula := fs.Has(row.at, col.at)
			if formula {
				continue
			}
			w := wanted{row: row.at, col: col.at}
			if has {
				w.printed = fs.Source().Cell(row.at-b.moved(row.at, out), col.at)
			}
			if inRange.Row1 < 0 {
				inRange = sheet.Range{Row1: row.at, Col1: col.at}
			}
			inRange.Row2, inRange.Col2 = max(inRange.Row2, row.at), max(inRange.Col2, col.at)
			if col.orgKey != "" {
				b.writeOrgField(fs, w, col.orgKey, row.org, out)
				continue
			}
			problem := b.counts.question(g, &w, &row.countHead, col)
			if problem != "" {
				b.cannot(fs, w, row, col, problem, out)
				continue
			}
			w.what = b.scope(&w, row.org, col.org, listed, org, orgs)
			if w.whole != nil {
				w.whole.Orgs, w.ofWhat = w.q.Orgs, countedIn(w.whole)
			}
			list = append(list, w)
		}
	}
	if inRange.Row1 >= 0 && out.Range == "" {
		out.Range = inRange.String()
	}
	return list
}

// moved is how many rows were added above a row of the filled sheet.
func (b *Blank) moved(row int, out *Result) int {
	if out.AddedRows > 0 && row >= b.body.end {
		return out.AddedRows
	}
	return 0
}

// listedOrgs are the communities that have a row or a column of their own: totals are theirs.
func listedOrgs(g *countGrid, rows []writtenRow, orgs orgList) []string {
	var out []string
	add := func(id string) {
		if id != "" && slices.Contains(orgs.ids, id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, r := range rows {
		add(r.org)
	}
	for _, c := range g.cols {
		add(c.org)
	}
	return out
}

// scope limits a question to the communities of its row or column, and returns what is counted in words.
func (b *Blank) scope(w *wanted, rowOrg, colOrg string, listed []string, org catalog.Record, orgs orgList) string {
	words := []string{countedIn(&w.q)}
	id := rowOrg
	if id == "" {
		id = colOrg
	}
	switch {
	case id != "":
		w.q.Orgs = []string{id}
		words = append(words, orgs.labels[id])
	case len(listed) > 0:
		w.q.Orgs, w.all = listed, len(listed) == len(orgs.labels)
	case !org.IsZero():
		w.q.Orgs = []string{org.ID}
		words = append(words, org.Label())
	}
	if w.q.Measure.IsLog() && !w.q.From.IsZero() {
		words = append(words, w.q.From.Chinese()+"至"+w.q.To.Chinese())
	}
	return strings.Join(words, " · ")
}

// countedIn says in words what a question counts.
func countedIn(q *tally.Question) string {
	words := []string{q.Measure.Title}
	for _, f := range q.Filters {
		words = append(words, f.Title(q.Measure.Kind))
	}
	return strings.Join(words, " · ")
}

// question puts the headings of a cell together.
func (c *counts) question(g *countGrid, w *wanted, row, col *countHead) (problem string) {
	if row.share == nil && col.share == nil {
		w.q, w.scale, problem = c.ask(&row.meaning, &col.meaning)
		return problem
	}
	var whole tally.Question
	w.q, whole, problem = c.askShare(g, row, col)
	w.whole, w.percent = &whole, inPercent.MatchString(strings.Join(append(slices.Clone(row.levels), col.levels...), ""))
	return problem
}

// cannot lists a cell that can't be known although its headings may be.
func (b *Blank) cannot(fs *sheet.FormSheet, w wanted, row *writtenRow, col *countHead, problem string, out *Result) {
	if problem == notYet {
		return
	}
	if b.plan.opt.Mark && isFree(w.printed) {
		fs.Mark(w.row, w.col)
	}
	if !row.follows() || !col.follows() { // the heading says so once for all its cells
		return
	}
	out.Missing = append(out.Missing, Missing{Cell: sheet.CellName(w.row, w.col), Name: strings.Join(append(slices.Clone(row.levels), col.levels...), "/"), Problem: problem})
}

// writeOrgField writes a field of a community.
func (b *Blank) writeOrgField(fs *sheet.FormSheet, w wanted, key, id string, out *Result) {
	org, ok := b.plan.orgs[id]
	if !ok || !isFree(w.printed) {
		return
	}
	f := ledger.Org.Field(key)
	v := org.On(f, b.asof(&Column{}))
	text := f.Type.Format(v)
	if v.IsEmpty() || v.IsUnread() {
		if b.plan.opt.Mark {
			fs.Mark(w.row, w.col)
		}
		out.Missing = append(out.Missing, Missing{Cell: sheet.CellName(w.row, w.col), Record: id, Name: org.Label(), Field: key, Problem: "台账里没有" + f.Title})
		return
	}
	if _, isInt := f.Type.(catalog.Int); isInt {
		fs.Put(w.row, w.col, numberCell(v.Canonical(), fs.Look(w.row, w.col)))
		return
	}
	if d, isDate := v.Date(); isDate {
		text = d.Dotted()
	}
	fs.Put(w.row, w.col, catalog.TextCell(text))
	fs.Fit(w.row, w.col, text)
}

// answer counts what the cells ask for and writes it.
func (b *Blank) answer(ctx context.Context, fs *sheet.FormSheet, cells []wanted, out *Result) error {
	questions := make([]tally.Question, len(cells))
	wholes := map[int]int{} // place of a cell → of the question for its whole
	for i, w := range cells {
		questions[i] = w.q
		if w.whole != nil {
			wholes[i] = len(questions)
			questions = append(questions, *w.whole)
		}
	}
	asof := b.asof(&Column{})
	answers, err := tally.Ask(ctx, b.plan.records, asof, questions)
	if err != nil {
		return err
	}
	out.Numbers = []Number{}
	var without gaps
	for i := range cells {
		w, a := &cells[i], &answers[i]
		if at, is := wholes[i]; is {
			b.answerShare(fs, w, a, &answers[at], out)
			without.add(&w.q, a)
			without.add(w.whole, &answers[at])
			continue
		}
		text := inScale(a, w.scale)
		cell := sheet.CellName(w.row, w.col)
		if !isFree(w.printed) {
			if value.Tight(w.printed.Text) != text {
				out.Missing = append(out.Missing, Missing{Cell: cell, Name: w.what, Problem: fmt.Sprintf("表里写的是「%s」,统计是 %s,没有改", w.printed.Text, text)})
			}
			continue
		}
		fs.Put(w.row, w.col, numberCell(text, fs.Look(w.row, w.col)))
		out.addNumber(*w, text, a)
		without.add(&w.q, a)
		if a.Note != "" && !slices.Contains(out.Notes, a.Note) {
			out.Notes = append(out.Notes, a.Note)
		}
	}
	out.Notes = append(out.Notes, without.notes()...)
	out.Notes = append(out.Notes, b.periodNotes(cells)...)
	more, err := b.outside(ctx, cells, answers, asof)
	out.Notes = append(out.Notes, more...)
	return err
}

// addNumber notes a number that was written.
func (r *Result) addNumber(w wanted, text string, a *tally.Answer) {
	r.Numbers = append(r.Numbers, Number{Cell: sheet.CellName(w.row, w.col), Count: json.Number(text), What: w.what, Kind: w.q.Measure.Kind.Key, Records: a.Records, Row: w.row, Col: w.col})
}

// inScale returns a number in the unit of the form, money in yuan or in 万元.
func inScale(a *tally.Answer, scale int64) string {
	if !a.IsMoney() || scale <= 1 {
		return a.Text()
	}
	return strconv.FormatFloat(float64(a.Count)/float64(100*scale), 'f', -1, 64)
}

// gaps gathers the records that could not be counted because they lack what was asked.
type gaps struct {
	kinds  []*catalog.Kind
	ids    map[*catalog.Kind]map[string]bool
	fields map[*catalog.Kind][]string
}

func (g *gaps) add(q *tally.Question, a *tally.Answer) {
	if len(a.Unknown) == 0 {
		return
	}
	k := q.Measure.Kind
	if g.ids == nil {
		g.ids, g.fields = map[*catalog.Kind]map[string]bool{}, map[*catalog.Kind][]string{}
	}
	if g.ids[k] == nil {
		g.kinds = append(g.kinds, k)
		g.ids[k] = map[string]bool{}
	}
	for _, id := range a.Unknown {
		g.ids[k][id] = true
	}
	for _, key := range a.Lacks {
		if field := k.Field(key); field != nil && !slices.Contains(g.fields[k], field.Title) {
			g.fields[k] = append(g.fields[k], field.Title)
		}
	}
}

func (g *gaps) notes() []string {
	var out []string
	for _, k := range g.kinds {
		out = append(out, fmt.Sprintf("%s台账里有 %d %s没有填写%s,没有计入要分这一项的数", k.Title, len(g.ids[k]), k.Unit, strings.Join(g.fields[k], "或")))
	}
	return out
}

// periodNotes says which days the numbers of logs are of, where the form doesn't.
func (b *Blank) periodNotes(cells []wanted) []string {
	for _, w := range cells {
		if w.q.Measure.IsLog() && w.q.From.IsZero() && !w.q.Measure.IsChange() {
			return []string{"表里没有写统计时段,活动、慰问等从台账最早的一条数到 " + b.asof(&Column{}).Chinese() + ";要限定时段,请给出起始日期"}
		}
	}
	return nil
}

// outside says how many records belong to no community and are therefore in no total.
func (b *Blank) outside(ctx context.Context, cells []wanted, answers []tally.Answer, asof value.Date) ([]string, error) {
	var questions []tally.Question
	for i := range cells {
		if w := &cells[i]; w.all && len(w.q.Filters) == 0 && len(w.q.Orgs) > 1 && answers[i].Count > 0 {
			q := w.q
			q.Orgs = []string{""}
			questions = append(questions, q)
		}
	}
	answers, err := tally.Ask(ctx, b.plan.records, asof, questions)
	var out []string
	for i := range answers {
		if n := len(answers[i].Records); n > 0 {
			out = append(out, fmt.Sprintf("「%s」有 %d 条记录没有填社区,没有计入各社区和合计", questions[i].Measure.Title, n))
		}
	}
	return out, err
}
