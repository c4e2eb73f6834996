package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	kflate "github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// WriteOptions say how tables look in a workbook. The zero WriteOptions give a printable A4 portrait sheet.
type WriteOptions struct {
	Layouts []PageLayout // one for each table; if there are fewer, the last one serves the rest
	Fonts   Fonts
	Creator string    // of the workbook's properties; "" for the name of the program
	Created time.Time // of the workbook's properties; the zero time leaves it out
	// Identity, unless empty, is the heading of a hidden column behind each table that holds the ids of its rows.
	Identity string
}

// Fonts are names of fonts as Chinese Windows has them. Empty names mean the usual ones.
type Fonts struct {
	Title   string // 宋体, bold
	Heading string // 黑体
	Body    string // 宋体
}

// Paper is a size of paper.
type Paper uint8

// The sizes of paper.
const (
	A4 Paper = iota
	A3
)

// PageLayout holds the measures of one sheet, as the layout of the PDF has them, so that both break alike. A zero
// measure means the usual one.
type PageLayout struct {
	Paper     Paper
	Landscape bool

	Top, Right, Bottom, Left float64 // margins in mm, usually 20 15 20 15
	Footer                   float64 // from the lower edge to 第1页 共3页, in mm, usually 10
	NoPageNumbers            bool

	Columns []float64 // widths in mm; nil for those of the table stretched to the paper

	// Heights of rows in points. They are rounded down to the quarter of a millimetre that Excel knows, so that what
	// fits a page of the PDF fits a page of the workbook.
	TitleHeight    float64
	LineHeight     float64   // the line under the title, notes and signers
	HeadingHeights []float64 // of each heading row; the last one serves the rest
	RowHeight      float64   // of each row of the table; 0 fits it to its text
	RowHeights     []float64 // of single rows of the table, where they differ: by index, 0 for RowHeight

	TitleSize, LineSize, HeadingSize, BodySize float64 // of type, in points, usually 22 12 11 11

	Breaks      []int // indexes of rows of the table before which a page begins
	RepeatTitle bool  // repeat the title too on each page, not the headings alone
}

const (
	mmPerInch   = 25.4
	pointsPerMM = 72 / mmPerInch
	// charPixels is the width of a digit in the workbook's base font, Arial 11, which is alike in all programs.
	charPixels = 8
	baseFont   = "Arial"
)

func (l PageLayout) withDefaults() PageLayout {
	set := func(v *float64, usual float64) {
		if *v <= 0 {
			*v = usual
		}
	}
	set(&l.Top, 20)
	set(&l.Right, 15)
	set(&l.Bottom, 20)
	set(&l.Left, 15)
	set(&l.Footer, 10)
	set(&l.TitleSize, 22)
	set(&l.LineSize, 12)
	set(&l.HeadingSize, 11)
	set(&l.BodySize, 11)
	set(&l.TitleHeight, l.TitleSize*1.8)
	set(&l.LineHeight, l.LineSize*1.8)
	if len(l.HeadingHeights) == 0 {
		l.HeadingHeights = []float64{l.HeadingSize * 2.4}
	}
	return l
}

// paperMM returns width and height of the paper as it lies.
func (l PageLayout) paperMM() (width, height float64) {
	width, height = 210, 297
	if l.Paper == A3 {
		width, height = 297, 420
	}
	if l.Landscape {
		width, height = height, width
	}
	return width, height
}

// columns returns the widths of the columns of t in mm.
func (l PageLayout) columns(t catalog.Table) []float64 {
	widths := make([]float64, len(t.Columns))
	if len(l.Columns) > 0 {
		copy(widths, l.Columns)
		return widths
	}
	total := 0.0
	for i, c := range t.Columns {
		widths[i] = max(float64(c.Width), 6)
		total += widths[i]
	}
	paper, _ := l.paperMM()
	for i := range widths {
		widths[i] *= (paper - l.Left - l.Right) / total
	}
	return widths
}

// WriteTable writes an xlsx workbook with one formatted sheet for each table: title, the line under it, merged
// headings, rows with borders, notes, signers, and all that printing needs. Texts stay texts, so that ID numbers keep
// their digits; only columns that are Numeric hold numbers.
func WriteTable(ctx context.Context, w io.Writer, tables []catalog.Table, opt WriteOptions) error {
	if len(tables) == 0 {
		return errors.New("write workbook: no tables")
	}
	f := excelize.NewFile()
	defer f.Close()
	f.SetZipWriter(newZipWriter)
	if err := f.SetDefaultFont(baseFont); err != nil {
		return fmt.Errorf("set base font: %w", err)
	}
	styles := newStyles(f, opt.Fonts)
	names := sheetNames(tables)
	for i, t := range tables {
		if err := addSheet(f, names[i], i == 0); err != nil {
			return err
		}
		layout := PageLayout{}
		if n := len(opt.Layouts); n > 0 {
			layout = opt.Layouts[min(i, n-1)]
		}
		tw := &tableWriter{ctx: ctx, f: f, sheet: names[i], t: t, l: layout.withDefaults(), styles: styles, identity: opt.Identity}
		if err := tw.write(); err != nil {
			return fmt.Errorf("write sheet %s: %w", names[i], err)
		}
	}
	if err := setProperties(f, opt); err != nil {
		return err
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// newZipWriter compresses fast: a workbook is made while somebody waits.
func newZipWriter(w io.Writer) excelize.ZipWriter {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return kflate.NewWriter(w, kflate.BestSpeed)
	})
	return z
}

// addSheet adds a sheet; the first one takes the place of the sheet that a new workbook has.
func addSheet(f *excelize.File, name string, first bool) error {
	if first {
		if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
			return fmt.Errorf("name sheet %s: %w", name, err)
		}
		return nil
	}
	if _, err := f.NewSheet(name); err != nil {
		return fmt.Errorf("add sheet %s: %w", name, err)
	}
	return nil
}

func setProperties(f *excelize.File, opt WriteOptions) error {
	p := &excelize.DocProperties{Creator: opt.Creator, LastModifiedBy: opt.Creator}
	if p.Creator == "" {
		p.Creator, p.LastModifiedBy = "社区党建台账", "社区党建台账"
	}
	if !opt.Created.IsZero() {
		p.Created = opt.Created.UTC().Format(time.RFC3339)
		p.Modified = p.Created
	}
	if err := f.SetDocProps(p); err != nil {
		return fmt.Errorf("set properties: %w", err)
	}
	return nil
}

const (
	maxSheetName  = 31 // UTF-16 units
	usualSheet    = "表"
	reservedSheet = "history"
)

// sheetNames returns a valid and distinct name of a sheet for each table.
func sheetNames(tables []catalog.Table) []string {
	names := make([]string, len(tables))
	taken := map[string]bool{reservedSheet: true}
	for i, t := range tables {
		base := cleanSheetName(t.Sheet)
		if base == "" {
			base = cleanSheetName(t.Title)
		}
		if base == "" {
			base = usualSheet
		}
		name := cutUnits(base, maxSheetName)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := fmt.Sprintf("(%d)", n)
			name = cutUnits(base, maxSheetName-len(suffix)) + suffix
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

// cleanSheetName replaces what the name of a sheet must not have.
func cleanSheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`[]:*?/\`, r):
			return '_'
		case r < ' ':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	return strings.Trim(name, " '")
}

// cutUnits returns the longest start of s of at most n UTF-16 units.
func cutUnits(s string, n int) string {
	for i, r := range s {
		if n--; r > 0xFFFF {
			n--
		}
		if n < 0 {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}

// charWidth turns millimetres into the width of a column in characters, as workbooks count it.
func charWidth(mm float64) float64 {
	return math.Min(255, math.Max(1, math.Floor(mm/mmPerInch*96)/charPixels))
}

// rowHeight rounds a height in points down to what Excel can set: whole pixels of 0.75 pt, at most 409.
func rowHeight(points float64) float64 {
	return math.Min(409, math.Floor(points/0.75+1e-6)*0.75)
}
