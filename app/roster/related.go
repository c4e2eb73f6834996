package roster

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

// mostForward bounds the links shown of one list.
const mostForward = 20

// readRelated shows what a record is linked with: the records that it names, and how many of which kind name it.
func (s *side) readRelated(rec catalog.Record) {
	desk.Ask(&s.relating, func(ctx context.Context) ([]store.Referring, error) {
		return s.page.desk.Store.Referring(ctx, rec.Kind, rec.ID, 0)
	}, func(back []store.Referring, err error) {
		if err != nil {
			s.page.desk.Fail(err)
			return
		}
		s.showRelated(rec, back)
	})
}

func (s *side) showRelated(rec catalog.Record, back []store.Referring) {
	var rows []fyne.CanvasObject
	for i := range rec.Kind.Fields {
		rows = append(rows, s.forward(&rec.Kind.Fields[i], rec.At(i).IsEmpty(), catalog.LinksOf(rec.Kind.Fields[i].Type, rec.At(i)))...)
	}
	for _, r := range back {
		rows = append(rows, s.linkRow(backWords(rec.Kind, r), func() { s.openReferring(rec, r) }))
	}
	if rec.Kind == ledger.Rule {
		rows = append(rows, s.linkRow("与上一版比较", func() { s.page.compare(rec) }))
	}
	s.related.Objects = nil
	if len(rows) > 0 {
		s.related.Objects = append([]fyne.CanvasObject{look.Inset(look.Hairline(), 12, 0, 0, 0),
			look.Inset(look.NewText("相关记录", look.Caption), 8, 16, 4, 16)}, rows...)
	}
	s.related.Refresh()
	s.body.Refresh()
}

// forward returns a row for each record that a field names.
func (s *side) forward(f *catalog.Field, empty bool, links []catalog.Link) []fyne.CanvasObject {
	kind := catalog.Refers(f.Type)
	if kind == "" || empty {
		return nil
	}
	var out []fyne.CanvasObject
	for _, l := range links[:min(len(links), mostForward)] {
		if word := l.In(s.page.rows.labels[kind]); l.ID != "" && word != "" {
			out = append(out, s.linkRow(f.Title+":"+word, func() {
				s.page.desk.Go(desk.Place{Page: desk.PageRoster, Kind: kind, Record: l.ID})
			}))
		}
	}
	return out
}

func (s *side) linkRow(text string, do func()) fyne.CanvasObject {
	return look.Inset(container.NewHBox(look.QuietButton(text+" ›", nil, do)), 0, 8, 0, 8)
}

// backWords say what refers to a record: 走访慰问 12 次; with the field's title where it is not the usual one.
func backWords(kind *catalog.Kind, r store.Referring) string {
	words := fmt.Sprintf("%s %d %s", r.Kind.Title, r.Count, r.Kind.Unit)
	if r.Field.Key != kind.Key {
		words += "(" + r.Field.Title + ")"
	}
	return words
}

// openReferring opens the ledger of the records that refer to one.
func (s *side) openReferring(rec catalog.Record, r store.Referring) {
	var latest desk.Latest
	desk.Ask(&latest, func(ctx context.Context) ([]string, error) {
		return s.page.desk.Store.IDs(ctx, store.Query{Kind: r.Kind, Where: []store.Condition{store.LinkedTo(r.Field, rec.ID)}})
	}, func(ids []string, err error) {
		if err != nil {
			s.page.desk.Fail(err)
			return
		}
		s.page.desk.Go(desk.Place{Page: desk.PageRoster, Kind: r.Kind.Key, IDs: ids, Title: r.Field.Title + " = " + rec.Label()})
	})
}

// confirmDelete says first who names the records that are to be deleted, then goes on with the changes that take the
// names out of the others too.
func (p *Page) confirmDelete(label string, changes []catalog.Change) {
	records := make([]catalog.Record, len(changes))
	for i, c := range changes {
		records[i] = c.Before
	}
	var latest desk.Latest
	desk.Ask(&latest, func(ctx context.Context) ([]catalog.Change, error) {
		return p.desk.Store.Loosen(ctx, records)
	}, func(loose []catalog.Change, err error) {
		switch {
		case err != nil:
			p.desk.Fail(err)
		case len(loose) == 0:
			p.delete(label, changes)
		default:
			p.desk.Warn(fmt.Sprintf("还有 %d 条记录写着%s;删除后那里只留文字", len(loose), namesOfDeleted(records)),
				look.Step{Label: "仍然删除", Do: func() { p.delete(label, append(loose, changes...)) }})
		}
	})
}

func namesOfDeleted(records []catalog.Record) string {
	if len(records) == 1 {
		return "「" + records[0].Label() + "」"
	}
	return fmt.Sprintf("「%s」等 %d 条", records[0].Label(), len(records))
}
