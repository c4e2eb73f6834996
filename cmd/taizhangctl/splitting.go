package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/roster"
	"taizhang/data/store"
)

// orgMark stands in the name of a file for the community whose roster it holds.
const orgMark = "{社区}"

// filePattern returns the name of a file for each community, with orgMark in it; ok is false if -o names one file.
func (l *layoutFlags) filePattern() (pattern string, ok bool) {
	switch {
	case strings.Contains(filepath.Base(l.out), orgMark):
		return l.out, true
	case l.out == "":
		return "", false
	case strings.HasSuffix(l.out, "/"), strings.HasSuffix(l.out, string(filepath.Separator)):
		return filepath.Join(l.out, orgMark+".xlsx"), true
	}
	if info, err := os.Stat(l.out); err == nil && info.IsDir() {
		return filepath.Join(l.out, orgMark+".xlsx"), true
	}
	return "", false
}

// stamp returns the moment to which the records in the database belong: that of the last operation, so that clocks of
// several desks don't matter.
func stamp(ctx context.Context, st *store.Store) (time.Time, error) {
	ops, err := st.Operations(ctx, 1, "")
	if err != nil || len(ops) == 0 {
		return time.Now(), err
	}
	return ops[0].At, nil
}

// writeFiles writes a file for each table; workbooks carry the ids of their records, so that they are known again when
// they come back. None of the files is put in its place before all are written.
func (c *call) writeFiles(ctx context.Context, pattern string, tables []catalog.Table, opt roster.Options) error {
	dir := filepath.Dir(pattern)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return catalog.Refuse(roster.CodeUnwritten, "不能建立文件夹「%s」,没有写入;请换一个位置", dir).Because(err)
	}
	staging, err := os.MkdirTemp(dir, ".taizhang-")
	if err != nil {
		return catalog.Refuse(roster.CodeUnwritten, "不能写入文件夹「%s」;请换一个位置", dir).Because(err)
	}
	defer os.RemoveAll(staging)
	names := fileNames(filepath.Base(pattern), tables)
	for i, t := range tables {
		if err := roster.Write(ctx, filepath.Join(staging, names[i]), []catalog.Table{t}, opt); err != nil {
			return err
		}
	}
	for i, name := range names {
		if err := os.Rename(filepath.Join(staging, name), filepath.Join(dir, name)); err != nil {
			return catalog.Refuse(roster.CodeUnwritten, "「%s」正被别的程序(如 Excel、WPS)打开,从它起的 %d 个文件没有写入;请先在那里关闭它,再试一次",
				filepath.Join(dir, name), len(names)-i).Because(err)
		}
	}
	for _, name := range names {
		fmt.Fprintln(c.out, filepath.Join(dir, name))
	}
	return nil
}

// fileNames returns a distinct name for the file of each table.
func fileNames(pattern string, tables []catalog.Table) []string {
	clean := strings.NewReplacer("/", "_", "\\", "_", ":", "_", "*", "_", "?", "_", "\"", "_", "<", "_", ">", "_", "|", "_", "\x00", "_")
	names := make([]string, len(tables))
	taken := map[string]bool{}
	for i, t := range tables {
		org := strings.Trim(clean.Replace(t.Sheet), ". ")
		name := strings.ReplaceAll(pattern, orgMark, org)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = strings.ReplaceAll(pattern, orgMark, fmt.Sprintf("%s(%d)", org, n))
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

// past gives intake the records as they were when a workbook was handed out.
func past(st *store.Store) intake.Past {
	return func(ctx context.Context, kind *catalog.Kind, at time.Time, f func(catalog.Record) error) error {
		return st.Each(ctx, store.Query{Kind: kind, AsOf: at}, f)
	}
}
