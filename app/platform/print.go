package platform

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

// Printer is a printer that the system offers.
type Printer struct {
	Name    string
	Default bool
}

// Duplex says on which sides of the paper is printed.
type Duplex uint8

// The sides.
const (
	AsPrinterIsSet Duplex = iota
	OneSided
	LongEdge  // like a book
	ShortEdge // like a calendar on the wall
)

// PrintOptions are what a clerk chooses for a print.
type PrintOptions struct {
	Printer string // "" is the system's default one
	Copies  int    // 0 is 1
	Pages   []int  // from 0; nil is all
	Duplex  Duplex
	// Settings are what was chosen in the driver's own dialog for this printer; paper and orientation are still those
	// of the pages. Nil are the printer's own.
	Settings PrinterSettings
}

// PrinterSettings are settings of one printer in the words of its driver.
type PrinterSettings []byte

// MaxCopies bounds the copies: more is a mistake in typing.
const MaxCopies = 999

// Printers lists the printers, the default one first; none is no error.
func Printers(ctx context.Context) ([]Printer, error) {
	list, err := printers(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b Printer) int {
		if a.Default != b.Default {
			if a.Default {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return list, nil
}

// Print sends pages of a document to a printer. report, which may be nil, is told how much of it is sent. A print that
// is cancelled leaves nothing in the printer's queue, apart from sheets that are printed already. said is what to tell
// the clerk.
func Print(ctx context.Context, doc *paper.Document, name string, o PrintOptions, report func(done, total int)) (said string, err error) {
	if len(doc.Pages) == 0 {
		return "", catalog.Refuse("nothing_to_print", "没有可以打印的页")
	}
	o.Copies = min(max(o.Copies, 1), MaxCopies)
	if o.Pages == nil {
		for i := range doc.Pages {
			o.Pages = append(o.Pages, i)
		}
	}
	for _, page := range o.Pages {
		if page < 0 || page >= len(doc.Pages) {
			return "", catalog.Refuse("no_such_page", "没有第 %d 页:一共 %d 页", page+1, len(doc.Pages))
		}
	}
	if o.Printer == "" {
		if o.Printer, err = defaultPrinter(ctx); err != nil {
			return "", err
		}
	}
	if report == nil {
		report = func(int, int) {}
	}
	if err := printPages(ctx, doc, name, o, report); err != nil {
		return "", err
	}
	said = fmt.Sprintf("已送到打印机「%s」:%d 页", o.Printer, len(o.Pages))
	if o.Copies > 1 {
		said += fmt.Sprintf(",%d 份", o.Copies)
	}
	return said, nil
}

func defaultPrinter(ctx context.Context) (string, error) {
	list, err := Printers(ctx)
	if err != nil {
		return "", err
	}
	if len(list) == 0 {
		return "", catalog.Refuse("no_printer", "没有找到可用的打印机:请先在系统里添加打印机,或用“存为 PDF”")
	}
	return list[0].Name, nil
}

// HasPrinterSettings reports whether drivers of this system have dialogs of their own.
func HasPrinterSettings() bool { return hasPrinterSettings }

// AskPrinterSettings shows the driver's own dialog, beginning with before, and calls then with what was chosen, or with
// the error; it calls nothing if the clerk cancels. Like the dialogs for files it returns at once, must be called on the
// UI goroutine, and calls then on it.
func AskPrinterSettings(w fyne.Window, printer string, before PrinterSettings, then func(chosen PrinterSettings, err error)) {
	askPrinterSettings(w, printer, before, then)
}

// ParsePages reads a list of pages such as "1-3,5" of a document with so many pages, and returns them from 0 in the
// order given. An empty text is all pages: nil. The error is a catalog.Refusal of code bad_pages.
func ParsePages(text string, pages int) ([]int, error) {
	text = strings.NewReplacer("\uff0c", ",", "\u3001", ",", ";", ",", "\uff1b", ",", "\uff0d", "-", "\u2014", "-", "\u2013", "-",
		"~", "-", "\uff5e", "-", "至", "-", "到", "-", "第", "", "页", "", " ", "", "\u3000", "").Replace(text)
	if text == "" || text == "全部" {
		return nil, nil
	}
	refuse := func() ([]int, error) {
		return nil, catalog.Refuse("bad_pages", "页码「%s」看不懂:请写成 1-3,5 这样,在 1 到 %d 之间;留空是全部", text, pages)
	}
	var out []int
	seen := map[int]bool{}
	for _, part := range strings.Split(text, ",") {
		if part == "" {
			continue
		}
		from, to, isRange := strings.Cut(part, "-")
		first, err := pageNumber(from, 1)
		last := first
		if err == nil && isRange {
			last, err = pageNumber(to, pages)
		}
		if err != nil || first < 1 || last > pages || first > last || isRange && from == "" && to == "" {
			return refuse()
		}
		for p := first - 1; p < last; p++ {
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	if out == nil {
		return refuse()
	}
	return out, nil
}

// pageNumber reads a number in the digits of either width; empty is otherwise.
func pageNumber(text string, otherwise int) (int, error) {
	if text == "" {
		return otherwise, nil
	}
	narrow := strings.Map(func(r rune) rune {
		if r >= '\uff10' && r <= '\uff19' { // of full width
			return r - '\uff10' + '0'
		}
		return r
	}, text)
	return strconv.Atoi(narrow)
}
