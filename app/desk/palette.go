package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/value"
)

// palette finds any command by a few characters of its title or their pinyin initials (Ctrl+K).
func (d *Desk) palette() {
	commands := d.paletteCommands()
	entry := look.NewEntry()
	entry.SetPlaceHolder("输入功能名称,如 导入、统计、dr")
	list := container.NewVBox()
	var pop *widget.PopUp
	var first func()
	show := func(text string) {
		list.Objects, first = nil, nil
		for _, c := range commands {
			if len(list.Objects) == 10 || !matches(c.Title, text) {
				continue
			}
			run := func() {
				pop.Hide()
				c.Do()
			}
			if first == nil {
				first = run
			}
			row := look.NewNavRow(strings.TrimSpace(c.Title+"    "+c.Keys()), nil, run)
			list.Add(row)
		}
		list.Refresh()
	}
	entry.OnChanged = show
	entry.OnSubmitted = func(string) {
		if first != nil {
			first()
		}
	}
	entry.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyEscape {
			return false
		}
		pop.Hide()
		return true
	}
	content := container.NewBorder(entry, nil, nil, nil, list)
	pop = widget.NewPopUp(look.Inset(content, 8, 8, 8, 8), d.Window.Canvas())
	th := look.Current()
	pop.Resize(fyne.NewSize(th.Px(420), th.Px(420)))
	show("")
	size := d.Window.Canvas().Size()
	pop.ShowAtPosition(fyne.NewPos((size.Width-th.Px(420))/2, th.Px(64)))
	d.Window.Canvas().Focus(entry)
}

// paletteCommands are the commands that can be run from here, and going to each ledger.
func (d *Desk) paletteCommands() []Command {
	var list []Command
	for _, c := range d.commands {
		if c.Do != nil && c.Key != fyne.KeyEscape {
			list = append(list, c)
		}
	}
	for _, k := range d.Kinds {
		list = append(list, Command{Title: "台账:" + k.Title, Do: func() { d.Go(Place{Page: PageRoster, Kind: k.Key}) }})
	}
	return list
}

// matches reports whether text is a part of title, or of its pinyin initials.
func matches(title, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	if strings.Contains(strings.ToLower(title), text) {
		return true
	}
	var initials strings.Builder
	for _, s := range value.Syllables(title) {
		initials.WriteString(s[0][:1])
	}
	return strings.Contains(initials.String(), text)
}
