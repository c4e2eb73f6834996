package tallies

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/tally"
)

// list is the tallies to choose from, under the headings of the navigation; what is typed above it narrows it.
type list struct {
	all    []tally.Info
	find   *look.Entry
	rows   *fyne.Container
	names  map[string]*look.NavRow
	box    fyne.CanvasObject
	chosen string // name
	choose func(tally.Info)
}

// listWidth is the list's width in pixels at 100 %.
const listWidth = 196

func newList(choose func(tally.Info)) *list {
	l := &list{all: tally.List(), find: look.NewEntry(), rows: look.Column(0), choose: choose}
	l.find.SetPlaceHolder("查找统计")
	l.find.OnChanged = func(string) { l.fill() }
	l.find.OnSubmitted = func(string) {
		if fit := l.fitting(); len(fit) > 0 {
			l.choose(fit[0])
		}
	}
	l.box = look.Surface(look.OnPanel, look.Wide(listWidth, look.Dock(look.Inset(l.find, 8, 8, 4, 8), nil, nil, nil, container.NewVScroll(look.Inset(l.rows, 0, 0, 8, 0)))))
	l.fill()
	return l
}

// fitting returns the tallies whose title has what is typed.
func (l *list) fitting() []tally.Info {
	var out []tally.Info
	for _, t := range l.all {
		if strings.Contains(t.Title, strings.TrimSpace(l.find.Text)) {
			out = append(out, t)
		}
	}
	return out
}

// byHeading puts tallies under the headings of the navigation, in the order of their first.
func byHeading(all []tally.Info) (heads []string, under map[string][]tally.Info) {
	under = map[string][]tally.Info{}
	for _, t := range all {
		head := desk.Section(t.Kind.Key)
		if under[head] == nil {
			heads = append(heads, head)
		}
		under[head] = append(under[head], t)
	}
	return heads, under
}

func (l *list) fill() {
	var rows []fyne.CanvasObject
	l.names = map[string]*look.NavRow{}
	heads, under := byHeading(l.fitting())
	for _, head := range heads {
		rows = append(rows, look.NavHeading(head))
		for _, t := range under[head] {
			row := look.NewNavRow(shortTitle(t.Title), nil, func() { l.choose(t) })
			row.Level = 1
			row.SetSelected(t.Name == l.chosen)
			rows, l.names[t.Name] = append(rows, row), row
		}
	}
	if len(rows) == 0 {
		rows = append(rows, look.Inset(look.MutedText("没有这样的统计"), 8, 12, 4, 16))
	}
	l.rows.Objects = rows
	l.rows.Refresh()
}

// mark shows which tally is shown. The rows stay: one of them may have the keyboard.
func (l *list) mark(name string) {
	l.chosen = name
	for n, row := range l.names {
		row.SetSelected(n == name)
	}
}

// shortTitle leaves out what every title in the list ends in.
func shortTitle(title string) string {
	for _, end := range []string{"情况统计表", "统计表"} {
		if short := strings.TrimSuffix(title, end); short != title && short != "" {
			return short
		}
	}
	return title
}
