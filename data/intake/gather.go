package intake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

// maxFolderFiles bounds a folder: whoever drops a whole disk is told so at once.
const maxFolderFiles = 2000

// extensions are the files of a folder that may hold tables. Their content decides what they are.
var extensions = []string{".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett", ".ods", ".csv", ".tsv", ".htm", ".html", ".mht", ".xml", lrmxExtension}

// Gather opens files, and all tables in folders and the folders below them, in the order of their names. A file that
// can't be read is a Source with its error, so that one Reading tells of all. The .lrmx forms of one folder become one
// table. report, which may be nil, is told how much of all is read, a file counting as much as any other; it may be
// called from another goroutine. The error is for an ended context alone.
func Gather(ctx context.Context, paths []string, opt sheet.Options, report func(done, all int)) ([]Source, error) {
	var g gatherer
	for _, path := range paths {
		if err := g.find(ctx, path); err != nil {
			return nil, err
		}
	}
	var out []Source
	for i := range g.found {
		if report != nil {
			report(i*fileParts, len(g.found)*fileParts)
			opt.Report = func(done, all int64) { report(i*fileParts+int(done*fileParts/max(all, 1)), len(g.found)*fileParts) }
		}
		sources := g.found[i].open(ctx, opt)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, sources...)
	}
	return out, nil
}

// fileParts is in how many parts the reading of one file is told.
const fileParts = 1000

// found is a file to open, or the .lrmx forms of one folder.
type found struct {
	name  string
	path  string
	err   error
	forms []formFile
}

type formFile struct{ name, path string }

func (f *found) open(ctx context.Context, opt sheet.Options) []Source {
	switch {
	case f.err != nil:
		return []Source{{Name: f.name, Err: f.err}}
	case len(f.forms) > 0:
		return f.openForms(ctx)
	}
	book, err := sheet.Open(ctx, f.path, opt)
	return []Source{{Name: f.name, Path: f.path, Book: book, Err: err}}
}

// openForms reads forms as one table, a row for each; those that can't be read are sources of their own.
func (f *found) openForms(ctx context.Context) []Source {
	var forms []form
	var out []Source
	for _, file := range f.forms {
		if ctx.Err() != nil {
			return nil
		}
		form, err := openForm(file.path)
		if err != nil {
			out = append(out, Source{Name: file.name, Err: err})
			continue
		}
		forms = append(forms, form)
	}
	if len(forms) > 0 {
		out = append([]Source{{Name: f.name, Book: bookOfForms(forms)}}, out...)
	}
	return out
}

type gatherer struct {
	found []found
	files int
	lrmx  map[string]int // folder → place in found of its forms
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// find adds a file, or what is in a folder.
func (g *gatherer) find(ctx context.Context, path string) error {
	if !isFolder(path) {
		g.add(path, filepath.Base(path)) // opening a file that is not there says so
		return nil
	}
	before := len(g.found)
	name := filepath.Base(absolute(path))
	err := filepath.WalkDir(path, func(p string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			g.refuse(p, catalog.Refuse("folder_unreadable", "「%s」打不开,没有读;请检查是否有权限,或U盘、网络是否正常", filepath.Base(p)).Because(err))
			return nil
		case entry.IsDir() && p != path && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.Type().IsRegular() || !isTableFile(entry.Name()):
			return nil
		}
		if g.files++; g.files > maxFolderFiles {
			return errManyFiles
		}
		shown, err := filepath.Rel(path, p)
		if err != nil {
			shown = entry.Name()
		}
		g.add(p, filepath.ToSlash(shown))
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errManyFiles):
		g.refuse(path, catalog.Refuse("folder_too_big", "文件夹「%s」里的表格超过 %d 个;请只选放着这一批表格的文件夹", name, maxFolderFiles))
	case len(g.found) == before:
		g.refuse(path, catalog.Refuse("folder_empty", "文件夹「%s」里没有表格(xlsx、xls、et、csv、lrmx 等);请确认选对了文件夹", name))
	}
	return nil
}

var errManyFiles = errors.New("more files than a folder may have")

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// isTableFile leaves out what programs leave behind while a workbook is open, and what is no table.
func isTableFile(name string) bool {
	for _, start := range []string{"~$", ".", "~WRL", "._"} {
		if strings.HasPrefix(name, start) {
			return false
		}
	}
	return slices.Contains(extensions, strings.ToLower(filepath.Ext(name)))
}

func (g *gatherer) refuse(path string, err error) {
	g.found = append(g.found, found{name: filepath.Base(absolute(path)), err: err})
}

// add adds a file under the name by which it is spoken of.
func (g *gatherer) add(path, name string) {
	if !strings.EqualFold(filepath.Ext(path), lrmxExtension) {
		g.found = append(g.found, found{name: name, path: path})
		return
	}
	folder := filepath.Dir(path)
	at, ok := g.lrmx[folder]
	if !ok {
		if g.lrmx == nil {
			g.lrmx = map[string]int{}
		}
		at = len(g.found)
		g.lrmx[folder] = at
		g.found = append(g.found, found{name: name})
	}
	f := &g.found[at]
	if f.forms = append(f.forms, formFile{name, path}); len(f.forms) == 2 {
		f.name = filepath.ToSlash(filepath.Join(filepath.Dir(name), "任免审批表"+lrmxExtension))
	}
}

// Pasted is a block of cells that was copied in Excel or WPS, as the text that these put on the clipboard.
func Pasted(text string) Source {
	s := Source{Name: "粘贴的内容"}
	if strings.TrimSpace(text) == "" {
		s.Err = catalog.Refuse("paste_empty", "剪贴板里没有文字;请先在 Excel 或 WPS 中选中表格(连同表头)并复制")
		return s
	}
	s.Book = &sheet.Book{Format: "clipboard", Sheets: []*sheet.Sheet{sheet.FromClipboard(text)}}
	return s
}
