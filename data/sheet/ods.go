package sheet

import (
	"errors"
	"fmt"
	"strings"

	"taizhang/data/catalog"
)

// odsReader reads the content of an OpenDocument workbook (ODF 1.3 part 3, 9), as WPS, LibreOffice and the office
// suites of Kylin and UOS write it.
type odsReader struct {
	zip     *zipFile
	s       *scanner
	book    *Book
	quota   *quota
	styles  odsStyles
	formats formatList

	b       *builder // of the current sheet, nil outside
	col     int      // the next column that is described
	columns []odsColumns

	// The current row.
	inRow    bool
	row      int // the next row, or the current one
	repeat   int // how many rows are like the current one
	rowStyle string
	hidden   bool
	unseen   Range // hidden rows without content that are not told yet: they count if a row with content follows
	next     int   // the next column of the row
	cells    []odsCell
	texts    []byte // of cells

	// The current cell.
	cell  odsCell
	said  odsValue
	inP   int // depth of paragraphs
	paras int
	text  []byte
	white bool   // more white space is none
	skip  string // an element whose content is no part of the cell's: a comment, a drawing
	note  []byte // of the comment that is being skipped
	inRem bool   // in a paragraph of it
	depth int    // of elements with its name
}

// odsColumns are neighbouring columns with one default style.
type odsColumns struct {
	last  int
	style string
}

// odsCell is a cell of the current row, repeated in some columns.
type odsCell struct {
	col, count       int
	kind             catalog.CellType
	style            style
	start, end       int // of its text in odsReader.texts
	formula          bool
	inside           bool // between its tags
	covered          bool
	styleName        string
	formulaText      string
	rowSpan, colSpan int
}

// odsValue is what the attributes of a cell say.
type odsValue struct{ kind, value, date, time, boolean, text string }

// odsSkipped are the elements with texts that are no part of a cell's.
var odsSkipped = map[string]bool{
	"annotation": true, "shapes": true, "tracked-changes": true, "forms": true, "named-expressions": true, "frame": true,
	"custom-shape": true, "rect": true, "line": true, "g": true, "control": true, "ellipse": true, "circle": true, "polygon": true,
	"path": true, "polyline": true, "connector": true, "caption": true, "measure": true, "ruby-text": true, "note": true, "dde-links": true,
}

// readODS reads an OpenDocument workbook.
func (z *zipFile) readODS() (*Book, error) {
	locked := false
	if err := z.scan("META-INF/manifest.xml", func(s *scanner) error {
		locked = locked || string(s.name) == "encryption-data"
		return nil
	}); err != nil {
		return nil, err
	}
	if locked {
		return nil, catalog.Refuse(CodeForeign, "「%s」是设有密码的 .ods 文件:请用 WPS 打开它,去掉密码另存为 .xlsx 后再导入", z.src.name)
	}
	o := &odsReader{zip: z, book: &Book{Format: "ods"}, styles: newODSStyles(), formats: newFormatList()}
	o.quota = &quota{cells: z.src.opt.MaxCells, warnings: &o.book.Warnings}
	z.expect("content.xml")
	if err := z.scan("styles.xml", o.styles.tag); err != nil {
		return nil, err
	}
	if err := z.scan("content.xml", o.tag); errors.Is(err, errHead) {
		return o.book, nil
	} else if err != nil {
		return nil, err
	}
	switch {
	case o.b != nil:
		return nil, z.src.damaged()
	case len(o.book.Sheets) == 0:
		return nil, catalog.Refuse(CodeNoSheets, "「%s」里没有工作表:请检查是否选对了文件", z.src.name)
	}
	return o.book, nil
}

// tag handles the text before a tag, and the tag.
func (o *odsReader) tag(s *scanner) error {
	o.s = s
	name := string(s.name)
	if o.skip == "annotation" {
		o.noteTag(name)
	}
	if o.skip != "" {
		if name == o.skip && !s.empty {
			if o.depth++; s.closing {
				o.depth -= 2
			}
			if o.depth == 0 {
				return o.endSkip()
			}
		}
		return nil
	}
	if o.inP > 0 && len(o.text) < maxToken {
		o.addText(s.appendContent(nil))
	}
	if s.tag == nil {
		return nil
	}
	if odsSkipped[name] {
		if s.opens() {
			o.skip, o.depth, o.note, o.inRem = name, 1, o.note[:0], false
		}
		return nil
	}
	if o.b == nil && name != "table" {
		return o.styles.tag(s)
	}
	switch name {
	case "table":
		return o.tableTag()
	case "table-column":
		o.columnTag()
	case "table-row":
		return o.rowTag()
	case "table-cell", "covered-table-cell":
		return o.cellTag(name == "covered-table-cell")
	case "p", "h":
		o.paragraphTag()
	case "s", "tab", "line-break":
		o.spaceTag(name)
	}
	return nil
}

func (o *odsReader) tableTag() error {
	s := o.s
	if s.opens() {
		if o.b != nil { // a table in a cell, which no spreadsheet program writes
			return errMalformed
		}
		if len(o.book.Sheets) >= o.zip.src.opt.MaxSheets {
			return errTooBig
		}
		o.b = newBuilder(s.attr("name"), o.quota)
		o.b.s.Hidden = o.styles.styles["table\x00"+s.attr("style-name")].hidden
		o.col, o.columns, o.row, o.inRow = 0, o.columns[:0], 0, false
		o.unseen = Range{Row1: 0, Row2: -1}
		return nil
	}
	if o.b == nil {
		return nil
	}
	o.endTable()
	return nil
}

func (o *odsReader) endTable() {
	o.b.s.formats, o.b.s.tints = o.formats.list, o.styles.tints
	o.book.Sheets = append(o.book.Sheets, o.b.finish())
	o.b = nil
}

// endHead ends the reading if the head of this sheet is all that is wanted.
func (o *odsReader) endHead() error {
	if o.zip.src.opt.head && !o.b.s.Hidden {
		o.endTable()
		return errHead
	}
	return nil
}

// count returns an attribute that says how often something is repeated, at least 1 and at most most.
func (o *odsReader) count(name string, most int) int {
	n, ok := parseIndex([]byte(o.s.attr(name)))
	if !ok {
		return 1
	}
	return min(max(n, 1), most)
}

// columnTag notes width, hiding and default style of columns.
func (o *odsReader) columnTag() {
	s := o.s
	if s.closing || o.col >= maxCols {
		return
	}
	last := o.col + o.count("number-columns-repeated", maxCols-o.col) - 1
	st := o.styles.styles["table-column\x00"+s.attr("style-name")]
	o.b.widths = append(o.b.widths, columnSpan{o.col, last, column{st.width, isODSHidden(s)}})
	o.columns = append(o.columns, odsColumns{last, s.attr("default-cell-style-name")})
	o.col = last + 1
}

func isODSHidden(s *scanner) bool {
	v := s.attr("visibility")
	return v == "collapse" || v == "filter"
}

func (o *odsReader) rowTag() error {
	s := o.s
	if !s.closing {
		if o.row >= maxRows {
			return errTooBig
		}
		o.inRow, o.repeat = true, o.count("number-rows-repeated", maxRows-o.row)
		o.rowStyle, o.hidden = s.attr("default-cell-style-name"), isODSHidden(s)
		o.next, o.cells, o.texts = 0, o.cells[:0], o.texts[:0]
	}
	if s.opens() || !o.inRow {
		return nil
	}
	o.inRow, o.inP, o.cell = false, 0, odsCell{}
	first := o.row
	o.row += o.repeat
	most := o.zip.src.opt.MaxRows
	switch {
	case len(o.cells) == 0 && !o.hidden:
		return nil
	case len(o.cells) == 0:
		if o.unseen.Row2 != first-1 {
			if err := o.tellHidden(); err != nil {
				return err
			}
			o.unseen.Row1 = first
		}
		o.unseen.Row2 = o.row - 1
		return nil
	case first >= most:
		o.b.s.Truncated = true
		return o.endHead()
	}
	if err := o.tellHidden(); err != nil {
		return err
	}
	for at := first; at < o.row; at++ {
		if at >= most {
			o.b.s.Truncated = true
			return nil
		}
		if err := o.putRow(at); err != nil {
			return err
		}
	}
	return nil
}

// tellHidden tells of the hidden rows without content that came before the current row.
func (o *odsReader) tellHidden() error {
	for at := o.unseen.Row1; at <= min(o.unseen.Row2, o.zip.src.opt.MaxRows-1); at++ {
		o.b.startRow(at, true)
		if err := o.b.endRow(); err != nil {
			return err
		}
	}
	o.unseen = Range{Row1: 0, Row2: -1}
	return nil
}

// putRow hands the current row to the builder as the row at.
func (o *odsReader) putRow(at int) error {
	if err := o.zip.ctx.Err(); err != nil {
		return err
	}
	o.b.startRow(at, o.hidden)
	for _, c := range o.cells {
		o.b.look = c.style.look
		for n := range c.count {
			if c.formulaText != "" {
				if _, err := o.b.addFormula(c.col+n, []byte(c.formulaText), -1); err != nil {
					return err
				}
			}
			if err := o.b.add(c.col+n, c.kind, c.style.format, o.texts[c.start:c.end], c.formula); err != nil {
				return err
			}
		}
	}
	return o.b.endRow()
}

func (z *zipFile) isOpenDocument() bool {
	_, content := z.parts["content.xml"]
	_, mimetype := z.parts["mimetype"]
	return content && mimetype
}

// refuseOpenDocument says what an OpenDocument file is that is no workbook; nil for a workbook.
func (z *zipFile) refuseOpenDocument() error {
	r, ok, err := z.open("mimetype")
	if err != nil || !ok {
		return err
	}
	defer r.Close()
	head := make([]byte, 128)
	n, err := r.Read(head)
	if n == 0 && err != nil {
		return fmt.Errorf("read the type of the document: %w", err)
	}
	switch kind := string(head[:n]); {
	case strings.Contains(kind, "spreadsheet"):
		return nil
	case strings.Contains(kind, "opendocument.text"):
		return refuseFormat(formatDoc, z.src.name)
	case strings.Contains(kind, "opendocument.presentation"):
		return refuseFormat(formatSlides, z.src.name)
	}
	return catalog.Refuse(CodeForeign, "「%s」是 OpenDocument 文件,但不是表格:请选择 .xlsx、.xls、.et 或 .csv 文件", z.src.name)
}
