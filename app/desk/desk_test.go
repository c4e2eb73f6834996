package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/app/trial/loop"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

// blank is a page that notes what the window asks of it.
type blank struct {
	widget.Entry // something that takes the focus
	told         []string
}

func (b *blank) Content() fyne.CanvasObject { return b }
func (b *blank) Open(p Place)               { b.told = append(b.told, "open "+p.Kind) }
func (b *blank) Search(text string)         { b.told = append(b.told, "search "+text) }
func (b *blank) Focus()                     { fyne.CurrentApp().Driver().CanvasForObject(b).Focus(b) }

func newDesk(t *testing.T) (*Desk, map[string]*blank) {
	t.Helper()
	a := loop.New(t)
	kinds := ledger.All()
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "x.db"), kinds, store.Options{Create: true, Office: store.Office{Name: "容城镇"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d := New(a, s, kinds, store.Office{Name: "容城镇"})
	pages := map[string]*blank{}
	for _, key := range []string{PageOverview, PageRoster, PageHelp} {
		b := &blank{}
		b.ExtendBaseWidget(b)
		pages[key] = b
		d.Register(key, func(*Desk) Page { return b })
	}
	d.Go(Place{Page: PageOverview})
	return d, pages
}

// until does what comes back to the window from other goroutines until something is so.
func until(t *testing.T, d *Desk, what string, so func() bool) {
	t.Helper()
	if !d.app.(*loop.Loop).Wait(so) {
		t.Fatalf("waited in vain for %s; the window says %q", what, told(d))
	}
}

func press(d *Desk, name fyne.KeyName) { d.typedKey(&fyne.KeyEvent{Name: name}) }

func TestEscGoesBackOneStepAtATime(t *testing.T) {
	d, _ := newDesk(t)
	d.Go(Place{Page: PageRoster, Kind: "cadre"})
	d.Say("已保存")
	d.showPalette()
	press(d, fyne.KeyEscape)
	if d.Window.Canvas().Overlays().Top() != nil {
		t.Fatal("Esc left the command search open")
	}
	if !d.banner.box.Visible() || d.Place().Page != PageRoster {
		t.Fatal("Esc did more than close the command search")
	}
	press(d, fyne.KeyEscape)
	if d.banner.box.Visible() || d.Place().Page != PageRoster {
		t.Fatal("the second Esc is to hide the banner and no more")
	}
	press(d, fyne.KeyEscape)
	if d.Place().Page != PageOverview {
		t.Errorf("the third Esc led to %s", d.Place().Page)
	}
}

// TestEscTakesTheTitleOfADialogAway: dialogs name themselves in the window's title, for screen readers.
func TestEscTakesTheTitleOfADialogAway(t *testing.T) {
	d, _ := newDesk(t)
	called := d.Window.Title()
	widget.ShowModalPopUp(widget.NewLabel("保存到"), d.Window.Canvas())
	d.Window.SetTitle("保存到 · " + called)
	press(d, fyne.KeyEscape)
	if d.Window.Title() != called {
		t.Errorf("the window is called %q after Esc", d.Window.Title())
	}
}

// TestSavedOffersWhatCanBeOpened: no program of the office's opens a backup.
func TestSavedOffersWhatCanBeOpened(t *testing.T) {
	d, _ := newDesk(t)
	for name, want := range map[string]int{"名册.xlsx": 3, "备份.db": 2} { // ✕ is a button too
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		d.Saved(file)
		n := 0
		for _, o := range test.LaidOutObjects(d.banner.box) {
			if _, ok := o.(*look.PushButton); ok {
				n++
			}
		}
		if n != want {
			t.Errorf("%d buttons for %s, want %d", n, name, want)
		}
	}
}

// TestPastingWordsBesideAField: only a table leads to the page for imports.
func TestPastingWordsBesideAField(t *testing.T) {
	d, _ := newDesk(t)
	d.Register(PageIntake, d.makers[PageHelp])
	for _, c := range []struct{ text, page string }{{"会议室", PageOverview}, {"姓名\t性别\n张三\t女", PageIntake}} {
		d.Go(Place{Page: PageOverview})
		d.app.Clipboard().SetContent(c.text)
		d.paste()
		if d.Place().Page != c.page || d.banner.box.Visible() != (c.page == PageOverview) {
			t.Errorf("%q led to %s", c.text, d.Place().Page)
		}
	}
}

func TestCommandsCloseWhatFloats(t *testing.T) {
	d, _ := newDesk(t)
	d.showPalette()
	press(d, fyne.KeyF1)
	if d.Window.Canvas().Overlays().Top() != nil || d.Place().Page != PageHelp {
		t.Error("F1 from the command search is to close it and open help")
	}
}

func TestTypingFindsThePage(t *testing.T) {
	d, pages := newDesk(t)
	d.Window.Canvas().Unfocus()
	press(d, fyne.KeyDown)
	if d.Window.Canvas().Focused() != fyne.Focusable(pages[PageOverview]) {
		t.Error("a key that nothing took did not give the page the focus")
	}
}

func TestSearchFromAnotherPageGoesToThePeople(t *testing.T) {
	d, pages := newDesk(t)
	delete(d.pages, PageOverview)
	d.page = &struct{ Page }{pages[PageOverview]} // a page that can't search
	d.focusSearch()
	for _, r := range "zs" {
		d.Window.Canvas().Focused().TypedRune(r)
	}
	told := strings.Join(pages[PageRoster].told, ", ")
	if told != "open member, search z, search zs" {
		t.Errorf("the roster was told %q", told)
	}
}

func TestOnlyThePageShownWritesAtTheFoot(t *testing.T) {
	d, pages := newDesk(t)
	d.Go(Place{Page: PageRoster, Kind: "cadre"})
	d.Status(pages[PageRoster], "30 条")
	d.Status(pages[PageOverview], "late")
	d.SetTitle(pages[PageOverview], "late")
	if d.foot.text.Text != "30 条" || strings.Contains(d.Window.Title(), "late") {
		t.Errorf("a page that was left wrote %q and %q", d.foot.text.Text, d.Window.Title())
	}
}

// TestSaving: Ctrl+S, a habit of Excel, is answered by where the changes are.
func TestSaving(t *testing.T) {
	d, pages := newDesk(t)
	d.Go(Place{Page: PageRoster, Kind: "cadre"})
	d.Status(pages[PageRoster], "30 条")
	d.focusSearch()
	d.tellSaved()
	d.tellSaved()
	if text := d.foot.text.Text; text != "每次改动都已自动保存 · 30 条" || d.Window.Canvas().Focused() == fyne.Focusable(d.top.search) {
		t.Errorf("on a ledger it says %q", text)
	}
	d.page = &struct {
		Page
		Confirmer
	}{Page: pages[PageOverview]}
	d.tellSaved()
	if text := d.foot.text.Text; !strings.Contains(text, "还没有存") {
		t.Errorf("where nothing is stored yet it says %q", text)
	}
	d.foot.say("31 条")
	if text := d.foot.text.Text; text != "31 条" {
		t.Errorf("later it says %q", text)
	}
}

func TestCommandsAreFoundByWordsAndPinyin(t *testing.T) {
	for _, text := range []string{"", "导入", "入表", "drbg", "daoru", "DR"} {
		if !matches("导入表格", text) {
			t.Errorf("%q does not find 导入表格", text)
		}
	}
	if matches("导入表格", "dc") {
		t.Error("dc finds 导入表格")
	}
}

func TestPaletteRunsTheCommandPointedAt(t *testing.T) {
	d, _ := newDesk(t)
	d.showPalette()
	entry := d.Window.Canvas().Focused().(*look.Entry)
	entry.SetText("tz")      // 台账:…, in the order of the kinds
	second := d.Kinds[1].Key // below the first
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p := d.Place(); p.Page != PageRoster || p.Kind != second {
		t.Errorf("the command search led to %s %s, want the ledger %s", p.Page, p.Kind, second)
	}
}

func TestALateAnswerIsDropped(t *testing.T) {
	a := loop.New(t)
	var l Latest
	release, asked := make(chan struct{}), make(chan context.Context, 1)
	called := false
	Ask(&l, func(ctx context.Context) (int, error) {
		asked <- ctx
		<-release
		return 1, nil
	}, func(int, error) { called = true })
	ctx := <-asked
	l.generation++ // a newer question, without the cancelling that would hide what is tested
	close(release)
	a.Until("the answer to be looked at", func() bool { return ctx.Err() != nil })
	if called {
		t.Error("a late answer was taken")
	}
}

func TestANewQuestionCancelsTheOneBefore(t *testing.T) {
	a := loop.New(t)
	var l Latest
	asked := make(chan context.Context, 1)
	Ask(&l, func(ctx context.Context) (int, error) {
		asked <- ctx
		<-ctx.Done()
		return 0, ctx.Err()
	}, func(int, error) {})
	first := <-asked
	answer := 0
	Ask(&l, func(context.Context) (int, error) { return 2, nil }, func(n int, _ error) { answer = n })
	<-first.Done()
	a.Until("the answer", func() bool { return answer != 0 })
	if answer != 2 {
		t.Errorf("the answer is %d", answer)
	}
}

func TestOneJobAtATime(t *testing.T) {
	d, _ := newDesk(t)
	release := make(chan struct{})
	var ended []string
	d.Run("备份", func(context.Context, Progress) error { <-release; return nil }, func(error) { ended = append(ended, "备份") })
	waits := d.Run("撤销", func(context.Context, Progress) error { return nil }, func(error) { ended = append(ended, "撤销") })
	if !waits || len(ended) > 0 {
		t.Fatal("the second job is to wait for the first, which has only begun")
	}
	d.job.shown = true
	if d.Run("导入", func(context.Context, Progress) error { return nil }, func(error) {}) {
		t.Error("a job was taken on while a long one is shown")
	}
	close(release)
	until(t, d, "the end of both", func() bool { return len(ended) == 2 })
	if got := strings.Join(ended, " "); got != "备份 撤销" {
		t.Errorf("the jobs ended as %s", got)
	}
}

func TestJobWords(t *testing.T) {
	for _, c := range []struct {
		part  float64
		spent time.Duration
		want  string
	}{
		{0, 600 * time.Millisecond, "导入"},
		{0, 3200 * time.Millisecond, "导入,已用 3 秒"},
		{0.01, 3 * time.Second, "导入,已用 3 秒"},
		{0.5, 10 * time.Second, "导入,约剩 10 秒"},
		{0.1, time.Minute, "导入,约剩 9 分钟"},
		{1, 5 * time.Second, "导入,约剩 0 秒"},
	} {
		if got := jobWords("导入", c.part, c.spent); got != c.want {
			t.Errorf("%v after %v: %q, want %q", c.part, c.spent, got, c.want)
		}
	}
}

func TestEveryCommandHasItsOwnKey(t *testing.T) {
	d, _ := newDesk(t)
	var seen []string
	for _, c := range d.Commands() {
		if k := c.Keys(); k != "" && slices.Contains(seen, k) {
			t.Errorf("two commands have the key %s", k)
		} else {
			seen = append(seen, k)
		}
	}
}

func TestUndoLabelGivesWayToTheSearch(t *testing.T) {
	d, _ := newDesk(t)
	d.top.showSteps(steps{undo: store.OpInfo{ID: "1", Label: "导入 北门社区和西上社区的干部花名册 312 人"}})
	bar := container.NewStack(d.top.box)
	for width, long := range map[float32]bool{1366: true, 700: false} {
		bar.Resize(fyne.NewSize(width, 44))
		if got := len([]rune(d.top.undo.Text)) > 15; got != long {
			t.Errorf("%v wide: the button says %q", width, d.top.undo.Text)
		}
		if s, u := d.top.search, d.top.undo; s.Position().X+s.Size().Width > u.Position().X {
			t.Errorf("%v wide: the search box runs under the button", width)
		}
	}
}

// TestPicturesAreNoWorkbooks: where no record can take them, the window says where they belong, and does not go to import.
func TestPicturesAreNoWorkbooks(t *testing.T) {
	d, _ := newDesk(t)
	imported := &blank{}
	imported.ExtendBaseWidget(imported)
	d.Register(PageIntake, func(*Desk) Page { return imported })
	d.Import([]string{"/a/义诊.JPG", "/a/签到.png"})
	if len(imported.told) > 0 || !strings.Contains(told(d), "添加图片") {
		t.Errorf("the window says %q; the imports were told %q", told(d), imported.told)
	}
	d.Import([]string{"/a/义诊.JPG", "/a/花名册.xlsx"})
	if len(imported.told) != 1 {
		t.Errorf("with a workbook among them the imports were told %q", imported.told)
	}
}
