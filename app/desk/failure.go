package desk

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/app/support"
	"taizhang/data/catalog"
	"taizhang/data/packet"
)

// ShowFailure opens a window that says why the program can't start, waits until it is closed, and returns err. If the
// records in the file db are damaged, a backup or a package can be put in their place there.
func ShowFailure(a fyne.App, db string, kinds []*catalog.Kind, err error) error {
	a.Settings().SetTheme(look.New(look.Options{}))
	w := a.NewWindow(programName)
	f := &failure{window: w, db: db, kinds: kinds, sentence: look.NewParagraph(catalog.Message(err))}
	f.restore = look.Button("从备份或交接包恢复…", nil, f.choose)
	if !isRuin(err) {
		f.restore.Hide()
	}
	w.SetContent(look.Inset(container.NewBorder(look.PageTitle("程序没有打开"),
		container.NewHBox(look.PrimaryButton("关闭", nil, w.Close), f.restore), nil, nil, f.sentence), 20, 24, 20, 24))
	w.Resize(fyne.NewSize(720, 420)) // with room for the choice of a file
	w.CenterOnScreen()
	w.ShowAndRun()
	return err
}

// isRuin reports whether err is that a database is damaged.
func isRuin(err error) bool {
	return errors.Is(err, &catalog.Refusal{Code: "damaged"}) || errors.Is(err, &catalog.Refusal{Code: "not_database"})
}

// failure is that window.
type failure struct {
	window   fyne.Window
	db       string
	kinds    []*catalog.Kind
	sentence *look.Paragraph
	restore  *look.PushButton
}

// choose asks for the copy that shall take the place of the damaged records.
func (f *failure) choose() {
	platform.OpenFiles(f.window, "从备份或交接包恢复", packetsAndBackups, func(paths []string) { f.take(paths[0]) })
}

// take puts a copy in that place.
func (f *failure) take(path string) {
	f.restore.Disable()
	f.sentence.SetText("正在核对和恢复…")
	go func() {
		var p packet.Package
		var aside string
		err := support.Guard(func() (err error) {
			ctx := context.Background()
			if p, err = packet.Open(ctx, path, f.kinds, nil); err != nil {
				return err
			}
			aside, err = p.Restore(ctx, f.db, f.kinds, nil)
			return err
		})
		fyne.Do(func() {
			if err != nil {
				f.restore.Enable()
				f.sentence.SetText(catalog.Message(err))
				return
			}
			f.restore.Hide()
			f.sentence.SetText("已恢复" + p.Office.Name + "的数据。请关闭这个窗口,重新打开程序。损坏的原文件留在 " + aside)
		})
	}()
}
