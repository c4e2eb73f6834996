package desk

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// navigation says where the clerk is: a page, a kind of record, a community.
type navigation struct {
	desk  *Desk
	box   fyne.CanvasObject
	pages map[string]*look.NavRow
	kinds map[string]*look.NavRow
	orgs  map[string]*look.NavRow
	list  *fyne.Container // of communities
	parts []*section      // of the ledgers
	names map[string]string
	order []string // the names
}

func newNavigation(d *Desk) *navigation {
	n := &navigation{desk: d, pages: map[string]*look.NavRow{}, kinds: map[string]*look.NavRow{}, orgs: map[string]*look.NavRow{}, list: look.Column(0)}
	page := func(key, title string, icon fyne.Resource) fyne.CanvasObject {
		row := look.NewNavRow(title, icon, func() { d.Go(Place{Page: key}) })
		n.pages[key] = row
		return row
	}
	rows := []fyne.CanvasObject{
		page(PageOverview, "总览", theme.HomeIcon()),
		page(PageReminders, "到期提醒", theme.CalendarIcon()),
		page(PageIntake, "导入", theme.DownloadIcon()),
		page(PageFilling, "套表", theme.DocumentCreateIcon()),
		page(PageTallies, "统计", theme.ListIcon()),
		page(PageReport, "工作汇报", theme.DocumentIcon()),
		page(PageHistory, "操作记录", theme.HistoryIcon()),
	}
	rows = append(rows, n.ledgers()...)
	rows = append(rows, look.NavHeading("社区"), n.list)
	scroll := container.NewVScroll(look.Inset(look.Column(0, rows...), 8, 0, 8, 0))
	settings := page(PageSettings, "设置", theme.SettingsIcon())
	n.box = container.NewBorder(nil, look.Inset(settings, 4, 0, 4, 0), nil, nil, scroll)
	return n
}

// show marks the row of a place.
func (n *navigation) show(p Place) {
	for key, row := range n.pages {
		row.SetSelected(key == p.Page)
	}
	for key, row := range n.kinds {
		on := p.Kind == key && (p.Page == PageRoster || p.Page == PagePreview) || n.desk.isViewOf(p.Page, key)
		row.SetSelected(on)
		if on {
			n.reveal(key)
		}
	}
	for id, row := range n.orgs {
		row.SetSelected(id == n.desk.org)
	}
}

// counts are what the navigation shows beside its rows.
type counts struct {
	kinds map[string]int
	orgs  []catalog.Record
}

// refreshCounts reads how many records there are, and the communities.
func (d *Desk) refreshCounts() {
	Ask(&d.counted, func(ctx context.Context) (counts, error) {
		c := counts{kinds: map[string]int{}}
		for _, k := range d.Kinds {
			n, err := d.Store.Count(ctx, store.Query{Kind: k})
			if err != nil {
				return c, err
			}
			c.kinds[k.Key] = n
		}
		org := d.Kind("org")
		page, err := d.Store.Find(ctx, store.Query{Kind: org})
		c.orgs = page.Records
		return c, err
	}, func(c counts, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.nav.fill(c)
		d.refreshDue()
	})
}

func (n *navigation) fill(c counts) {
	for key, row := range n.kinds {
		row.SetCount(c.kinds[key], false)
	}
	n.orgs = map[string]*look.NavRow{}
	n.names, n.order = map[string]string{}, nil
	rows := []fyne.CanvasObject{n.orgRow("", "全部社区")}
	for _, r := range c.orgs {
		n.names[r.ID] = r.Label()
		n.order = append(n.order, r.Label())
		rows = append(rows, n.orgRow(r.ID, shortOrg(r.Label())))
	}
	n.list.Objects = rows
	n.list.Refresh()
	n.show(n.desk.place)
}

func (n *navigation) orgRow(id, title string) fyne.CanvasObject {
	row := look.NewNavRow(title, nil, func() { n.desk.ChooseOrg(id) })
	row.Level = 1
	n.orgs[id] = row
	return row
}

// shortOrg leaves out what every name in the list ends in.
func shortOrg(name string) string {
	if short := strings.TrimSuffix(name, "社区"); short != "" {
		return short
	}
	return name
}

// ChooseOrg limits what the pages show to one community; "" is all of them.
func (d *Desk) ChooseOrg(id string) {
	d.org = id
	p := d.place
	p.Org, p.IDs, p.Title, p.Record = id, nil, "", ""
	if _, ok := d.view(p.Page); !ok && p.Page != PageRoster && p.Page != PageTallies && p.Page != PageReport && p.Page != PageOverview && p.Page != PageReminders {
		p = Place{Page: PageRoster, Kind: "member", Org: id}
	}
	d.Go(p)
}

// OrgName returns the name of the community with that id, "" for none.
func (d *Desk) OrgName(id string) string { return d.nav.names[id] }

// OrgID returns the id of the community with that name, "" if there is none.
func (d *Desk) OrgID(name string) string {
	for id, n := range d.nav.names {
		if n == name {
			return id
		}
	}
	return ""
}

// OrgNames lists the names of the communities, in the office's order.
func (d *Desk) OrgNames() []string { return d.nav.order }

// ShowOrg marks a community in the navigation without going anywhere; "" is all of them.
func (d *Desk) ShowOrg(id string) {
	d.org = id
	d.nav.show(d.place)
}
