package roster

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/data/catalog"
	"taizhang/data/roster"
)

// moreMenu offers what is wanted now and then: the blank template, and the other layouts of the kind.
func (p *Page) moreMenu() {
	items := []*fyne.MenuItem{fyne.NewMenuItem("下载空白模板…", p.saveTemplate)}
	views := []string{}
	for _, v := range p.kind.Views {
		if !v.Default {
			views = append(views, v.Name)
		}
	}
	for _, view := range append(views, roster.AllView) {
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem("导出「"+view+"」…", func() { p.desk.SaveDocument(p.documentOf(view), ".xlsx") }),
			fyne.NewMenuItem("打印「"+view+"」", func() { p.desk.Preview(p.place, p.documentOf(view)) }))
	}
	at := p.more.MenuPlace()
	p.popMenu(at, items...)
}

// saveTemplate saves the blank table of the kind, to be filled in elsewhere and imported.
func (p *Page) saveTemplate() {
	kind, office := p.kind, p.desk.Office.Name
	p.desk.SaveDocument(desk.Document{
		Name: strings.ReplaceAll(kind.View("").Title, "%s", "") + "(空白模板)",
		Tables: func(context.Context) ([]catalog.Table, error) {
			return []catalog.Table{roster.Template(kind, office)}, nil
		},
	}, ".xlsx")
}
