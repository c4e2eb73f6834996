package roster

import (
	"context"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

// Room that forms keep for what is written by hand, in lines.
const (
	noteLines = 2
	listLines = 2
	leastLong = 3 // of a text that the kind itself calls long
)

// wholeWidth is the width in a roster from which on a text has the form's whole width, in millimetres.
const wholeWidth = 36

// Forms returns the registration form (登记表) of each record of req: every field under the kind's headings, empty ones
// too, to be filled in by hand. Of records that are no persons the sections that don't apply to them are left out: those
// in which nothing stands, beyond the first. The view and the columns of req are not asked for. It asks src for the
// records that those of req refer to.
func Forms(ctx context.Context, src Source, req Request) ([]paper.Form, error) {
	req.View, req.Columns, req.GroupBy, req.KeepOrder = AllView, nil, "", true
	b, err := newBuilder(ctx, src, req)
	if err != nil {
		return nil, err
	}
	forms := make([]paper.Form, 0, len(b.req.Records))
	for _, r := range b.req.Records {
		forms = append(forms, b.form(r))
	}
	return forms, nil
}

func (b *builder) form(r catalog.Record) paper.Form {
	org := b.req.Org
	if f := r.Kind.Field("org"); org.IsZero() && f != nil {
		org = b.target(f, r.Get("org"))
	}
	person := isPerson(r.Kind)
	form := paper.Form{
		Title:   title("%s"+r.Kind.Title+"登记表", b.req.Office, catalog.Record{}),
		Left:    "填报单位：" + b.req.Office + org.Label(),
		Photo:   person,
		Signers: []string{"填表人", "审核人", "单位（盖章）"},
	}
	if !b.req.AsOf.IsZero() {
		form.Right = "填报日期：" + b.req.AsOf.Chinese()
	}
	for i, group := range r.Kind.Groups {
		section := paper.FormSection{Title: group}
		filled := false
		for k := range r.Kind.Fields {
			f := &r.Kind.Fields[k]
			if f.Group != group {
				continue
			}
			field := paper.FormField{Label: f.Title, Value: b.format(column{field: f}, r.On(f, b.req.AsOf)), Lines: linesOf(f)}
			filled = filled || field.Value != ""
			section.Fields = append(section.Fields, field)
		}
		last := i == len(r.Kind.Groups)-1
		if len(section.Fields) > 0 && (filled || person || i == 0 || last) {
			form.Sections = append(form.Sections, section)
		}
	}
	return form
}

// linesOf returns how many lines of the form's whole width a field wants, 0 for half the width.
func linesOf(f *catalog.Field) int {
	switch t := f.Type.(type) {
	case catalog.Refs, catalog.Pictures:
		return listLines
	case catalog.Text:
		switch {
		case t.Lines > 0:
			return max(t.Lines, leastLong)
		case f.Key == "note":
			return noteLines
		case f.Width >= wholeWidth:
			return 1
		}
	}
	return 0
}

// isPerson reports whether the records of a kind are people.
func isPerson(k *catalog.Kind) bool {
	f := k.Field(k.Name)
	if f == nil {
		return false
	}
	_, ok := f.Type.(catalog.PersonName)
	return ok
}
