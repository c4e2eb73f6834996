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
	if p.plan == nil || p.count == 0 {
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

// jobs returns what prepares the copies of the form.
func (p *Page) jobs(way division) func(ctx context.Context) ([]filling.Job, error) {
	plan, listed, org := p.plan, p.listed != nil, p.org
	if plan.Counts() {
		return func(ctx context.Context) ([]filling.Job, error) { return plan.CountJobs(ctx, org, way.each) }
	}
	find := p.finder()
	return func(ctx context.Context) ([]filling.Job, error) {
		all, err := find(ctx)
		if err != nil {
			return nil, err
		}
		jobs := []filling.Job{{Org: plan.Org(), Records: all}}
		if way.split != nil {
			jobs, err = way.split(plan, ctx, all)
		}
		for i := range jobs {
			jobs[i].KeepOrder = listed
		}
		return jobs, err
	}
}

// fill completes the form and writes it to path, or to the files for which path is the pattern.
func (p *Page) fill(way division, path string) {
	plan, original, prepare := p.plan, p.form, p.jobs(way)
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
		return plan.Remember(ctx)
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
func writeOne(ctx context.Context, plan *filling.Plan, original *sheet.Form, jobs []filling.Job, path string) (filled, error) {
	form, err := original.Clone()
	if err != nil {
		return filled{}, err
	}
	results, err := plan.Fill(ctx, form, jobs)
	if err != nil {
		return filled{}, err
	}
	return filled{[]string{path}, results}, file.Replace(path, func(w io.Writer) error { return form.Write(ctx, w) })
}

// writeEach writes a workbook for each job; files that are there stay.
func writeEach(ctx context.Context, plan *filling.Plan, original *sheet.Form, jobs []filling.Job, pattern string, report desk.Progress) (filled, error) {
	if len(jobs) == 0 && plan.Kind == nil {
		return filled{}, catalog.Refuse(filling.CodeNobody, "没有要填的社区,没有填表")
	}
	if len(jobs) == 0 {
		return filled{}, catalog.Refuse(filling.CodeNobody, "没有符合条件的%s,没有填表", plan.Kind.Title)
	}
	var out filled
	var files []roster.File
	names := roster.Names{Pattern: pattern}
	for i, job := range jobs {
		path := names.Next(job.Words())
		job.Sheet = ""
		out.paths = append(out.paths, path)
		files = append(files, roster.File{Path: path, Write: func(ctx context.Context, path string) error {
			one, err := writeOne(ctx, plan, original, []filling.Job{job}, path)
			for j := range one.results {
				one.results[j].Sheet = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
			}
			out.results = append(out.results, one.results...)
			report(i+1, len(jobs))
			return err
		}})
	}
	err := roster.WriteAll(ctx, files)
	return out, err
}
