package report

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// set is all figures of a report by their names.
type set struct {
	entries []*entry // what wordings can call, in the order of the paragraphs
	byName  map[string]*entry
	all     []*Figure
	byKey   map[string]*Figure
	orgs    map[string]string // names of the communities by id
}

// entry is what a name stands for: one figure, or a list of figures with words between.
type entry struct {
	name      string
	paragraph string
	items     [][]Span
	list      bool
	between   string
}

func (e *entry) isZero() bool {
	for _, item := range e.items {
		for _, s := range item {
			if s.Figure != nil && (!s.Figure.Number && s.Figure.Text != "" || s.Figure.Count != 0) {
				return false
			}
		}
	}
	return true
}

// spans returns the text. An empty list says so.
func (e *entry) spans() []Span {
	var out []Span
	for i, item := range e.items {
		if i > 0 {
			out = join(out, []Span{{Text: e.between}})
		}
		out = join(out, item)
	}
	if len(out) == 0 {
		return []Span{{Text: "无"}}
	}
	return out
}

func newSet() *set {
	return &set{byName: map[string]*entry{}, byKey: map[string]*Figure{}}
}

// entry returns what a name stands for: the name of a figure or a list, or the key of a figure in a list. It is nil if
// there is none.
func (s *set) entry(name string) *entry {
	if e := s.byName[name]; e != nil {
		return e
	}
	list, part, isPart := strings.Cut(name, partMark)
	if s.byName[list] == nil || !s.byName[list].list || !isPart || part == "" {
		return nil
	}
	if f := s.byKey[name]; f != nil {
		return &entry{name: name, items: [][]Span{{{Text: f.Text, Figure: f}}}}
	}
	// The part of a list that nothing falls into today: it was there when the clerk wrote the wording.
	none := &Figure{Key: name, Text: "0", Number: true}
	return &entry{name: name, items: [][]Span{{{Text: none.Text, Figure: none}}}}
}

// partMark stands between the name of a list and that of its part in the key of a figure.
const partMark = "·"

func (s *set) figure(key string) *Figure { return s.byKey[key] }

// note keeps a figure; of two with one key the first stays.
func (s *set) note(f *Figure) *Figure {
	if s.byKey[f.Key] == nil {
		s.byKey[f.Key] = f
		s.all = append(s.all, f)
	}
	return f
}

// call lets wordings call items by a name.
func (s *set) call(e *entry) {
	if s.byName[e.name] == nil {
		s.byName[e.name] = e
		s.entries = append(s.entries, e)
	}
}

// number makes a figure of a cell of a tally.
func number(key, unit string, k *catalog.Kind, c tally.Cell) *Figure {
	return &Figure{Key: key, Text: c.Text(), Count: c.Count, Unit: unit, Number: true, Kind: k, Records: slices.Clip(c.Records), money: unit == yuan}
}

// counted makes a figure of the number of records.
func counted(key, unit string, k *catalog.Kind, records []catalog.Record) *Figure {
	return number(key, unit, k, tally.Cell{Count: int64(len(records)), Records: ids(records)})
}

// yuan is the unit of sums of money, which are counted in fen.
const yuan = "元"

// words makes a figure of words that stand in records.
func words(key, text string, k *catalog.Kind, records ...catalog.Record) *Figure {
	return &Figure{Key: key, Text: text, Kind: k, Records: ids(records)}
}

func ids(records []catalog.Record) []string {
	out := make([]string, len(records))
	for i, r := range records {
		out[i] = r.ID
	}
	return out
}

// shown returns a figure as a span.
func shown(f *Figure) Span { return Span{Text: f.Text, Figure: f} }

// formatCount writes a number as the figure's is written.
func (f *Figure) formatCount(n int64) string {
	if f.money {
		return value.FormatMoney(n)
	}
	return value.Int(n).Canonical()
}
