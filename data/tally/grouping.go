package tally

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// grouping is a way to sort records into cells.
type grouping interface {
	sorter(ctx context.Context, records Records, k *catalog.Kind, p Params) (sorter, error)
}

// sorter sorts the records of one run into cells, which it knows by ids of its own.
type sorter struct {
	cell func(catalog.Record) string // id of the record's cell, unfilled or unclear
	// cells, if not nil, takes the place of cell where a record counts in several.
	cells func(catalog.Record) []string
	// order returns the ids of the cells to show, in their order: the ones given, in which there are records, and
	// those that a report shows even when nothing is in them.
	order    func(filled []string) []string
	title    func(id string) string
	timeline bool // the cells follow each other in time
}

// The ids of the cells for records that belong into none of a group's own.
const (
	unfilled = ""
	unclear  = "\x00"
)

// The keys of those cells.
const (
	Unfilled = "未填"
	Unclear  = "待核对"
)

// place returns the id of the cell for a value: its canonical text, unless there is nothing to read.
func place(v value.Value) string {
	switch {
	case v.IsEmpty():
		return unfilled
	case v.IsUnread():
		return unclear
	}
	return v.Canonical()
}

// inTotal puts all records into one cell.
type inTotal struct{}

// Total is the key of the only cell of a total.
const Total = "合计"

func (inTotal) sorter(context.Context, Records, *catalog.Kind, Params) (sorter, error) {
	return sorter{
		cell:  func(catalog.Record) string { return Total },
		order: func([]string) []string { return []string{Total} },
		title: itself,
	}, nil
}

func itself(id string) string { return id }

// byChoice sorts by a field with a fixed list of values, in the order of that list.
type byChoice struct {
	field  string
	always []string // codes of the choices that are shown even when nobody has them
	all    bool     // all choices are
}

func (g byChoice) sorter(_ context.Context, _ Records, k *catalog.Kind, _ Params) (sorter, error) {
	f := k.Field(g.field)
	chooser, ok := f.Type.(catalog.Chooser)
	if !ok {
		return sorter{}, fmt.Errorf("field %s has no fixed list of values", g.field)
	}
	return sorter{
		cell: func(r catalog.Record) string { return place(r.Get(g.field)) },
		order: func(filled []string) []string {
			var out []string
			for _, c := range chooser.Choices() {
				if g.all || slices.Contains(g.always, c.Code) || slices.Contains(filled, c.Code) {
					out = append(out, c.Code)
				}
			}
			return append(out, others(filled, out)...)
		},
		title: func(id string) string { return f.Type.Format(value.Text(id)) },
	}, nil
}

// others returns the ids in filled that are not among known, sorted: codes that a list no longer has.
func others(filled, known []string) []string {
	var out []string
	for _, id := range filled {
		if !slices.Contains(known, id) {
			out = append(out, id)
		}
	}
	sort.Strings(out)
	return out
}

// byAge sorts people into bands of age by the date of birth. All bands are shown.
type byAge struct{}

func (byAge) sorter(_ context.Context, _ Records, _ *catalog.Kind, p Params) (sorter, error) {
	titles := bandTitles(p.Bands)
	return sorter{
		cell: func(r catalog.Record) string {
			v := r.Get("birth")
			birth, ok := v.Date()
			switch {
			case v.IsEmpty():
				return unfilled
			case !ok || birth.First().Compare(p.AsOf.Last()) > 0:
				return unclear
			}
			age := birth.YearsUntil(p.AsOf)
			return titles[sort.SearchInts(p.Bands, age)]
		},
		order: func([]string) []string { return titles },
		title: itself,
	}, nil
}

// bandTitles returns the words for age bands: ≤30, 31–45, 46–60, >60; a band of one year is that age alone.
func bandTitles(last []int) []string {
	out := []string{"≤" + strconv.Itoa(last[0])}
	for i := 1; i < len(last); i++ {
		if first := last[i-1] + 1; first < last[i] {
			out = append(out, fmt.Sprintf("%d–%d", first, last[i]))
		} else {
			out = append(out, strconv.Itoa(first))
		}
	}
	return append(out, ">"+strconv.Itoa(last[len(last)-1]))
}

// byReference sorts by the record that a field points to, in the order in which those were created. All of them are
// shown: a community without a record is what a reader looks for.
type byReference struct{ field string }

func (g byReference) sorter(ctx context.Context, records Records, k *catalog.Kind, p Params) (sorter, error) {
	key := catalog.Refers(k.Field(g.field).Type)
	target := ledger.Kind(key)
	if target == nil {
		return sorter{}, fmt.Errorf("field %s refers to the unknown kind %q", g.field, key)
	}
	labels := map[string]string{}
	var ids []string
	err := records.Each(ctx, target, func(r catalog.Record) error {
		labels[r.ID] = r.Label()
		if g.field != orgField || p.Org == "" || r.ID == p.Org {
			ids = append(ids, r.ID)
		}
		return nil
	})
	if err != nil {
		return sorter{}, fmt.Errorf("read the records of kind %s: %w", target.Key, err)
	}
	if list, ok := k.Field(g.field).Type.(catalog.ListReferrer); ok {
		return byElement(g.field, list, ids, labels), nil
	}
	return sorter{
		cell: func(r catalog.Record) string {
			id := place(r.Get(g.field))
			if id == unfilled || labels[id] != "" {
				return id
			}
			return unclear // unread, or pointing into the recycle bin
		},
		order: func([]string) []string { return ids },
		title: func(id string) string { return labels[id] },
	}, nil
}

// byElement counts a record once for each element of a list: for the records that it names, all of which are shown, and
// for words that name none.
func byElement(field string, list catalog.ListReferrer, ids []string, labels map[string]string) sorter {
	return sorter{
		cells: func(r catalog.Record) []string {
			var out []string
			for _, link := range list.Links(r.Get(field)) {
				if link.ID != "" && labels[link.ID] == "" {
					out = append(out, unclear)
				} else {
					out = append(out, link.ID+link.Words)
				}
			}
			if len(out) == 0 {
				return []string{unfilled}
			}
			return out
		},
		order: func(filled []string) []string { return append(slices.Clip(ids), others(filled, ids)...) },
		title: func(id string) string {
			if label := labels[id]; label != "" {
				return label
			}
			return id
		},
	}
}

// places returns the ids of the cells in which a record counts.
func (s sorter) places(r catalog.Record) []string {
	if s.cells != nil {
		return s.cells(r)
	}
	return []string{s.cell(r)}
}

// byMonth sorts by the month of a date. Months between the first and the last are shown even when nothing happened.
type byMonth struct{ field string }

// longestGap is the number of months beyond which empty ones are not shown: a slip in a year would add hundreds.
const longestGap = 120

func (g byMonth) sorter(_ context.Context, _ Records, _ *catalog.Kind, p Params) (sorter, error) {
	return sorter{
		cell: func(r catalog.Record) string {
			v := r.Get(g.field)
			d, ok := v.Date()
			switch {
			case v.IsEmpty():
				return unfilled
			case !ok:
				return unclear
			}
			d.Day = 0
			return d.String() // a date of which only the year is known is a cell of its own
		},
		order:    func(filled []string) []string { return months(filled, p.From, p.To) },
		title:    itself,
		timeline: true,
	}, nil
}

// months returns the filled months and the empty ones between them, from the month of from on and up to that of to,
// if those are given.
func months(filled []string, from, to value.Date) []string {
	out := slices.Clone(filled)
	sort.Strings(out)
	if len(out) > 0 {
		from, to = or(from, out[0]), or(to, out[len(out)-1])
	}
	if from.IsZero() || to.IsZero() {
		return out
	}
	from, to = from.First(), to.Last()
	if (to.Year-from.Year)*12+to.Month-from.Month > longestGap {
		return out
	}
	for m := (value.Date{Year: from.Year, Month: from.Month}); m.Compare(to) <= 0; m = m.AddMonths(1) {
		if !slices.Contains(filled, m.String()) {
			out = append(out, m.String())
		}
	}
	sort.Strings(out)
	return out
}

// or returns d, or the month of a cell if d is not given. A cell that is a year alone stands for its first month.
func or(d value.Date, cell string) value.Date {
	if !d.IsZero() {
		return d
	}
	month, _ := value.Text(cell).Date()
	return month.First()
}

// bySelf gives each record a cell of its own, under its label.
type bySelf struct{}

func (bySelf) sorter(ctx context.Context, records Records, k *catalog.Kind, p Params) (sorter, error) {
	labels := map[string]string{}
	var ids []string
	err := records.Each(ctx, k, func(r catalog.Record) error {
		if labels[r.ID] = r.Label(); p.Org == "" || p.Org == r.ID {
			ids = append(ids, r.ID)
		}
		return nil
	})
	return sorter{
		cell:  func(r catalog.Record) string { return r.ID },
		order: func([]string) []string { return ids },
		title: func(id string) string { return labels[id] },
	}, err
}

// byWords sorts by words that follow from a record, of which one may have several: its cells then add up to more
// than the total.
type byWords struct {
	of    func(catalog.Record) []string
	order []string // all of them are shown
}

func (g byWords) sorter(context.Context, Records, *catalog.Kind, Params) (sorter, error) {
	return sorter{
		cells: func(r catalog.Record) []string {
			words := slices.DeleteFunc(g.of(r), func(w string) bool { return w == "" })
			if len(words) == 0 {
				return []string{unfilled}
			}
			return words
		},
		order: func(filled []string) []string { return append(slices.Clone(g.order), others(filled, g.order)...) },
		title: itself,
	}, nil
}
