package preview

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/data/catalog"
)

// printing is the strip in which a clerk says how the pages are to be printed.
type printing struct {
	desk     *desk.Desk
	box      fyne.CanvasObject
	printer  *look.Select
	settings *look.PushButton
	copies   *look.Entry
	pages    *look.Entry
	duplex   *look.Select
	chosen   map[string]platform.PrinterSettings // in the drivers' own dialogs, by printer
	listing  desk.Latest
}

// prefPrinter is the printer that was chosen last, in the app's preferences.
const prefPrinter = "print.printer"

// noPrinter stands in the list of printers when there is none.
const noPrinter = "没有打印机"

// duplexes are the words for the sides, in the order of platform.Duplex.
var duplexes = []string{"单双面按打印机", "单面", "双面,长边翻", "双面,短边翻"}

func newPrinting(d *desk.Desk, submit func()) *printing {
	p := &printing{desk: d, printer: look.NewSelect([]string{noPrinter}, nil), copies: look.NewEntry(), pages: look.NewEntry(),
		duplex: look.NewSelect(duplexes, nil), chosen: map[string]platform.PrinterSettings{}}
	p.settings = look.QuietButton("属性", nil, p.askSettings)
	if !platform.HasPrinterSettings() {
		p.settings.Hide()
	}
	p.printer.SetSelectedIndex(0)
	p.printer.OnChanged = func(name string) { d.Preferences().SetString(prefPrinter, name) }
	p.duplex.SetSelectedIndex(0)
	p.copies.SetText("1")
	p.pages.SetPlaceHolder("全部,或 1-3,5")
	for _, e := range []*look.Entry{p.copies, p.pages} {
		e.OnKey = func(k *fyne.KeyEvent) bool {
			if k.Name != fyne.KeyReturn && k.Name != fyne.KeyEnter {
				return false
			}
			submit()
			return true
		}
	}
	p.box = look.Inset(look.Row(8, look.MutedText("打印机"), look.Wide(220, p.printer), p.settings, look.MutedText("份数"), look.Wide(56, p.copies),
		look.MutedText("页"), look.Wide(130, p.pages), look.Wide(150, p.duplex)), 0, 16, 8, 16)
	return p
}

// open begins a new document: all its pages once, on the printer that was used last.
func (p *printing) open() {
	p.copies.SetText("1")
	p.pages.SetText("")
	desk.Ask(&p.listing, platform.Printers, func(list []platform.Printer, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.offer(list)
	})
}

// offer shows the printers to choose from. The one that was used last is chosen, else the system's default one.
func (p *printing) offer(list []platform.Printer) {
	names := []string{}
	for _, printer := range list {
		names = append(names, printer.Name)
	}
	if len(names) == 0 {
		names = []string{noPrinter}
	}
	p.printer.Options = names
	p.printer.Selected = names[0]
	if last := p.desk.Preferences().String(prefPrinter); slices.Contains(names, last) {
		p.printer.Selected = last
	}
	p.printer.Refresh()
}

// name is the printer that is chosen, "" if there is none.
func (p *printing) name() string {
	if p.printer.Selected == noPrinter {
		return ""
	}
	return p.printer.Selected
}

func (p *printing) askSettings() {
	name := p.name()
	if name == "" {
		return
	}
	platform.AskPrinterSettings(p.desk.Window, name, p.chosen[name], func(chosen platform.PrinterSettings, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.chosen[name] = chosen
	})
}

// options reads the strip, for a document of so many pages.
func (p *printing) options(pages int) (platform.PrintOptions, error) {
	o := platform.PrintOptions{Printer: p.name(), Duplex: platform.Duplex(p.duplex.SelectedIndex()), Settings: p.chosen[p.name()]}
	copies, err := strconv.Atoi(strings.TrimSpace(p.copies.Text))
	if err != nil || copies < 1 || copies > platform.MaxCopies {
		return o, catalog.Refuse("bad_copies", "份数「%s」不对:请写 1 到 %d 的整数", p.copies.Text, platform.MaxCopies)
	}
	o.Copies = copies
	o.Pages, err = platform.ParsePages(p.pages.Text, pages)
	return o, err
}

// Print implements desk.Printer: it sends the pages to the printer.
func (p *Page) Print() {
	if p.isEmpty() || p.pages == nil {
		return
	}
	doc, name := p.pages, p.doc.Name
	options, err := p.printing.options(len(doc.Pages))
	if err != nil {
		p.desk.Warn(catalog.Message(err))
		return
	}
	var said string
	p.desk.Run("打印", func(ctx context.Context, report desk.Progress) (err error) {
		said, err = platform.Print(ctx, doc, name, options, report)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.Say(said)
	})
}
