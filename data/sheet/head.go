package sheet

import (
	"context"
	"errors"
)

// errHead ends the reading of a sheet of which the head is wanted alone.
var errHead = errors.New("the head has ended")

// Head reads the first rows of the first visible sheet that has some, in a time that does not grow with the file
// where its format allows that: what stands behind those rows is not looked at, merged areas among it. The Book has
// that one sheet, or none if all are empty or hidden.
func Head(ctx context.Context, path string, rows int, opt Options) (*Book, error) {
	opt.MaxRows, opt.head, opt.Report = rows, true, nil
	return Open(ctx, path, opt)
}

// headBytes is how much of a text file the head of a table is looked for in.
const headBytes = 1 << 19

// top returns the part of a text in which its first rows are.
func (src *source) top() *source {
	if !src.opt.head || src.size <= headBytes {
		return src
	}
	short := *src
	short.size = headBytes
	return &short
}

// isShown reports whether s is what the head of a workbook shows, so that no other sheet need be read.
func (src *source) isShown(s *Sheet) bool { return src.opt.head && !s.Hidden && s.Rows() > 0 }

// shown returns the sheet that the head of a workbook shows, none if all are empty or hidden.
func (src *source) shown(sheets []*Sheet) []*Sheet {
	for i, s := range sheets {
		if src.isShown(s) {
			return sheets[i : i+1]
		}
	}
	return nil
}
