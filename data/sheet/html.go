package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"taizhang/data/catalog"
)

const (
	maxColSpan = 1000 // as browsers have it
	maxRowSpan = 65534
)

// readHTML reads the tables of a web page, which many programs save under names that end in .xls.
func readHTML(ctx context.Context, src *source) (*Book, error) {
	raw, err := src.top().bytes(ctx)
	if err != nil {
		return nil, err
	}
	book := &Book{Format: "html"}
	q := &quota{cells: src.opt.MaxCells, warnings: &book.Warnings}
	s, err := readPage(ctx, src, raw, src.stem(), q)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, refuseFormat(formatHTML, src.name)
	}
	book.Sheets = []*Sheet{s}
	return book, nil
}

// readPage reads one page as one sheet, as other programs show it: tables and the texts between them, one below the
// other. It returns nil if there is no table.
func readPage(ctx context.Context, src *source, raw []byte, name string, q *quota) (*Sheet, error) {
	text, ok := decodeWeb(raw)
	if !ok {
		return nil, refuseFormat(formatUnknown, src.name)
	}
	tables, err := surveyTables(ctx, text)
	if err != nil || len(tables) == 0 {
		return nil, err
	}
	if given := pageName(text); given != "" {
		name = given
	}
	p := &pageReader{
		ctx: ctx, opt: src.opt, b: newBuilder(name, q), tables: tables,
		codes: map[string]string{}, formats: newFormatList(),
	}
	if err := p.read(text); err != nil {
		return nil, err
	}
	p.b.s.formats = p.formats.list
	return p.b.finish(), nil
}

// pageName returns the name that Excel notes for the sheet of a page.
func pageName(text []byte) string {
	_, rest, found := bytes.Cut(text[:min(len(text), 1<<16)], []byte("<x:Name>"))
	name, _, closed := bytes.Cut(rest, []byte("</x:Name>"))
	if !found || !closed || len(name) > 200 {
		return ""
	}
	return html.UnescapeString(string(name))
}

// tableRole is what becomes of a table.
type tableRole uint8

const (
	tableGrid   tableRole = iota // its cells are cells of the sheet
	tableLayout                  // it only holds larger tables in their places
	tableInline                  // it is a part of a cell
)

// pageTable is a table of a page.
type pageTable struct {
	parent      int // -1 for none
	rows, cells int // its own, without those of tables inside
	role        tableRole
}

// newTokenizer returns a tokenizer of a page.
func newTokenizer(text []byte) *html.Tokenizer {
	z := html.NewTokenizer(bytes.NewReader(text))
	z.SetMaxBuf(maxToken)
	return z
}

// tokenError turns the end of a page into the error of its reader.
func tokenError(z *html.Tokenizer) error {
	switch err := z.Err(); {
	case errors.Is(err, io.EOF):
		return nil
	case errors.Is(err, html.ErrBufferExceeded):
		return errTooBig
	default:
		return fmt.Errorf("read the page: %w", err)
	}
}

// surveyTables finds the tables of a page and what each of them is for: a table inside another one is a part of its
// cell unless it is the larger of the two.
func surveyTables(ctx context.Context, text []byte) ([]pageTable, error) {
	const maxTables = 100_000
	var tables []pageTable
	current := -1
	z := newTokenizer(text)
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		token := z.Next()
		if token == html.ErrorToken {
			break
		}
		if token != html.StartTagToken && token != html.EndTagToken && token != html.SelfClosingTagToken {
			continue
		}
		name, _ := z.TagName()
		switch tag := atom.Lookup(name); {
		case tag == atom.Table && token == html.EndTagToken:
			if current >= 0 {
				current = tables[current].parent
			}
		case tag == atom.Table:
			if len(tables) >= maxTables {
				return nil, errTooBig
			}
			tables = append(tables, pageTable{parent: current})
			current = len(tables) - 1
		case current < 0 || token == html.EndTagToken:
		case tag == atom.Tr:
			tables[current].rows++
		case tag == atom.Td, tag == atom.Th:
			tables[current].cells++
		}
	}
	for i := range tables {
		assignRole(tables, i)
	}
	return tables, tokenError(z)
}

// assignRole decides about the table i, after those around it.
func assignRole(tables []pageTable, i int) {
	t := &tables[i]
	if t.parent < 0 {
		return
	}
	around := &tables[t.parent]
	if around.role == tableInline || t.rows < 2 || t.cells <= around.cells {
		t.role = tableInline
		return
	}
	for p := t.parent; p >= 0 && tables[p].role != tableLayout; p = tables[p].parent {
		tables[p].role = tableLayout
	}
}

// pageReader turns a page into a sheet.
type pageReader struct {
	ctx     context.Context
	opt     Options
	b       *builder
	z       *html.Tokenizer
	tables  []pageTable
	met     int               // tables so far
	open    []int             // the tables that are open
	codes   map[string]string // number formats by class or element
	formats formatList

	nextRow int // of the sheet
	inRow   bool
	row     int
	col     int
	cols    int   // column elements of the table so far
	until   []int // by column, the first row that no cell above reaches into
	cell    *pageCell
	text    pageText  // of the cell or paragraph
	silent  atom.Atom // an element whose text nobody sees
}

func (p *pageReader) read(text []byte) error {
	p.z = newTokenizer(text)
	for n := 0; !p.b.s.Truncated; n++ {
		if n%4096 == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		var err error
		switch token := p.z.Next(); token {
		case html.ErrorToken:
			if err := tokenError(p.z); err != nil {
				return err
			}
			return p.finish()
		case html.TextToken:
			p.addText()
		case html.StartTagToken, html.SelfClosingTagToken:
			err = p.startTag()
		case html.EndTagToken:
			name, _ := p.z.TagName()
			err = p.endTag(atom.Lookup(name))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addText takes a piece of text, or the rules of a style element.
func (p *pageReader) addText() {
	switch p.silent {
	case 0:
		if len(p.text.b) < maxToken {
			p.text.add(p.z.Text())
		}
	case atom.Style:
		p.addRules(string(p.z.Text()))
	}
}

// role returns the role of the innermost table; ok is false outside of tables.
func (p *pageReader) role() (role tableRole, ok bool) {
	if len(p.open) == 0 {
		return 0, false
	}
	return p.tables[p.open[len(p.open)-1]].role, true
}

func (p *pageReader) startTag() error {
	name, hasAttr := p.z.TagName()
	tag := atom.Lookup(name)
	attrs := p.attributes(hasAttr)
	role, inTable := p.role()
	switch tag {
	case atom.Style, atom.Script, atom.Title, atom.Noscript, atom.Select:
		p.silent = tag
	case atom.Table:
		return p.startTable()
	case atom.Br:
		p.text.line()
	case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if p.cell == nil {
			return p.endParagraph(false)
		}
		p.text.block()
	case atom.Col:
		if inTable && role == tableGrid {
			p.addColumn(attrs)
		}
	case atom.Tr:
		if inTable && role == tableGrid {
			return p.startRow(strings.Contains(squeeze(attrs["style"]), "display:none"))
		}
		p.text.block()
	case atom.Td, atom.Th:
		if inTable && role == tableGrid {
			return p.startCell(attrs)
		}
		if role == tableLayout {
			return p.endParagraph(false)
		}
		p.text.add([]byte(" "))
	}
	return nil
}

// attributes returns the attributes of the current tag.
func (p *pageReader) attributes(more bool) map[string]string {
	if !more {
		return nil
	}
	attrs := map[string]string{}
	for more && len(attrs) < 100 {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		attrs[string(key)] = string(value)
	}
	return attrs
}

func (p *pageReader) endTag(tag atom.Atom) error {
	role, inTable := p.role()
	switch tag {
	case p.silent:
		p.silent = 0
	case atom.Table:
		return p.endTable()
	case atom.Td, atom.Th:
		if inTable && role == tableGrid {
			return p.endCell()
		}
	case atom.Tr:
		if inTable && role == tableGrid {
			return p.endRow()
		}
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if p.cell == nil {
			return p.endParagraph(true)
		}
	case atom.Div, atom.Caption, atom.Li:
		if p.cell == nil {
			return p.endParagraph(false)
		}
	}
	return nil
}

func (p *pageReader) startTable() error {
	if p.met >= len(p.tables) { // the survey has seen all
		return nil
	}
	p.silent = 0
	p.open = append(p.open, p.met)
	p.met++
	if role, _ := p.role(); role != tableGrid {
		return nil
	}
	p.until, p.cols = p.until[:0], 0
	return p.endParagraph(false)
}

func (p *pageReader) endTable() error {
	role, inTable := p.role()
	if !inTable {
		return nil
	}
	p.open = p.open[:len(p.open)-1]
	switch role {
	case tableGrid:
		return p.endRow()
	case tableLayout:
		return p.endParagraph(false)
	}
	p.text.block()
	return nil
}

// finish ends what the page has left open.
func (p *pageReader) finish() error {
	if err := p.endRow(); err != nil {
		return err
	}
	return p.endParagraph(false)
}

// endParagraph puts the text outside of the cells, if there is any, into a row of its own; gap leaves a row free.
func (p *pageReader) endParagraph(gap bool) error {
	if p.cell != nil || p.inRow {
		return nil
	}
	text := p.text.take()
	if len(text) == 0 || !p.newRow(false) {
		return nil
	}
	if err := p.b.add(0, catalog.CellText, 0, text, false); err != nil {
		return err
	}
	if gap {
		p.nextRow++
	}
	return p.b.endRow()
}

// newRow begins the next row of the sheet; it is false if no more are wanted.
func (p *pageReader) newRow(hidden bool) bool {
	if p.nextRow >= p.opt.MaxRows {
		p.b.s.Truncated = true
		return false
	}
	p.row = p.nextRow
	p.nextRow++
	p.b.startRow(p.row, hidden)
	return true
}

func (p *pageReader) startRow(hidden bool) error {
	if err := p.endRow(); err != nil {
		return err
	}
	p.text.take() // what stands between rows, browsers show elsewhere
	p.inRow = p.newRow(hidden)
	p.col = 0
	return nil
}

func (p *pageReader) endRow() error {
	if err := p.endCell(); err != nil || !p.inRow {
		return err
	}
	p.inRow = false
	p.text.take()
	return p.b.endRow()
}

// startCell begins a cell in the first column that no cell above reaches into.
func (p *pageReader) startCell(attrs map[string]string) error {
	if err := p.endCell(); err != nil {
		return err
	}
	if !p.inRow {
		if err := p.startRow(false); err != nil || !p.inRow {
			return err
		}
	}
	p.text.take()
	for p.col < len(p.until) && p.until[p.col] > p.row {
		p.col++
	}
	area := Range{p.row, p.col, p.row, p.col}
	area.Col2 += spanOf(attrs["colspan"], maxColSpan) - 1
	area.Row2 += spanOf(attrs["rowspan"], maxRowSpan) - 1
	if area.Col2 >= maxCols {
		return errTooBig
	}
	area.Row2 = min(area.Row2, maxRows-1)
	for len(p.until) <= area.Col2 {
		p.until = append(p.until, 0)
	}
	for c := area.Col1; c <= area.Col2; c++ {
		p.until[c] = area.Row2 + 1
	}
	p.col = area.Col2 + 1
	if err := p.b.merge(area, p.opt.MaxMerges); err != nil {
		return err
	}
	p.cell = p.newCell(area.Col1, attrs)
	return nil
}

// spanOf reads how many rows or columns a cell covers.
func spanOf(value string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

func (p *pageReader) endCell() error {
	if p.cell == nil {
		return nil
	}
	cell := p.cell
	p.cell = nil
	return p.addCell(cell, p.text.take())
}

// addColumn notes width and hiding that a column element states.
func (p *pageReader) addColumn(attrs map[string]string) {
	span := spanOf(attrs["span"], maxColSpan)
	pixels, _ := strconv.ParseFloat(attrs["width"], 32)
	width := max(0, (pixels-5)/7) // of Excel's usual type
	hidden := strings.Contains(squeeze(attrs["style"]), "display:none")
	if (width > 0 && width < 1000 || hidden) && len(p.b.widths) < maxCols {
		p.b.widths = append(p.b.widths, columnSpan{p.cols, p.cols + span - 1, column{float32(width), hidden}})
	}
	p.cols += span
}

// pageText gathers text as browsers show it: runs of white space are one space.
type pageText struct {
	b     []byte
	space bool // white space is due before the next character
}

func (t *pageText) add(b []byte) {
	for len(b) > 0 {
		c := b[0]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			t.space = len(t.b) > 0 && t.b[len(t.b)-1] != '\n'
			b = b[1:]
			continue
		case t.space:
			t.b = append(t.b, ' ')
			t.space = false
		}
		if c == 0xC2 && len(b) > 1 && b[1] == 0xA0 { // the space that does not break
			t.b = append(t.b, ' ')
			b = b[2:]
			continue
		}
		t.b = append(t.b, c)
		b = b[1:]
	}
}

// line breaks the line.
func (t *pageText) line() {
	t.b = append(t.b, '\n')
	t.space = false
}

// block starts a new line unless one has just been started.
func (t *pageText) block() {
	if n := len(t.b); n > 0 && t.b[n-1] != '\n' {
		t.line()
	}
}

// take returns the text and starts anew; it is valid until the next call of add.
func (t *pageText) take() []byte {
	text := bytes.Trim(t.b, " \n")
	t.b, t.space = t.b[:0], false
	return text
}
