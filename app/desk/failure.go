package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// ShowFailure opens a window that says why the program can't start, waits until it is closed, and returns err.
func ShowFailure(a fyne.App, err error) error {
	a.Settings().SetTheme(look.New(look.Options{}))
	w := a.NewWindow(programName)
	sentence := look.NewParagraph(catalog.Message(err))
	w.SetContent(look.Inset(container.NewBorder(look.PageTitle("程序没有打开"), container.NewHBox(look.PrimaryButton("关闭", nil, w.Close)), nil, nil, sentence),
		20, 24, 20, 24))
	w.Resize(fyne.NewSize(560, 240))
	w.CenterOnScreen()
	w.ShowAndRun()
	return err
}
