//go:build !windows

package platform

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func openFiles(w fyne.Window, title string, types []FileType, then func([]string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		r.Close()
		then([]string{filepath.FromSlash(r.URI().Path())})
	}, w)
	d.SetTitleText(title)
	d.SetConfirmText("打开")
	d.SetDismissText("取消")
	d.SetFilter(storage.NewExtensionFileFilter(extensions(types)))
	d.SetLocation(listable(startFolder(prefOpened)))
	show(d, w, title)
}

// listable is a folder as the toolkit's dialogs want it, nil if it can't be listed.
func listable(folder string) fyne.ListableURI {
	l, err := storage.ListerForURI(storage.NewFileURI(folder))
	if err != nil {
		return nil
	}
	return l
}

// documents is the user's own folder; desktops differ in where documents are.
func documents() string {
	folder, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return folder
}

func chooseFolder(w fyne.Window, title string, then func(string)) {
	d := dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
		if err == nil && chosen != nil {
			then(filepath.FromSlash(chosen.Path()))
		}
	}, w)
	d.SetTitleText(title)
	d.SetConfirmText("选这个文件夹")
	d.SetDismissText("取消")
	d.SetLocation(listable(startFolder(prefFolder)))
	show(d, w, title)
}

// saveWidth is the width of the dialog for saving: paths are long.
const saveWidth = 640

// saveFile asks for a path. The toolkit's own dialog for saving empties the file that is chosen before anything is
// written, so that a failure would lose what was there; this one touches nothing.
func saveFile(w fyne.Window, title, name string, types []FileType, then func(string)) {
	folder := startFolder(prefSaved)
	entry := widget.NewEntry()
	entry.SetText(filepath.Join(folder, name))
	browse := widget.NewButton("换文件夹…", func() {
		d := dialog.NewFolderOpen(func(chosen fyne.ListableURI, err error) {
			if err == nil && chosen != nil {
				folder = filepath.FromSlash(chosen.Path())
				entry.SetText(filepath.Join(folder, filepath.Base(entry.Text)))
			}
		}, w)
		d.SetConfirmText("选这个文件夹")
		d.SetDismissText("取消")
		d.SetLocation(listable(folder))
		d.Show()
		namePlaces(dialogOn(w))
	})
	ask := dialog.NewCustomConfirm(title, "保存", "取消", container.NewBorder(nil, nil, nil, browse, entry), func(ok bool) {
		if ok && entry.Text != "" {
			confirmed(w, withExtension(within(folder, entry.Text), types), then)
		}
	}, w)
	entry.OnSubmitted = func(string) { ask.Confirm() }
	called := w.Title()
	ask.SetOnClosed(func() { w.SetTitle(called) })
	ask.Show()
	ask.Resize(fyne.NewSize(saveWidth, ask.MinSize().Height))
	w.SetTitle(title + " · " + called)
	w.Canvas().Focus(entry)
}

// within returns path, taken from the folder if it is only a name.
func within(folder, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}

// confirmed calls then with path, after asking if a file stands there.
func confirmed(w fyne.Window, path string, then func(string)) {
	if !fileThere(path) {
		then(path)
		return
	}
	d := dialog.NewConfirm("文件已存在", replaceQuestion(path), func(ok bool) {
		if ok {
			then(path)
		}
	}, w)
	d.SetConfirmText("替换")
	d.SetDismissText("取消")
	d.Show()
}

// show gives the dialog most of the window: file names are long. It can be resized only when it is shown. While it is
// open the window is called after it, as a window of its own would be.
func show(d *dialog.FileDialog, w fyne.Window, title string) {
	size, called := w.Canvas().Size(), w.Title()
	d.SetOnClosed(func() { w.SetTitle(called) })
	d.Show()
	namePlaces(dialogOn(w))
	w.SetTitle(title + " · " + called)
	d.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8))
}

// places are the folders that the toolkit's dialogs offer at the left, which they name in English in every language.
var places = map[string]string{
	"Home": "我的文件夹", "Computer": "计算机", "App Files": "程序文件", "Desktop": "桌面", "Documents": "文档", "Downloads": "下载", "Music": "音乐", "Pictures": "图片", "Videos": "视频",
}

// dialogOn is the dialog that lies over a window, nil if there is none. The toolkit keeps it in a container of a type of
// its own, of which only the field is public.
func dialogOn(w fyne.Window) fyne.CanvasObject {
	top := reflect.Indirect(reflect.ValueOf(w.Canvas().Overlays().Top()))
	if top.Kind() != reflect.Struct {
		return nil
	}
	content := top.FieldByName("Content")
	if !content.IsValid() {
		return nil
	}
	o, _ := content.Interface().(fyne.CanvasObject)
	return o
}

// iconWords returns the words for the buttons of the toolkit's dialogs that are an icon alone, by the icon's name.
func iconWords() map[string]string {
	const view = "显示方式" // the icon is that of the other way
	return map[string]string{
		theme.FolderNewIcon().Name(): "新建文件夹", theme.ListIcon().Name(): view, theme.GridIcon().Name(): view, theme.SettingsIcon().Name(): "选项",
	}
}

// namePlaces gives the places in a dialog their Chinese names, and its icons words.
func namePlaces(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *widget.PopUp:
		namePlaces(o.Content)
	case *container.Split:
		namePlaces(o.Leading)
	case *fyne.Container:
		for _, child := range o.Objects {
			namePlaces(child)
		}
	case *widget.Button:
		if o.Icon != nil && o.Text == "" {
			o.SetText(iconWords()[o.Icon.Name()])
		}
	case *widget.List:
		update := o.UpdateItem
		o.UpdateItem = func(id widget.ListItemID, item fyne.CanvasObject) {
			update(id, item)
			namePlace(item)
		}
		o.Refresh()
	}
}

// namePlace translates the label of one place.
func namePlace(item fyne.CanvasObject) {
	row, ok := item.(*fyne.Container)
	if !ok {
		return
	}
	for _, child := range row.Objects {
		if label, ok := child.(*widget.Label); ok && places[label.Text] != "" {
			label.SetText(places[label.Text])
		}
	}
}

// extensions lists the endings of the types in both cases, which Linux tells apart.
func extensions(types []FileType) []string {
	var list []string
	for _, t := range types {
		for _, e := range t.Extensions {
			list = append(list, e, strings.ToUpper(e))
		}
	}
	return list
}
