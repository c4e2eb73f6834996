package grid

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/value"
)

// choiceList is the list below the editor. What is typed narrows it, in characters or in pinyin initials.
type choiceList struct {
	widget.BaseWidget
	sheet  *sheet
	chosen func(string)

	all   []string
	fit   []string
	at    int // pointed at; -1: none
	top   int // first one shown
	rows  int // how many are shown
	rowH  float32
	theme *look.Theme
	ruler *look.Ruler
	keys  map[string]string // initials
}

// maxChoices is how many choices are shown at a time.
const maxChoices = 10

func newChoiceList(chosen func(string)) *choiceList {
	l := &choiceList{sheet: newSheet(), chosen: chosen, keys: map[string]string{}}
	l.ExtendBaseWidget(l)
	return l
}

// offer begins with other choices; none means that the list isn't shown.
func (l *choiceList) offer(choices []string) {
	l.all, l.fit, l.at, l.top = choices, choices, -1, 0
}

// point shows all choices and points at the one that is text.
func (l *choiceList) point(text string) {
	l.fit, l.at, l.top = l.all, -1, 0
	for i, c := range l.fit {
		if c == text {
			l.at = i
		}
	}
}

// narrow shows the choices that fit the text, those that begin with it first, and points at the first.
func (l *choiceList) narrow(text string) {
	l.top, l.at = 0, -1
	text = fold(strings.TrimSpace(text))
	if text == "" {
		l.fit = l.all
		return
	}
	var begin, inside []string
	for _, c := range l.all {
		switch f := fold(c); {
		case strings.HasPrefix(f, text), strings.HasPrefix(l.initials(c), text):
			begin = append(begin, c)
		case strings.Contains(f, text):
			inside = append(inside, c)
		}
	}
	l.fit = append(begin, inside...)
	if len(l.fit) > 0 {
		l.at = 0
	}
}

func (l *choiceList) initials(choice string) string {
	key, ok := l.keys[choice]
	if !ok {
		var b strings.Builder
		for _, readings := range value.Syllables(choice) {
			first, _ := utf8.DecodeRuneInString(readings[0])
			b.WriteRune(first)
		}
		key = b.String()
		l.keys[choice] = key
	}
	return key
}

// pointed returns the choice pointed at.
func (l *choiceList) pointed() (string, bool) {
	if l.at < 0 || l.at >= len(l.fit) {
		return "", false
	}
	return l.fit[l.at], true
}

// only returns the one choice that fits what was typed.
func (l *choiceList) only() (string, bool) {
	if len(l.fit) == 1 && len(l.all) > 1 {
		return l.fit[0], true
	}
	return "", false
}

// move points at the next choice or the one before; false if there is no list.
func (l *choiceList) move(down bool) bool {
	if len(l.fit) == 0 {
		return false
	}
	switch {
	case down:
		l.at = min(l.at+1, len(l.fit)-1)
	default:
		l.at = max(l.at-1, 0)
	}
	l.show(l.at)
	l.draw()
	return true
}

func (l *choiceList) show(i int) {
	if l.rows > 0 {
		l.top = max(min(l.top, i), i-l.rows+1, 0)
	}
}

// arrange puts the list below the cell, or above it where there is more room.
func (l *choiceList) arrange(t *look.Theme, x, y, w, h, height float32) {
	if len(l.fit) == 0 {
		l.Hide()
		return
	}
	if l.theme != t {
		l.theme, l.ruler = t, look.NewRuler(t.GridSize(), fyne.TextStyle{})
	}
	l.rowH = t.Px(28)
	for _, c := range l.fit {
		w = max(w, l.ruler.Width(c)+t.Px(28))
	}
	gap := t.Px(3)
	below, above := height-(y+h+gap), y-gap
	wanted := min(len(l.fit), maxChoices)
	room, down := below, true
	if float32(wanted)*l.rowH+2 > below && above > below {
		room, down = above, false
	}
	l.rows = max(min(wanted, int((room-2)/l.rowH)), 1)
	size := fyne.NewSize(w, float32(l.rows)*l.rowH+2)
	top := y + h + gap
	if !down {
		top = y - gap - size.Height
	}
	l.Move(fyne.NewPos(x, top))
	l.Resize(size)
	l.show(max(l.at, l.top))
	l.Show()
	l.draw()
}

func (l *choiceList) draw() {
	if l.theme == nil {
		return
	}
	s, p, size := l.sheet, &l.theme.Palette, l.Size()
	s.Resize(size)
	s.begin()
	box := s.rect(layerRow, 0, 0, size.Width, size.Height, p.Raised)
	box.StrokeColor, box.StrokeWidth = p.LineStrong, 1
	for i := l.top; i < min(l.top+l.rows, len(l.fit)); i++ {
		y := 1 + float32(i-l.top)*l.rowH
		ink := p.Text
		if i == l.at {
			s.rect(layerCell, 1, y, size.Width-2, l.rowH, p.Selected)
			s.rect(layerCell, 1, y, l.theme.Px(3), l.rowH, p.Accent)
			ink = p.AccentInk
		}
		text := l.ruler.Fit(l.fit[i], size.Width-l.theme.Px(20))
		s.text(layerText, l.theme.Px(10), y, size.Width, l.rowH, text, l.ruler.Size(), fyne.TextStyle{}, fyne.TextAlignLeading, ink)
	}
	if n := len(l.fit); n > l.rows {
		h := size.Height - 4
		s.rect(layerTop, size.Width-6, 2+h*float32(l.top)/float32(n), 4, h*float32(l.rows)/float32(n), p.LineStrong).CornerRadius = 2
	}
	s.end()
}

func (l *choiceList) rowAt(y float32) int {
	i := l.top + int((y-1)/max(l.rowH, 1))
	if y < 1 || i >= len(l.fit) {
		return -1
	}
	return i
}

// MouseDown implements desktop.Mouseable: the choice is made by the press, before the editor loses the focus.
func (l *choiceList) MouseDown(e *desktop.MouseEvent) {
	if i := l.rowAt(e.Position.Y); i >= 0 {
		l.chosen(l.fit[i])
	}
}

// MouseUp implements desktop.Mouseable.
func (l *choiceList) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (l *choiceList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *choiceList) MouseMoved(e *desktop.MouseEvent) {
	if i := l.rowAt(e.Position.Y); i >= 0 && i != l.at {
		l.at = i
		l.draw()
	}
}

// MouseOut implements desktop.Hoverable.
func (l *choiceList) MouseOut() {}

// Scrolled implements fyne.Scrollable.
func (l *choiceList) Scrolled(e *fyne.ScrollEvent) {
	step := 3
	if e.Scrolled.DY > 0 {
		step = -3
	}
	l.top = max(min(l.top+step, len(l.fit)-l.rows), 0)
	l.draw()
}

// CreateRenderer implements fyne.Widget.
func (l *choiceList) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(l.sheet)
}
