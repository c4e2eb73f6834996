// Package trial opens pages of the window in tests, with the demonstration office behind them or with nothing.
//
// Work off the UI goroutine comes back when the test waits for it, in Until; see package loop.
package trial

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/app/trial/loop"
	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

// The size of the window in tests: that of the smallest screen that it is designed for.
const (
	width  = 1366
	height = 700
)

// Window is the window of an office of its own.
type Window struct {
	*desk.Desk
	t    testing.TB
	loop *loop.Loop
}

// Demo opens the window of the demonstration office.
func Demo(t testing.TB) *Window {
	t.Helper()
	return open(t, demoFile(t), store.Options{})
}

// ReadOnly opens the window of a demonstration office that can only be looked at.
func ReadOnly(t testing.TB) *Window {
	t.Helper()
	return open(t, demoFile(t), store.Options{ReadOnly: true})
}

func demoFile(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "demo.db")
	data, err := demonstration()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// Empty opens the window of an office that has no records.
func Empty(t testing.TB) *Window {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "empty.db"), store.Options{Create: true})
}

// demonstration is the file of the demonstration office, made once.
var demonstration = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "trial")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "demo.db")
	s, err := store.Open(context.Background(), file, ledger.All(), store.Options{Create: true, Office: store.Office(demo.Office())})
	if err != nil {
		return nil, err
	}
	for _, op := range demo.Operations(ledger.All()) {
		if _, err := s.Apply(context.Background(), op); err != nil {
			return nil, err
		}
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

func open(t testing.TB, file string, options store.Options) *Window {
	t.Helper()
	a := loop.New(t)
	w := &Window{t: t, loop: a}
	a.Settings().SetTheme(look.New(look.Options{}))
	office := store.Office(demo.Office())
	options.Office = office
	s, err := store.Open(context.Background(), file, ledger.All(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w.Desk = desk.New(a, s, ledger.All(), office)
	w.Day = demo.AsOf()
	w.Register(desk.PageRoster, func(*desk.Desk) desk.Page { return &elsewhere{box: look.Column(0)} })
	w.Register(desk.PagePreview, func(*desk.Desk) desk.Page { return &elsewhere{box: look.Column(0)} })
	w.Register(desk.PageHelp, func(*desk.Desk) desk.Page { return &elsewhere{box: look.Column(0)} })
	return w
}

// Start shows the window on a place and waits until the communities are known.
func (w *Window) Start(at desk.Place) {
	w.t.Helper()
	w.Go(at)
	w.Show()
	w.Window.Resize(fyne.NewSize(width, height))
	_, known := w.Reminders()
	w.Until("what is due", func() bool {
		_, known = w.Reminders()
		return known
	})
}

// Opened offers a page, shows the window on it and returns it.
func Opened[P desk.Page](w *Window, v desk.View, make func(*desk.Desk) desk.Page) (p P) {
	w.t.Helper()
	w.Offer(v, func(d *desk.Desk) desk.Page {
		page := make(d)
		p = page.(P)
		return page
	})
	w.Start(desk.Place{Page: v.Page})
	return p
}

// Until does what comes back from other goroutines until something is so.
func (w *Window) Until(what string, so func() bool) {
	w.t.Helper()
	if !w.loop.Wait(so) {
		w.t.Fatalf("waited in vain for %s; the window is called %q", what, w.Window.Title())
	}
}

// UntilTitle waits until the window's title begins with the given words.
func (w *Window) UntilTitle(words string) {
	w.t.Helper()
	w.Until("the title "+words, func() bool { return strings.HasPrefix(w.Window.Title(), words) })
}

// Records returns the stored records of a kind.
func (w *Window) Records(kind *catalog.Kind) []catalog.Record {
	w.t.Helper()
	page, err := w.Store.Find(context.Background(), store.Query{Kind: kind})
	if err != nil {
		w.t.Fatal(err)
	}
	return page.Records
}

// Key presses keys on what has the focus.
func (w *Window) Key(names ...fyne.KeyName) {
	w.t.Helper()
	for _, name := range names {
		f := w.Window.Canvas().Focused()
		if f == nil {
			w.t.Fatalf("nothing has the focus for %s", name)
		}
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// Press presses the button of the window that has the given words.
func (w *Window) Press(words string) {
	w.t.Helper()
	for _, found := range test.LaidOutObjects(w.Window.Content()) {
		if b, ok := found.(*look.PushButton); ok && b.Text == words && b.Visible() && !b.Disabled() {
			b.OnTapped()
			return
		}
	}
	w.t.Fatalf("no button %q to press", words)
}

// Catch offers a page that does nothing but remember where it was opened.
func (w *Window) Catch(page string) (opened *desk.Place) {
	opened = &desk.Place{}
	w.Register(page, func(*desk.Desk) desk.Page { return &elsewhere{box: look.Column(0), opened: opened} })
	return opened
}

// Type types text into what has the focus.
func (w *Window) Type(text string) {
	w.t.Helper()
	for _, r := range text {
		f := w.Window.Canvas().Focused()
		if f == nil {
			w.t.Fatalf("nothing has the focus for %q", text)
		}
		f.TypedRune(r)
	}
}

// Words returns all texts that an object shows, from the top to the bottom of its tree.
func Words(o fyne.CanvasObject) string {
	var b strings.Builder
	for _, found := range test.LaidOutObjects(o) {
		text := ""
		switch found := found.(type) {
		case *look.Text:
			text = found.Text
		case *look.PushButton:
			text = found.Text
		case *look.Tag:
			text = found.Text
		case *look.Paragraph:
			text = found.Words()
		case *widget.Label:
			text = found.Text
		}
		if text != "" && found.Visible() {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}

// elsewhere stands for a page that the page under test leads to.
type elsewhere struct {
	box    fyne.CanvasObject
	opened *desk.Place // nil, or where the place is kept
}

// Content implements desk.Page.
func (e *elsewhere) Content() fyne.CanvasObject { return e.box }

// Open implements desk.Page.
func (e *elsewhere) Open(to desk.Place) {
	if e.opened != nil {
		*e.opened = to
	}
}
