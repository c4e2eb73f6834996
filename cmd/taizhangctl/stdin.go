package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// standardInput stands for a workbook, a csv or pasted cells on the standard input.
const standardInput = "-"

// mostInput bounds what is read from the standard input, in bytes.
const mostInput = 256 << 20

// gather opens what import and diff are given: files, folders, and the standard input.
func (c *call) gather(ctx context.Context, paths []string, opt sheet.Options) ([]intake.Source, error) {
	files := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p == standardInput })
	out, err := intake.Gather(ctx, files, opt, nil)
	if err == nil && len(files) < len(paths) {
		out = append(out, readInput(ctx, os.Stdin, opt))
	}
	return out, err
}

// readInput reads a workbook of any format, or text of a table.
func readInput(ctx context.Context, in io.Reader, opt sheet.Options) intake.Source {
	const name = "标准输入"
	data, err := io.ReadAll(io.LimitReader(in, mostInput+1))
	switch {
	case err != nil:
		return intake.Source{Name: name, Err: catalog.Refuse("input", "标准输入读不出来;请改用文件").Because(err)}
	case len(data) > mostInput:
		return intake.Source{Name: name, Err: catalog.Refuse("input", "标准输入的内容太大;请存成文件再导入")}
	}
	book, err := sheet.Read(ctx, bytes.NewReader(data), int64(len(data)), name, opt)
	return intake.Source{Name: name, Book: book, Err: err}
}
