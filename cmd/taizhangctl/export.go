package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/paper"
	"taizhang/data/roster"
	"taizhang/data/store"
	"taizhang/data/value"
)

// layoutFlags are the flags that say how a roster looks.
type layoutFlags struct {
	view, split, group, title, date, paper, out string
}

func (l *layoutFlags) declare(fs *flag.FlagSet) {
	fs.StringVar(&l.view, "view", "", "用这个`表式`; 不写就用常用的")
	fs.StringVar(&l.split, "split", "", "写 `org`: 每个社区一张表; -o 写文件夹或含 {社区} 的文件名, 就每个社区一个文件, 交回后可以合并")
	fs.StringVar(&l.group, "group", "", "写 `org`: 一张表里按社区分段")
	fs.StringVar(&l.title, "title", "", "表的`标题`; %s 代表单位")
	fs.StringVar(&l.date, "date", "", "填报`日期`, 年龄也按它计算; 不写就是今天")
	fs.StringVar(&l.paper, "paper", "", "`纸张`: A4 或 A3; 不写就按宽度选择")
	fs.StringVar(&l.out, "o", "", "写到这个`文件`: 扩展名 .xlsx、.csv 或 .pdf")
}

// sheet returns the paper that was asked for.
func (l *layoutFlags) sheet() (paper.Sheet, error) {
	switch strings.ToUpper(l.paper) {
	case "":
		return paper.Sheet{}, nil
	case "A4":
		return paper.Sheet{Paper: paper.A4}, nil
	case "A3":
		return paper.Sheet{Paper: paper.A3}, nil
	}
	return paper.Sheet{}, misuse("-paper 只能是 A4 或 A3,「%s」不是", l.paper)
}

func exportCommand() command {
	return command{
		name: "export", usage: "种类 [-org 社区] [-where 栏目=值]… [-view 表式] [-split org] [-template] -o 文件.xlsx|.csv|.pdf|文件夹/|{社区}.xlsx",
		brief: "导出带标题、表头、边框和打印设置的花名册",
		prepare: func(fs *flag.FlagSet) action {
			var sel selection
			var lay layoutFlags
			sel.declare(fs)
			lay.declare(fs)
			template := fs.Bool("template", false, "写一张空白的标准表,填好后可以导入")
			return func(ctx context.Context, c *call, words []string) error {
				kind, err := oneKind(words)
				if err != nil {
					return err
				}
				if *template {
					return c.writeTemplate(ctx, kind, lay)
				}
				return c.writeRoster(ctx, kind, sel, lay)
			}
		},
	}
}

// writeTemplate writes the blank table of a kind. It needs no database; with one, the office's name stands in it.
func (c *call) writeTemplate(ctx context.Context, kind *catalog.Kind, lay layoutFlags) error {
	if lay.out == "" {
		return misuse("请用 -o 写出文件名")
	}
	on, err := lay.sheet()
	if err != nil {
		return err
	}
	office := ""
	if c.db != "" {
		err := c.with(ctx, func(st *store.Store) error {
			o, err := st.Office(ctx)
			office = o.Name
			return err
		})
		if err != nil {
			return err
		}
	}
	table := roster.Template(kind, office)
	if err := roster.Write(ctx, lay.out, []catalog.Table{table}, roster.Options{Sheet: on, Author: actor(), Created: time.Now()}); err != nil {
		return err
	}
	c.say("已写好空白的%s表,填好后用 import 导入", kind.Title)
	fmt.Fprintln(c.out, lay.out)
	return nil
}

// writeRoster writes the roster of a kind to a file and names it.
func (c *call) writeRoster(ctx context.Context, kind *catalog.Kind, sel selection, lay layoutFlags) error {
	if err := lay.check(kind); err != nil {
		return err
	}
	on, err := lay.sheet()
	if err != nil {
		return err
	}
	date, err := day("date", lay.date)
	if err != nil {
		return err
	}
	if date.IsZero() {
		date = value.DateOf(time.Now())
	}
	return c.with(ctx, func(st *store.Store) error {
		at, err := st.Moment(ctx)
		if err != nil {
			return err
		}
		tables, n, err := rosterTables(ctx, st, kind, sel, lay, date)
		if err != nil {
			return err
		}
		opt := roster.Options{Sheet: on, Author: actor(), Created: time.Now()}
		if pattern, several := lay.filePattern(); several {
			opt.Identity = intake.IdentityHeading(kind, at)
			if err := c.writeFiles(ctx, pattern, tables, opt); err != nil {
				return err
			}
			c.say("已把 %d %s%s按社区写成 %d 个文件", n, kind.Unit, kind.Title, len(tables))
			return nil
		}
		if err := roster.Write(ctx, lay.out, tables, opt); err != nil {
			return err
		}
		c.say("已把 %d %s%s写入 %s", n, kind.Unit, kind.Title, lay.out)
		fmt.Fprintln(c.out, lay.out)
		return nil
	})
}

func (l *layoutFlags) check(kind *catalog.Kind) error {
	if l.out == "" {
		return misuse("请用 -o 写出文件名")
	}
	for name, field := range map[string]string{"split": l.split, "group": l.group} {
		if field != "" && field != "org" {
			return misuse("-%s 只能是 org,「%s」不是", name, field)
		}
		if field != "" && orgField(kind) == nil {
			return catalog.Refuse("no_org_field", "%s不按社区分,不能用 -%s", kind.Title, name)
		}
	}
	pattern, several := l.filePattern()
	if !several {
		return roster.CheckPath(l.out)
	}
	if l.split == "" {
		return misuse("-o 写的是文件夹或含 {社区} 的文件名,请同时写 -split org")
	}
	return roster.CheckPath(pattern)
}

// rosterTables returns the tables of a roster and the number of records in them.
func rosterTables(ctx context.Context, st *store.Store, kind *catalog.Kind, sel selection, lay layoutFlags, date value.Date) ([]catalog.Table, int, error) {
	q, org, err := sel.query(ctx, st, kind)
	if err != nil {
		return nil, 0, err
	}
	office, err := st.Office(ctx)
	if err != nil {
		return nil, 0, err
	}
	req := roster.Request{Kind: kind, View: lay.view, Office: office.Name, Org: org, AsOf: date, Title: lay.title,
		GroupBy: lay.group, KeepOrder: len(q.Sort) > 0}
	err = st.Each(ctx, q, func(r catalog.Record) error {
		req.Records = append(req.Records, r)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	if view := kind.View(lay.view); view != nil {
		req.Records = view.Select(req.Records)
	}
	if lay.split != "" {
		tables, err := roster.Split(ctx, st, req, lay.split)
		return tables, len(req.Records), err
	}
	table, err := roster.Build(ctx, st, req)
	return []catalog.Table{table}, len(req.Records), err
}
