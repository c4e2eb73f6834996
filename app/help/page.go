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
	columns := container.New(&columns{}, text, look.Inset(keys, 12, 16, 16, 8))
	p := &Page{}
	p.box = container.NewBorder(desk.Head([]fyne.CanvasObject{look.PageTitle("帮助")}, nil), nil, nil, nil,
		container.NewVScroll(look.Inset(columns, 0, 16, 16, 8)))
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) {}

// columns places the text and the keys side by side, or the keys below the text where there is no room.
type columns struct{ height float32 }

// keysWidth is the room that the keys need, in pixels at 100 %.
const keysWidth = 440

// Layout implements fyne.Layout.
func (c *columns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	text, keys := look.Current().Px(textWidth), look.Current().Px(keysWidth)
	put := func(o fyne.CanvasObject, x, y, w float32) float32 {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
		h := o.MinSize().Height // that of a wrapped text depends on its width
		o.Resize(fyne.NewSize(w, h))
		return h
	}
	if size.Width >= text+keys {
		c.height = max(put(o[0], 0, 0, text), put(o[1], text, 0, size.Width-text))
		return
	}
	h := put(o[0], 0, 0, min(text, size.Width))
	c.height = h + put(o[1], 0, h, size.Width)
}

// MinSize implements fyne.Layout. Its height is that of the last layout: a scroll asks for it after resizing.
func (c *columns) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Current().Px(200), max(c.height, 100))
}
