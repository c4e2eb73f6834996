package roster

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/file"
)

// What stands in a pattern of file names for the community and for the person whose file it is.
const (
	OrgMark    = "{社区}"
	PersonMark = "{姓名}"
)

// HasMark reports whether a path is a pattern for several files.
func HasMark(path string) bool {
	base := filepath.Base(path)
	return strings.Contains(base, OrgMark) || strings.Contains(base, PersonMark)
}

// Names makes the paths of files from a pattern such as D:\下发\{社区}.xlsx.
type Names struct {
	Pattern string
	Replace bool // files that are there may be replaced; otherwise new ones are numbered past them

	taken map[string]bool // in lower case: Windows tells no other names apart
}

// Next returns a path that was not returned before.
func (n *Names) Next(org, person string) string {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	dir, base := filepath.Split(n.Pattern)
	base = strings.NewReplacer(OrgMark, file.Word(org), PersonMark, file.Word(person)).Replace(base)
	ext := filepath.Ext(base)
	name := base
	for k := 2; n.taken[strings.ToLower(name)] || !n.Replace && exists(dir+name); k++ {
		name = fmt.Sprintf("%s(%d)%s", strings.TrimSuffix(base, ext), k, ext)
	}
	n.taken[strings.ToLower(name)] = true
	return dir + name
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// File is one of several files that are written together.
type File struct {
	Path  string
	Write func(ctx context.Context, path string) error // writes it at another path, with the same name
}

// WriteAll writes files, all into one folder, which is made if it is not there. None is put in its place before all
// are written.
func WriteAll(ctx context.Context, files []File) error {
	if len(files) == 0 {
		return errNoTables
	}
	for _, f := range files {
		if err := file.CheckTarget(f.Path); err != nil {
			return err
		}
	}
	dir := filepath.Dir(files[0].Path)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return catalog.Refuse(file.CodeUnwritten, "不能建立文件夹「%s」,没有写入;请换一个位置", dir).Because(err)
	}
	staging, err := os.MkdirTemp(dir, ".taizhang-")
	if err != nil {
		return catalog.Refuse(file.CodeUnwritten, "不能写入文件夹「%s」;请换一个位置", dir).Because(err)
	}
	defer file.RemoveFolder(staging)
	staged := func(f File) string { return filepath.Join(staging, filepath.Base(f.Path)) }
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.Write(ctx, staged(f)); err != nil {
			return refusedFor(f.Path, staged(f), err)
		}
	}
	for i, f := range files {
		if err := os.Rename(staged(f), f.Path); err != nil {
			return catalog.Refuse(file.CodeUnwritten, "「%s」正被别的程序(如 Excel、WPS)打开,从它起的 %d 个文件没有写入;请先在那里关闭它,再试一次",
				f.Path, len(files)-i).Because(err)
		}
	}
	return nil
}

// refusedFor returns a refusal to write at one place as that of the place where the file was to go in the end.
func refusedFor(path, staged string, err error) error {
	var refusal *catalog.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	return catalog.Refuse(refusal.Code, "%s", strings.ReplaceAll(refusal.Text, staged, path)).Because(err)
}

// WriteEach writes a file for each table, named after the table's sheet, and returns their paths.
func WriteEach(ctx context.Context, names Names, tables []catalog.Table, opt Options) ([]string, error) {
	var files []File
	var paths []string
	for _, t := range tables {
		f := File{Path: names.Next(t.Sheet, ""), Write: func(ctx context.Context, path string) error {
			return Write(ctx, path, []catalog.Table{t}, opt)
		}}
		files, paths = append(files, f), append(paths, f.Path)
	}
	return paths, WriteAll(ctx, files)
}
