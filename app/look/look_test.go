package look

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// contrast is the ratio of WCAG 2.1.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrast(t *testing.T) {
	for name, p := range map[string]Palette{"light": light(), "dark": dark(), "high contrast": highContrast()} {
		want := func(what string, ink, ground color.NRGBA, least float64) {
			t.Helper()
			if c := contrast(ink, ground); c < least {
				t.Errorf("%s: %s has contrast %.2f, want %.1f", name, what, c, least)
			}
		}
		for what, ground := range map[string]color.NRGBA{
			"ground": p.Ground, "panel": p.Panel, "raised": p.Raised, "hover": p.Hover, "selected": p.Selected,
			"control": p.Control,
		} {
			want("text on "+what, p.Text, ground, 7)
			want("muted on "+what, p.Muted, ground, 4.5)
			want("accent on "+what, p.AccentInk, ground, 4.5)
		}
		want("text on highlight", p.Text, p.Highlight, 4.5)
		want("text on the primary action", p.OnAccent, p.Accent, 4.5)
		want("the outline of the current cell", p.Accent, p.Ground, 3)
		for tone := Plain; tone < toneCount; tone++ {
			c := p.Tone(tone)
			want("text on the soft tone "+tone.Mark(), p.Text, c.Soft, 7)
			want("tone "+tone.Mark(), c.Ink, c.Soft, 4.5)
			want("tone on ground "+tone.Mark(), c.Ink, p.Ground, 4.5)
		}
	}
}

func TestEveryToneHasItsOwnMark(t *testing.T) {
	seen := map[string]Tone{}
	for tone := Plain + 1; tone < toneCount; tone++ {
		mark := tone.Mark()
		if other, twice := seen[mark]; twice || len([]rune(mark)) != 1 {
			t.Errorf("tone %d has mark %q, like %d", tone, mark, other)
		}
		seen[mark] = tone
	}
	if toneCount.Mark() != "" {
		t.Error("an unknown tone has a mark")
	}
}

func apply(t *testing.T, o Options) *Theme {
	t.Helper()
	app := test.NewTempApp(t)
	th := New(o)
	app.Settings().SetTheme(th)
	return th
}

func TestScaleIsHeldAndRounded(t *testing.T) {
	for _, c := range []struct{ asked, got, row float32 }{{0, 1, 30}, {0.1, 0.8, 24}, {1.5, 1.5, 45}, {9, 2, 60}} {
		th := New(Options{Scale: c.asked})
		if th.Scale != c.got || th.RowHeight() != c.row {
			t.Errorf("scale %v gives %v with rows of %v px, want %v with %v", c.asked, th.Scale, th.RowHeight(), c.got, c.row)
		}
	}
	if h := New(Options{Compact: true}).RowHeight(); h != 26 {
		t.Errorf("compact rows of %v px", h)
	}
}

func TestCurrentFallsBackToLight(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.DefaultTheme())
	if Current().Mode != Light {
		t.Error("a foreign theme doesn't give the light one")
	}
	dark := New(Options{Mode: Dark})
	app.Settings().SetTheme(dark)
	if Current() != dark {
		t.Error("Current isn't the theme that was set")
	}
}

// Columns of numbers, dates and ID numbers stand in line only if digits are equally wide.
func TestDigitsAreEvenAndChineseIsDrawn(t *testing.T) {
	th := apply(t, Options{})
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		r := NewRuler(th.GridSize(), style)
		for _, d := range "123456789" {
			if r.Width(string(d)) != r.Width("0") {
				t.Errorf("%c is %v wide, 0 is %v", d, r.Width(string(d)), r.Width("0"))
			}
		}
		if w := r.Width("容城镇"); math.Abs(float64(w-3*th.GridSize())) > 1 {
			t.Errorf("three characters are %v wide at %v px", w, th.GridSize())
		}
	}
}

func TestRulerAgreesWithTheToolkit(t *testing.T) {
	th := apply(t, Options{})
	r := NewRuler(th.GridSize(), fyne.TextStyle{})
	for _, s := range []string{"", "张三", "450999196805120021", "1968年5月", "治安调解委员会主任(兼)", "0775-5551234", "a b c"} {
		want := fyne.MeasureText(s, th.GridSize(), fyne.TextStyle{}).Width
		if got := r.Width(s); math.Abs(float64(got-want)) > 1 {
			t.Errorf("%q is %v wide, the toolkit says %v", s, got, want)
		}
	}
}

func TestFit(t *testing.T) {
	th := apply(t, Options{})
	r := NewRuler(th.GridSize(), fyne.TextStyle{})
	text := "治安调解委员会主任"
	for width := float32(0); width < 140; width += 3 {
		got := r.Fit(text, width)
		if r.Width(got) > width {
			t.Fatalf("%q doesn't fit %v", got, width)
		}
		if got == text && r.Width(text) > width || got != text && r.Width(text) <= width {
			t.Fatalf("%q in %v", got, width)
		}
	}
	if got := r.Fit("甲\r\n乙\t丙", 200); got != "甲 乙 丙" {
		t.Errorf("line breaks: %q", got)
	}
}

func TestButtonsAndRowsAreOneHeight(t *testing.T) {
	th := apply(t, Options{})
	if h := Button("导出", theme.DocumentSaveIcon(), nil).MinSize().Height; math.Abs(float64(h-th.RowHeight())) > 2 {
		t.Errorf("a button is %v high, a row %v", h, th.RowHeight())
	}
	if h := widget.NewEntry().MinSize().Height; math.Abs(float64(h-th.RowHeight())) > 3 {
		t.Errorf("an entry is %v high, a row %v", h, th.RowHeight())
	}
}

func TestTextFollowsTheTheme(t *testing.T) {
	apply(t, Options{})
	text := NewText("标题", Title)
	before := text.MinSize().Height
	w := test.NewTempWindow(t, text)
	fyne.CurrentApp().Settings().SetTheme(New(Options{Scale: 2}))
	w.Content().Refresh()
	if after := text.MinSize().Height; after < 1.9*before {
		t.Errorf("height %v at 200 %%, %v at 100 %%", after, before)
	}
}

func TestCutTextEndsInAnEllipsis(t *testing.T) {
	apply(t, Options{})
	text := NewCutText("将新增 28 人,更新 2 人,跳过 1 行合计", Body)
	text.Resize(fyne.NewSize(90, 24))
	r := test.WidgetRenderer(text).(*textRenderer)
	r.Layout(text.Size())
	line := r.parts[0].(*canvas.Text)
	if got := []rune(line.Text); got[len(got)-1] != '…' || line.MinSize().Width > 90 {
		t.Errorf("shows %q", line.Text)
	}
}

func TestNavRow(t *testing.T) {
	apply(t, Options{})
	opened := 0
	n := NewNavRow("社区干部", nil, func() { opened++ })
	w := test.NewTempWindow(t, n)
	w.Resize(fyne.NewSize(176, 40))
	test.Tap(n)
	n.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != 2 {
		t.Errorf("opened %d times", opened)
	}
	n.SetCount(30, false)
	r := test.WidgetRenderer(n).(*navRenderer)
	if r.count.Text != "30" {
		t.Errorf("count shows %q", r.count.Text)
	}
	n.SetSelected(true)
	if r.bar.FillColor != Current().Palette.Accent {
		t.Error("a selected row has no bar")
	}
	n.SetCount(-1, false)
	if r.count.Text != "" {
		t.Error("a negative count is shown")
	}
}

func TestTagCloses(t *testing.T) {
	apply(t, Options{})
	closed := false
	tag := NewTag("社区=北门", Changed, func() { closed = true })
	test.Tap(tag)
	if !closed {
		t.Error("a tap doesn't close")
	}
	plain := NewTag("预备", Doubt, nil)
	test.Tap(plain)
	if plain.MinSize().Width >= tag.MinSize().Width {
		t.Error("a tag that can't be closed has room for ✕")
	}
}

func TestDockLeavesNoGaps(t *testing.T) {
	apply(t, Options{})
	top, left, middle := Hairline(), Wide(176, Hairline()), container.NewWithoutLayout()
	d := Dock(top, nil, left, nil, middle)
	d.Resize(fyne.NewSize(1000, 600))
	if middle.Position() != fyne.NewPos(176, 1) || middle.Size() != fyne.NewSize(824, 599) {
		t.Errorf("the middle is at %v, %v", middle.Position(), middle.Size())
	}
	left.Hide()
	d.Layout.Layout(d.Objects, d.Size())
	if middle.Position().X != 0 {
		t.Error("a hidden edge takes room")
	}
}

func TestEmptyStateOffersSteps(t *testing.T) {
	apply(t, Options{})
	done := ""
	o := EmptyState("这里放社区干部", "", Step{Label: "拖入表格", Do: func() { done = "drop" }}, Step{Label: "新增", Do: func() { done = "add" }})
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(400, 300))
	var buttons []*PushButton
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*PushButton); ok {
			buttons = append(buttons, b)
		}
	}
	if len(buttons) != 2 || buttons[0].Importance != widget.HighImportance || buttons[1].Importance == widget.HighImportance {
		t.Fatalf("%d buttons", len(buttons))
	}
	test.Tap(buttons[1])
	if done != "add" {
		t.Errorf("the second step did %q", done)
	}
}

// Rare characters are drawn in the bundled face that has them, the others of the same name in the window's own.
func TestRareCharactersHaveAFace(t *testing.T) {
	th := apply(t, Options{})
	r := NewRuler(th.TextSize(), fyne.TextStyle{})
	if r.Width("张三"); r.Runs("张三") != nil {
		t.Error("an ordinary name is divided")
	}
	for _, c := range []struct{ text, first, rare string }{{"张𠮷明", "张", "𠮷"}, {"李龘", "李", "龘"}, {"王𪚥", "王", "𪚥"}} {
		if w := r.Width(c.text); w < float32(len([]rune(c.text)))*th.TextSize()*0.95 {
			t.Errorf("%s is %v wide", c.text, w)
		}
		runs := r.Runs(c.text)
		if len(runs) < 2 || runs[0] != (Run{Text: c.first}) || runs[1].Text != c.rare || runs[1].Face == nil {
			t.Errorf("%s is divided into %v", c.text, runs)
		}
	}
	text := NewText("张𠮷明", Body)
	if n := len(test.WidgetRenderer(text).Objects()); n != 3 {
		t.Errorf("%d parts are drawn", n)
	}
}

// An extracted font draws the character as the face it was taken from does.
func TestExtractKeepsTheOutline(t *testing.T) {
	for _, r := range "龘𠮷𪚥㐂" {
		res := rare.fontFor(r)
		if res == nil {
			t.Errorf("no font for %c", r)
			continue
		}
		if n := len(res.Content()); n > 20_000 {
			t.Errorf("the font of %c has %d bytes", r, n)
		}
		got, err := sfnt.Parse(res.Content())
		if err != nil {
			t.Fatalf("%c: %v", r, err)
		}
		source := rare.others[0]
		if !source.has(r) {
			source = rare.others[1]
		}
		if a, b := outline(t, got, r), outline(t, source.open(), r); a != b || len(a) < 100 {
			t.Errorf("%c: outline %.200s, want %.200s", r, a, b)
		}
	}
}

// outline is the bounding box and the lengths of the contours of a character.
func outline(t *testing.T, f *sfnt.Font, r rune) string {
	t.Helper()
	var b sfnt.Buffer
	i, err := f.GlyphIndex(&b, r)
	if err != nil || i == 0 {
		t.Fatalf("%c isn't in the font: %v", r, err)
	}
	segments, err := f.LoadGlyph(&b, i, fixed.Int26_6(f.UnitsPerEm())<<6, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprint(segments.Bounds())
	for _, s := range trace(segments) {
		out += fmt.Sprint(s)
	}
	return out
}

func TestToolbarNarrowsWhatIsFlexible(t *testing.T) {
	apply(t, Options{})
	choice := Flexible(280, 150, NewSelect(nil, nil))
	print := Button("打印", nil, nil)
	bar := Toolbar([]fyne.CanvasObject{choice}, []fyne.CanvasObject{print})
	test.NewTempWindow(t, bar)
	for _, room := range []struct{ width, choice float32 }{{600, 280}, {300, 300 - print.MinSize().Width - toolbarGap}, {100, 150}} {
		bar.Resize(fyne.NewSize(room.width, 40))
		if got := choice.Size().Width; got < room.choice-1 || got > room.choice+1 {
			t.Errorf("in %v pixels the choice has %v, want %v", room.width, got, room.choice)
		}
	}
}

func TestToolbarPutsIntoAMenuWhatDoesNotFit(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Options{}))
	primary, export, print := PrimaryButton("导入", nil, nil), Button("导出", nil, nil), Button("打印预览和打印", nil, nil)
	bar := Toolbar([]fyne.CanvasObject{PageTitle("党员")}, []fyne.CanvasObject{primary, export, print}).(*fyne.Container)
	more := bar.Objects[len(bar.Objects)-1]
	least := func(o ...fyne.CanvasObject) float32 {
		w := float32(0)
		for _, o := range o {
			w += o.MinSize().Width + 8
		}
		return w
	}
	title := bar.Objects[0]
	for _, c := range []struct {
		width                 float32
		export, print, folded bool
	}{
		{least(title, primary, export, print), true, true, false},
		{least(title, primary, export, more), true, false, true},
		{least(title, primary, more), false, false, true},
		{600, true, true, false},
	} {
		bar.Resize(fyne.NewSize(c.width, 40))
		if !primary.Visible() || export.Visible() != c.export || print.Visible() != c.print || more.Visible() != c.folded {
			t.Errorf("%v wide: primary %v, export %v, print %v, menu %v", c.width, primary.Visible(), export.Visible(), print.Visible(), more.Visible())
		}
	}
}

// TestWrapKeepsMarksWithTheirWords: no line begins with a mark that belongs to what stands before it.
func TestWrapKeepsMarksWithTheirWords(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Options{}))
	r := NewRuler(14, fyne.TextStyle{})
	wide := r.Width("口口口口")
	for text, want := range map[string]string{
		"": "", "甲乙丙丁": "甲乙丙丁", "甲乙丙丁戊": "甲乙丙丁\n戊", "甲乙丙丁、戊": "甲乙丙\n丁、戊", "甲\n乙": "甲\n乙", "、、、、、": "、、、、\n、",
		"甲乙丙丁,戊己庚辛。": "甲乙丙\n丁,戊己\n庚辛。",
		"甲乙 11022":   "甲乙 \n11022", // numbers, IDs and dates stay whole
		"甲 1968-05":  "甲 \n1968-05", "号码 450999196805123456": "号码 \n4509991\n9680512\n3456",
		"甲乙丙(丁)": "甲乙丙\n(丁)", "甲乙丙A类": "甲乙丙A\n类", "甲乙丙 ABC": "甲乙丙 \nABC", "共12.5元": "共12.5元",
	} {
		if got := r.Wrap(text, wide); got != want {
			t.Errorf("%q is wrapped to %q, want %q", text, got, want)
		}
	}
	if got := r.Wrap("甲乙", 1); got != "甲\n乙" {
		t.Errorf("without room: %q", got)
	}
}

// TestParagraphFollowsItsWidth: a number that doesn't fit goes to the next line whole, at any width and size of text.
func TestParagraphFollowsItsWidth(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(New(Options{}))
	const words = "证件号码 450999196805123456 的末位应为 7"
	p := NewParagraph(words)
	for _, scale := range []float32{1, 2} {
		a.Settings().SetTheme(New(Options{Scale: scale}))
		p.Refresh()
		before := float32(0)
		for width := 900 * scale; width > 200*scale; width -= 10 {
			p.Resize(fyne.NewSize(width, 20))
			if !strings.Contains(p.Text, "450999196805123456") {
				t.Fatalf("at %v the number is broken: %q", width, p.Text)
			}
			if strings.ReplaceAll(p.Text, "\n", "") != words || p.Words() != words {
				t.Errorf("at %v the paragraph says %q", width, p.Text)
			}
			h := p.MinSize().Height
			if h < before {
				t.Errorf("at %v it is lower than at a greater width", width)
			}
			before = h
		}
		if p.MinSize().Height <= 2*NewParagraph("一").MinSize().Height-20 {
			t.Errorf("%v high with %q", p.MinSize().Height, p.Text)
		}
	}
	p.SetText("短")
	if p.Text != "短" || p.Words() != "短" {
		t.Errorf("says %q", p.Text)
	}
}

// TestEntryTellsWhereItsCaretIs: input methods put their windows there.
func TestEntryTellsWhereItsCaretIs(t *testing.T) {
	apply(t, Options{})
	for _, icon := range []fyne.Resource{nil, theme.SearchIcon()} {
		e := NewEntry()
		if icon != nil {
			e.SetIcon(icon)
		}
		w := test.NewTempWindow(t, container.NewWithoutLayout(e))
		e.Move(fyne.NewPos(40, 30))
		e.Resize(fyne.NewSize(300, 34))
		e.SetText("北门")
		w.Canvas().Focus(e)
		var text *canvas.Text
		for _, o := range test.LaidOutObjects(e) {
			if drawn, ok := o.(*canvas.Text); ok && drawn.Text == "北门" {
				text = drawn
			}
		}
		if text == nil {
			t.Fatal("the text is not drawn")
		}
		end := fyne.CurrentApp().Driver().AbsolutePositionForObject(text).X - e.Position().X + fyne.MeasureText("北门", text.TextSize, text.TextStyle).Width
		if told := e.CursorPosition().X; math.Abs(float64(end-told)) > 6 {
			t.Errorf("with icon %v the caret is at %v, the text ends at %v", icon != nil, told, end)
		}
	}
}

// TestASelectHasALineAroundItInTheColourOfTheTheme: also when it is in no window while the theme changes.
func TestASelectHasALineAroundItInTheColourOfTheTheme(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(New(Options{Mode: Dark}))
	s := NewSelect([]string{"一", "二"}, nil)
	s.Resize(fyne.NewSize(120, 30))
	r := test.TempWidgetRenderer(t, s).(*framed)
	for _, mode := range []Mode{Dark, HighContrast} {
		a.Settings().SetTheme(New(Options{Mode: mode}))
		s.Refresh()
		if r.frame.StrokeColor != Current().Palette.LineStrong || r.frame.Size() != s.Size() {
			t.Errorf("mode %v: the line is %v, around %v", mode, r.frame.StrokeColor, r.frame.Size())
		}
	}
}
