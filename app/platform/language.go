package platform

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// toolkitWords are what Fyne says by itself, in its menus of text fields, its dialogs and its calendar.
var toolkitWords = map[string]string{
	"Advanced": "高级", "Cancel": "取消", "Confirm": "确认", "Copy": "复制", "Create Folder": "新建文件夹", "Cut": "剪切", "Enter filename": "输入文件名",
	"Error": "错误", "Favourites": "常用", "File": "文件", "Folder": "文件夹", "New Folder": "新文件夹", "No": "否", "OK": "确定", "Open": "打开",
	"Paste": "粘贴", "Quit": "退出", "Redo": "重做", "Save": "保存", "Select all": "全选", "Show Hidden Files": "显示隐藏的文件", "Undo": "撤销", "Yes": "是",
	"(Parent)": "上一级", "file.name": "文件名", "file.parent": "上一级",
	"monday": "星期一", "tuesday": "星期二", "wednesday": "星期三", "thursday": "星期四", "friday": "星期五", "saturday": "星期六", "sunday": "星期日",
	"monday.short": "一", "tuesday.short": "二", "wednesday.short": "三", "thursday.short": "四", "friday.short": "五", "saturday.short": "六", "sunday.short": "日",
}

// SpeakChinese makes the toolkit speak Chinese, whatever the language of the system is: it is told that these are its
// words in that language. Called when the app is there.
func SpeakChinese() error {
	words, err := json.Marshal(toolkitWords)
	if err != nil {
		return err
	}
	for _, l := range []string{"en", "zh-Hans", lang.SystemLocale().LanguageString()} { // the first where the system names none
		if err := lang.AddTranslationsForLocale(words, fyne.Locale(l)); err != nil {
			return err
		}
	}
	return nil
}
