package preview

import (
	"context"
	"fmt"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/paper"
	"taizhang/data/roster"
)

// Page shows one document.
type Page struct {
	desk   *desk.Desk
	doc    desk.Document
	tables []catalog.Table
	pages  *paper.Document
	sheet  paper.Sheet
	at     int     // the page shown
	zoom   float32 // pixels for each pixel at 96 dpi; 0 fits the window
	whole  bool    // what fits is the whole page, not its width alone
	fit    *look.PushButton

	box      fyne.CanvasObject
	title    *look.Text
	where    *look.Text
	picture  *canvas.Image
	scroll   *container.Scroll
	paper    *fyne.Container // the choices of paper and orientation, as far as the document leaves them
	format   *look.Select
	lying    *look.Select     // how the paper lies
	office   *look.PushButton // saves for Excel, or for Word
	printing *printing
	reading  desk.Latest
	drawing  desk.Latest
}

// The choices of paper and of orientation, with what each means to the layout.
var (
	papers       = []string{"自动纸张", "A4", "A3"}
	orientations = []string{"自动方向", "纵向", "横向"}
)

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, title: look.NewCutText("", look.Title), where: look.NewText("", look.Body), picture: &canvas.Image{FillMode: canvas.ImageFillOriginal, ScaleMode: canvas.ImageScalePixels}}
	p.format, p.lying = look.NewSelect(papers, nil), look.NewSelect(orientations, nil)
	p.paper = look.Row(8, look.Wide(104, p.format), look.Wide(104, p.lying))
	p.fit = look.QuietButton(fitWhole, nil, p.changeFit)
	p.office = look.Button("存为 Excel", theme.DocumentSaveIcon(), func() { p.save(p.officeEnding()) })
	head := desk.Head([]fyne.CanvasObject{p.title}, []fyne.CanvasObject{
		p.paper,
		look.IconButton("缩小", theme.ZoomOutIcon(), func() { p.setZoom(p.shownZoom() / 1.25) }),
		p.fit,
		look.IconButton("放大", theme.ZoomInIcon(), func() { p.setZoom(p.shownZoom() * 1.25) }),
		look.IconButton("上一页", theme.NavigateBackIcon(), func() { p.turn(-1) }),
		p.where,
		look.IconButton("下一页", theme.NavigateNextIcon(), func() { p.turn(+1) }),
		p.office,
		look.Button("存为 PDF", theme.DocumentSaveIcon(), p.Export),
		look.PrimaryButton("打印", theme.DocumentPrintIcon(), p.Print),
	})
	p.printing = newPrinting(d, p.Print)
	p.scroll = container.NewScroll(look.Inset(container.NewCenter(p.picture), 16, 16, 16, 16))
	p.box = container.NewBorder(container.NewVBox(head, p.printing.box), nil, nil, nil, look.Surface(look.OnPanel, container.New(&resized{changed: p.resized}, p.scroll)))
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	doc, ok := to.Data.(desk.Document)
	if !ok {
		return
	}
	p.doc, p.at, p.pages, p.tables, p.sheet, p.zoom, p.whole = doc, 0, nil, nil, doc.Sheet, 0, doc.Sheet.Paper == paper.A3 || doc.Sheet.Paper == paper.A2
	p.nameFit()
	p.title.SetText(doc.Name)
	p.where.SetText("")
	p.picture.Image = nil
	p.picture.Refresh()
	p.suit()
	p.printing.open()
	if !doc.IsTable() {
		p.lay()
		return
	}
	desk.Ask(&p.reading, func(ctx context.Context) ([]catalog.Table, error) { return doc.Tables(ctx) }, func(tables []catalog.Table, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.tables = tables
		p.lay()
	})
}

// suit shows what can be chosen for the document: what leaves no choice is not asked for.
func (p *Page) suit() {
	formats := papers
	if !p.doc.IsTable() {
		formats = nil
		for _, format := range p.doc.Papers {
			formats = append(formats, format.String())
		}
	}
	p.format.OnChanged, p.lying.OnChanged = nil, nil
	p.format.SetOptions(formats)
	p.format.SetSelectedIndex(max(0, slices.Index(formats, p.sheet.Paper.String())))
	p.lying.SetSelectedIndex(int(p.sheet.Orientation))
	p.format.OnChanged, p.lying.OnChanged = p.choose, p.choose
	show(p.paper.Objects[0], len(formats) > 0)
	show(p.paper.Objects[1], p.doc.IsTable())
	show(p.office, p.doc.Pages == nil)
	p.office.SetText("存为 Excel")
	if p.doc.Text != nil {
		p.office.SetText("存为 Word")
	}
	p.box.Refresh()
}

func show(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}

// choose takes the chosen paper and orientation.
func (p *Page) choose(string) {
	i := p.format.SelectedIndex()
	switch {
	case p.doc.IsTable():
		p.sheet.Paper, p.sheet.Orientation = paper.Paper(i), paper.Orientation(p.lying.SelectedIndex())
	case i >= 0 && i < len(p.doc.Papers):
		p.sheet.Paper = p.doc.Papers[i]
	}
	p.lay()
}

// officeEnding is the ending of the files of the office program that suits the document.
func (p *Page) officeEnding() string {
	if p.doc.Text != nil {
		return ".docx"
	}
	return ".xlsx"
}

// isEmpty reports whether there is nothing to print yet.
func (p *Page) isEmpty() bool { return len(p.tables) == 0 && p.doc.IsTable() }

// lay puts the document on pages.
func (p *Page) lay() {
	if p.isEmpty() {
		return
	}
	tables, sheet, doc := p.tables, p.sheet, p.doc
	desk.Ask(&p.reading, func(ctx context.Context) (*paper.Document, error) {
		switch {
		case doc.Text != nil:
			return doc.Text.Pages(ctx)
		case doc.Pages != nil:
			return doc.Pages(ctx, sheet)
		}
		doc, _, err := roster.Layout(ctx, tables, sheet)
		return doc, err
	}, func(doc *paper.Document, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.pages = doc
		p.at = min(p.at, len(doc.Pages)-1)
		p.draw()
	})
}

// draw shows the page in the present zoom.
func (p *Page) draw() {
	if p.pages == nil || len(p.pages.Pages) == 0 {
		return
	}
	doc, at, dpi := p.pages, p.at, float64(96*p.shownZoom()*p.desk.Window.Canvas().Scale())
	p.where.SetText(fmt.Sprintf("第 %d 页,共 %d 页", at+1, len(doc.Pages)))
	desk.Ask(&p.drawing, func(context.Context) (*image.RGBA, error) { return doc.Raster(at, dpi), nil }, func(picture *image.RGBA, _ error) {
		size := picture.Bounds().Size()
		scale := p.desk.Window.Canvas().Scale()
		p.picture.Image = picture
		p.picture.SetMinSize(fyne.NewSize(float32(size.X)/scale, float32(size.Y)/scale))
		p.picture.Refresh()
		p.scroll.Refresh()
	})
	p.desk.Status(p, p.status())
}

func (p *Page) status() string {
	if !p.doc.IsTable() {
		return fmt.Sprintf("%d 页 · 显示 %.0f%%", len(p.pages.Pages), p.shownZoom()*100)
	}
	rows := 0
	for _, t := range p.tables {
		for _, r := range t.Rows {
			if !r.Group && !r.Total {
				rows++
			}
		}
	}
	return fmt.Sprintf("%d 页 · %d 行 · 显示 %.0f%%", len(p.pages.Pages), rows, p.shownZoom()*100)
}

// millimetresPerInch and the margin around a page turn the width of the window into a zoom.
const (
	millimetresPerInch = 25.4
	pageMargin         = 48
)

// shownZoom is the zoom in force.
func (p *Page) shownZoom() float32 {
	if p.zoom > 0 {
		return p.zoom
	}
	page, room := p.pages.Pages[p.at], p.scroll.Size()
	fits := (room.Width - pageMargin) / (float32(page.Width) / millimetresPerInch * 96)
	if p.whole {
		fits = min(fits, (room.Height-pageMargin)/(float32(page.Height)/millimetresPerInch*96))
	}
	return max(0.2, fits)
}

// The words of the button that fits the page to the window.
const (
	fitWidth = "适合宽度"
	fitWhole = "看整页"
)

// changeFit goes from the width of the page to the whole of it and back; what was zoomed fits the width.
func (p *Page) changeFit() {
	p.whole = p.zoom == 0 && !p.whole
	p.setZoom(0)
}

// nameFit has the button say what it would do.
func (p *Page) nameFit() {
	words := fitWhole
	if p.zoom > 0 || p.whole {
		words = fitWidth
	}
	p.fit.SetText(words)
}

func (p *Page) setZoom(z float32) {
	if p.pages == nil {
		return
	}
	p.zoom = 0
	if z > 0 {
		p.zoom = min(max(z, 0.25), 4)
	}
	p.nameFit()
	p.draw()
}

func (p *Page) resized() {
	if p.zoom == 0 && p.pages != nil {
		p.draw()
	}
}

func (p *Page) turn(by int) {
	if p.pages == nil {
		return
	}
	if to := p.at + by; to >= 0 && to < len(p.pages.Pages) {
		p.at = to
		p.scroll.ScrollToTop()
		p.draw()
	}
}

// TakeKey implements desk.KeyTaker.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown:
		p.turn(+1)
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp:
		p.turn(-1)
	default:
		return false
	}
	return true
}

// Export implements desk.Exporter.
func (p *Page) Export() { p.save(".pdf") }

func (p *Page) save(ending string) {
	if !p.isEmpty() {
		p.desk.SaveDocument(p.shown(), ending)
	}
}

// shown is the document as the clerk has it before them.
func (p *Page) shown() desk.Document {
	doc := p.doc
	doc.Sheet = p.sheet
	if tables := p.tables; doc.IsTable() {
		doc.Tables = func(context.Context) ([]catalog.Table, error) { return tables, nil }
	}
	return doc
}

// resized is a layout that fills the space and tells when it has changed.
type resized struct {
	changed func()
	size    fyne.Size
}

// Layout implements fyne.Layout.
func (r *resized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	if r.size != size {
		r.size = size
		r.changed()
	}
}

// MinSize implements fyne.Layout.
func (r *resized) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 200) }
