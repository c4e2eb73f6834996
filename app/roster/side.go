package roster

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/form"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// side is the panel at the right: the form of the current record and its history, or the form of a new one.
type side struct {
	page     *Page
	box      fyne.CanvasObject
	hidden   bool
	narrow   bool // the window has no room for page and panel; the panel is shown only while it is asked for
	asked    bool
	form     *form.Form
	album    *album
	name     *look.Text
	about    *look.Text
	body     *fyne.Container
	history  *fyne.Container
	related  *fyne.Container
	foot     *fyne.Container
	record   catalog.Record // what the form shows
	stale    bool           // it was changed since: it and its history are to be shown anew
	began    catalog.Record // what a new one began with
	draft    bool           // record is a new one that isn't stored
	drafts   int            // counts the new records: what was begun for one is not for another
	refused  map[string]refusal
	reading  desk.Latest
	relating desk.Latest
	clashing desk.Latest
	clash    []catalog.Problem // with other records
}

// refusal is a text that a field would not take; it stays in sight until it is put right.
type refusal struct{ text, why string }

// sideWidth is the panel's width in pixels at 100 %.
const sideWidth = 320

// pageLeast is the width that the page needs beside the panel, in pixels at 100 %.
const pageLeast = 440

// historyLines bounds the history at the foot of the form.
const historyLines = 30

func newSide(p *Page) *side {
	s := &side{page: p, name: look.NewCutText("", look.Title), about: look.NewCutText("", look.Muted), body: container.NewStack(),
		history: look.Column(0), related: look.Column(0), foot: container.NewStack(), refused: map[string]refusal{}}
	s.album = newAlbum(s)
	s.hidden = p.desk.Preferences().BoolWithFallback("roster.side.hidden", false)
	step := func(by int) func() { return func() { s.step(by) } }
	arrows := container.NewHBox(look.IconButton("上一条", theme.NavigateBackIcon(), step(-1)), look.IconButton("下一条", theme.NavigateNextIcon(), step(+1)))
	head := look.Column(2, look.Dock(nil, nil, nil, arrows, s.name), look.Inset(s.about, 0, 12, 0, 0))
	s.box = look.Surface(look.OnRaised, look.Dock(look.Column(0, look.Inset(head, 8, 4, 8, 16), look.Hairline()), s.foot, nil, nil, s.body))
	return s
}

// useKind makes the form of a kind.
func (s *side) useKind(k *catalog.Kind) {
	s.form = form.New(k)
	s.form.Choices, s.form.Canvas = s.choices, s.page.desk.Window.Canvas()
	s.form.OnEdit = s.edit
	s.form.OnKey = s.key
	s.form.Album = s.album
	s.clear()
}

// key sees the keys that the form has no use for: Esc goes back to the grid.
func (s *side) key(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape || s.draft {
		return false
	}
	s.page.Focus()
	return true
}

// choices are the words offered for a field.
func (s *side) choices(f *catalog.Field) []string {
	if target := catalog.Refers(f.Type); target != "" {
		return s.page.namesOf(target)
	}
	if c, ok := f.Type.(catalog.Chooser); ok {
		return titles(c)
	}
	return nil
}

// clear shows nothing.
func (s *side) clear() {
	if s.form != nil {
		s.form.Commit()
	}
	s.record, s.draft = catalog.Record{}, false
	clear(s.refused)
	s.name.SetText("")
	s.about.SetText("")
	s.foot.Objects = nil
	s.body.Objects = []fyne.CanvasObject{container.NewCenter(look.MutedText("选中一行,在这里查看和修改"))}
	s.box.Refresh()
}

// follow shows the record under the grid's cursor.
func (s *side) follow() {
	if s.draft || !s.shown() || s.page.grid == nil {
		return
	}
	row, _, _ := s.page.grid.Current()
	rec, ok := s.page.rows.record(row)
	if !ok {
		if len(s.page.rows.ids) == 0 {
			s.clear()
		}
		return
	}
	if rec.Equal(s.record) && !s.stale {
		return
	}
	s.show(rec)
}

// changed shows the record anew after a change.
func (s *side) changed() {
	s.stale = !s.draft
}

func (s *side) show(rec catalog.Record) {
	other := rec.ID != s.record.ID || s.draft
	if other {
		s.form.Commit() // what is being typed belongs to the record shown so far
		clear(s.refused)
		s.clash = nil
		s.album.begin()
	}
	s.record, s.stale = rec, false
	s.name.SetText(rec.Label())
	s.about.SetText(s.summary(rec))
	s.form.Fill(s.line)
	if other {
		s.history.Objects, s.related.Objects = nil, nil
		s.body.Objects = []fyne.CanvasObject{s.form.Scroll(look.Column(0, s.related, s.history))}
		s.body.Refresh()
	}
	s.readClashes()
	if !s.draft {
		s.readRelated(rec)
		s.readHistory(rec)
	}
}

// summary is the line under the name: 女 · 1968年5月 · 35岁.
func (s *side) summary(rec catalog.Record) string {
	var parts []string
	for _, key := range []string{"sex", "birth", "age", "org"} {
		f := rec.Kind.Field(key)
		if f == nil {
			continue
		}
		text := s.page.rows.text(rec, f)
		switch {
		case text == "":
		case key == "age":
			text += "岁"
		case key == "org":
			text = strings.TrimSuffix(text, "社区")
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	if n := pictureCount(rec); n > 0 {
		parts = append(parts, fmt.Sprintf("图片 %d 张", n))
	}
	return strings.Join(parts, " · ")
}

// line says what the form shows of a field.
func (s *side) line(f *catalog.Field) form.Line {
	l := form.Line{Text: s.page.rows.text(s.record, f)}
	if t, ok := f.Type.(catalog.Pictures); ok {
		l.Value = s.record.Get(f.Key)
		l.Text = t.Words(l.Value)
	}
	if r, ok := s.refused[f.Key]; ok {
		return form.Line{Text: r.text, Tone: look.Broken, Problem: r.why}
	}
	for _, p := range s.problems() {
		if p.Field == f.Key && (!s.draft || p.Code != "required") {
			l.Tone, l.Problem = desk.Tone(p.Severity), p.Text
		}
	}
	if s.draft && f.Required && l.Text == "" {
		l.Problem = "必填"
	}
	return l
}

// edit takes what was typed into a field: into the draft, or into the stored record.
func (s *side) edit(f *catalog.Field, text string) {
	id := s.record.ID
	refuse := func(message string) {
		if s.record.ID == id { // the clerk may have gone on to another record
			s.refused[f.Key] = refusal{text, message}
			s.form.Fill(s.line)
		}
	}
	delete(s.refused, f.Key)
	s.form.Fill(s.line)
	if !s.draft {
		s.page.edit(s.record, f, text, refuse)
		return
	}
	v, message := s.page.read(f, text)
	if message != "" {
		refuse(message)
		return
	}
	s.record = s.record.With(f.Key, beside(f, s.record, v))
	s.form.Fill(s.line)
	s.readClashes()
}

// abandon closes the form. What was written of a new record can be gone on with: a clerk who looks something up
// elsewhere has not given it up.
func (s *side) abandon() {
	s.form.Commit()
	rec, kept := s.record, s.draft && !s.record.Equal(s.began)
	s.clear()
	if kept {
		s.page.desk.Warn("刚才新增的"+rec.Kind.Title+"还没有保存", look.Step{Label: "接着填写", Do: func() {
			s.page.desk.Replace(desk.Place{Page: desk.PageRoster, Kind: rec.Kind.Key})
			s.draftFrom(rec)
		}})
	}
}

// drafting reports whether a new record is being written.
func (s *side) drafting() bool { return s.draft }

// draftFrom opens the form of a new record.
func (s *side) draftFrom(rec catalog.Record) {
	s.form.Commit()
	s.setHidden(false)
	if pictureCount(rec) == 0 {
		s.album.forget()
	}
	s.record, s.began, s.draft = catalog.Record{}, rec, true
	s.drafts++
	s.show(rec)
	s.name.SetText("新增" + s.page.kind.Title)
	s.about.SetText("")
	save := look.PrimaryButton("保存", theme.DocumentSaveIcon(), s.save)
	drop := look.QuietButton("放弃", nil, func() {
		s.clear()
		s.follow()
	})
	s.foot.Objects = []fyne.CanvasObject{container.NewVBox(look.Hairline(), look.Inset(container.NewHBox(save, drop), 6, 12, 6, 12))}
	s.box.Refresh()
	for i := range s.page.kind.Fields {
		if f := &s.page.kind.Fields[i]; f.Required {
			s.form.Edit(f.Key)
			return
		}
	}
}

// save stores the new record.
func (s *side) save() {
	s.form.Commit()
	if len(s.refused) > 0 {
		s.page.desk.Warn("还不能保存:请先改正标红的内容")
		return
	}
	for _, p := range catalog.Check(s.record, s.page.desk.Today()) {
		if p.Severity == catalog.Broken {
			s.page.desk.Warn("还不能保存:" + p.Text)
			return
		}
	}
	rec := catalog.Complete(s.record)
	op := catalog.Operation{Label: "新增 " + rec.Label(), Changes: []catalog.Change{catalog.Create(rec)}, Blobs: s.album.blobs()}
	s.page.desk.Apply(op, func(done store.Done, err error) {
		if err != nil {
			s.page.desk.Fail(err)
			return
		}
		if len(done.IDs) > 0 {
			s.page.wanted = done.IDs[0]
		}
		s.album.forget()
		s.clear()
		s.page.Reload()
	})
}

// step goes to the record before or after.
func (s *side) step(by int) {
	row, col, _ := s.page.grid.Current()
	if to := row + by; to >= 0 && to < len(s.page.rows.ids) {
		s.page.grid.Select(to, max(col, 0))
		s.follow()
	}
}

// toggle shows or hides the panel.
func (s *side) toggle() { s.setHidden(s.shown()) }

// open shows the panel and gives it the keyboard.
func (s *side) open() {
	s.setHidden(false)
	s.follow()
	if s.record.Kind != nil {
		s.form.Focus()
	}
}

// shown reports whether the panel is to be seen.
func (s *side) shown() bool { return !s.hidden && (!s.narrow || s.asked) }

func (s *side) setHidden(hidden bool) {
	if s.shown() == !hidden {
		return
	}
	s.asked = !hidden
	if !hidden || !s.narrow {
		s.hidden = hidden
		s.page.desk.Preferences().SetBool("roster.side.hidden", hidden)
	}
	s.page.box.Refresh()
	s.follow()
}

// readHistory shows what was done to a record, the newest first.
func (s *side) readHistory(rec catalog.Record) {
	desk.Ask(&s.reading, func(ctx context.Context) ([]store.Entry, error) {
		return s.page.desk.Store.History(ctx, rec.Kind, rec.ID)
	}, func(entries []store.Entry, err error) {
		if err != nil {
			s.page.desk.Fail(err)
			return
		}
		s.showHistory(entries)
	})
}

func (s *side) showHistory(entries []store.Entry) {
	s.history.Objects = []fyne.CanvasObject{look.Inset(look.Hairline(), 12, 0, 0, 0), look.Inset(look.NewText("修改记录", look.Caption), 8, 16, 4, 16)}
	for i := len(entries) - 1; i >= 0 && len(entries)-i <= historyLines; i-- {
		e := entries[i]
		when := look.NewText(whenWords(e.Op.At, s.page.desk.Now()), look.Caption)
		what := look.NewParagraph(entryWords(e))
		s.history.Add(look.Inset(when, 4, 16, 0, 16))
		s.history.Add(look.Inset(what, -6, 8, 0, 11))
	}
	s.history.Refresh()
	s.body.Refresh()
}

// entryWords says what one operation did to the record.
func entryWords(e store.Entry) string {
	var parts []string
	for _, c := range e.Fields {
		parts = append(parts, fmt.Sprintf("%s:%s → %s", c.Title, orBlank(c.BeforeText), orBlank(c.AfterText)))
	}
	if len(parts) == 0 {
		return e.Op.Label
	}
	return strings.Join(parts, "\n")
}

func orBlank(s string) string {
	if s == "" {
		return "空"
	}
	return s
}

// whenWords names a moment as people do: 今天 9:05, 昨天 17:30, 2003年5月1日 8:00.
func whenWords(t, now time.Time) string {
	t = t.In(now.Location())
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, now.Location())
	}
	clock := t.Format("15:04")
	switch day(now).Sub(day(t)) {
	case 0:
		return "今天 " + clock
	case 24 * time.Hour:
		return "昨天 " + clock
	}
	return t.Format("2006年1月2日 ") + clock
}

// sideLayout places the page, a line, and the panel at the right unless it is hidden.
type sideLayout struct{ page *Page }

// Layout implements fyne.Layout.
func (l *sideLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := look.Current().Px(sideWidth)
	l.page.side.narrow = size.Width < w+look.Current().Px(pageLeast)
	if !l.page.side.shown() {
		o[1].Hide()
		o[2].Hide()
		o[0].Move(fyne.Position{})
		o[0].Resize(size)
		return
	}
	o[1].Show()
	o[2].Show()
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(size.Width-w-1, size.Height))
	o[1].Move(fyne.NewPos(size.Width-w-1, 0))
	o[1].Resize(fyne.NewSize(1, size.Height))
	o[2].Move(fyne.NewPos(size.Width-w, 0))
	o[2].Resize(fyne.NewSize(w, size.Height))
}

// MinSize implements fyne.Layout.
func (l *sideLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 300) }
