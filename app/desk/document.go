package desk

import (
	"context"

	"taizhang/data/catalog"
	"taizhang/data/paper"
	"taizhang/data/roster"
)

// Document is what the preview shows and saves: tables that are built when they are wanted.
type Document struct {
	Name   string // of the file to save, without an ending: 容城镇社区干部花名册
	Tables func(ctx context.Context) ([]catalog.Table, error)
	Sheet  paper.Sheet // paper and orientation; the zero Sheet leaves them to the layout
}

// Preview shows the pages of a document.
func (d *Desk) Preview(from Place, doc Document) {
	from.Page, from.Data = PagePreview, doc
	d.Go(from)
}

// SaveDocument asks where to save a document, proposing its name with an ending, and saves it in the format that the
// name ends in.
func (d *Desk) SaveDocument(doc Document, ending string) {
	d.ChooseSave(doc.Name+ending, func(path string) {
		d.Run("保存", func(ctx context.Context, _ Progress) error {
			tables, err := doc.Tables(ctx)
			if err != nil {
				return err
			}
			return roster.Write(ctx, path, tables, roster.Options{Sheet: doc.Sheet})
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Saved(path)
		})
	})
}
