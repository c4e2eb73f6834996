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

// filePattern returns the name of a file for each community, with roster.OrgMark in it; ok is false if -o names one file.
func (l *layoutFlags) filePattern() (pattern string, ok bool) {
	switch {
	case strings.Contains(filepath.Base(l.out), roster.OrgMark):
		return l.out, true
	case l.out == "":
		return "", false
	case strings.HasSuffix(l.out, "/"), strings.HasSuffix(l.out, string(filepath.Separator)):
		return filepath.Join(l.out, roster.OrgMark+".xlsx"), true
	}
	if info, err := os.Stat(l.out); err == nil && info.IsDir() {
		return filepath.Join(l.out, roster.OrgMark+".xlsx"), true
	}
	return "", false
}

// writeFiles writes a file for each table; workbooks carry the ids of their records, so that they are known again when
// they come back.
func (c *call) writeFiles(ctx context.Context, pattern string, tables []catalog.Table, opt roster.Options) error {
	paths, err := roster.WriteEach(ctx, roster.Names{Pattern: pattern, Replace: true}, tables, opt)
	if err != nil {
		return err
	}
	for _, path := range paths {
		fmt.Fprintln(c.out, path)
	}
	return nil
}

// past gives intake the records as they were when a workbook was handed out.
func past(st *store.Store) intake.Past {
	return func(ctx context.Context, kind *catalog.Kind, at time.Time, f func(catalog.Record) error) error {
		return st.Each(ctx, store.Query{Kind: kind, AsOf: at}, f)
	}
}
