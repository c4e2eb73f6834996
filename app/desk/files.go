package desk

import (
	"fmt"
	"os"
	"path/filepath"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/data/file"
	"taizhang/data/packet"
)

// workbooks are the files that can be imported.
var workbooks = []platform.FileType{{Title: "表格文件", Extensions: []string{".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html", ".mht", ".xml", ".lrmx"}}}

// ChooseImport asks for workbooks and opens their review.
func (d *Desk) ChooseImport() {
	platform.OpenFiles(d.Window, "选择要导入的表格", workbooks, d.Import)
}

// The formats that lists can be saved in.
var savedAs = []platform.FileType{
	{Title: "Excel 工作簿", Extensions: []string{".xlsx"}},
	{Title: "PDF 文件", Extensions: []string{".pdf"}},
	{Title: "CSV 文本", Extensions: []string{".csv"}},
}

// The formats that running texts can be saved in.
var textSavedAs = []platform.FileType{
	{Title: "Word 文档", Extensions: []string{".docx"}},
	{Title: "PDF 文件", Extensions: []string{".pdf"}},
	{Title: "文本文件", Extensions: []string{".txt"}},
}

// The format of what is neither.
var pagesSavedAs = []platform.FileType{{Title: "PDF 文件", Extensions: []string{".pdf"}}}

// ChooseSave asks where to save a list, proposing a name with an ending.
func (d *Desk) ChooseSave(name string, then func(path string)) { d.chooseSave(name, savedAs, then) }

// chooseSave asks where to save something that can be saved in several formats, the one of the proposed ending first.
func (d *Desk) chooseSave(name string, types []platform.FileType, then func(path string)) {
	for i, t := range types {
		if t.Extensions[0] == filepath.Ext(name) {
			types = append([]platform.FileType{t}, append(append([]platform.FileType(nil), types[:i]...), types[i+1:]...)...)
			break
		}
	}
	platform.SaveFile(d.Window, "保存到", name, types, then)
}

// Saved tells the clerk where a file was saved and offers to open it.
func (d *Desk) Saved(path string) {
	info, err := os.Stat(path)
	if err != nil {
		d.Fail(err)
		return
	}
	steps := []look.Step{{Label: "打开所在文件夹", Do: func() { d.Fail(platform.OpenFile(filepath.Dir(path))) }}}
	if !packet.IsOurs(path) { // a backup or a package is opened here, when it is needed
		steps = append([]look.Step{{Label: "打开", Do: func() { d.Fail(platform.OpenFile(path)) }}}, steps...)
	}
	d.Say("已保存到 "+path+"("+file.Size(info.Size())+")", steps...)
}

// SavedAll tells the clerk in which folder several files were saved and offers to open it.
func (d *Desk) SavedAll(paths []string) {
	if len(paths) == 0 {
		return
	}
	dir := filepath.Dir(paths[0])
	d.Say(fmt.Sprintf("已保存 %d 个文件到 %s:%s 等;已有的文件没有动", len(paths), dir, filepath.Base(paths[0])),
		look.Step{Label: "打开所在文件夹", Do: func() { d.Fail(platform.OpenFile(dir)) }})
}
