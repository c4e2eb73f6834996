package intake_test

import (
	"context"
	"fmt"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// today is the day on which the tests take place.
var today = value.Date{Year: 2003, Month: 9, Day: 30}

// office is a store in memory: what intake asks of one, and the applying of operations.
type office struct {
	t       testing.TB
	records map[*catalog.Kind][]catalog.Record
	reads   int
}

func newOffice(t testing.TB, orgs ...string) *office {
	o := &office{t: t, records: map[*catalog.Kind][]catalog.Record{}}
	for _, name := range orgs {
		o.add(ledger.Org, "name", name)
	}
	return o
}

// add stores a record made of keys and texts as a clerk would type them.
func (o *office) add(k *catalog.Kind, pairs ...string) catalog.Record {
	o.t.Helper()
	r := catalog.NewRecord(k, fmt.Sprintf("%s-%d", k.Key, len(o.records[k])+1))
	for i := 0; i < len(pairs); i += 2 {
		f := k.Field(pairs[i])
		if f == nil {
			o.t.Fatalf("kind %s has no field %q", k.Key, pairs[i])
		}
		v, _ := f.Type.Parse(catalog.TextCell(pairs[i+1]))
		if _, isRef := f.Type.(catalog.Ref); isRef {
			v = value.Text(pairs[i+1])
		}
		r = r.With(f.Key, v)
	}
	o.records[k] = append(o.records[k], r)
	return r
}

func (o *office) Each(ctx context.Context, k *catalog.Kind, f func(catalog.Record) error) error {
	o.reads++
	for _, r := range o.records[k] {
		if err := f(r); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// apply stores an operation, and fails the test on one that a store would refuse.
func (o *office) apply(op catalog.Operation) {
	o.t.Helper()
	for _, c := range op.Changes {
		k := c.Record().Kind
		if c.After.ID == "" {
			o.t.Fatalf("a change without an id: %+v", c)
		}
		if c.Before.IsZero() {
			o.records[k] = append(o.records[k], c.After)
			continue
		}
		found := false
		for i, r := range o.records[k] {
			if r.ID == c.Before.ID {
				if found = true; !r.Equal(c.Before) {
					o.t.Fatalf("%s changed in between: twice in one operation?", r.Label())
				}
				o.records[k][i] = c.After
			}
		}
		if !found {
			o.t.Fatalf("update of a record that is not there: %s", c.Before.Label())
		}
	}
}

func (o *office) read(sheets ...*sheet.Sheet) *intake.Reading {
	o.t.Helper()
	return o.readAs(intake.Options{}, sheets...)
}

func (o *office) readAs(opt intake.Options, sheets ...*sheet.Sheet) *intake.Reading {
	o.t.Helper()
	opt.Kinds, opt.Today = ledger.All(), today
	r, err := intake.Recognise(context.Background(), []intake.Source{{Name: "表.xlsx", Book: &sheet.Book{Sheets: sheets}}}, o, opt)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func (o *office) plan(r *intake.Reading) *intake.Plan {
	o.t.Helper()
	p, err := r.Plan(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	return p
}

// id returns a sound ID number of an invented person: area 450999.
func id(birth string, order int) string {
	first := fmt.Sprintf("450999%s%03d", birth, order)
	return first + string(value.IDCheckCharacter(first))
}
