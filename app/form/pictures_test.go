package form

import (
	"fmt"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// slowAlbum is an album whose pictures come when a test says so.
type slowAlbum struct {
	asked []ask
	told  []string
	texts []func()
}

type ask struct {
	picture catalog.Picture
	w, h    int
	then    func(image.Image, string)
}

func (a *slowAlbum) Show(p catalog.Picture, w, h int, then func(image.Image, string)) {
	a.asked = append(a.asked, ask{p, w, h, then})
}

// answer answers what was asked so far.
func (a *slowAlbum) answer() {
	asked := a.asked
	a.asked = nil
	for _, q := range asked {
		q.then(image.NewRGBA(image.Rect(0, 0, min(q.w, 1600), min(q.h, 900))), "")
	}
}

func (a *slowAlbum) Add(f *catalog.Field) { a.told = append(a.told, "add "+f.Key) }
func (a *slowAlbum) Paste(f *catalog.Field, text func()) {
	a.told, a.texts = append(a.told, "paste "+f.Key), append(a.texts, text)
}
func (a *slowAlbum) Remove(_ *catalog.Field, p catalog.Picture) {
	a.told = append(a.told, "remove "+p.Name)
}
func (a *slowAlbum) Save(p catalog.Picture) { a.told = append(a.told, "save "+p.Name) }

// pictured is a form of an activity with some pictures.
type pictured struct {
	*bench
	album *slowAlbum
	pics  *row // the field of pictures
}

func newPictured(t *testing.T, n int) *pictured {
	t.Helper()
	b := newBenchOf(t, ledger.Activity)
	p := &pictured{bench: b, album: &slowAlbum{}}
	b.Album = p.album
	p.pics = b.row("pictures")
	p.have(n)
	return p
}

// have fills the form with the first n pictures.
func (p *pictured) have(n int) {
	var list []catalog.Picture
	for i := range n {
		name := fmt.Sprintf("%d.jpg", i+1)
		list = append(list, catalog.Picture{Hash: catalog.NewBlob("", []byte(name)).Hash, Name: name})
	}
	p.lines["pictures"] = Line{Text: "相册", Value: catalog.PicturesValue(list, "相册")}
	p.fill()
}

func (p *pictured) want(told ...string) {
	p.t.Helper()
	if !slices.Equal(p.album.told, told) {
		p.t.Errorf("the album was told %q, want %q", p.album.told, told)
	}
	p.album.told = nil
}

// wantThumb checks that the i-th picture has the keyboard.
func (p *pictured) wantThumb(i int) {
	p.t.Helper()
	if got, ok := p.window.Canvas().Focused().(*thumb); !ok || got != p.pics.strip.thumbs[i] {
		p.t.Errorf("%T has the focus, want picture %d", p.window.Canvas().Focused(), i+1)
	}
}

func TestPicturesComeWhenTheyAreReady(t *testing.T) {
	p := newPictured(t, 2)
	if len(p.pics.strip.thumbs) != 2 || len(p.album.asked) != 2 || p.pics.strip.thumbs[0].image != nil {
		t.Fatalf("%d pictures, %d asked for", len(p.pics.strip.thumbs), len(p.album.asked))
	}
	low := p.pics.MinSize().Height
	p.album.asked[1].then(nil, "没有这张图片")
	p.album.asked = p.album.asked[:1]
	p.album.answer()
	if a, b := p.pics.strip.thumbs[0], p.pics.strip.thumbs[1]; a.image == nil || b.image != nil || b.message == "" {
		t.Errorf("shown: %v, %q", a.image != nil, b.message)
	}
	first := p.pics.strip.thumbs[0]
	p.have(5)
	if p.pics.strip.thumbs[0] != first || len(p.album.asked) != 3 {
		t.Errorf("%d pictures are asked for again", len(p.album.asked))
	}
	if high := p.pics.MinSize().Height; high <= low {
		t.Errorf("two rows of pictures are %v high, one is %v", high, low)
	}
	p.have(0)
	if len(p.pics.strip.thumbs) != 0 {
		t.Error("pictures stay that are gone")
	}
}

func TestKeysOnPictures(t *testing.T) {
	p := newPictured(t, 3)
	p.album.answer()
	p.window.Canvas().Focus(p.pics)
	p.keys(fyne.KeyRight)
	p.wantThumb(0)
	p.keys(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	p.wantThumb(2)
	p.keys(fyne.KeyDelete)
	p.want("remove 3.jpg")
	p.have(2)
	p.wantThumb(1)
	p.keys(fyne.KeyLeft)
	p.wantThumb(0)
	p.keys(fyne.KeyUp)
	p.wantFocus("pictures")
	p.keys(fyne.KeyRight, fyne.KeyDown)
	p.wantFocus("note")
	p.window.Canvas().Focus(p.pics.strip.thumbs[0])
	p.have(0)
	if p.window.Canvas().Focused() != fyne.Focusable(p.pics.strip.add) {
		t.Errorf("after the last picture %T has the focus", p.window.Canvas().Focused())
	}
	p.keys(fyne.KeyReturn)
	p.want("add pictures")
}

func TestTheTextBesidePictures(t *testing.T) {
	p := newPictured(t, 1)
	p.pics.Tapped(nil)
	p.wantFocus("pictures")
	if p.open != nil {
		t.Error("the first click begins to write: pictures can't be pasted")
	}
	p.pics.TypedShortcut(&fyne.ShortcutPaste{})
	p.want("paste pictures")
	fyne.CurrentApp().Clipboard().SetContent("第2册")
	p.album.texts[0]()
	p.wantTold("pictures=第2册")
	p.window.Canvas().Focus(p.pics)
	p.pics.Tapped(nil)
	if p.open != p.pics || p.open.editor.entry.Text != "第2册" {
		t.Error("the second click does not begin to write")
	}
	p.keys(fyne.KeyEscape)
	p.pics.strip.show(catalog.PicturesValue([]catalog.Picture{{Hash: catalog.NewBlob("", nil).Hash, Name: "a"}}, ""))
	p.pics.strip.thumbs[0].TypedShortcut(&fyne.ShortcutPaste{})
	p.want("paste pictures")
}

// viewer returns the viewer that is open.
func (p *pictured) viewer() *viewer {
	p.t.Helper()
	v, ok := p.window.Canvas().Overlays().Top().(*viewer)
	if !ok {
		p.t.Fatal("no viewer is open")
	}
	return v
}

func TestViewer(t *testing.T) {
	p := newPictured(t, 3)
	p.album.answer()
	test.Tap(p.pics.strip.thumbs[1])
	v := p.viewer()
	if v.name.Text != "2 / 3　2.jpg" || v.image != nil {
		t.Errorf("shows %q", v.name.Text)
	}
	late := p.album.asked[0]
	p.album.asked = nil
	p.keys(fyne.KeyRight)
	late.then(image.NewRGBA(image.Rect(0, 0, 1, 1)), "")
	if v.image != nil {
		t.Error("a late picture is shown in the place of another")
	}
	p.album.answer()
	if v.image == nil || v.name.Text != "3 / 3　3.jpg" || !v.next.Disabled() || v.back.Disabled() {
		t.Errorf("shows %q", v.name.Text)
	}
	p.keys(fyne.KeyRight, fyne.KeyReturn)
	if !v.full || !v.scroll.Visible() || v.picture.Visible() {
		t.Error("Enter does not show the full size")
	}
	p.keys(fyne.KeyDown)
	p.keys(fyne.KeyRight)
	if v.scroll.Offset.Y == 0 || v.scroll.Offset.X == 0 || v.at != 2 {
		t.Errorf("the arrows scroll to %v, at %d", v.scroll.Offset, v.at)
	}
	p.keys(fyne.KeySpace, fyne.KeyHome)
	if v.full || v.at != 0 {
		t.Errorf("at %d, full %v", v.at, v.full)
	}
	v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	if v.at != 1 {
		t.Errorf("the wheel leads to %d", v.at)
	}
	v.save()
	p.want("save 2.jpg")
	p.keys(fyne.KeyEscape)
	if p.window.Canvas().Overlays().Top() != nil {
		t.Fatal("Esc does not close the viewer")
	}
	p.wantThumb(1)
}

func TestRemovingInTheViewer(t *testing.T) {
	p := newPictured(t, 2)
	test.Tap(p.pics.strip.thumbs[0])
	v := p.viewer()
	p.album.asked = nil
	p.keys(fyne.KeyDelete)
	p.want("remove 1.jpg")
	if v.name.Text != "1 / 1　2.jpg" {
		t.Errorf("shows %q", v.name.Text)
	}
	p.album.asked[0].then(nil, "已损坏")
	if v.message.Text != "已损坏" || !v.message.Visible() {
		t.Errorf("says %q", v.message.Text)
	}
	p.keys(fyne.KeyReturn, fyne.KeyDelete)
	p.want("remove 2.jpg")
	if p.window.Canvas().Overlays().Top() != nil {
		t.Error("a viewer of nothing stays")
	}
}
