package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/roster"
	"taizhang/data/sheet"
	"taizhang/data/store"
	"taizhang/data/value"
)

type diffFlags struct {
	org, date, out, password string
	json                     bool
}

func diffCommand() command {
	return command{
		name: "diff", usage: "种类 [-org 社区] [-password 密码] [-json] [-o 文件.xlsx|.csv|.pdf] 文件或文件夹…",
		brief: "台账与表格比对: 只比对表格涉及的社区, 列出新增、减少和变化",
		prepare: func(fs *flag.FlagSet) action {
			var f diffFlags
			fs.StringVar(&f.org, "org", "", "表里没有写明社区的, 都算这个`社区`的")
			fs.StringVar(&f.date, "date", "", "变动情况表的填报`日期`; 不写就是今天")
			fs.StringVar(&f.out, "o", "", "把变动情况表写到这个`文件`: 扩展名 .xlsx、.csv 或 .pdf")
			fs.StringVar(&f.password, "password", "", "加密文件的打开`密码`")
			fs.BoolVar(&f.json, "json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error { return c.diff(ctx, f, words) }
		},
	}
}

// diff compares the roster of a kind with workbooks. Nothing is stored.
func (c *call) diff(ctx context.Context, f diffFlags, words []string) error {
	if len(words) < 2 {
		return misuse("请写台账种类和要比对的文件,例如 diff cadre 名册.xlsx")
	}
	kind, err := kindOf(words[0])
	if err != nil {
		return err
	}
	asof, err := day("date", f.date)
	if err != nil {
		return err
	}
	if asof.IsZero() {
		asof = value.DateOf(time.Now())
	}
	if f.out != "" {
		if err := roster.CheckPath(f.out); err != nil {
			return err
		}
	}
	return c.with(ctx, func(st *store.Store) error {
		d, err := c.difference(ctx, st, kind, f, words[1:])
		if err != nil {
			return err
		}
		if f.out != "" {
			if err := c.writeDifference(ctx, st, d, asof, f.out); err != nil {
				return err
			}
		}
		switch {
		case f.json:
			return writeJSON(c.out, differenceJSON(d))
		case f.out == "":
			return c.printDifference(d)
		}
		return nil
	})
}

func (c *call) difference(ctx context.Context, st *store.Store, kind *catalog.Kind, f diffFlags, paths []string) (*intake.Difference, error) {
	sources, err := c.gather(ctx, paths, sheet.Options{Password: f.password})
	if err != nil {
		return nil, err
	}
	options := intake.Options{Kinds: ledger.All(), Kind: kind, Org: f.org, Today: value.DateOf(time.Now()), Memory: intake.NewMemory(st)}
	reading, err := intake.Recognise(ctx, sources, records{st}, options)
	if err != nil {
		return nil, err
	}
	failed := false
	for _, file := range reading.Files {
		if file.Err != nil {
			failed = true
			c.say("%s", explain(file.Err))
		}
	}
	if failed {
		return nil, errSaid
	}
	plan, err := reading.Plan(ctx)
	if err != nil {
		return nil, err
	}
	return plan.Diff(ctx, kind)
}

func (c *call) writeDifference(ctx context.Context, st *store.Store, d *intake.Difference, asof value.Date, path string) error {
	office, err := st.Office(ctx)
	if err != nil {
		return err
	}
	table := d.Table(office.Name, asof)
	if err := roster.Write(ctx, path, []catalog.Table{table}, roster.Options{Author: actor(), Created: time.Now()}); err != nil {
		return err
	}
	c.say("已把%s写入 %s", table.Title, path)
	return nil
}

// differenceJSON returns a difference with the keys that CLI.md fixes; beside them, where there are any, the doubtful
// identities and what could not be compared.
func differenceJSON(d *intake.Difference) object {
	joined, left, changed, doubtful := []object{}, []object{}, []object{}, []object{}
	for _, r := range d.Joined {
		joined = append(joined, object{{"name", r.Label()}})
	}
	for _, r := range d.Left {
		left = append(left, object{{"id", r.ID}, {"name", r.Label()}})
	}
	for _, ch := range d.Changed {
		fields := object{}
		for _, f := range ch.Fields {
			fields = append(fields, member{f.Field.Key, []any{differenceValue(d, f.Field, f.Old), differenceValue(d, f.Field, f.New)}})
		}
		changed = append(changed, object{{"id", ch.Record.ID}, {"name", ch.Record.Label()}, {"fields", fields}})
	}
	for _, x := range d.Doubtful {
		doubtful = append(doubtful, object{{"name", x.Row.After().Label()}, {"file", x.Row.Table.File.Name}, {"sheet", x.Row.Table.Sheet.Name},
			{"row", x.Row.Row + 1}, {"id", x.Record.ID}, {"like", x.Record.Label()}, {"why", x.Why}, {"compared", x.Compared}})
	}
	out := object{{"joined", joined}, {"left", left}, {"changed", changed}}
	if len(doubtful) > 0 {
		out = append(out, member{"doubtful", doubtful})
	}
	if len(d.Notes) > 0 {
		out = append(out, member{"notes", d.Notes})
	}
	return out
}

// differenceValue returns a value as `list -json` does, nil for an empty one.
func differenceValue(d *intake.Difference, f *catalog.Field, v value.Value) any {
	switch {
	case v.IsEmpty():
		return nil
	case catalog.Refers(f.Type) != "" || v.IsUnread():
		return d.Words(f, v)
	}
	return valueJSON(f, v)
}

// printDifference writes the printed table's rows for a terminal.
func (c *call) printDifference(d *intake.Difference) error {
	table := d.Table("", value.Date{})
	headings := make([]string, len(table.Columns))
	for i, col := range table.Columns {
		headings[i] = col.Heading[0]
	}
	var rows [][]string
	for _, r := range table.Rows {
		cells := make([]string, len(headings))
		copy(cells, r.Cells)
		rows = append(rows, cells)
	}
	if len(rows) > 0 {
		if err := writeTable(c.out, headings, rows); err != nil {
			return err
		}
	}
	for _, note := range table.Notes {
		fmt.Fprintln(c.out, note)
	}
	return nil
}
