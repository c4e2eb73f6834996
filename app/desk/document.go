package desk

import (
	"context"
	"io"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/paper"
	"taizhang/data/roster"
)

// Document is what the preview shows and saves: tables, a running text, or pages of another kind. They are built when
// they are wanted.
type Document struct {
	Name   string // of the file to save, without an ending: 容城镇社区干部花名册
	Tables func(ctx context.Context) ([]catalog.Table, error)
	Sheet  paper.Sheet // paper and orientation; the zero Sheet leaves them to the layout
	// Text, if not nil, takes the place of tables: a running text, which is saved for Word, as PDF or as plain text.
	Text Text
	// Pages, if not nil, takes the place of tables: forms, posters, cards and charts, which are saved as PDF alone.
	Pages func(ctx context.Context, sheet paper.Sheet) (*paper.Document, error)
	// Papers are the formats that a clerk may choose from for Pages; none if their layout knows its own.
	Papers []paper.Paper
}

// IsTable reports whether the document is one that spreadsheet programs can open.
func (doc Document) IsTable() bool { return doc.Text == nil && doc.Pages == nil }

// Write writes the document to the file at path, in the format that its name ends in.
func (doc Document) Write(ctx context.Context, path string) error {
	switch {
	case doc.Text != nil:
		return file.Replace(path, func(w io.Writer) error { return doc.Text.Write(ctx, w, path) })
	case doc.Pages != nil:
		pages, err := doc.Pages(ctx, doc.Sheet)
		if err != nil {
			return err
		}
		return roster.WriteDocument(path, pages, paper.Info{Title: doc.Name})
	}
	tables, err := doc.Tables(ctx)
	if err != nil {
		return err
	}
	return roster.Write(ctx, path, tables, roster.Options{Sheet: doc.Sheet})
}

// Text is a running text that can be printed and saved.
type Text interface {
	// Pages puts it on pages.
	Pages(ctx context.Context) (*paper.Document, error)
	// Write writes it in the format that the ending of path names.
	Write(ctx context.Context, w io.Writer, path string) error
}

// Preview shows the pages of a document.
func (d *Desk) Preview(from Place, doc Document) {
	from.Page, from.Data = PagePreview, doc
	d.Go(from)
}

// SaveDocument asks where to save a document, proposing its name with an ending, and saves it in the format that the
// name ends in.
func (d *Desk) SaveDocument(doc Document, ending string) {
	types := savedAs
	switch {
	case doc.Text != nil:
		types = textSavedAs
	case doc.Pages != nil:
		types, ending = pagesSavedAs, ".pdf"
	}
	d.chooseSave(doc.Name+ending, types, func(path string) {
		d.Run("保存", func(ctx context.Context, _ Progress) error { return doc.Write(ctx, path) }, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Saved(path)
		})
	})
}
