package grid

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestTypingEditsAndEnterCommits(t *testing.T) {
	b := newBench(t, 100)
	b.Select(3, 0)
	b.typed("张三")
	if !b.Editing() || b.editor.entry.Text != "张三" {
		t.Fatalf("editor holds %q", b.editor.entry.Text)
	}
	b.key(fyne.KeyReturn)
	b.wantTold("edit 3 0 张三")
	b.wantCurrent(4, 0)
	if b.window.Canvas().Focused() != fyne.Focusable(b.Grid) {
		t.Error("the grid hasn't got the keyboard back")
	}
	if shownTexts(b.bodyLeft)["张三"] == nil {
		t.Error("what was typed isn't shown while the source doesn't have it yet")
	}
	b.src.cells[place{3, 0}] = Cell{Text: "张三丰"}
	b.RowsChanged(3, 3)
	if shownTexts(b.bodyLeft)["张三丰"] == nil {
		t.Error("the source's cell isn't shown")
	}
}

func TestEditKeepsAndCancels(t *testing.T) {
	b := newBench(t, 100)
	b.src.cells[place{0, 2}] = Cell{Text: "1968年5月", Edit: "1968-05"}
	b.Select(0, 2)
	b.key(fyne.KeyF2)
	if b.editor.entry.Text != "1968-05" || b.editor.entry.CursorColumn != 7 {
		t.Errorf("F2 shows %q, caret at %d", b.editor.entry.Text, b.editor.entry.CursorColumn)
	}
	b.key(fyne.KeyReturn)
	b.wantTold()
	b.Select(0, 2)
	b.typed("x")
	b.key(fyne.KeyEscape)
	b.wantTold()
	b.wantCurrent(0, 2)
	b.Select(0, 5)
	b.typed("x")
	if b.Editing() {
		t.Error("a column that can't be edited is")
	}
}

func TestTabCommitsAndClickElsewhereCommits(t *testing.T) {
	b := newBench(t, 100)
	b.typed("甲")
	b.key(fyne.KeyTab)
	b.wantTold("edit 0 0 甲")
	b.wantCurrent(0, 1)
	b.Select(1, 2)
	b.typed("1970")
	b.click(b.center(4, 0), 0)
	b.wantTold("edit 1 2 1970")
	b.wantCurrent(4, 0)
	b.typed("乙")
	b.key(fyne.KeyDown) // begun by typing: the arrow goes on
	b.wantTold("edit 4 0 乙")
	b.wantCurrent(5, 0)
}

func TestFocusLostCommitsUnlessTheWindowLostIt(t *testing.T) {
	b := newBench(t, 100)
	b.typed("甲")
	b.editor.entry.FocusLost() // what the canvas does when the window is left
	for _, f := range b.queue {
		f()
	}
	b.wantTold()
	if !b.Editing() {
		t.Fatal("leaving the window ended the edit")
	}
	b.queue = nil
	b.window.Canvas().Unfocus()
	for _, f := range b.queue {
		f()
	}
	b.wantTold("edit 0 0 甲")
}

func TestChoices(t *testing.T) {
	b := newBench(t, 100)
	b.Select(0, 1)
	b.typed("w") // initials
	if got := strings.Join(b.editor.list.Fitting(), " "); got != "未说明" {
		t.Errorf("w leaves %q", got)
	}
	b.key(fyne.KeyReturn)
	b.wantTold("edit 0 1 未说明")
	b.Select(1, 1)
	b.key(fyne.KeyF2, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.wantTold("edit 1 1 女")
	b.Select(2, 1)
	b.key(fyne.KeyF2)
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = fyne.NewPos(10, 1+14)
	b.editor.list.MouseDown(down)
	b.wantTold("edit 2 1 男")
	b.Select(3, 1)
	b.typed("别的")
	b.key(fyne.KeyReturn)
	b.wantTold("edit 3 1 别的")
}

func TestProblemKeepsTheText(t *testing.T) {
	b := newBench(t, 100)
	b.Select(1, 2)
	b.typed("六八年")
	b.key(fyne.KeyReturn)
	b.told = nil
	b.ShowProblem(1, 2, "读不懂的日期")
	b.Select(1, 2)
	if shownTexts(b.bodyRight)["六八年"] == nil || shownTexts(b.over)["读不懂的日期"] == nil {
		t.Error("the refused text and the reason aren't shown")
	}
	b.key(fyne.KeyF2)
	if b.editor.entry.Text != "六八年" {
		t.Errorf("F2 shows %q", b.editor.entry.Text)
	}
	b.key(fyne.KeyEscape, fyne.KeyEscape)
	if shownTexts(b.bodyRight)["r1c2"] == nil {
		t.Error("Esc doesn't bring the old text back")
	}
}

func TestTypedTextFollowsItsRecord(t *testing.T) {
	b := newBench(t, 100)
	src := &named{b.src, 0}
	b.SetSource(src)
	b.Select(5, 0)
	b.typed("?")
	b.key(fyne.KeyReturn)
	b.ShowProblem(5, 0, "读不懂")
	b.Select(7, 0)
	b.typed("甲")
	b.told = nil
	src.from = 2 // the two first rows are gone: every record is two rows higher
	b.Refresh()
	if shownTexts(b.bodyLeft)["?"] == nil || b.edits[place{3, 0}].problem == "" {
		t.Error("a refused text doesn't follow its record")
	}
	b.CommitEdit()
	b.wantTold("edit 5 0 甲")
	b.Select(7, 0)
	b.typed("乙")
	src.from = 50
	b.Refresh()
	if b.Editing() {
		t.Error("the editor stays open over another record")
	}
	if len(b.edits) != 0 {
		t.Errorf("texts of records that are gone stay: %v", b.edits)
	}
}

func TestRowsLoadedKeepRefusedTexts(t *testing.T) {
	b := newBench(t, 100)
	b.Select(5, 0)
	b.typed("?")
	b.key(fyne.KeyReturn)
	b.ShowProblem(5, 0, "读不懂")
	b.RowsChanged(0, 99)
	if shownTexts(b.bodyLeft)["?"] == nil {
		t.Error("the refused text is lost")
	}
	b.ClearProblem(5, 0)
	if shownTexts(b.bodyLeft)["r5c0"] == nil {
		t.Error("the stored text isn't shown")
	}
}

func TestCopyAndPaste(t *testing.T) {
	b := newBench(t, 100)
	b.src.cells[place{1, 1}] = Cell{Text: "他说\"好\"\n换行"}
	b.Select(0, 0)
	b.moveTo(spot{1, 1}, true)
	b.TypedShortcut(&fyne.ShortcutCopy{})
	want := "r0c0\tr0c1\r\nr1c0\t\"他说\"\"好\"\"\n换行\"\r\n"
	if got := fyne.CurrentApp().Clipboard().Content(); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	b.src.absent[1] = true
	fyne.CurrentApp().Clipboard().SetContent("before")
	b.Copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != "before" {
		t.Errorf("copied half a block: %q", got)
	}
	b.TypedShortcut(&fyne.ShortcutPaste{})
	b.wantTold(`paste 0 0 "before"`)
}
