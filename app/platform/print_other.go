//go:build !windows

package platform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

// Drivers of CUPS have no dialog: what they offer is set in the system's settings.
const hasPrinterSettings = false

func askPrinterSettings(fyne.Window, string, PrinterSettings, func(PrinterSettings, error)) {}

// spoolerPatience is how long the spooler may take to answer.
const spoolerPatience = 30 * time.Second

// printers asks CUPS. Without CUPS there are none.
func printers(ctx context.Context) ([]Printer, error) {
	names, err := spooler(ctx, "lpstat", "-e")
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, nil // CUPS is not there or does not run: a system without printers
	}
	preferred, err := spooler(ctx, "lpstat", "-d")
	if err != nil {
		preferred = "" // only its order is lost
	}
	return printerList(names, preferred), nil
}

// printerList reads the answers of lpstat -e and lpstat -d.
func printerList(names, preferred string) []Printer {
	_, chosen, _ := strings.Cut(preferred, ": ")
	chosen = strings.TrimSpace(chosen)
	var list []Printer
	for _, name := range strings.Fields(names) {
		list = append(list, Printer{Name: name, Default: name == chosen})
	}
	return list
}

func spooler(ctx context.Context, program string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, spoolerPatience)
	defer cancel()
	command := exec.CommandContext(ctx, program, args...)
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "LANGUAGE=C")
	out, err := command.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", program, err, out)
	}
	return string(out), nil
}

// printPages hands the whole document to lp, with the pages that are wanted.
func printPages(ctx context.Context, doc *paper.Document, name string, o PrintOptions, _ func(done, total int)) error {
	dir, err := os.MkdirTemp("", "taizhang-print-")
	if err != nil {
		return fmt.Errorf("making a folder for printing: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "print.pdf")
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("making a file for printing: %w", err)
	}
	err = paper.WritePDF(f, doc, paper.Info{Title: name})
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing a file for printing: %w", err)
	}
	if _, err := spooler(ctx, "lp", lpArguments(doc, name, o, path)...); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return catalog.Refuse("not_printed", "打印机「%s」没有接受这份文件:请看看它是否开机、已连接,或换一台打印机;也可以用“存为 PDF”", o.Printer).Because(err)
	}
	return nil
}

// lpArguments are the words for lp. The paper is that of the first page; CUPS turns pages to fit it by itself.
func lpArguments(doc *paper.Document, name string, o PrintOptions, path string) []string {
	args := []string{"-d", o.Printer, "-t", name, "-n", strconv.Itoa(o.Copies), "-o", "collate=true", "-o", "print-scaling=none", "-o", "media=" + media(doc.Pages[o.Pages[0]])}
	switch o.Duplex {
	case OneSided:
		args = append(args, "-o", "sides=one-sided")
	case LongEdge:
		args = append(args, "-o", "sides=two-sided-long-edge")
	case ShortEdge:
		args = append(args, "-o", "sides=two-sided-short-edge")
	case AsPrinterIsSet:
	}
	if len(o.Pages) < len(doc.Pages) {
		var numbers []string
		for _, p := range o.Pages {
			numbers = append(numbers, strconv.Itoa(p+1))
		}
		args = append(args, "-P", strings.Join(numbers, ","))
	}
	return append(args, "--", path)
}

// media names the paper of a page in the words of CUPS.
func media(p *paper.Page) string {
	if size, ok := paperOf(p); ok {
		return size.name
	}
	return fmt.Sprintf("Custom.%.0fx%.0fmm", min(p.Width, p.Height), max(p.Width, p.Height))
}
