package filling

import (
	"context"
	"fmt"
	"strconv"

	"taizhang/data/intake"
)

// Memory keeps small values by key. A *store.Store is one.
type Memory interface {
	Setting(ctx context.Context, key string, v any) (ok bool, err error)
	SetSetting(ctx context.Context, key string, v any) error
}

// remembered is what a clerk has decided for forms with the same headings.
type remembered struct {
	Kind   string              `json:"kind"`
	Fields map[string][]string `json:"fields"` // by place of the column
}

const memoryPrefix = "fill:"

// memoryKey is the key of the decisions for a form with these headings.
func (b *Blank) memoryKey() string {
	headings := make([][]string, len(b.Columns))
	for i, c := range b.Columns {
		headings[i] = c.Heading
	}
	return memoryPrefix + b.plan.Kind.Key + ":" + intake.Fingerprint(headings)
}

// recall takes over what was decided for a form with the same headings.
func (b *Blank) recall(ctx context.Context) error {
	m := b.plan.opt.Memory
	if m == nil || b.plan.opt.Fresh {
		return nil
	}
	var r remembered
	ok, err := m.Setting(ctx, b.memoryKey(), &r)
	if err != nil {
		return fmt.Errorf("recall the mapping of the form: %w", err)
	}
	if !ok {
		return nil
	}
	for i := range b.Columns {
		keys, ok := r.Fields[strconv.Itoa(i)]
		if !ok || !b.plan.knows(keys) {
			continue
		}
		b.Columns[i].take(keys, "上次已指定")
	}
	return nil
}

// knows reports whether all keys are fields of the kind, or stand for something else that can be filled in.
func (p *Plan) knows(keys []string) bool {
	for _, k := range keys {
		if k != "#" && k != officeKey && p.Kind.Index(k) < 0 {
			return false
		}
	}
	return true
}

// Remember keeps what a clerk has decided with Set for the next form with the same headings.
func (p *Plan) Remember(ctx context.Context) error {
	if p.opt.Memory == nil {
		return nil
	}
	for _, b := range p.Blanks {
		r := remembered{Kind: p.Kind.Key, Fields: map[string][]string{}}
		for i, c := range b.Columns {
			if c.byClerk {
				r.Fields[strconv.Itoa(i)] = append([]string{}, c.Fields...)
			}
		}
		if len(r.Fields) == 0 {
			continue
		}
		if err := p.opt.Memory.SetSetting(ctx, b.memoryKey(), r); err != nil {
			return fmt.Errorf("remember the mapping of the form: %w", err)
		}
	}
	return nil
}
