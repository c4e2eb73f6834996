package desk

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Command is something that a clerk can ask of the window. The list of commands is the one source of the keys, of
// the command search (Ctrl+K) and of the help page.
type Command struct {
	Title string // 导入表格
	Key   fyne.KeyName
	Ctrl  bool
	Help  string // one line
	Do    func()
}

// Keys returns the words for the command's key, "" if it has none.
func (c Command) Keys() string {
	switch {
	case c.Key == "":
		return ""
	case c.Key == fyne.KeyReturn:
		return "Ctrl+回车"
	case c.Ctrl:
		return "Ctrl+" + string(c.Key)
	case c.Key == fyne.KeyEscape:
		return "Esc"
	}
	return string(c.Key)
}

// Commands returns the commands of the window, in the order of the help page.
func (d *Desk) Commands() []Command { return d.commands }

func (d *Desk) makeCommands() []Command {
	return []Command{
		{"帮助", fyne.KeyF1, false, "按键和常见问题", func() { d.Go(Place{Page: PageHelp}) }},
		{"修改当前格", fyne.KeyF2, false, "接着原有的内容改;核对导入时自己填写", nil},
		{"查找", fyne.KeyF3, false, "光标到查找框(也可以按 Ctrl+F):姓名、拼音首字母、证件尾号、电话", d.focusSearch},
		{"显示或隐藏右侧栏", fyne.KeyF4, false, "右侧的记录表单", nil},
		{"刷新", fyne.KeyF5, false, "重新读取记录", d.reload},
		{"换到另一边", fyne.KeyF6, false, "在表格和表单、操作记录和回收站之间来回", nil},
		{"导入表格", fyne.KeyI, true, "读入 Excel 花名册(也可以把文件拖进窗口)", d.ChooseImport},
		{"导出", fyne.KeyE, true, "把当前列表存为 Excel、PDF 或 CSV", d.export},
		{"打印预览", fyne.KeyP, true, "看打印出来的样子,再打印或存为 PDF", d.print},
		{"确认导入", fyne.KeyReturn, true, "在导入核对页和交接包页:按底部那句话做", d.confirm},
		{"保存", fyne.KeyS, true, "存新增的一条、改写的文字;其他改动都已自动存好", d.tellSaved},
		{"撤销", fyne.KeyZ, true, "取消最近一次改动", d.Undo},
		{"重做", fyne.KeyY, true, "恢复刚才撤销的改动", d.Redo},
		{"查找命令", fyne.KeyK, true, "输入几个字找到任何功能", d.showPalette},
		{"返回一步", fyne.KeyEscape, false, "关闭编辑、取消筛选、回到上一页", d.Back},
		{"总览", fyne.Key1, true, "", func() { d.Go(Place{Page: PageOverview}) }},
		{"到期提醒", fyne.Key5, true, "", func() { d.Go(Place{Page: PageReminders}) }},
		{"统计", fyne.Key2, true, "", func() { d.Go(Place{Page: PageTallies}) }},
		{"工作汇报", fyne.Key6, true, "每个数字都能点开的汇报,存为 Word", func() { d.Go(Place{Page: PageReport}) }},
		{"操作记录与回收站", fyne.Key3, true, "", func() { d.Go(Place{Page: PageHistory}) }},
		{"设置", fyne.Key4, true, "", func() { d.Go(Place{Page: PageSettings}) }},
		{"放大文字", fyne.KeyEqual, true, "", func() { d.zoom(+1) }},
		{"缩小文字", fyne.KeyMinus, true, "", func() { d.zoom(-1) }},
		{"打包到 U 盘", "", false, "整个单位的台账做成一个交接包,换电脑、交接时用", d.Pack},
		{"打开交接包或备份", "", false, "看看里面有什么,再决定要不要用它替换现有数据", d.ChoosePacket},
		{"从 U 盘更新", "", false, "在 U 盘里查找新版本,核对后安装", d.UpdateFromStick},
		{"复制给技术支持", "", false, "版本、系统和最近的错误,不含人员信息", d.CopyForSupport},
	}
}

// addShortcuts binds the commands' keys. Keys without Ctrl come by way of TakeKey.
func (d *Desk) addShortcuts() {
	canvas := d.Window.Canvas()
	for _, c := range d.commands {
		if !c.Ctrl || c.Do == nil {
			continue
		}
		run := func(fyne.Shortcut) {
			d.closeOverlay()
			c.Do()
		}
		switch c.Key {
		case fyne.KeyZ:
			canvas.AddShortcut(&fyne.ShortcutUndo{}, run)
		case fyne.KeyY:
			canvas.AddShortcut(&fyne.ShortcutRedo{}, run)
		}
		canvas.AddShortcut(&desktop.CustomShortcut{KeyName: c.Key, Modifier: fyne.KeyModifierControl}, run)
	}
	canvas.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { // as in Excel
		d.closeOverlay()
		d.focusSearch()
	})
	canvas.AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { d.paste() })
	canvas.SetOnTypedKey(d.typedKey)
	canvas.SetOnTypedRune(func(r rune) {
		if f := d.focusOnTyping(); f != nil {
			f.TypedRune(r)
		}
	})
}

// tellSaved answers the habit of pressing Ctrl+S: what is being typed is taken, and besides new records there is nothing
// to save.
func (d *Desk) tellSaved() {
	if p, ok := d.page.(Saver); ok && p.Save() {
		return
	}
	d.focusPage()
	if _, ok := d.page.(Confirmer); ok {
		d.foot.remark("这一页的内容还没有存:核对好以后按 Ctrl+回车")
		return
	}
	d.foot.remark("每次改动都已自动保存")
}

// typedKey sees the keys that no widget took. If none has the focus, as after a click on a button, the page gets it
// back with the key: a clerk who has begun to type means the page.
func (d *Desk) typedKey(e *fyne.KeyEvent) {
	if d.TakeKey(e) {
		return
	}
	if f := d.focusOnTyping(); f != nil {
		f.TypedKey(e)
	}
}

// focusOnTyping gives the focus to the page if nothing has it, and returns who got it.
func (d *Desk) focusOnTyping() fyne.Focusable {
	c := d.Window.Canvas()
	p, ok := d.page.(Focuser)
	if !ok || c.Focused() != nil || c.Overlays().Top() != nil {
		return nil
	}
	p.Focus()
	return c.Focused()
}

// closeOverlay closes the menu or list that floats above the window, and reports whether there was one.
func (d *Desk) closeOverlay() bool {
	overlays := d.Window.Canvas().Overlays()
	top := overlays.Top()
	if top == nil {
		return false
	}
	top.Hide()
	overlays.Remove(top)
	if d.Window.Title() != d.called {
		d.Window.SetTitle(d.called) // a dialog that is closed so doesn't take its title away
	}
	return true
}

// TakeKey does what a key without Ctrl asks for, and reports whether it asked for anything. Widgets that hold the
// focus hand it the keys that they have no use for. What floats above the window is closed first: by Esc, that alone.
func (d *Desk) TakeKey(e *fyne.KeyEvent) bool {
	floating := d.Window.Canvas().Overlays().Top() != nil
	if floating && e.Name == fyne.KeyEscape {
		return d.closeOverlay()
	}
	if p, ok := d.page.(KeyTaker); ok && !floating && p.TakeKey(e) {
		return true
	}
	i := slices.IndexFunc(d.commands, func(c Command) bool { return c.Key == e.Name && !c.Ctrl && c.Do != nil })
	if i < 0 {
		return false
	}
	d.closeOverlay()
	d.commands[i].Do()
	return true
}

func (d *Desk) export() {
	if p, ok := d.page.(Exporter); ok {
		p.Export()
		return
	}
	d.Say("这一页没有可以导出的内容")
}

func (d *Desk) print() {
	if p, ok := d.page.(Printer); ok {
		p.Print()
		return
	}
	d.Say("这一页没有可以打印的内容")
}

// paste hands what is on the clipboard to the page; where no page takes it, it is a table to import. A few words are no
// table: who pastes them has missed the field, and must not be led away from what she is at.
func (d *Desk) paste() {
	if _, ok := d.page.(Paster); !ok {
		if text := strings.TrimSpace(d.app.Clipboard().Content()); text != "" && !strings.ContainsAny(text, "\t\n") {
			d.Warn("剪贴板里是一段文字,不是表格:要贴进某一栏,请先点那一栏;要导入表格,请连表头一起复制")
			return
		}
		d.Go(Place{Page: PageIntake})
	}
	if p, ok := d.page.(Paster); ok {
		p.Paste()
	}
}

func (d *Desk) confirm() {
	if p, ok := d.page.(Confirmer); ok {
		p.Confirm()
	}
}

func (d *Desk) reload() {
	if p, ok := d.page.(Reloader); ok {
		p.Reload()
	}
}
