package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

func memoryCommand() command {
	return command{
		name: "memory", usage: "[-json] [-forget 编号|all]",
		brief: "导入和套表时记住的决定: 列出, 或忘掉一条或全部",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			forget := fs.String("forget", "", "忘掉这个`编号`的; all 为全部")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("memory 后面只能写选项")
				}
				return c.with(ctx, func(st *store.Store) error {
					memory := intake.NewMemory(st)
					if *forget != "" {
						return c.forget(ctx, st, memory, *forget)
					}
					list, err := memory.List(ctx)
					if err != nil {
						return err
					}
					forms, err := filling.Recall(ctx, st)
					if err != nil {
						return err
					}
					return c.printMemory(list, forms, *asJSON)
				})
			}
		},
	}
}

// memoryJSON is one of the remembered decisions.
type memoryJSON struct {
	Shape     string    `json:"shape"`
	Form      string    `json:"form,omitempty"` // name of the form that was filled in; "" of an import
	Headings  []string  `json:"headings"`
	Decisions []string  `json:"decisions"`
	At        time.Time `json:"at"`
}

func (c *call) printMemory(list []intake.Decisions, forms []filling.Remembered, asJSON bool) error {
	out := []memoryJSON{}
	for _, d := range list {
		out = append(out, memoryJSON{d.Shape, "", d.Headings, d.Words(ledger.All()), d.At})
	}
	for _, f := range forms {
		out = append(out, memoryJSON{f.Shape, f.Form, f.Headings, f.Words(ledger.All()), f.At})
	}
	if asJSON {
		return writeJSON(c.out, out)
	}
	for _, d := range out {
		fmt.Fprintf(c.out, "%s  %s\n  表头: %s\n  决定: %s\n", d.Shape, d.At.Local().Format("2006-01-02 15:04"), strings.Join(d.Headings, "、"), strings.Join(d.Decisions, ";"))
	}
	c.say("记住了 %d 种表的决定", len(out))
	return nil
}

func (c *call) forget(ctx context.Context, st *store.Store, memory intake.Memory, shape string) error {
	list, err := memory.List(ctx)
	if err != nil {
		return err
	}
	n := 0
	for _, d := range list {
		if shape != "all" && shape != d.Shape {
			continue
		}
		if err := memory.Forget(ctx, d.Shape); err != nil {
			return err
		}
		n++
	}
	forms, err := filling.Recall(ctx, st)
	if err != nil {
		return err
	}
	for _, f := range forms {
		if shape != "all" && shape != f.Shape {
			continue
		}
		if _, err := filling.Forget(ctx, st, f.Shape); err != nil {
			return err
		}
		n++
	}
	if n == 0 && shape != "all" {
		return catalog.Refuse("unknown_memory", "没有编号为「%s」的决定;用 taizhangctl memory 查看全部", shape)
	}
	c.say("忘掉了 %d 种表的决定", n)
	return nil
}
