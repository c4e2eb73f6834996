package report

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/paper"
	"taizhang/data/report"
	"taizhang/data/store"
	"taizhang/data/value"
)

// Page shows the work report.
type Page struct {
	desk    *desk.Desk
	place   desk.Place
	report  *report.Report
	editing *editor // nil while no wording is edited
	// back and backAt are the keys of the paragraph and of the figure that get the keyboard when they are shown.
	back, backAt string

	box            fyne.CanvasObject
	asof, from, to *look.Entry
	compare        *look.Check
	text           *fyne.Container
	scroll         *container.Scroll
	first          *prose
	reading        desk.Latest
	keeping        desk.Latest
}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, text: container.New(&sheet{}, look.Surface(look.OnGround, look.Column(0)))}
	p.asof, p.from, p.to = desk.DayEntry("2003-09-30", p.Reload), desk.DayEntry("一年前", p.Reload), desk.DayEntry("截止日期", p.Reload)
	p.compare = look.NewCheck("与上年同期比较", func(bool) { p.Reload() })
	caption := func(words string, e *look.Entry) fyne.CanvasObject {
		return look.Row(6, look.MutedText(words), look.Wide(110, e))
	}
	save := func(ending string) func() { return func() { p.save(ending) } }
	head := desk.Head([]fyne.CanvasObject{look.PageTitle("工作汇报")}, []fyne.CanvasObject{
		look.PrimaryButton("存为 Word", theme.DocumentSaveIcon(), save(".docx")),
		look.Button("存为 PDF", theme.DocumentSaveIcon(), save(".pdf")), look.Button("存为文本", theme.DocumentSaveIcon(), save(".txt")),
		look.Button("打印预览", theme.DocumentPrintIcon(), p.Print),
	})
	filters := look.Inset(look.Row(16, caption("截止日期", p.asof), caption("本期从", p.from), caption("到", p.to), p.compare), 0, 16, 8, 16)
	p.scroll = container.NewVScroll(p.text)
	p.box = container.NewBorder(container.NewVBox(head, filters, look.Hairline()), nil, nil, nil, look.Surface(look.OnPanel, p.scroll))
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	p.place = p.desk.Within(to)
	if p.asof.Text == "" {
		p.asof.SetText(p.desk.Today().String())
	}
	p.Reload()
}

// Changed implements desk.Changer.
func (p *Page) Changed(store.Done) { p.Reload() }

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	params, err := readPeriod(p.asof.Text, p.from.Text, p.to.Text)
	if err != nil {
		p.desk.Fail(err)
		return
	}
	params.Office, params.Org, params.Compare = p.desk.Office.Name, p.place.Org, p.compare.Checked
	if params.AsOf.IsZero() {
		params.AsOf = p.desk.Today()
	}
	desk.Ask(&p.reading, func(ctx context.Context) (r *report.Report, err error) {
		if params.Wordings, err = report.Load(ctx, p.desk.Store); err != nil {
			return nil, err
		}
		return report.Run(ctx, p.desk.Records(), params)
	}, func(r *report.Report, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.report = r
		p.show()
	})
}

// readPeriod reads the days as clerks write them; what is empty follows from the others.
func readPeriod(asof, from, to string) (report.Params, error) {
	var params report.Params
	for _, f := range []struct {
		text string
		to   *value.Date
		name string
	}{{asof, &params.AsOf, "截止日期"}, {from, &params.From, "起始日期"}, {to, &params.To, "终止日期"}} {
		day, err := desk.ReadDay(f.name, f.text)
		if err != nil {
			return params, err
		}
		*f.to = day
	}
	return params, nil
}

// show writes the report on the page.
func (p *Page) show() {
	r := p.report
	p.first = nil
	var focus fyne.Focusable
	period := look.NewText("（"+r.Period()+"）", look.Muted)
	period.Align = fyne.TextAlignCenter
	title := look.NewText(r.Title, look.Title)
	title.Align = fyne.TextAlignCenter
	objects := []fyne.CanvasObject{p.text.Objects[0], title, period}
	for _, part := range r.Parts {
		objects = append(objects, look.Inset(look.NewText(part.Title, look.Strong), 10, 0, 0, 0))
		for _, q := range part.Paragraphs {
			objects = append(objects, p.heading(q))
			if p.editing != nil && p.editing.key == q.Key {
				objects = append(objects, p.editing.box, p.editing.reads)
				continue
			}
			text := newProse(q.Spans, look.Body, p.open, func() { p.edit(q) })
			if p.first == nil {
				p.first = text
			}
			text.reveal = func(y, height float32) { p.reveal(text.Position().Y+y, height) }
			if p.back == q.Key {
				text.goTo(p.backAt)
				focus = text
			}
			objects = append(objects, text)
			if lines := p.comparison(&q); lines != nil {
				objects = append(objects, newProse(lines, look.Caption, p.open, nil))
			}
		}
	}
	p.text.Objects = objects
	p.text.Refresh()
	p.scroll.Refresh()
	if focus != nil {
		p.desk.Window.Canvas().Focus(focus)
		p.back, p.backAt = "", ""
	}
	p.desk.Status(p, p.status())
}

// heading is the title of a paragraph, with what can be done about its wording.
func (p *Page) heading(q report.Paragraph) fyne.CanvasObject {
	words := q.Title
	if words == "" {
		words = "（" + q.Name + "）"
	}
	row := []fyne.CanvasObject{look.NewText(words, look.Muted)}
	if q.Own() {
		row = append(row, look.NewTag("自拟文字", look.Changed, nil))
	}
	row = append(row, look.QuietButton("改文字", theme.DocumentCreateIcon(), func() { p.edit(q) }))
	return look.Row(8, row...)
}

func (p *Page) status() string {
	n := 0
	for _, f := range p.report.Figures() {
		if f.Number {
			n++
		}
	}
	text := fmt.Sprintf("%s · 截止 %s · %d 个数字,点任一个看它的记录 · F2 改一段的文字", p.report.Period(), p.report.Params.AsOf.Chinese(), n)
	if period, ok := p.report.Compared(); ok {
		text += " · 上年同期 " + period
	}
	return text
}

// comparison lists the numbers of a paragraph beside those of the year before that are known; nil if they weren't
// counted, or the paragraph has no numbers.
func (p *Page) comparison(q *report.Paragraph) []report.Span {
	if _, ok := p.report.Compared(); !ok {
		return nil
	}
	var out []report.Span
	numbers := 0
	for _, f := range q.Figures() {
		if !f.Number {
			continue
		}
		numbers++
		b := p.report.Before(f)
		if !b.Known {
			continue
		}
		if len(out) > 0 {
			out = append(out, report.Span{Text: "；"})
		}
		out = append(out, report.Span{Text: f.Key + " "}, report.Span{Text: f.Text, Figure: f}, report.Span{Text: " 上年 " + b.Text + "（" + b.Change + "）"})
	}
	if numbers > 0 && len(out) == 0 {
		return []report.Span{{Text: "上年同期没有记录"}}
	}
	return out
}

// open shows the records behind a figure.
func (p *Page) open(f *report.Figure) {
	p.back, p.backAt = f.Paragraph, f.Key
	title := f.Text
	if f.Number {
		title = strings.TrimSpace(f.Key + " " + f.Text + " " + f.Unit)
	}
	p.desk.Go(desk.Place{Page: desk.PageRoster, Kind: f.Kind.Key, IDs: f.Records, Title: title})
}

// reveal scrolls so that a part of the text is in sight.
func (p *Page) reveal(y, height float32) {
	at, room := p.scroll.Offset.Y, p.scroll.Size().Height
	switch {
	case y < at:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y))
	case y+height > at+room:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y+height-room))
	}
}

// Focus implements desk.Focuser.
func (p *Page) Focus() {
	if p.first != nil && p.editing == nil {
		p.desk.Window.Canvas().Focus(p.first)
	}
}

// TakeKey implements desk.KeyTaker: the text is read with the keys that turn pages.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	by := map[fyne.KeyName]float32{fyne.KeyDown: 60, fyne.KeyUp: -60, fyne.KeyPageDown: p.scroll.Size().Height * 0.9, fyne.KeyPageUp: -p.scroll.Size().Height * 0.9}[k.Name]
	switch {
	case by != 0:
		p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(0, by))
	case k.Name == fyne.KeyHome:
		p.scroll.ScrollToTop()
	case k.Name == fyne.KeyEnd:
		p.scroll.ScrollToBottom()
	default:
		return false
	}
	return true
}

// Back implements desk.Stepper: it closes the editor.
func (p *Page) Back() bool {
	if p.editing == nil {
		return false
	}
	p.closeEditor()
	return true
}

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() {
	if p.report != nil {
		p.show()
	}
}

// Export implements desk.Exporter.
func (p *Page) Export() { p.save(".docx") }

func (p *Page) save(ending string) {
	if p.report != nil {
		p.desk.SaveDocument(p.document(), ending)
	}
}

// Print implements desk.Printer.
func (p *Page) Print() {
	if p.report != nil {
		p.desk.Preview(p.place, p.document())
	}
}

func (p *Page) document() desk.Document {
	return desk.Document{Name: p.report.Title, Text: running{p.report, report.Options{Author: p.desk.Actor(), Created: p.desk.Now().Truncate(time.Second)}}}
}

// running is the report as a document of the window.
type running struct {
	report  *report.Report
	options report.Options
}

// Pages implements desk.Text.
func (r running) Pages(ctx context.Context) (*paper.Document, error) {
	return paper.LayoutArticle(r.report.Article()), ctx.Err()
}

// Write implements desk.Text.
func (r running) Write(ctx context.Context, w io.Writer, path string) error {
	return r.report.Write(ctx, w, path, r.options)
}
