package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/value"
)

// The measures of the command search, in pixels at 100 %.
const (
	paletteWidth = 420
	paletteTop   = 64
)

// paletteRows bounds the commands that are offered at once.
const paletteRows = 10

// palette finds any command by a few characters of its title or their pinyin (Ctrl+K).
type palette struct {
	desk     *Desk
	commands []Command
	entry    *look.Entry
	list     *fyne.Container
	pop      *widget.PopUp
	rows     []*look.NavRow
	found    []Command
	at       int // place in found of the one that Enter runs
}

// showPalette opens the command search.
func (d *Desk) showPalette() {
	p := &palette{desk: d, commands: d.paletteCommands(), entry: look.NewEntry(), list: look.Column(0)}
	p.entry.SetPlaceHolder("输入功能名称,如 导入、统计、dr")
	p.entry.OnChanged = p.show
	p.entry.OnSubmitted = func(string) { p.run(p.at) }
	p.entry.OnKey = p.key
	canvas := d.Window.Canvas()
	p.pop = widget.NewPopUp(look.Inset(container.NewBorder(p.entry, nil, nil, nil, p.list), 8, 8, 8, 8), canvas)
	p.show("")
	width := look.Current().Px(paletteWidth)
	p.pop.ShowAtPosition(fyne.NewPos((canvas.Size().Width-width)/2, look.Current().Px(paletteTop)))
	canvas.Focus(p.entry)
}

func (p *palette) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.choose(p.at + 1)
	case fyne.KeyUp:
		p.choose(p.at - 1)
	default:
		return false
	}
	return true
}

// show offers the commands that text may mean.
func (p *palette) show(text string) {
	p.found, p.rows, p.list.Objects = nil, nil, nil
	for _, c := range p.commands {
		if len(p.found) == paletteRows || !matches(c.Title, text) {
			continue
		}
		i := len(p.found)
		row := look.NewNavRow(c.Title, nil, func() { p.run(i) })
		keys := look.NewText(c.Keys(), look.Caption)
		keys.Align = fyne.TextAlignTrailing
		p.found, p.rows = append(p.found, c), append(p.rows, row)
		p.list.Add(container.NewStack(row, look.Inset(keys, 6, 20, 6, 0)))
	}
	if len(p.found) == 0 {
		p.list.Add(look.Inset(look.MutedText("没有这样的功能"), 8, 8, 8, 8))
	}
	p.choose(0)
	p.pop.Resize(fyne.NewSize(look.Current().Px(paletteWidth), p.pop.Content.MinSize().Height))
}

func (p *palette) choose(i int) {
	p.at = min(max(i, 0), max(len(p.rows)-1, 0))
	for j, row := range p.rows {
		row.SetSelected(j == p.at)
	}
}

func (p *palette) run(i int) {
	if i < len(p.found) {
		p.pop.Hide()
		p.found[i].Do()
	}
}

// paletteCommands are the commands that can be run from here, and going to each ledger.
func (d *Desk) paletteCommands() []Command {
	var list []Command
	for _, c := range d.commands {
		if c.Do != nil && c.Key != fyne.KeyEscape && c.Key != fyne.KeyK {
			list = append(list, c)
		}
	}
	for _, k := range d.Kinds {
		list = append(list, Command{Title: "台账:" + k.Title, Do: func() { d.Go(Place{Page: PageRoster, Kind: k.Key}) }})
	}
	for _, v := range d.views {
		list = append(list, Command{Title: v.Name, Do: func() { d.Go(Place{Page: v.Page}) }})
	}
	return list
}

// matches reports whether text is a part of title, of its pinyin, or of its pinyin initials.
func matches(title, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if strings.Contains(strings.ToLower(title), text) {
		return true
	}
	var whole, initials strings.Builder
	for _, s := range value.Syllables(title) {
		whole.WriteString(s[0])
		initials.WriteString(s[0][:1])
	}
	return strings.Contains(initials.String(), text) || strings.Contains(whole.String(), text)
}
