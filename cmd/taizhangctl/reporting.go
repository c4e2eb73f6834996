package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"time"

	"taizhang/data/file"
	"taizhang/data/report"
	"taizhang/data/store"
)

func reportCommand() command {
	return command{
		name: "report", usage: "[-asof 日期] [-from 日期] [-to 日期] [-org 社区] [-compare] [-json] [-o 文件.docx|.pdf|.txt]",
		brief: "工作汇报: 每个数字都由台账统计得来",
		prepare: func(fs *flag.FlagSet) action {
			var f reportFlags
			f.declare(fs)
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("report 不需要「%s」", words[0])
				}
				return c.report(ctx, f)
			}
		},
	}
}

type reportFlags struct {
	periodFlags
	out           string
	compare, json bool
}

func (f *reportFlags) declare(fs *flag.FlagSet) {
	f.periodFlags.declare(fs)
	fs.StringVar(&f.out, "o", "", "写到这个`文件`: 扩展名 .docx、.pdf 或 .txt; 不写就输出文字")
	fs.BoolVar(&f.compare, "compare", false, "附上与上年同期比较的表")
	fs.BoolVar(&f.json, "json", false, "以 JSON 输出各段文字、数字和数字后面的记录")
}

// params reads the flags; office, community and wordings stay to be looked up.
func (f *reportFlags) params() (p report.Params, err error) {
	p.AsOf, p.From, p.To, err = f.days()
	p.Compare = f.compare
	return p, err
}

func (c *call) report(ctx context.Context, f reportFlags) error {
	p, err := f.params()
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := report.CheckPath(f.out); err != nil {
			return err
		}
	}
	return c.with(ctx, func(st *store.Store) error {
		r, err := makeReport(ctx, st, p, f.org)
		if err != nil {
			return err
		}
		if f.out != "" {
			opt := report.Options{Author: actor(), Created: time.Now()}
			if err := file.Replace(f.out, func(w io.Writer) error { return r.Write(ctx, w, f.out, opt) }); err != nil {
				return err
			}
			c.say("已把%s写入 %s", r.Title, f.out)
		}
		switch {
		case f.json:
			return writeJSON(c.out, r)
		case f.out == "":
			_, err = fmt.Fprint(c.out, r.Text())
			return err
		}
		return nil
	})
}

// makeReport looks up what the flags don't say and counts the report.
func makeReport(ctx context.Context, st *store.Store, p report.Params, org string) (*report.Report, error) {
	office, err := st.Office(ctx)
	if err != nil {
		return nil, err
	}
	p.Office = office.Name
	if p.Wordings, err = report.Load(ctx, st); err != nil {
		return nil, err
	}
	if org != "" {
		found, err := community(ctx, st, org)
		if err != nil {
			return nil, err
		}
		p.Org = found.ID
	}
	return report.Run(ctx, records{st}, p)
}
