package filling

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/store"
	"taizhang/data/value"
)

// A workbook may have sheets for lists beside sheets for numbers: one is shown at a time, all are filled in and saved at once.

// rehearsed is what goes into the sheets of one part.
type rehearsed struct {
	count int        // records or numbers
	trial *rehearsal // of a form of numbers
}

// any reports whether anything goes into the form.
func (p *Page) any() bool {
	return slices.ContainsFunc(p.ready, func(r rehearsed) bool { return r.count > 0 })
}

// showSheets offers the parts of the form, if there are several.
func (p *Page) showSheets() {
	p.heading.Objects = nil
	if len(p.parts) > 1 {
		var names []string
		for _, part := range p.parts {
			names = append(names, part.Sheet())
		}
		p.sheets.OnChanged = nil
		p.sheets.SetOptions(names)
		p.sheets.SetSelectedIndex(max(slices.Index(p.parts, p.plan), 0))
		p.sheets.OnChanged = func(string) { p.turn(p.sheets.SelectedIndex()) }
		p.heading.Objects = []fyne.CanvasObject{look.Wide(150, p.sheets)}
	}
	p.heading.Refresh()
}

// turn shows another part of the form.
func (p *Page) turn(i int) {
	if i < 0 || i >= len(p.parts) || p.parts[i] == p.plan {
		return
	}
	p.plan = p.parts[i]
	p.showKind()
	p.showReady()
}

// showReady shows what goes into the part that is shown.
func (p *Page) showReady() {
	p.trial = p.ready[slices.Index(p.parts, p.plan)].trial
	p.grid.SetSource(p.view)
	p.grid.SetColumns(p.view.columns())
	p.showSentence()
	p.showPanel()
}

// query finds whom a part of the form is for: the chosen community, and those whom its title names alone.
func (p *Page) query(plan *filling.Plan) store.Query {
	q := store.Query{Kind: plan.Kind}
	if p.org != "" && plan.Kind.Field("org") != nil {
		q.Where = append(q.Where, store.Condition{Field: "org", Values: []value.Value{value.Text(p.org)}})
	}
	if only, ok := plan.Only(); ok && !p.all {
		q.Where = append(q.Where, store.Condition{Field: only.Field, Values: []value.Value{only.Value}})
	}
	return q
}

// finder returns what finds whom a part of the form is for: those of the query, and of a list from which the clerk came those
// that stand in it, in its order.
func (p *Page) finder(plan *filling.Plan) func(ctx context.Context) ([]catalog.Record, error) {
	q, listed, s := p.query(plan), p.listed, p.desk.Store
	return func(ctx context.Context) ([]catalog.Record, error) {
		page, err := s.Find(ctx, q)
		if err != nil || listed == nil {
			return page.Records, err
		}
		byID := make(map[string]catalog.Record, len(page.Records))
		for _, r := range page.Records {
			byID[r.ID] = r
		}
		var out []catalog.Record
		for _, id := range listed {
			if r, ok := byID[id]; ok {
				out = append(out, r)
			}
		}
		return out, nil
	}
}

// recount counts what the form will hold and says so; numbers are tried, so that they can be looked at.
func (p *Page) recount() {
	form := p.form
	var tries []func(ctx context.Context) (rehearsed, error)
	for _, part := range p.parts {
		tries = append(tries, p.try(part))
	}
	desk.Ask(&p.asking, func(ctx context.Context) ([]rehearsed, error) {
		p.planning.Lock()
		defer p.planning.Unlock()
		var out []rehearsed
		for _, try := range tries {
			r, err := try(ctx)
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
		return out, nil
	}, func(ready []rehearsed, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		if p.form == form && len(ready) == len(p.parts) {
			p.ready = ready
			p.showReady()
		}
	})
}

// try returns what counts the records of a part, or fills its numbers into a copy of the form.
func (p *Page) try(part *filling.Plan) func(ctx context.Context) (rehearsed, error) {
	if !part.Counts() {
		find := p.finder(part)
		return func(ctx context.Context) (rehearsed, error) {
			found, err := find(ctx)
			return rehearsed{count: len(found)}, err
		}
	}
	form, prepare := p.form, p.jobsOf(part, byCount[0])
	return func(ctx context.Context) (rehearsed, error) {
		jobs, err := prepare(ctx)
		if err != nil {
			return rehearsed{}, err
		}
		trial, err := rehearse(ctx, part, form, jobs)
		if err != nil {
			return rehearsed{}, err
		}
		out := rehearsed{trial: trial}
		for _, done := range trial.results {
			out.count += len(done.Numbers)
		}
		return out, nil
	}
}

// jobs returns what prepares the copies of the form: the jobs of each part.
func (p *Page) jobs(way division) func(ctx context.Context) (filling.Copy, error) {
	var prepare []func(ctx context.Context) ([]filling.Job, error)
	for _, part := range p.parts {
		prepare = append(prepare, p.jobsOf(part, way))
	}
	return func(ctx context.Context) (filling.Copy, error) {
		var out filling.Copy
		for _, of := range prepare {
			jobs, err := of(ctx)
			if err != nil {
				return nil, err
			}
			out = append(out, jobs)
		}
		return out, nil
	}
}

// jobsOf returns what prepares the jobs of one part of the form.
func (p *Page) jobsOf(plan *filling.Plan, way division) func(ctx context.Context) ([]filling.Job, error) {
	listed, org := p.listed != nil, p.org
	if plan.Counts() {
		return func(ctx context.Context) ([]filling.Job, error) { return plan.CountJobs(ctx, org, way.each) }
	}
	find := p.finder(plan)
	return func(ctx context.Context) ([]filling.Job, error) {
		all, err := find(ctx)
		if err != nil {
			return nil, err
		}
		jobs := []filling.Job{{Org: plan.Org(), Records: all}}
		if way.split != nil {
			jobs, err = way.split(plan, ctx, all)
		}
		for i := range jobs {
			jobs[i].KeepOrder = listed
		}
		return jobs, err
	}
}
