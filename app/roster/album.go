package roster

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/form"
	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/app/support"
	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/picture"
	"taizhang/data/store"
)

// album keeps the pictures of the record that the panel shows.
type album struct {
	side    *side
	brought map[string]catalog.Blob // of a new record that is not stored yet
	small   map[string]image.Image  // those shown lately, by hash and size
	order   []string                // keys of small, the oldest first
	turns   chan struct{}           // as many at a time are decoded
	cancel  context.CancelFunc      // of the pictures that are looked for
	ctx     context.Context
}

var _ form.Album = (*album)(nil)

const (
	// mostSmall is how many small pictures are kept: 100 KB each.
	mostSmall = 300
	// smallEdge is up to which size they are kept.
	smallEdge = 400
	// decoders is how many pictures are decoded at a time: a large one takes 10 MB.
	decoders = 2
)

func newAlbum(s *side) *album {
	a := &album{side: s, brought: map[string]catalog.Blob{}, small: map[string]image.Image{}, turns: make(chan struct{}, decoders)}
	a.begin()
	return a
}

// begin forgets what is still looked for: another record is shown.
func (a *album) begin() {
	if a.cancel != nil {
		a.cancel()
	}
	a.ctx, a.cancel = context.WithCancel(context.Background())
}

// Show implements form.Album.
func (a *album) Show(p catalog.Picture, w, h int, then func(image.Image, string)) {
	key := fmt.Sprintf("%s %d %d", p.Hash, w, h)
	if img, ok := a.small[key]; ok {
		then(img, "")
		return
	}
	ctx, s, own := a.ctx, a.side.page.desk.Store, a.brought[p.Hash]
	go func() {
		var img image.Image
		err := support.Guard(func() (err error) {
			select {
			case a.turns <- struct{}{}:
				defer func() { <-a.turns }()
			case <-ctx.Done():
				return ctx.Err()
			}
			img, err = shown(ctx, s, p, own, w, h)
			return err
		})
		fyne.Do(func() {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				then(nil, catalog.Message(err))
			default:
				a.keep(key, img)
				then(img, "")
			}
		})
	}()
}

// shown reads a picture and scales it.
func shown(ctx context.Context, s *store.Store, p catalog.Picture, own catalog.Blob, w, h int) (image.Image, error) {
	blob := own
	if blob.Data == nil {
		var err error
		if blob, err = s.Blob(ctx, p.Hash); err != nil {
			return nil, err
		}
	}
	img, err := picture.Open(blob.Data)
	if err != nil {
		return nil, catalog.Refuse("torn_picture", "这张图片打不开;请从备份找回,或移除后重新添加").Because(err)
	}
	return picture.Fit(img, w, h), nil
}

// keep remembers a small picture.
func (a *album) keep(key string, img image.Image) {
	if b := img.Bounds(); max(b.Dx(), b.Dy()) > smallEdge || a.small[key] != nil {
		return
	}
	if len(a.order) >= mostSmall {
		delete(a.small, a.order[0])
		a.order = a.order[1:]
	}
	a.small[key], a.order = img, append(a.order, key)
}

// pictureTypes are the files that can be added.
var pictureTypes = []platform.FileType{{Title: "图片", Extensions: picture.Extensions}}

// Add implements form.Album.
func (a *album) Add(f *catalog.Field) {
	to := a.target(f)
	platform.OpenFiles(a.side.page.desk.Window, "选择图片(可以多选)", pictureTypes, func(paths []string) { a.takeFiles(to, paths) })
}

// Paste implements form.Album.
func (a *album) Paste(f *catalog.Field, otherwise func()) {
	to := a.target(f)
	go func() {
		var files []string
		var data []byte
		err := support.Guard(func() error {
			files, data = platform.Copied()
			return nil
		})
		fyne.Do(func() {
			files = slices.DeleteFunc(files, func(path string) bool { return !picture.IsPicture(path) })
			switch {
			case err != nil:
				a.side.page.desk.Fail(err)
			case len(files) > 0:
				a.takeFiles(to, files)
			case len(data) > 0:
				name := "粘贴的图片 " + a.side.page.desk.Now().Format("2006-01-02 150405") + ".png"
				a.take(to, []string{name}, func(ctx context.Context, _ int) ([]picture.Kept, error) { return picture.Take(ctx, name, data) })
			default:
				otherwise()
			}
		})
	}()
}

// target is a field of a record to which pictures go: the clerk may have gone on to another one when they are ready.
type target struct {
	field  *catalog.Field
	record catalog.Record
	draft  int // which new record it is, 0 for a stored one
}

func (a *album) target(f *catalog.Field) target {
	to := target{field: f, record: a.side.record}
	if a.side.draft {
		to.draft = a.side.drafts
	}
	return to
}

// mostAtOnce bounds the pictures that are made ready for one operation: they stand in memory until it is stored.
const mostAtOnce = 100

// takeFiles adds files.
func (a *album) takeFiles(to target, paths []string) {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	a.take(to, names, func(ctx context.Context, i int) ([]picture.Kept, error) { return picture.TakeFile(ctx, paths[i]) })
}

// taken is what became of some pictures.
type taken struct {
	kept    []picture.Kept
	refused []string // why
}

// take makes pictures ready and adds them to a record. Those that are refused don't keep out the others.
func (a *album) take(to target, names []string, ready func(ctx context.Context, i int) ([]picture.Kept, error)) {
	d := a.side.page.desk
	if len(names) > mostAtOnce {
		d.Warn(fmt.Sprintf("一次最多添加 %d 张图片,这里有 %d 张,没有添加;请分几次", mostAtOnce, len(names)))
		return
	}
	var got taken
	label, added := "", 0
	d.Run("添加图片", func(ctx context.Context, report desk.Progress) error {
		for i := range names {
			report(i, len(names))
			kept, err := ready(ctx, i)
			var refusal *catalog.Refusal
			switch {
			case errors.As(err, &refusal):
				got.refused = append(got.refused, refusal.Text)
			case err != nil:
				return err
			}
			got.kept = append(got.kept, kept...)
		}
		if to.draft != 0 || len(got.kept) == 0 {
			return nil
		}
		return a.change(ctx, to, func(rec catalog.Record) (op catalog.Operation) {
			var after catalog.Record
			after, added, op.Blobs = got.with(to.field, rec)
			label = fmt.Sprintf("添加 %d 张图片到 %s", added, rec.Label())
			op.Label, op.Changes = label, []catalog.Change{catalog.Update(rec, after)}
			return op
		})
	}, func(err error) {
		switch {
		case err != nil:
			d.Fail(err)
		case len(got.kept) == 0:
			d.Warn(strings.Join(got.refused, ";"))
		case to.draft != 0:
			a.addToDraft(to, got)
		case added == 0:
			d.Say(strings.Join(append([]string{"这些图片已经有了,没有重复添加"}, got.refused...), ";"))
		case len(got.refused) > 0:
			d.Warn("已"+label+";"+strings.Join(got.refused, ";"), look.Step{Label: "撤销", Do: d.Undo})
		default:
			d.Say("已"+label, look.Step{Label: "撤销", Do: d.Undo})
		}
	})
}

// change changes a stored record from what it is by now, so that nothing that was added meanwhile is lost. It is for
// other goroutines than the window's.
func (a *album) change(ctx context.Context, to target, how func(catalog.Record) catalog.Operation) error {
	d := a.side.page.desk
	rec, err := d.Store.Get(ctx, to.record.Kind, to.record.ID)
	if err != nil {
		return err
	}
	op := how(rec)
	op.Actor, op.At = d.Actor(), d.Now()
	_, err = d.Store.Apply(ctx, op)
	return err
}

// with returns a record with more pictures, and those that it doesn't have yet.
func (got taken) with(f *catalog.Field, rec catalog.Record) (after catalog.Record, added int, blobs []catalog.Blob) {
	t, v := catalog.Pictures{}, rec.Get(f.Key)
	before := len(t.List(v))
	for _, k := range got.kept {
		v, blobs = t.Add(v, k.Element()), append(blobs, k.Blob)
	}
	return rec.With(f.Key, v), len(t.List(v)) - before, blobs
}

// addToDraft adds pictures to the record that is being written.
func (a *album) addToDraft(to target, got taken) {
	s := a.side
	if !s.draft || s.drafts != to.draft {
		s.page.desk.Warn("图片没有添加:新记录的表单已经关闭")
		return
	}
	after, _, blobs := got.with(to.field, s.record)
	for _, b := range blobs {
		a.brought[b.Hash] = b
	}
	s.record = after
	s.form.Fill(s.line)
	if len(got.refused) > 0 {
		s.page.desk.Warn(strings.Join(got.refused, ";"))
	}
}

// blobs returns the pictures of a new record that is to be stored.
func (a *album) blobs() []catalog.Blob {
	var out []catalog.Blob
	for _, b := range a.brought {
		out = append(out, b)
	}
	return out
}

// forget lets go of the pictures of a new record.
func (a *album) forget() { clear(a.brought) }

// Remove implements form.Album.
func (a *album) Remove(f *catalog.Field, p catalog.Picture) {
	s, d := a.side, a.side.page.desk
	without := func(rec catalog.Record) catalog.Record {
		return rec.With(f.Key, catalog.Pictures{}.Remove(rec.Get(f.Key), p.Hash))
	}
	if s.draft {
		s.record = without(s.record)
		s.form.Fill(s.line)
		return
	}
	label, to := "移除图片「"+p.Name+"」", a.target(f)
	d.Run("移除图片", func(ctx context.Context, _ desk.Progress) error {
		return a.change(ctx, to, func(rec catalog.Record) catalog.Operation {
			return catalog.Operation{Label: label + " " + rec.Label(), Changes: []catalog.Change{catalog.Update(rec, without(rec))}}
		})
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Say("已"+label, look.Step{Label: "撤销", Do: d.Undo})
	})
}

// Save implements form.Album.
func (a *album) Save(p catalog.Picture) {
	d, own := a.side.page.desk, a.brought[p.Hash]
	media := "image/jpeg"
	if strings.EqualFold(filepath.Ext(p.Name), ".png") {
		media = "image/png"
	}
	types := []platform.FileType{{Title: "图片", Extensions: []string{picture.Extension(media)}}}
	platform.SaveFile(d.Window, "图片另存为", picture.FileName(p.Name, media), types, func(path string) {
		d.Run("保存图片", func(ctx context.Context, _ desk.Progress) (err error) {
			blob := own
			if blob.Data == nil {
				if blob, err = d.Store.Blob(ctx, p.Hash); err != nil {
					return err
				}
			}
			return file.Replace(path, func(w io.Writer) error {
				_, err := w.Write(blob.Data)
				return err
			})
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Saved(path)
		})
	})
}

// Drop implements desk.Dropper: pictures go to the record that the panel shows.
func (p *Page) Drop(paths []string) bool {
	if p.kind == nil || slices.ContainsFunc(paths, func(path string) bool { return !picture.IsPicture(path) }) {
		return false
	}
	i := slices.IndexFunc(p.kind.Fields, func(f catalog.Field) bool { _, ok := f.Type.(catalog.Pictures); return ok })
	switch {
	case i < 0:
		p.desk.Warn(p.kind.Title + "没有图片这一项;活动、三会一课、宣传、服务、走访慰问可以添加图片")
	case !p.side.shown() || p.side.record.IsZero():
		p.desk.Warn("请先选中一条" + p.kind.Title + ",右边显示它的表单,再把图片拖进来")
	default:
		p.side.album.takeFiles(p.side.album.target(&p.kind.Fields[i]), paths)
	}
	return true
}
