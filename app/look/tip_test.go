package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// TestTips points at buttons at the edges of a window: what they do is said inside it, and not after they were left or
// pressed.
func TestTips(t *testing.T) {
	apply(t, Options{})
	pressed := 0
	top := IconButton("上一条", theme.NavigateBackIcon(), func() { pressed++ })
	low := IconButton("换颜色:浅色、深色、高对比度", theme.ColorPaletteIcon(), nil)
	plain := Button("打印", nil, nil)
	content := WithTips(container.NewBorder(container.NewHBox(top, plain), container.NewBorder(nil, nil, nil, low), nil, nil))
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	layer := tipsOf(top)
	if layer == nil {
		t.Fatal("the window has no layer for tips")
	}
	for _, b := range []*PushButton{top, low} {
		b.MouseIn(nil)
		if !layer.words.Visible() || layer.words.Text != b.Tip {
			t.Errorf("%q is said of the button of %q", layer.words.Text, b.Tip)
		}
		at, size := layer.ground.Position(), layer.ground.Size()
		if at.X < 0 || at.Y < 0 || at.X+size.Width > 400 || at.Y+size.Height > 300 || layer.words.Full() > size.Width {
			t.Errorf("%q stands at %v, %v", b.Tip, at, size)
		}
		if by := b.Position().Y; b == top && at.Y < by+b.Size().Height {
			t.Errorf("%q covers its button", b.Tip)
		}
		b.MouseOut()
		if layer.words.Visible() {
			t.Errorf("%q stays", b.Tip)
		}
	}
	plain.MouseIn(nil)
	if layer.words.Visible() {
		t.Error("a button with a word needs no tip")
	}
	top.MouseIn(nil)
	test.Tap(top)
	if layer.words.Visible() || pressed != 1 {
		t.Errorf("after a press, %d times done, the tip is still there: %v", pressed, layer.words.Visible())
	}
}
