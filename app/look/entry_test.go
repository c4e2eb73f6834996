package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestEndsOfText goes to the end and to the beginning of a long text with the keys of every word processor.
func TestEndsOfText(t *testing.T) {
	apply(t, Options{})
	e := NewMultiLineEntry()
	test.NewTempWindow(t, e)
	e.SetText("第一行\n第二行\n第三行")
	e.FocusGained()
	press := func(key fyne.KeyName) {
		e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
	}
	press(fyne.KeyEnd)
	e.TypedRune('尾')
	press(fyne.KeyHome)
	e.TypedRune('首')
	if want := "首第一行\n第二行\n第三行尾"; e.Text != want {
		t.Errorf("the text is %q, want %q", e.Text, want)
	}
}
