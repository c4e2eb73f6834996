package main

import (
	"context"
	"flag"
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
)

func cellsCommand() command {
	return command{
		name: "cells", usage: "文件 [-password 密码] [-json]", brief: "列出程序从表格文件里读到的每个单元格",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			password := fs.String("password", "", "文件的打开`密码`")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) != 1 {
					return misuse("请写一个表格文件")
				}
				book, err := sheet.Open(ctx, words[0], sheet.Options{Password: *password, Bare: true})
				if err != nil {
					return err
				}
				for _, w := range book.Warnings {
					c.say("%s", w)
				}
				if *asJSON {
					return book.WriteJSON(c.out)
				}
				return c.printCells(book.Dump())
			}
		},
	}
}

// cellTypes names the types of cells for people.
var cellTypes = map[catalog.CellType]string{
	catalog.CellText: "文本", catalog.CellNumber: "数字", catalog.CellDate: "日期", catalog.CellBool: "逻辑", catalog.CellError: "错误",
}

func (c *call) printCells(d sheet.Dump) error {
	for i, s := range d.Sheets {
		if i > 0 {
			fmt.Fprintln(c.out)
		}
		hidden := ""
		if s.Hidden {
			hidden = "(隐藏)"
		}
		fmt.Fprintf(c.out, "工作表 %s%s: %d 个单元格, %d 处合并\n", s.Name, hidden, len(s.Cells), len(s.Merges))
		rows := make([][]string, len(s.Cells))
		for j, cell := range s.Cells {
			formula := ""
			if cell.Formula {
				formula = "公式"
			}
			rows[j] = []string{sheet.CellName(cell.Row, cell.Col), cellTypes[cell.Cell.Type], cell.Cell.Text, cell.Cell.Shown, formula}
		}
		if err := writeTable(c.out, []string{"单元格", "类型", "内容", "显示为", ""}, rows); err != nil {
			return err
		}
	}
	return nil
}
