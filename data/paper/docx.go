package paper

import (
	"archive/zip"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"taizhang/data/catalog"
)

// WriteDOCX writes an article for Word and WPS (ISO/IEC 29500-1, WordprocessingML): the page, the grid of 22 lines of 28
// characters and the numbers of pages of GB/T 9704, and the fonts by the names that offices have them under; a
// computer that lacks one takes its own 宋体, 仿宋 or 楷体. The same article and info give the same bytes.
func WriteDOCX(w io.Writer, a Article, info Info) error {
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", coreProperties(info)},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/document.xml", documentPart(a)},
		{"word/styles.xml", stylesPart()},
		{"word/settings.xml", settingsPart},
		{"word/fontTable.xml", fontTablePart()},
		{"word/footer1.xml", footerPart("right")},
		{"word/footer2.xml", footerPart("left")},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
		if _, err := io.WriteString(f, xmlHead+part.content); err != nil {
			return fmt.Errorf("write %s: %w", part.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("finish the document: %w", err)
	}
	return nil
}

// The measures of the page in twips, twentieths of a point. Lines are rounded down, so that 22 of them always have room,
// and so is the space between characters, so that 28 of them have. The grid is one of lines alone: on a grid of
// characters some programs give one that is a hair wider than its cell two cells.
var (
	twipTop, twipLeft = twips(articleTop), twips(articleLeft)
	twipRight         = twips(210 - articleLeft - articleWidth)
	twipBottom        = twips(297 - articleTop - articleHeight)
	twipLine          = int(math.Floor(linePitch / mmPerPoint * 20))
	twipFooter        = twips(297 - articleTop - articleHeight - numberBelow - numberSize*mmPerPoint)
	twipSpacing       = int(math.Floor((bodySize - halfPointsBody/2) * 20))
)

func twips(mm float64) int { return int(math.Round(mm / mmPerPoint * 20)) }

// documentPart is the text with its tables.
func documentPart(a Article) string {
	var b strings.Builder
	b.WriteString(`<w:document ` + namespaces + `><w:body>`)
	paragraph(&b, "Title", a.Title)
	for _, under := range a.Under {
		paragraph(&b, "Subtitle", under)
	}
	paragraph(&b, "Normal", "")
	for _, item := range a.Items {
		for text := range strings.SplitSeq(item.Text, "\n") {
			paragraph(&b, [...]string{Body: "BodyText", Heading1: "Heading1", Heading2: "Heading2"}[item.Level], text)
		}
	}
	for _, t := range a.Tables {
		b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
		documentTable(&b, t)
	}
	fmt.Fprintf(&b, `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`+
		`<w:docGrid w:type="lines" w:linePitch="%d"/></w:sectPr></w:body></w:document>`,
		twips(210), twips(297), twipTop, twipRight, twipBottom, twipLeft, twipFooter, twipLine)
	return b.String()
}

// paragraph writes one line or paragraph of a style.
func paragraph(b *strings.Builder, style, text string) {
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>`, style)
	if text != "" {
		b.WriteString(`<w:r><w:t xml:space="preserve">` + xmlText(text) + `</w:t></w:r>`)
	}
	b.WriteString(`</w:p>`)
}

// documentTable writes a table with its title and the lines around it.
func documentTable(b *strings.Builder, t catalog.Table) {
	paragraph(b, "Title", t.Title)
	if under := strings.TrimSpace(t.Left + "　" + t.Right); under != "" {
		paragraph(b, "TableText", under)
	}
	widths := tableWidths(t)
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="` + fmt.Sprint(twips(articleWidth)) + `" w:type="dxa"/><w:tblBorders>`)
	for _, side := range [...]string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, w)
	}
	b.WriteString(`</w:tblGrid>`)
	headingRows(b, t, widths)
	for _, row := range t.Rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		if row.Group {
			tableCell(b, catalog.HeadingCell{Text: cellText(row, 0), Rows: 1, Columns: len(widths)}, widths, "left", true, "")
		} else {
			for i, c := range t.Columns {
				tableCell(b, catalog.HeadingCell{Text: cellText(row, i), Column: i, Rows: 1, Columns: 1}, widths, alignments[c.Align], row.Total, "")
			}
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	for _, note := range t.Notes {
		paragraph(b, "TableText", note)
	}
}

var alignments = [...]string{catalog.AlignCenter: "center", catalog.AlignLeft: "left", catalog.AlignRight: "right"}

// tableWidths divides the width of the text in the proportion that the columns wish.
func tableWidths(t catalog.Table) []int {
	var all float32
	for _, c := range t.Columns {
		all += max(c.Width, 1)
	}
	out := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = int(float32(twips(articleWidth)) * max(c.Width, 1) / all)
	}
	return out
}

// headingRows writes the rows that are repeated on each page.
func headingRows(b *strings.Builder, t catalog.Table, widths []int) {
	cells, rows := t.Headings()
	for row := range rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
		for _, c := range cells {
			switch {
			case c.Row == row && c.Rows > 1:
				tableCell(b, c, widths, "center", true, `<w:vMerge w:val="restart"/>`)
			case c.Row == row:
				tableCell(b, c, widths, "center", true, "")
			case c.Row < row && row < c.Row+c.Rows:
				c.Text = ""
				tableCell(b, c, widths, "center", true, `<w:vMerge/>`)
			}
		}
		b.WriteString(`</w:tr>`)
	}
}

func tableCell(b *strings.Builder, c catalog.HeadingCell, widths []int, align string, strong bool, merge string) {
	width := 0
	for _, w := range widths[c.Column : c.Column+c.Columns] {
		width += w
	}
	span, style := "", "TableText"
	if c.Columns > 1 {
		span = fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, c.Columns)
	}
	if strong {
		style = "TableHeading"
	}
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s<w:vAlign w:val="center"/></w:tcPr>`, width, span, merge)
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/><w:jc w:val="%s"/></w:pPr>`, style, align)
	if c.Text != "" {
		b.WriteString(`<w:r><w:t xml:space="preserve">` + xmlText(c.Text) + `</w:t></w:r>`)
	}
	b.WriteString(`</w:p></w:tc>`)
}

// xmlText escapes text for XML; characters that XML has no place for become a question mark.
func xmlText(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD && r != utf8.RuneError, r >= 0x10000:
			return r
		case r == '\n', r == '\r':
			return ' '
		}
		return '?'
	}, text)
	return xmlEscapes.Replace(text)
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
