package roster

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// chunk is how many records are read at once for the rows in sight.
const chunk = 200

// rows is the grid's source: the ids of all records in their order, and those records that were needed so far.
type rows struct {
	store   *store.Store
	kind    *catalog.Kind
	fields  []*catalog.Field // one for each column of the grid
	today   value.Date
	labels  labels
	ids     []string
	loaded  map[int]*row // by place in ids
	asked   map[int]bool // chunks under way
	version int          // grows when ids are replaced, so that late answers are dropped
	ready   func(first, last int)
	failed  func(error)
}

// row is a loaded record with its problems by field.
type row struct {
	record   catalog.Record
	problems map[string]catalog.Problem
}

// labels gives the words for the references of a kind: by the key of the kind referred to, then by id.
type labels map[string]map[string]string

// words is what a clerk reads for a value of a field.
func (l labels) words(f *catalog.Field, v value.Value) string {
	return catalog.WordsOf(f.Type, v, l[catalog.Refers(f.Type)])
}

// set shows other ids. Records that were shown before stay until they have been read anew.
func (r *rows) set(ids []string) {
	known := make(map[string]*row, len(r.loaded))
	for i, got := range r.loaded {
		known[r.ids[i]] = got
	}
	r.ids, r.loaded = ids, map[int]*row{}
	for i, id := range ids {
		if got, ok := known[id]; ok {
			r.loaded[i] = got
		}
	}
	r.renew()
}

// renew has every record read anew. Until then the old ones are shown, and can be written into: whoever types on while
// a slow disk answers loses nothing, as the store compares the fields that are changed alone.
func (r *rows) renew() {
	r.version++
	r.asked = map[int]bool{}
}

// Len implements grid.Source.
func (r *rows) Len() int { return len(r.ids) }

// ID implements grid.Identifier: what is being typed stays with its record when the order changes.
func (r *rows) ID(i int) string { return r.ids[i] }

// Need implements grid.Source: it reads the chunks that hold the rows.
func (r *rows) Need(first, last int) {
	first, last = max(first, 0), min(last, len(r.ids)-1)
	for c := first / chunk; c*chunk <= last; c++ {
		if !r.asked[c] {
			r.asked[c] = true
			r.load(c)
		}
	}
}

func (r *rows) load(c int) {
	version, first := r.version, c*chunk
	ids := r.ids[first:min(first+chunk, len(r.ids))]
	go func() {
		ctx := context.Background()
		records, err := r.store.Records(ctx, r.kind, ids)
		var clashes map[string][]catalog.Problem
		if err == nil {
			clashes, err = r.store.Clashes(ctx, records...)
		}
		fyne.Do(func() {
			if r.version != version {
				return
			}
			if err != nil {
				r.failed(err)
				return
			}
			byID := make(map[string]catalog.Record, len(records))
			for _, rec := range records {
				byID[rec.ID] = rec
			}
			for i, id := range ids {
				if rec, ok := byID[id]; ok {
					r.put(first+i, rec, clashes[id])
				}
			}
			r.ready(first, first+len(ids)-1)
		})
	}()
}

func (r *rows) put(i int, rec catalog.Record, clashes []catalog.Problem) {
	problems := map[string]catalog.Problem{}
	for _, p := range append(catalog.Check(rec, r.today), clashes...) {
		if old, ok := problems[p.Field]; !ok || old.Severity < p.Severity {
			problems[p.Field] = p
		}
	}
	r.loaded[i] = &row{rec, problems}
}

// record returns the i-th record; ok is false while it isn't loaded.
func (r *rows) record(i int) (catalog.Record, bool) {
	if got, ok := r.loaded[i]; ok {
		return got.record, true
	}
	return catalog.Record{}, false
}

// Cell implements grid.Source.
func (r *rows) Cell(i, col int) (grid.Cell, bool) {
	got, ok := r.loaded[i]
	if !ok {
		return grid.Cell{}, false
	}
	f := r.fields[col]
	c := grid.Cell{Text: r.text(got.record, f), Muted: !f.Stored()}
	if t, ok := f.Type.(catalog.Briefer); ok {
		c.Text = t.Brief(got.record.On(f, r.today))
	}
	if first, _, more := strings.Cut(c.Text, "\n"); more {
		c.Text, c.Edit = first+" …", c.Text
	}
	if p, wrong := got.problems[f.Key]; wrong {
		c.Mark, c.Note = desk.Tone(p.Severity), p.Text
	}
	return c, true
}

// text is what a clerk reads in a field.
func (r *rows) text(rec catalog.Record, f *catalog.Field) string {
	v := rec.On(f, r.today)
	return r.labels.words(f, v)
}
