package form

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// bench is a form of a cadre in a window, with what it told.
type bench struct {
	*Form
	t      *testing.T
	window fyne.Window
	lines  map[string]Line
	told   []string
	queue  []func()
}

func newBench(t *testing.T) *bench { return newBenchOf(t, ledger.Kind("cadre")) }

func newBenchOf(t *testing.T, k *catalog.Kind) *bench {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(look.Options{}))
	b := &bench{t: t, Form: New(k), lines: map[string]Line{"name": {Text: "张三"}, "sex": {Text: "女"}}}
	b.Choices = func(f *catalog.Field) []string {
		if f.Key == "sex" {
			return []string{"男", "女", "未知", "未说明"}
		}
		return nil
	}
	b.later = func(f func()) { b.queue = append(b.queue, f) }
	b.OnEdit = func(f *catalog.Field, text string) {
		b.told = append(b.told, f.Key+"="+text)
		line := Line{Text: text}
		if strings.Contains(text, "坏") {
			line.Tone, line.Problem = look.Broken, "看不懂"
		}
		b.lines[f.Key] = line
		b.fill()
	}
	b.window = test.NewTempWindow(t, b.Scroll(look.Column(0)))
	b.window.Resize(fyne.NewSize(320, 400))
	b.fill()
	return b
}

func (b *bench) fill() { b.Fill(func(f *catalog.Field) Line { return b.lines[f.Key] }) }

func (b *bench) row(key string) *row {
	for _, r := range b.rows {
		if r.field.Key == key {
			return r
		}
	}
	b.t.Fatalf("the form has no field %s", key)
	return nil
}

// keys types on whatever has the focus; a one-character name is typed as a character.
func (b *bench) keys(names ...fyne.KeyName) {
	b.t.Helper()
	for _, n := range names {
		f := b.window.Canvas().Focused()
		if f == nil {
			b.t.Fatalf("nothing has the focus for %s", n)
		}
		if r := []rune(string(n)); len(r) == 1 {
			f.TypedRune(r[0])
			continue
		}
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (b *bench) wantTold(want string) {
	b.t.Helper()
	if got := strings.Join(b.told, " "); got != want {
		b.t.Errorf("the form told %q, want %q", got, want)
	}
	b.told = nil
}

func (b *bench) wantFocus(key string) {
	b.t.Helper()
	if r, ok := b.window.Canvas().Focused().(*row); !ok || r.field.Key != key {
		b.t.Errorf("%T has the focus, want the row %s", b.window.Canvas().Focused(), key)
	}
}

func TestEnterTakesTheTextAndGoesOn(t *testing.T) {
	b := newBench(t)
	b.Focus()
	b.keys("李", "四", fyne.KeyReturn)
	b.wantTold("name=李四")
	b.wantFocus("sex")
	b.keys(fyne.KeyUp)
	b.wantFocus("name")
}

// TestAFormKnowsItsWindow: a form gets the keyboard before the toolkit knows to which window it belongs. In tests that
// takes every widget for one of the window that came last.
func TestAFormKnowsItsWindow(t *testing.T) {
	b := newBench(t)
	b.Canvas = b.window.Canvas()
	test.NewTempWindow(t, look.NewEntry())
	b.Edit("sex")
	if b.open == nil || b.window.Canvas().Focused() != fyne.Focusable(b.open.editor.entry) {
		t.Errorf("%T has the focus", b.window.Canvas().Focused())
	}
}

func TestEscapeGivesUpTheText(t *testing.T) {
	b := newBench(t)
	b.Edit("name")
	b.keys("李", fyne.KeyEscape)
	b.wantTold("")
	b.wantFocus("name")
	if b.open != nil {
		t.Error("the editor stayed open")
	}
}

func TestAnUnchangedTextIsNoEdit(t *testing.T) {
	b := newBench(t)
	b.Edit("name")
	b.keys(fyne.KeyReturn)
	b.wantTold("")
	b.wantFocus("sex")
}

func TestChoicesNarrowByInitials(t *testing.T) {
	b := newBench(t)
	b.Edit("sex")
	if !b.list.Visible() {
		t.Fatal("the list of choices isn't shown")
	}
	b.keys(fyne.KeyUp, fyne.KeyReturn)
	b.wantTold("sex=男")
	b.window.Canvas().Focus(b.row("sex"))
	b.keys("w", "s", "m", fyne.KeyReturn)
	b.wantTold("sex=未说明")
	if b.list.Visible() {
		t.Error("the list of choices stayed")
	}
}

func TestRefusedTextStaysInSight(t *testing.T) {
	b := newBench(t)
	b.Focus()
	b.keys("坏", fyne.KeyReturn)
	b.wantTold("name=坏")
	b.wantFocus("name")
	b.keys(fyne.KeyF2)
	if got := b.row("name").editor.entry.Text; got != "坏" {
		t.Errorf("the editor opens with %q, want the refused text", got)
	}
}

func TestAnAnswerLeavesTheEditorAlone(t *testing.T) {
	b := newBench(t)
	b.Focus()
	b.keys("李", fyne.KeyReturn, "w")
	b.fill() // the first edit was stored meanwhile
	if b.open == nil {
		t.Fatal("filling the form closed the editor")
	}
	b.keys("s")
	b.Commit()
	b.wantTold("name=李 sex=未说明") // the only choice with these initials
}

func TestLeavingTheFieldTakesTheText(t *testing.T) {
	b := newBench(t)
	b.Focus()
	b.keys("王")
	b.window.Canvas().Focus(b.row("birth"))
	for _, f := range b.queue {
		f()
	}
	b.wantTold("name=王")
}

func TestUnusedKeysReachTheWindow(t *testing.T) {
	b := newBench(t)
	var seen []string
	b.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { seen = append(seen, string(e.Name)) })
	b.Focus()
	b.keys(fyne.KeyF1, fyne.KeyF2, fyne.KeyF5)
	if got := strings.Join(seen, " "); got != "F1 F5" {
		t.Errorf("the window saw %q, want F1 from the row and F5 from the editor", got)
	}
}

// TestAListIsGoneOnWith: the editor of a list begins behind what stands there, and what is typed or chosen is one more.
func TestAListIsGoneOnWith(t *testing.T) {
	b := newBenchOf(t, ledger.Activity)
	b.Choices = func(*catalog.Field) []string { return []string{"法院", "国税局", "司法局", "派出所"} }
	b.lines["partners"] = Line{Text: "法院"}
	b.fill()
	b.Edit("partners")
	if b.list.Visible() {
		t.Error("choices are in the way before anything is typed")
	}
	b.keys("s", "i", "f", "a") // 司法局
	if !b.list.Visible() {
		t.Fatal("no choices")
	}
	b.keys(fyne.KeyReturn)
	b.keys("p", "c", "s", fyne.KeyReturn) // 派出所
	if got := b.open.editor.entry.Text; got != "法院、司法局、派出所、" {
		t.Fatalf("the list is %q", got)
	}
	b.keys("团", "委", fyne.KeyReturn) // no record of ours
	b.wantTold("partners=法院、司法局、派出所、团委")

	b.Edit("partners")
	b.keys(fyne.KeyReturn)
	b.wantTold("")

	b.focus(b.row("partners"))
	b.keys("医", fyne.KeyReturn)
	b.wantTold("partners=法院、司法局、派出所、团委、医")
}
