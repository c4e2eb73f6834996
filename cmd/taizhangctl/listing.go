package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

func listCommand() command {
	return command{
		name: "list", usage: "种类 [-org 社区] [-find 文字] [-where 栏目=值]… [-sort 栏目] [-limit 条数] [-asof 日期] [-json|-csv]",
		brief: "列出记录",
		prepare: func(fs *flag.FlagSet) action {
			var sel selection
			sel.declare(fs)
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			asCSV := fs.Bool("csv", false, "以 csv 输出")
			return func(ctx context.Context, c *call, words []string) error {
				kind, err := oneKind(words)
				if err != nil {
					return err
				}
				if *asJSON && *asCSV {
					return misuse("-json 和 -csv 只能写一个")
				}
				return c.with(ctx, func(st *store.Store) error {
					q, _, err := sel.query(ctx, st, kind)
					if err != nil {
						return err
					}
					refs, err := lookUp(ctx, st, kind)
					if err != nil {
						return err
					}
					asof, err := day("asof", sel.asof)
					if err != nil {
						return err
					}
					l := lister{st: st, query: q, refs: refs, asof: asof}
					switch {
					case *asJSON:
						return l.json(ctx, c)
					case *asCSV:
						return l.csv(ctx, c)
					}
					return l.table(ctx, c)
				})
			}
		},
	}
}

// oneKind reads the only word of a command.
func oneKind(words []string) (*catalog.Kind, error) {
	if len(words) != 1 {
		return nil, misuse("请写一个台账种类,例如 cadre")
	}
	return kindOf(words[0])
}

// lister writes the records of a query, one by one.
type lister struct {
	st    *store.Store
	query store.Query
	refs  targets
	asof  value.Date // of derived fields; zero if there are none
}

// json writes an array with one record in each line.
func (l lister) json(ctx context.Context, c *call) error {
	out := bufio.NewWriter(c.out)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	before := "[\n"
	err := l.st.Each(ctx, l.query, func(r catalog.Record) error {
		fmt.Fprint(out, before)
		before = ","
		return lines.Encode(recordJSON(r, l.refs, l.asof))
	})
	if err != nil {
		return err
	}
	if before != "," {
		fmt.Fprint(out, "[")
	}
	fmt.Fprintln(out, "]")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// csv writes all stored fields under their titles, the id before them.
func (l lister) csv(ctx context.Context, c *call) error {
	out := csv.NewWriter(c.out)
	line := []string{idHeading}
	var fields []*catalog.Field
	for i := range l.query.Kind.Fields {
		if f := &l.query.Kind.Fields[i]; f.Stored() {
			fields = append(fields, f)
			line = append(line, f.Title)
		}
	}
	if err := out.Write(line); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	err := l.st.Each(ctx, l.query, func(r catalog.Record) error {
		line = append(line[:0], r.ID)
		for _, f := range fields {
			line = append(line, valueText(f, r.Get(f.Key), l.refs))
		}
		return out.Write(line)
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

const idHeading = "编号"

// table writes the columns of the usual view, the id behind them.
func (l lister) table(ctx context.Context, c *call) error {
	view := l.query.Kind.View("")
	var fields []*catalog.Field
	var headings []string
	for _, col := range view.Columns {
		if f := l.query.Kind.Field(col.Field); f != nil && f.Stored() {
			fields = append(fields, f)
			headings = append(headings, f.Title)
		}
	}
	var rows [][]string
	err := l.st.Each(ctx, l.query, func(r catalog.Record) error {
		row := make([]string, 0, len(fields)+1)
		for _, f := range fields {
			row = append(row, valueText(f, r.Get(f.Key), l.refs))
		}
		rows = append(rows, append(row, r.ID))
		return nil
	})
	if err != nil {
		return err
	}
	if err := writeTable(c.out, append(headings, idHeading), rows); err != nil {
		return err
	}
	c.say("共 %d %s", len(rows), l.query.Kind.Unit)
	return nil
}
