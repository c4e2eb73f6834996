package filling

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/intake"
)

// Memory keeps small values by key. A *store.Store is one.
type Memory interface {
	Setting(ctx context.Context, key string, v any) (ok bool, err error)
	SetSetting(ctx context.Context, key string, v any) error
}

// Remembered is what a clerk has decided for forms with the same headings.
type Remembered struct {
	Shape    string              `json:"shape"` // tells forms apart by kind and headings
	Form     string              `json:"form"`  // name of the file for which it was decided last
	Kind     string              `json:"kind"`
	Headings []string            `json:"headings"` // in one line each
	Fields   map[string][]string `json:"fields"`   // by place of the column
	At       time.Time           `json:"at"`
}

const (
	memoryKey = "fill.memory.1" // with the version of its form
	mostForms = 300             // the oldest are forgotten first
)

// Recall returns all that is remembered of forms, the newest first.
func Recall(ctx context.Context, m Memory) ([]Remembered, error) {
	all := map[string]Remembered{}
	if _, err := m.Setting(ctx, memoryKey, &all); err != nil {
		return nil, fmt.Errorf("recall the mappings of forms: %w", err)
	}
	return slices.SortedFunc(maps.Values(all), func(a, b Remembered) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Shape, b.Shape))
	}), nil
}

// keep writes what is remembered, apart from the oldest beyond mostForms.
func keep(ctx context.Context, m Memory, list []Remembered) error {
	all := map[string]Remembered{}
	for _, r := range list[:min(len(list), mostForms)] {
		all[r.Shape] = r
	}
	setting := any(all)
	if len(all) == 0 {
		setting = nil // no setting at all
	}
	if err := m.SetSetting(ctx, memoryKey, setting); err != nil {
		return fmt.Errorf("remember the mappings of forms: %w", err)
	}
	return nil
}

// Forget drops what is remembered of the forms of a shape and reports whether there was anything.
func Forget(ctx context.Context, m Memory, shapes ...string) (bool, error) {
	list, err := Recall(ctx, m)
	if err != nil {
		return false, err
	}
	left := slices.DeleteFunc(slices.Clone(list), func(r Remembered) bool { return slices.Contains(shapes, r.Shape) })
	if len(left) == len(list) {
		return false, nil
	}
	return true, keep(ctx, m, left)
}

// Words says what was decided, in Chinese: a sentence for each column.
func (r *Remembered) Words(kinds []*catalog.Kind) []string {
	var out []string
	kind := catalog.Find(kinds, r.Kind)
	for i, heading := range r.Headings {
		keys, ok := r.Fields[strconv.Itoa(i)]
		if !ok {
			continue
		}
		if r.Kind == countsKey {
			out = append(out, "「"+heading+"」"+countWords(keys))
			continue
		}
		out = append(out, "「"+heading+"」"+fieldWords(kind, keys))
	}
	return out
}

// fieldWords says what a column holds.
func fieldWords(kind *catalog.Kind, keys []string) string {
	if len(keys) == 0 {
		return "留空"
	}
	words := "填"
	for i, key := range keys {
		if i > 0 {
			words += "+"
		}
		switch {
		case key == catalog.Serial:
			words += "序号"
		case key == officeKey:
			words += "本单位名称"
		case kind != nil && kind.Field(key) != nil:
			words += kind.Field(key).Title
		default:
			words += key
		}
	}
	return words
}

// countsKey stands for the kind of a form of numbers.
const countsKey = "count"

// kindKey returns the key of the kind of records that go into the form.
func (p *Plan) kindKey() string {
	if p.Kind == nil {
		return countsKey
	}
	return p.Kind.Key
}

// shape tells forms with these headings apart from others.
func (b *Blank) shape() string {
	headings := make([][]string, len(b.Columns))
	for i, c := range b.Columns {
		headings[i] = c.Heading
	}
	kind := countsKey
	if b.plan.Kind != nil {
		kind = b.plan.Kind.Key
	}
	return kind + ":" + intake.Fingerprint(headings)
}

// recall takes over what was decided for a form with the same headings.
func (b *Blank) recall(ctx context.Context) error {
	m := b.plan.opt.Memory
	if m == nil || b.plan.opt.Fresh {
		return nil
	}
	list, err := Recall(ctx, m)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(r Remembered) bool { return r.Shape == b.shape() })
	if at < 0 {
		return nil
	}
	for i := range b.Columns {
		keys, ok := list[at].Fields[strconv.Itoa(i)]
		if !ok || !b.plan.knows(keys) {
			continue
		}
		b.plan.recalled = true
		if b.counts != nil {
			b.takeCount(i, keys, "上次已指定")
			continue
		}
		b.Columns[i].take(keys, "上次已指定")
	}
	return nil
}

// Recalled reports whether something was taken over that was decided for a form with the same headings before.
func (p *Plan) Recalled() bool { return p.recalled }

// knows reports whether all keys are fields of the kind, or stand for something else that can be filled in.
func (p *Plan) knows(keys []string) bool {
	if p.Kind == nil {
		_, ok := meaningOf(keys)
		return ok
	}
	for _, k := range keys {
		if k != catalog.Serial && k != officeKey && p.Kind.Index(k) < 0 {
			return false
		}
	}
	return true
}

// Remember keeps what a clerk has decided with Set for the next form with the same headings, unless the records can only be
// read: then the form is complete all the same.
func (p *Plan) Remember(ctx context.Context) error {
	if p.opt.Memory == nil {
		return nil
	}
	var made []Remembered
	for _, b := range p.Blanks {
		r := Remembered{Shape: b.shape(), Form: p.Name, Kind: p.kindKey(), Fields: map[string][]string{}, At: time.Now()}
		for i, c := range b.Columns {
			r.Headings = append(r.Headings, c.Title())
			if c.byClerk {
				r.Fields[strconv.Itoa(i)] = append([]string{}, c.Fields...)
			}
		}
		if len(r.Fields) > 0 {
			made = append(made, r)
		}
	}
	if len(made) == 0 {
		return nil
	}
	list, err := Recall(ctx, p.opt.Memory)
	if err != nil {
		return err
	}
	for _, r := range list {
		if !slices.ContainsFunc(made, func(m Remembered) bool { return m.Shape == r.Shape }) {
			made = append(made, r)
		}
	}
	if err := keep(ctx, p.opt.Memory, made); !errors.Is(err, &catalog.Refusal{Code: "read_only"}) {
		return err
	}
	return nil
}

// Forget makes the form's headings be understood anew next time.
func (p *Plan) Forget(ctx context.Context) error {
	if p.opt.Memory == nil {
		return nil
	}
	var shapes []string
	for _, b := range p.Blanks {
		shapes = append(shapes, b.shape())
	}
	_, err := Forget(ctx, p.opt.Memory, shapes...)
	return err
}
