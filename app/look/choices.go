package look

import (
	"image/color"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"taizhang/data/value"
)

// ChoiceList is the list that drops down from a line of text in which one of some words is wanted. What is typed
// narrows it, in characters, in pinyin or its initials. The line of text keeps the focus.
type ChoiceList struct {
	widget.BaseWidget
	chosen func(string)

	all   []string
	fit   []string
	many  bool   // several are wanted, with separators between them
	head  string // what stands before the one that is being typed
	at    int    // pointed at; -1: none
	top   int    // first one shown
	rows  int    // how many are shown
	rowH  float32
	theme *Theme
	ruler *Ruler
	keys  map[string]spelling
}

// maxChoices is how many choices are shown at a time.
const maxChoices = 10

// NewChoiceList returns a hidden list; chosen is told what was clicked on.
func NewChoiceList(chosen func(string)) *ChoiceList {
	l := &ChoiceList{chosen: chosen, keys: map[string]spelling{}}
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

// Offer begins with other choices; none means that the list isn't shown.
func (l *ChoiceList) Offer(choices []string) {
	l.all, l.fit, l.at, l.top = choices, choices, -1, 0
	l.many, l.head = false, ""
}

// OfferMany is Offer for a line in which several choices may stand: what is typed after the last separator narrows the
// list, and a choice takes its place.
func (l *ChoiceList) OfferMany(choices []string) {
	l.Offer(choices)
	l.many = len(choices) > 0
}

// Many reports whether several choices may be taken.
func (l *ChoiceList) Many() bool { return l.many }

// choiceSeparators stand between several choices.
const choiceSeparators = "、,，;；"

// split returns what stands before the last of several choices, and that one.
func (l *ChoiceList) split(text string) (head, last string) {
	i := strings.LastIndexAny(text, choiceSeparators)
	if !l.many || i < 0 {
		return "", text
	}
	_, size := utf8.DecodeRuneInString(text[i:])
	return text[:i+size], text[i+size:]
}

// Point shows all choices and points at the one that is text.
func (l *ChoiceList) Point(text string) {
	l.fit, l.at, l.top = l.all, -1, 0
	if l.many && text != "" {
		if _, last := l.split(text); last != "" {
			text += "、"
		}
		l.head = text
		return
	}
	for i, c := range l.fit {
		if c == text {
			l.at = i
		}
	}
}

// Narrow shows the choices that fit the text, those that begin with it first, and points at the first.
func (l *ChoiceList) Narrow(text string) {
	l.top, l.at = 0, -1
	l.head, text = l.split(text)
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		l.fit = l.all
		return
	}
	var begin, inside []string
	for _, c := range l.all {
		switch f, p := strings.ToLower(c), l.pinyin(c); {
		case strings.HasPrefix(f, text), strings.HasPrefix(p.initials, text), strings.HasPrefix(p.whole, text):
			begin = append(begin, c)
		case strings.Contains(f, text):
			inside = append(inside, c)
		}
	}
	l.fit = slices.Concat(begin, inside)
	if len(l.fit) > 0 {
		l.at = 0
	}
}

// spelling is how a choice is typed in pinyin.
type spelling struct{ initials, whole string }

func (l *ChoiceList) pinyin(choice string) spelling {
	key, ok := l.keys[choice]
	if !ok {
		for _, readings := range value.Syllables(choice) {
			first, _ := utf8.DecodeRuneInString(readings[0])
			key.initials += string(first)
			key.whole += readings[0]
		}
		l.keys[choice] = key
	}
	return key
}

// Fitting returns the choices that fit what was typed, in the order shown.
func (l *ChoiceList) Fitting() []string { return l.fit }

// Pointed returns the choice pointed at.
func (l *ChoiceList) Pointed() (string, bool) {
	if l.at < 0 || l.at >= len(l.fit) {
		return "", false
	}
	return l.head + l.fit[l.at], true
}

// Only returns the one choice that fits what was typed. Of several choices the last may also be words of its own.
func (l *ChoiceList) Only() (string, bool) {
	if len(l.fit) == 1 && len(l.all) > 1 && !l.many {
		return l.fit[0], true
	}
	return "", false
}

// Step points at the next choice or the one before; false if there is no list.
func (l *ChoiceList) Step(down bool) bool {
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
	l.Refresh()
	return true
}

func (l *ChoiceList) show(i int) {
	if l.rows > 0 {
		l.top = max(min(l.top, i), i-l.rows+1, 0)
	}
}

// Arrange puts the list below the line of text at (x, y), w wide and h high, or above it where there is more room
// between top and bottom; all in the list's parent.
func (l *ChoiceList) Arrange(x, y, w, h, top, bottom float32) {
	if len(l.fit) == 0 {
		l.Hide()
		return
	}
	t := Current()
	if l.theme != t {
		l.theme, l.ruler = t, NewRuler(t.GridSize(), fyne.TextStyle{})
	}
	l.rowH = t.Px(28)
	for _, c := range l.fit {
		w = max(w, l.ruler.Width(c)+t.Px(28))
	}
	gap := t.Px(3)
	below, above := bottom-(y+h+gap), y-gap-top
	wanted := min(len(l.fit), maxChoices)
	room, down := below, true
	if float32(wanted)*l.rowH+2 > below && above > below {
		room, down = above, false
	}
	l.rows = max(min(wanted, int((room-2)/l.rowH)), 1)
	size := fyne.NewSize(w, float32(l.rows)*l.rowH+2)
	place := y + h + gap
	if !down {
		place = y - gap - size.Height
	}
	l.Move(fyne.NewPos(x, place))
	l.Resize(size)
	l.show(max(l.at, l.top))
	l.Show()
	l.Refresh()
}

func (l *ChoiceList) rowAt(y float32) int {
	i := l.top + int((y-1)/max(l.rowH, 1))
	if y < 1 || i >= len(l.fit) {
		return -1
	}
	return i
}

// MouseDown implements desktop.Mouseable: the choice is made by the press, before the editor loses the focus.
func (l *ChoiceList) MouseDown(e *desktop.MouseEvent) {
	if i := l.rowAt(e.Position.Y); i >= 0 {
		l.chosen(l.head + l.fit[i])
	}
}

// MouseUp implements desktop.Mouseable.
func (l *ChoiceList) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (l *ChoiceList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *ChoiceList) MouseMoved(e *desktop.MouseEvent) {
	if i := l.rowAt(e.Position.Y); i >= 0 && i != l.at {
		l.at = i
		l.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (l *ChoiceList) MouseOut() {}

// Scrolled implements fyne.Scrollable.
func (l *ChoiceList) Scrolled(e *fyne.ScrollEvent) {
	step := 3
	if e.Scrolled.DY > 0 {
		step = -3
	}
	l.top = max(min(l.top+step, len(l.fit)-l.rows), 0)
	l.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *ChoiceList) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{list: l, box: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent),
		bar: canvas.NewRectangle(color.Transparent), thumb: canvas.NewRectangle(color.Transparent)}
	r.box.StrokeWidth, r.thumb.CornerRadius = 1, 2
	r.draw()
	return r
}

// choiceRenderer draws a box, the ground and mark of the choice pointed at, the words, and how far the list goes on.
type choiceRenderer struct {
	list                    *ChoiceList
	box, ground, bar, thumb *canvas.Rectangle
	words                   []*canvas.Text
}

func (r *choiceRenderer) draw() {
	l := r.list
	if l.theme == nil {
		return
	}
	p, size := &l.theme.Palette, l.Size()
	r.box.FillColor, r.box.StrokeColor = p.Raised, p.LineStrong
	put(r.box, 0, 0, size.Width, size.Height)
	r.ground.FillColor, r.bar.FillColor, r.thumb.FillColor = p.Selected, p.Accent, p.LineStrong
	shown := min(l.rows, len(l.fit)-l.top)
	for len(r.words) < shown {
		r.words = append(r.words, canvas.NewText("", color.Transparent))
	}
	r.words = r.words[:max(shown, 0)]
	r.ground.Hidden, r.bar.Hidden = true, true
	for i, word := range r.words {
		y := 1 + float32(i)*l.rowH
		word.Color = p.Text
		if l.top+i == l.at {
			word.Color = p.AccentInk
			r.ground.Hidden, r.bar.Hidden = false, false
			put(r.ground, 1, y, size.Width-2, l.rowH)
			put(r.bar, 1, y, l.theme.Px(3), l.rowH)
		}
		word.TextSize = l.ruler.Size()
		word.Text = l.ruler.Fit(l.fit[l.top+i], size.Width-l.theme.Px(20))
		put(word, l.theme.Px(10), y, size.Width, l.rowH)
	}
	n := float32(len(l.fit))
	if r.thumb.Hidden = len(l.fit) <= l.rows; !r.thumb.Hidden {
		h := size.Height - 4
		put(r.thumb, size.Width-6, 2+h*float32(l.top)/n, 4, h*float32(l.rows)/n)
	}
}

// Layout implements fyne.WidgetRenderer.
func (r *choiceRenderer) Layout(fyne.Size) { r.draw() }

// MinSize implements fyne.WidgetRenderer.
func (r *choiceRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Objects implements fyne.WidgetRenderer.
func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.box, r.ground, r.bar, r.thumb}
	for _, w := range r.words {
		objects = append(objects, w)
	}
	return objects
}

// Refresh implements fyne.WidgetRenderer.
func (r *choiceRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.list)
}

// Destroy implements fyne.WidgetRenderer.
func (r *choiceRenderer) Destroy() {}
