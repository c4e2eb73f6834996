package roster

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"unicode"

	"taizhang/data/catalog"
	"taizhang/data/paper"
	"taizhang/data/picture"
)

// Codes of the refusals of Album.
const (
	CodeNoPictures   = "roster-no-pictures"
	CodeManyPictures = "roster-many-pictures"
)

// mostPictures bounds the pictures of one document: at two to a page they take about 200 KB each.
const mostPictures = 500

// albumDPI is the resolution in which photographs are printed, in dots per inch.
const albumDPI = 240

// AlbumSource is a Source that has the pictures too. A *store.Store is one.
type AlbumSource interface {
	Source
	Blob(ctx context.Context, hash string) (catalog.Blob, error)
}

// HasPictures reports whether records of a kind can have pictures.
func HasPictures(k *catalog.Kind) bool {
	for i := range k.Fields {
		if _, ok := k.Fields[i].Type.(catalog.Pictures); ok {
			return true
		}
	}
	return false
}

// Album returns the pictures of the records of req, each with what it is of: 1, 2, 4 or 6 are to stand on a page. The
// records keep their order. A picture that is missing or damaged is an empty box. The view of req is not asked for.
func Album(ctx context.Context, src AlbumSource, req Request, perPage int) (paper.Album, error) {
	req.View, req.Columns, req.GroupBy, req.KeepOrder = AllView, nil, "", true
	b, err := newBuilder(ctx, src, req)
	if err != nil {
		return paper.Album{}, err
	}
	album := paper.Album{Title: req.Title, Left: "填报单位：" + req.Office + req.Org.Label()}
	if album.Title == "" {
		album.Title = title("%s"+req.Kind.Title+"图片", req.Office, catalog.Record{})
	}
	if !req.AsOf.IsZero() {
		album.Right = "填报日期：" + req.AsOf.Chinese()
	}
	for _, r := range b.req.Records {
		for i := range r.Kind.Fields {
			t, ok := r.Kind.Fields[i].Type.(catalog.Pictures)
			if !ok {
				continue
			}
			for _, p := range t.List(r.At(i)) {
				if len(album.Photos) >= mostPictures {
					return album, catalog.Refuse(CodeManyPictures, "图片超过 %d 张,一次印不下;请少选一些记录,或按时间筛选后分几次打印", mostPictures)
				}
				photo, err := albumPhoto(ctx, src, p, perPage)
				if err != nil {
					return album, err
				}
				album.Photos = append(album.Photos, paper.AlbumPhoto{Photo: photo, Caption: b.occasion(r), Under: spoken(p.Name)})
			}
		}
	}
	if len(album.Photos) == 0 {
		return album, catalog.Refuse(CodeNoPictures, "选中的%s里没有图片;请先在右边的表单里添加", req.Kind.Title)
	}
	return album, nil
}

// albumPhoto reads a picture in the size in which it is printed.
func albumPhoto(ctx context.Context, src AlbumSource, p catalog.Picture, perPage int) (paper.Photo, error) {
	blob, err := src.Blob(ctx, p.Hash)
	if refusal := (&catalog.Refusal{}); errors.As(err, &refusal) {
		return paper.Photo{}, nil
	}
	if err != nil {
		return paper.Photo{}, fmt.Errorf("read picture %s: %w", p.Hash, err)
	}
	return printable(blob.Data, perPage), nil
}

// printable returns a picture as paper embeds it; the zero Photo if it can't be read.
func printable(data []byte, perPage int) paper.Photo {
	w, h := paper.AlbumRoom(perPage)
	dots := func(mm float64) int { return int(math.Ceil(mm / 25.4 * albumDPI)) }
	data, _, err := picture.JPEG(data, dots(w), dots(h))
	if err != nil {
		return paper.Photo{}
	}
	photo, err := paper.NewPhoto(data)
	if err != nil {
		return paper.Photo{}
	}
	return photo
}

// occasion says what a record is about: 2003年1月18日 法律进社区大型宣传咨询活动　北门广场.
func (b *builder) occasion(r catalog.Record) string {
	words := []string{strings.TrimSpace(r.Label())}
	where := ""
	if f := r.Kind.Field("place"); f != nil {
		where = b.format(column{field: f}, r.Get("place"))
	}
	if f := r.Kind.Field("org"); where == "" && f != nil {
		where = b.refLabel(f, r.Get("org"), nil)
	}
	if where != "" {
		words = append(words, where)
	}
	return strings.Join(words, "　")
}

// spoken returns the name of a picture as a caption, "" if only a camera or a telephone has named it.
func spoken(name string) string {
	name = strings.TrimSuffix(name, filepath.Ext(name))
	for _, prefix := range []string{"微信图片", "粘贴的图片", "QQ图片", "屏幕截图", "截图", "图片"} {
		rest := strings.TrimPrefix(name, prefix)
		if rest != name && !strings.ContainsFunc(rest, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			return ""
		}
	}
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return ""
	}
	return name
}
