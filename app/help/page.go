package help

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/assets"
)

// Page shows the help text and the keys.
type Page struct{ box fyne.CanvasObject }

// textWidth is how wide lines of help are at most, in pixels at 100 %.
const textWidth = 620

// New returns the page.
func New(d *desk.Desk) desk.Page {
	text := widget.NewRichTextFromMarkdown(assets.Help())
	text.Wrapping = fyne.TextWrapBreak
	keys := look.Column(6, look.NewText("按键", look.Strong))
	for _, c := range d.Commands() {
		if c.Keys() == "" {
			continue
		}
		line := container.New(layout.NewFormLayout(), look.Wide(72, look.NewText(c.Keys(), look.Strong)), look.NewText(strings.TrimSpace(c.Title+"  "+c.Help), look.Body))
		keys.Add(line)
	}
	columns := container.NewHBox(look.Wide(textWidth, text), look.Inset(keys, 12, 16, 16, 24))
	p := &Page{}
	p.box = container.NewBorder(desk.Head([]fyne.CanvasObject{look.PageTitle("帮助")}, nil), nil, nil, nil,
		container.NewScroll(look.Inset(columns, 0, 16, 16, 8)))
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) {}
