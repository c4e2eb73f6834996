package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/app/trial"
	"taizhang/assets"
)

// TestHelpIsSetWhole: every word of the text is on the page, without the signs that only its writers need, and no line
// goes beyond its column.
func TestHelpIsSetWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Options{}))
	o := text(assets.Help())
	o.Resize(fyne.NewSize(textWidth, 100))
	o.Resize(fyne.NewSize(textWidth, o.MinSize().Height))
	words := trial.Words(o)
	for _, sign := range []string{"**", "`", "# ", "\n- "} {
		if strings.Contains(words, sign) {
			t.Errorf("a clerk reads %q", sign)
		}
	}
	squeeze := strings.NewReplacer("**", "", "`", "", "#", "", "\n", "", " ", "", "-", "", "·", "")
	if got, want := len(squeeze.Replace(words)), len(squeeze.Replace(assets.Help())); got != want {
		t.Errorf("%d of %d bytes of the text are shown", got, want)
	}
	paragraphs, ruler := 0, look.NewRuler(look.Current().TextSize(), fyne.TextStyle{})
	for _, found := range test.LaidOutObjects(o) {
		p, ok := found.(*look.Paragraph)
		if !ok {
			continue
		}
		paragraphs++
		for line := range strings.Lines(p.Text) {
			if w := ruler.Width(strings.TrimSpace(line)); w > p.Size().Width {
				t.Errorf("%q is %v wide", line, w)
			}
		}
		if p.Size().Height < p.MinSize().Height {
			t.Errorf("%q is cut off", p.Words())
		}
	}
	if paragraphs < 50 {
		t.Errorf("%d paragraphs", paragraphs)
	}
}

// TestKeysAreListed: every key of the window stands in the help.
func TestKeysAreListed(t *testing.T) {
	w := trial.Empty(t)
	words := trial.Words(keys(w.Commands()))
	for _, c := range w.Commands() {
		if c.Keys() != "" && (!strings.Contains(words, c.Keys()) || !strings.Contains(words, c.Title)) {
			t.Errorf("%s %s is not listed", c.Keys(), c.Title)
		}
	}
	p := New(w.Desk)
	p.Open(desk.Place{})
	p.Content().Resize(fyne.NewSize(1100, 600))
	if words := trial.Words(p.Content()); !strings.Contains(words, "第一次使用") || !strings.Contains(words, "核对导入时") {
		t.Error("the page is not whole")
	}
}
