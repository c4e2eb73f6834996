package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/roster"
	"taizhang/data/store"
	"taizhang/data/tally"
)

func tallyCommand() command {
	return command{
		name: "tally", usage: "[名称] [-asof 日期] [-from 日期] [-to 日期] [-org 社区] [-bands 30,45,60] [-json] [-o 文件.xlsx|.pdf]",
		brief: "统计; 不写名称时列出有哪些统计",
		prepare: func(fs *flag.FlagSet) action {
			var f tallyFlags
			f.declare(fs)
			return func(ctx context.Context, c *call, words []string) error {
				switch {
				case len(words) > 1:
					return misuse("一次只能做一个统计")
				case len(words) == 0 && f.out != "":
					return misuse("请写要做哪一个统计,再写 -o")
				case len(words) == 0:
					return c.printTallies(f.json)
				}
				return c.tally(ctx, words[0], f)
			}
		},
	}
}

type tallyFlags struct {
	periodFlags
	bands, out string
	json       bool
}

func (f *tallyFlags) declare(fs *flag.FlagSet) {
	f.periodFlags.declare(fs)
	fs.StringVar(&f.bands, "bands", "", "各`年龄段`的最大年龄, 如 30,45,60")
	fs.StringVar(&f.out, "o", "", "写到这个`文件`: 扩展名 .xlsx、.csv 或 .pdf")
	fs.BoolVar(&f.json, "json", false, "以 JSON 输出")
}

// params reads the flags; the community stays to be resolved.
func (f *tallyFlags) params() (p tally.Params, err error) {
	if p.AsOf, p.From, p.To, err = f.days(); err != nil {
		return p, err
	}
	if p.Bands, err = tally.ParseBands(f.bands); err != nil {
		return p, misuse("%s", catalog.Message(err))
	}
	return p, nil
}

// tallyInfoJSON is one tally of the list.
type tallyInfoJSON struct {
	Tally string `json:"tally"`
	Title string `json:"title"`
	Kind  string `json:"kind"`
}

func (c *call) printTallies(asJSON bool) error {
	list := []tallyInfoJSON{}
	rows := [][]string{}
	for _, info := range tally.List() {
		list = append(list, tallyInfoJSON{info.Name, info.Title, info.Kind.Key})
		rows = append(rows, []string{info.Name, info.Title})
	}
	if asJSON {
		return writeJSON(c.out, list)
	}
	return writeTable(c.out, []string{"名称", "统计表"}, rows)
}

func (c *call) tally(ctx context.Context, name string, f tallyFlags) error {
	p, err := f.params()
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := roster.CheckPath(f.out); err != nil {
			return err
		}
	}
	return c.with(ctx, func(st *store.Store) error {
		orgName := ""
		if f.org != "" {
			org, err := community(ctx, st, f.org)
			if err != nil {
				return err
			}
			p.Org, orgName = org.ID, org.Label()
		}
		result, err := tally.Run(ctx, records{st}, name, p)
		if err != nil {
			return err
		}
		if f.out != "" {
			if err := c.writeTally(ctx, st, result, orgName, f.out); err != nil {
				return err
			}
		}
		switch {
		case f.json:
			return writeJSON(c.out, result)
		case f.out == "":
			return c.printTally(result)
		}
		return nil
	})
}

func (c *call) writeTally(ctx context.Context, st *store.Store, result *tally.Result, org, path string) error {
	office, err := st.Office(ctx)
	if err != nil {
		return err
	}
	opt := roster.Options{Author: actor(), Created: time.Now()}
	if err := roster.Write(ctx, path, []catalog.Table{result.Table(office.Name, org)}, opt); err != nil {
		return err
	}
	c.say("已把%s写入 %s", result.Title, path)
	return nil
}

func (c *call) printTally(result *tally.Result) error {
	fmt.Fprintf(c.out, "%s(截止 %s)\n", result.Title, result.Params.AsOf.Chinese())
	for _, note := range result.Notes {
		fmt.Fprintln(c.out, "注:"+note)
	}
	for _, g := range result.Groups {
		fmt.Fprintln(c.out)
		var rows [][]string
		for _, cell := range g.Cells {
			share := ""
			if g.Parts {
				share = fmt.Sprintf("%.1f%%", cell.Share(g.Sum()))
			}
			rows = append(rows, []string{cell.Key, cell.Text(), share})
		}
		if err := writeTable(c.out, []string{g.Title, g.Unit, ""}, rows); err != nil {
			return err
		}
	}
	return nil
}
