package desk

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// View is a second way to see the records of a ledger, beside the table: a calendar, a board, a process.
type View struct {
	Page  string // key of the page
	Kind  string // key of the ledger from whose toolbar it is reached
	Short string // on the button: 日历
	Name  string // in the list of commands and in the window's title: 场地预约日历
}

// Offer tells the window of a view and how to make its page.
func (d *Desk) Offer(v View, make func(*Desk) Page) {
	d.views = append(d.views, v)
	d.Register(v.Page, make)
}

func (d *Desk) view(page string) (View, bool) {
	for _, v := range d.views {
		if v.Page == page {
			return v, true
		}
	}
	return View{}, false
}

// isViewOf reports whether a page shows the records of a kind in another way.
func (d *Desk) isViewOf(page, kind string) bool {
	v, ok := d.view(page)
	return ok && v.Kind == kind
}

// Ways returns buttons for the table and the views of a ledger, of which the one with the page now is pressed; nil if
// there is the table alone.
func (d *Desk) Ways(kind, now string) fyne.CanvasObject {
	buttons := []fyne.CanvasObject{way("表格", now == PageRoster, func() { d.Replace(Place{Page: PageRoster, Kind: kind}) })}
	for _, v := range d.views {
		if v.Kind == kind {
			buttons = append(buttons, way(v.Short, v.Page == now, func() { d.Replace(Place{Page: v.Page}) }))
		}
	}
	if len(buttons) == 1 {
		return nil
	}
	return look.Row(2, buttons...)
}

func way(label string, now bool, do func()) fyne.CanvasObject {
	if now {
		return look.Button(label, nil, func() {})
	}
	return look.QuietButton(label, nil, do)
}

// ShowRecords opens records of one kind; title names them where they are several.
func (d *Desk) ShowRecords(kind *catalog.Kind, ids []string, title string) {
	p := Place{Page: PageRoster, Kind: kind.Key, IDs: ids, Title: title}
	if len(ids) == 1 {
		p.Record = ids[0]
	}
	d.Go(p)
}

// Draft opens the form of a new record.
func (d *Desk) Draft(r catalog.Record) {
	d.Go(Place{Page: PageRoster, Kind: r.Kind.Key, Draft: r})
	d.place.Draft = catalog.Record{} // to come back is not to begin another one
}
