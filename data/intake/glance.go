package intake

import (
	"context"
	"errors"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// Glimpse is how the first sheet of what is to be imported begins, to be looked at while all of it is read.
type Glimpse struct {
	Sheet *sheet.Sheet // its first rows
	Table *Table       // the first table in them as far as they tell, nil if they tell of none
}

// Glance reads the first rows of the first file of paths, which may be folders. It takes a moment, whatever the size of
// the file, and tells nothing that Gather and Recognise would not tell better: on any error, wait for them.
func Glance(ctx context.Context, paths []string, rows int, opt sheet.Options, kinds []*catalog.Kind) (Glimpse, error) {
	var g gatherer
	for _, path := range paths {
		if err := g.find(ctx, path); err != nil {
			return Glimpse{}, err
		}
		if len(g.found) > 0 {
			break
		}
	}
	if len(g.found) == 0 || g.found[0].path == "" {
		return Glimpse{}, errNoGlimpse
	}
	f := g.found[0]
	book, err := sheet.Head(ctx, f.path, rows, opt)
	if err != nil {
		return Glimpse{}, err
	}
	if len(book.Sheets) == 0 {
		return Glimpse{}, errNoGlimpse
	}
	reading, err := Recognise(ctx, []Source{{Name: f.name, Book: book}}, nil, Options{Kinds: kinds})
	if err != nil {
		return Glimpse{}, err
	}
	out := Glimpse{Sheet: book.Sheets[0]}
	if tables := reading.Files[0].Tables; len(tables) > 0 {
		out.Table = tables[0]
	}
	return out, nil
}

var errNoGlimpse = errors.New("there is nothing to be seen at once")
