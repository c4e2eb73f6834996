package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Entry is a line of text that hands function keys and Esc to the window: Fyne gives every key to the focused
// widget alone, and F1 must open help from within a field too.
type Entry struct {
	widget.Entry
	// OnKey sees each key first and reports whether it took it.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocus is told when the entry gains or loses the focus.
	OnFocus func(focused bool)
}

// NewEntry returns an empty line of text.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// NewPasswordEntry returns a line whose text is not shown.
func NewPasswordEntry() *Entry {
	e := NewEntry()
	e.Password = true
	return e
}

// NewMultiLineEntry returns an empty text of several lines.
func NewMultiLineEntry() *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	return e
}

// SetText shows another text with the caret behind it, where typing goes on.
func (e *Entry) SetText(text string) {
	e.Entry.SetText(text)
	if !e.MultiLine {
		e.CursorRow, e.CursorColumn = 0, len([]rune(text))
		e.Refresh()
	}
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case e.OnKey != nil && e.OnKey(k):
	case IsWindowKey(k):
		PassKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) { typedShortcut(e, &e.Entry, s) }

// isEditing reports whether a key with a modifier moves or deletes by words.
func isEditing(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// CursorPosition returns where the caret is in the entry, for input methods: the toolkit's leaves out the icon before
// the text.
func (e *Entry) CursorPosition() fyne.Position {
	at := e.Entry.CursorPosition()
	if e.Icon != nil {
		th := e.Theme()
		at.X += th.Size(theme.SizeNameInlineIcon) + th.Size(theme.SizeNameLineSpacing)
	}
	return at
}
