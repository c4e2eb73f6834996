package roster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/paper"
	"taizhang/data/sheet"
)

// Options are how tables are written. The zero Options leave everything to the layout.
type Options struct {
	Sheet   paper.Sheet // paper, orientation, margins
	Author  string      // of the file's properties
	Created time.Time   // of the file's properties; the zero time is left out, so that equal tables give equal PDFs
	// Identity, unless empty, is the heading of a hidden column behind the table that holds the ids of its records, so
	// that a workbook that is handed out is known again when it comes back. PDF and csv have none.
	Identity string
}

// Write writes tables to the file at path, whose extension says as what: .xlsx, .csv or .pdf. The tables stand on
// sheets of a workbook or on pages of their own; a csv file holds one table. What stood at path is replaced only when
// the new file is whole. Errors that a clerk can do something about are a *catalog.Refusal.
func Write(ctx context.Context, path string, tables []catalog.Table, opt Options) error {
	write, err := writerFor(path)
	if err != nil {
		return err
	}
	return file.Replace(path, func(w io.Writer) error { return write(ctx, w, tables, opt) })
}

// CheckPath refuses a path at which Write could not write what it is asked to, before any work is done.
func CheckPath(path string) error {
	_, err := writerFor(path)
	return err
}

type writer func(context.Context, io.Writer, []catalog.Table, Options) error

func writerFor(path string) (writer, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".xlsx":
		return WriteXLSX, nil
	case ".csv":
		return WriteCSV, nil
	case ".pdf":
		return WritePDF, nil
	case "":
		return nil, catalog.Refuse(CodeExtension, "请给「%s」写上扩展名:.xlsx、.csv 或 .pdf", filepath.Base(path))
	default:
		return nil, catalog.Refuse(CodeExtension, "不能写成 %s 文件,请用 .xlsx、.csv 或 .pdf", ext)
	}
}

// Layout puts tables on pages, each beginning a page and numbered by itself, and returns the measures of each. The
// preview, the PDF and the page breaks of the workbook all come from it.
func Layout(ctx context.Context, tables []catalog.Table, on paper.Sheet) (*paper.Document, []paper.Measures, error) {
	all := paper.NewDocument()
	measures := make([]paper.Measures, 0, len(tables))
	for _, t := range tables {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		doc, m := paper.LayoutTable(t, on)
		measures = append(measures, m)
		if len(tables) == 1 {
			return doc, measures, nil
		}
		all.Pages = append(all.Pages, doc.Pages...)
	}
	return all, measures, ctx.Err()
}

// WritePDF writes tables as one PDF.
func WritePDF(ctx context.Context, w io.Writer, tables []catalog.Table, opt Options) error {
	if len(tables) == 0 {
		return errNoTables
	}
	doc, _, err := Layout(ctx, tables, opt.Sheet)
	if err != nil {
		return err
	}
	if err := paper.WritePDF(w, doc, paper.Info{Title: tables[0].Title, Author: opt.Author, Created: opt.Created}); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return ctx.Err()
}

// WriteDocument writes a document that is no table, such as forms or a poster, as the PDF at path. What stood there is
// replaced only when the new file is whole.
func WriteDocument(path string, doc *paper.Document, info paper.Info) error {
	if ext := strings.ToLower(filepath.Ext(path)); ext != ".pdf" {
		return catalog.Refuse(CodeExtension, "「%s」只能写成 PDF,请把文件名写成 .pdf", filepath.Base(path))
	}
	return file.Replace(path, func(w io.Writer) error { return paper.WritePDF(w, doc, info) })
}

// WriteXLSX writes tables as sheets of one workbook, which print as the PDF does: same paper, same rows on each page.
func WriteXLSX(ctx context.Context, w io.Writer, tables []catalog.Table, opt Options) error {
	if len(tables) == 0 {
		return errNoTables
	}
	_, measures, err := Layout(ctx, tables, opt.Sheet)
	if err != nil {
		return err
	}
	out := sheet.WriteOptions{Creator: opt.Author, Created: opt.Created, Identity: opt.Identity, Layouts: make([]sheet.PageLayout, len(measures))}
	for i, m := range measures {
		out.Layouts[i] = pageLayout(m)
		if tables[i].Open {
			out.Layouts[i] = enlarge(out.Layouts[i])
		}
	}
	return sheet.WriteTable(ctx, w, tables, out)
}

// enlarge gives a table to be filled in, which has a column for every field, type that can be read on the screen. On
// paper the program fits it to the width again.
func enlarge(l sheet.PageLayout) sheet.PageLayout {
	by := lineSize / l.BodySize
	for _, measures := range [][]float64{l.Columns, l.HeadingHeights, l.RowHeights} {
		for i := range measures {
			measures[i] *= by
		}
	}
	l.HeadingSize, l.BodySize, l.Breaks = lineSize, lineSize, nil
	return l
}

// WriteCSV writes the only table of tables as csv.
func WriteCSV(_ context.Context, w io.Writer, tables []catalog.Table, _ Options) error {
	switch {
	case len(tables) == 0:
		return errNoTables
	case len(tables) > 1:
		return catalog.Refuse(CodeManyCSV, "一个 csv 文件只能放一张表,这里有 %d 张;请改用 .xlsx 或 .pdf", len(tables))
	}
	return sheet.WriteCSV(w, tables[0])
}

var errNoTables = errors.New("nothing to write: no tables")

// lineSize is the size of the line under the title, the notes and the signers, in points (五号), as on paper.
const lineSize = 10.5

// pageLayout turns the measures of pages into those of a sheet.
func pageLayout(m paper.Measures) sheet.PageLayout {
	l := sheet.PageLayout{
		Landscape: m.Landscape,
		Top:       m.Margins.Top, Right: m.Margins.Right, Bottom: m.Margins.Bottom, Left: m.Margins.Left,
		Columns:     m.Columns,
		TitleHeight: m.Title, LineHeight: m.UnitLine, HeadingHeights: m.Headings, RowHeights: m.Rows,
		TitleSize: m.TitleSize, LineSize: lineSize, HeadingSize: m.TextSize, BodySize: m.TextSize,
	}
	if m.Paper == paper.A3 {
		l.Paper = sheet.A3
	}
	for _, last := range m.Breaks {
		l.Breaks = append(l.Breaks, last+1)
	}
	return l
}
