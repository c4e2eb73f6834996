package filling

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"taizhang/app/desk"
	"taizhang/app/platform"
	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/filling"
	"taizhang/data/roster"
	"taizhang/data/sheet"
)

// Confirm implements desk.Confirmer: it fills the form in and saves it.
func (p *Page) Confirm() {
	if p.plan == nil || !p.any() {
		return
	}
	way := p.division()
	name := strings.TrimSuffix(p.plan.Name, filepath.Ext(p.plan.Name))
	title := "填好的表保存到"
	if way.mark != "" {
		name += "-" + way.mark
		title = "存到哪个文件夹(" + way.mark + "会换成名称)"
	} else {
		name += "(已填)"
	}
	ext := ".xlsx"
	if p.form.Macros() {
		ext = ".xlsm"
	}
	types := []platform.FileType{{Title: "Excel 工作簿", Extensions: []string{ext}}}
	platform.SaveFile(p.desk.Window, title, name+ext, types, func(path string) { p.fill(way, path) })
}

// filled is what filling in a form gave.
type filled struct {
	paths   []string
	results []filling.Result
}

// fill completes the form and writes it to path, or to the files for which path is the pattern.
func (p *Page) fill(way division, path string) {
	plan, parts, original, prepare := p.parts[0], p.parts, p.form, p.jobs(way)
	var done filled
	p.desk.Run("填表", func(ctx context.Context, report desk.Progress) error {
		p.planning.Lock()
		defer p.planning.Unlock()
		jobs, err := prepare(ctx)
		if err != nil {
			return err
		}
		if way.mark == "" {
			done, err = writeOne(ctx, plan, original, jobs, path)
		} else {
			done, err = writeEach(ctx, plan, original, jobs, pattern(path, way.mark), report)
		}
		if err != nil {
			return err
		}
		for _, part := range parts {
			if err := part.Remember(ctx); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.results = done.results
		p.showPanel()
		if way.mark != "" {
			p.desk.SavedAll(done.paths)
		} else {
			p.desk.Saved(path)
		}
	})
}

// pattern makes a path the pattern for several files.
func pattern(path, mark string) string {
	if roster.HasMark(path) {
		return path
	}
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "-" + mark + ext
}

// writeOne writes all jobs into one workbook.
func writeOne(ctx context.Context, plan *filling.Plan, original *sheet.Form, jobs filling.Copy, path string) (filled, error) {
	form, err := original.Clone()
	if err != nil {
		return filled{}, err
	}
	results, err := plan.FillParts(ctx, form, jobs)
	if err != nil {
		return filled{}, err
	}
	return filled{[]string{path}, results}, file.Replace(path, func(w io.Writer) error { return form.Write(ctx, w) })
}

// writeEach writes a workbook for each job; files that are there stay.
func writeEach(ctx context.Context, plan *filling.Plan, original *sheet.Form, jobs filling.Copy, pattern string, report desk.Progress) (filled, error) {
	copies := filling.CopyForEach(jobs)
	if len(copies) == 0 && plan.Kind == nil {
		return filled{}, catalog.Refuse(filling.CodeNobody, "没有要填的社区,没有填表")
	}
	if len(copies) == 0 {
		return filled{}, catalog.Refuse(filling.CodeNobody, "没有符合条件的%s,没有填表", plan.Kind.Title)
	}
	var out filled
	var files []roster.File
	names := roster.Names{Pattern: pattern}
	for i, one := range copies {
		path := names.Next(one.Words())
		out.paths = append(out.paths, path)
		files = append(files, roster.File{Path: path, Write: func(ctx context.Context, path string) error {
			done, err := writeOne(ctx, plan, original, one.Plain(), path)
			for j := range done.results {
				name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
				if len(done.results) > 1 {
					name += " " + done.results[j].Sheet
				}
				done.results[j].Sheet = name
			}
			out.results = append(out.results, done.results...)
			report(i+1, len(copies))
			return err
		}})
	}
	err := roster.WriteAll(ctx, files)
	return out, err
}
