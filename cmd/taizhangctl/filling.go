package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/roster"
	"taizhang/data/sheet"
	"taizhang/data/store"
	"taizhang/data/value"
)

// fillFlags are the flags of fill.
type fillFlags struct {
	kind, date, by, phone, split, out, id string
	from, to                              string
	columns                               list
	json, mark, forget, all               bool
}

func fillCommand() command {
	return command{
		name: "fill", usage: "表.xlsx [-kind 种类] [-org 社区] [-where 栏目=值]… [-map 列=栏目]… [-split org|person] [-json] -o 文件.xlsx",
		brief: "按上级空白表自己的版式, 用台账里的记录填好",
		prepare: func(fs *flag.FlagSet) action {
			var sel selection
			var f fillFlags
			sel.declare(fs)
			fs.StringVar(&f.kind, "kind", "", "表要填的是这个`种类`, 或 count(统计数); 不写就自动识别")
			fs.StringVar(&f.id, "id", "", "只填这一个人, 写记录的`编号`")
			fs.BoolVar(&f.all, "all", false, "表名里写明某一类人(如 流动党员)时, 也填全部的人")
			fs.StringVar(&f.date, "date", "", "填报`日期`; 不写就是今天")
			fs.StringVar(&f.by, "by", "", "填表人的`姓名`; 不写就留空")
			fs.StringVar(&f.phone, "phone", "", "全单位表格的联系`电话`; 不写就留空")
			fs.Var(&f.columns, "map", "`列=栏目`: 这一列填哪一栏, 例如 F=joined 或 职务=党内职务+居委会职务; 等号后不写就留空; 下个月同样表头的表会记得")
			fs.StringVar(&f.from, "from", "", "要填数的统计表: 活动、慰问等从这个`日期`数起; 不写就按表里写的时段")
			fs.StringVar(&f.to, "to", "", "数到这个`日期`")
			fs.BoolVar(&f.forget, "forget", false, "忘掉以前用 -map 记下的")
			fs.StringVar(&f.split, "split", "", "`org 或 person`: 每个社区、每个人一张表; -o 是文件夹或文件名里有 {社区}、{姓名} 时, 各一个文件")
			fs.BoolVar(&f.mark, "mark", false, "缺内容的格子加浅黄底色")
			fs.BoolVar(&f.json, "json", false, "以 JSON 输出")
			fs.StringVar(&f.out, "o", "", "写到这个`文件`")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) != 1 {
					return misuse("请写一个要填的表")
				}
				return c.fill(ctx, words[0], sel, f)
			}
		},
	}
}

// formRecords gives the records of a store to filling.
type formRecords struct {
	records
	*store.Store
}

// Each calls f for each live record of a kind.
func (r formRecords) Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error {
	return r.records.Each(ctx, kind, f)
}

// filledFile is one workbook that was filled.
type filledFile struct {
	path    string
	content []byte
	results []filling.Result
}

func (c *call) fill(ctx context.Context, path string, sel selection, f fillFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	if sameFile(path, f.pattern(path)) {
		return misuse("「%s」就是上级的空白表,填好的表请用 -o 写成另一个文件名", f.out)
	}
	form, err := sheet.OpenForm(ctx, path, sheet.Options{})
	if err != nil {
		return err
	}
	if ext := strings.ToLower(filepath.Ext(f.pattern(path))); ext != ".xlsx" && !(ext == ".xlsm" && form.Macros()) {
		return catalog.Refuse(filling.CodeUnfillable, "填好的表只能写成 .xlsx,不能写成「%s」", filepath.Base(f.pattern(path)))
	} else if form.Macros() && ext != ".xlsm" {
		return catalog.Refuse(filling.CodeUnfillable, "「%s」里带有宏,请把 -o 的文件名写成 .xlsm", filepath.Base(path))
	}
	return c.with(ctx, func(st *store.Store) error {
		plan, err := f.plan(ctx, st, form, filepath.Base(path), sel)
		if err != nil {
			return err
		}
		var jobs filling.Copy
		for _, part := range plan.Parts() {
			of, err := f.jobs(ctx, st, part, sel, len(plan.Parts()) > 1)
			if err != nil {
				return err
			}
			jobs = append(jobs, of)
		}
		files, err := f.complete(ctx, plan, form, jobs, path)
		if err != nil {
			return err
		}
		if err := writeFilled(ctx, files); err != nil {
			return err
		}
		for _, part := range plan.Parts() {
			if f.forget {
				if err := part.Forget(ctx); err != nil {
					return err
				}
			}
			if err := part.Remember(ctx); err != nil {
				return err
			}
		}
		return c.sayFilled(f, plan, path, files)
	})
}

// sameFile reports whether both names lead to one file; nobody is asked here before it is replaced.
func sameFile(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

func (f *fillFlags) check() error {
	if f.out == "" {
		return misuse("请用 -o 写出文件名")
	}
	if f.split != "" && f.split != "org" && f.split != "person" {
		return misuse("-split 只能是 org 或 person,「%s」不是", f.split)
	}
	return nil
}

// countKind is the word of -kind for forms that ask for numbers.
const countKind = "count"

// plan reads the form and takes over what the flags say of its columns.
func (f *fillFlags) plan(ctx context.Context, st *store.Store, form *sheet.Form, name string, sel selection) (*filling.Plan, error) {
	office, err := st.Office(ctx)
	if err != nil {
		return nil, err
	}
	opt := filling.Options{Kinds: ledger.All(), Office: office.Name, Clerk: f.by, Phone: f.phone, Today: value.DateOf(time.Now()), Memory: st, Fresh: f.forget, Mark: f.mark}
	if f.kind == countKind {
		opt.Numbers = true
	} else if f.kind != "" {
		if opt.Kind, err = kindOf(f.kind); err != nil {
			return nil, err
		}
	}
	if opt.AsOf, err = day("asof", sel.asof); err != nil {
		return nil, err
	}
	date, err := day("date", f.date)
	if err != nil {
		return nil, err
	}
	if !date.IsZero() {
		opt.Today = date
	}
	if opt.From, err = day("from", f.from); err != nil {
		return nil, err
	}
	if opt.To, err = day("to", f.to); err != nil {
		return nil, err
	}
	plan, err := filling.Read(ctx, form, name, formRecords{records{st}, st}, opt)
	if err != nil {
		return nil, err
	}
	for _, m := range f.columns {
		column, field, ok := strings.Cut(m, "=")
		if !ok {
			return nil, misuse("-map 要写成 列=栏目,「%s」不是", m)
		}
		if err := plan.SetIn(ctx, column, field); err != nil {
			return nil, err
		}
	}
	return plan, nil
}

// jobs gets the records and says which go on which sheet. A form that names one of our communities gets that one's
// unless another is asked for. mixed says that it is one of several in a workbook with lists and numbers: what chooses
// records is for the lists alone.
func (f *fillFlags) jobs(ctx context.Context, st *store.Store, plan *filling.Plan, sel selection, mixed bool) ([]filling.Job, error) {
	if named := plan.Org(); sel.org == "" && !named.IsZero() {
		sel.org = named.ID
	}
	if mixed && plan.Counts() {
		sel = selection{org: sel.org, asof: sel.asof}
	}
	if plan.Counts() {
		return f.countJobs(ctx, st, plan, sel)
	}
	q, org, err := sel.query(ctx, st, plan.Kind)
	if err != nil {
		return nil, err
	}
	if only, ok := plan.Only(); ok && !f.all && f.id == "" && !sel.conditionOn(plan.Kind, only.Field) {
		q.Where = append(q.Where, store.Condition{Field: only.Field, Values: []value.Value{only.Value}})
		plan.Notes = append(plan.Notes, only.Why)
	}
	var all []catalog.Record
	if f.id != "" {
		r, err := st.Get(ctx, plan.Kind, f.id)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	} else if err := st.Each(ctx, q, func(r catalog.Record) error {
		all = append(all, r)
		return nil
	}); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, catalog.Refuse(filling.CodeNobody, "没有符合条件的%s,没有填表", plan.Kind.Title)
	}
	sorted := len(q.Sort) > 0
	switch f.split {
	case "org":
		jobs, err := plan.Split(ctx, all)
		for i := range jobs {
			jobs[i].KeepOrder = sorted
		}
		return jobs, err
	case "person":
		return plan.Each(ctx, all)
	}
	return []filling.Job{{Org: org, Records: all, KeepOrder: sorted}}, nil
}

// countJobs says for which communities a form of numbers is filled in.
func (f *fillFlags) countJobs(ctx context.Context, st *store.Store, plan *filling.Plan, sel selection) ([]filling.Job, error) {
	if len(sel.where) > 0 || sel.find != "" || sel.sort != "" || sel.limit != 0 || f.id != "" || f.split == "person" {
		return nil, misuse("「%s」要填的是统计数,不能用 -where、-find、-sort、-limit、-id 和 -split person;要当作一个人一行的表来填,请写 -kind", plan.Name)
	}
	var org catalog.Record
	if sel.org != "" {
		var err error
		if org, err = community(ctx, st, sel.org); err != nil {
			return nil, err
		}
	}
	return plan.CountJobs(ctx, org.ID, f.split == "org")
}

// conditionOn reports whether a -where speaks of a field.
func (s *selection) conditionOn(kind *catalog.Kind, key string) bool {
	for _, w := range s.where {
		word := strings.TrimSpace(w[:max(0, strings.IndexAny(w, "!><~="))])
		if f, err := fieldOf(kind, word); err == nil && f.Key == key {
			return true
		}
	}
	return false
}

// pattern returns the name of the file, or of each file if -o names a folder.
func (f *fillFlags) pattern(form string) string {
	info, err := os.Stat(f.out)
	isDir := err == nil && info.IsDir() || strings.HasSuffix(f.out, "/") || strings.HasSuffix(f.out, string(filepath.Separator))
	if !isDir {
		return f.out
	}
	mark := map[string]string{"org": roster.OrgMark, "person": roster.PersonMark}[f.split]
	if mark != "" {
		mark = "-" + mark
	}
	base := strings.TrimSuffix(filepath.Base(form), filepath.Ext(form))
	return filepath.Join(f.out, base+mark+".xlsx")
}

// complete fills one workbook, or one for each job if the name of the file says so.
func (f *fillFlags) complete(ctx context.Context, plan *filling.Plan, form *sheet.Form, jobs filling.Copy, path string) ([]filledFile, error) {
	pattern := f.pattern(path)
	if !roster.HasMark(pattern) {
		file, err := completeOne(ctx, plan, form, jobs, pattern)
		return []filledFile{file}, err
	}
	var files []filledFile
	names := roster.Names{Pattern: pattern, Replace: true}
	for _, one := range filling.CopyForEach(jobs) {
		copied, err := form.Clone()
		if err != nil {
			return nil, err
		}
		file, err := completeOne(ctx, plan, copied, one.Plain(), names.Next(one.Words()))
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

func completeOne(ctx context.Context, plan *filling.Plan, form *sheet.Form, jobs filling.Copy, path string) (filledFile, error) {
	results, err := plan.FillParts(ctx, form, jobs)
	if err != nil {
		return filledFile{}, err
	}
	var out bytes.Buffer
	if err := form.Write(ctx, &out); err != nil {
		return filledFile{}, err
	}
	return filledFile{path, out.Bytes(), results}, nil
}

// writeFilled writes the files, all of which are whole by now.
func writeFilled(ctx context.Context, files []filledFile) error {
	var out []roster.File
	for _, f := range files {
		out = append(out, roster.File{Path: f.path, Write: func(_ context.Context, path string) error {
			return file.Replace(path, func(w io.Writer) error {
				_, err := w.Write(f.content)
				return err
			})
		}})
	}
	return roster.WriteAll(ctx, out)
}

// sayFilled reports what was filled and what is lacking.
func (c *call) sayFilled(f fillFlags, plan *filling.Plan, form string, files []filledFile) error {
	if f.json {
		return writeJSON(c.out, filledJSON(form, f.out, plan, files))
	}
	rows, missing, numbers := map[string]int{}, 0, 0
	for _, file := range files {
		for _, r := range file.results {
			rows[r.Kind] += r.Rows
			missing += len(r.Missing)
			numbers += len(r.Numbers)
		}
	}
	for _, part := range plan.Parts() {
		for _, n := range part.Notes {
			c.say("%s", n)
		}
	}
	if err := c.printFilled(files); err != nil {
		return err
	}
	for _, file := range files {
		fmt.Fprintln(c.out, file.path)
	}
	var done []string
	for _, part := range plan.Parts() {
		if part.Kind != nil {
			done = append(done, fmt.Sprintf("已填 %d %s%s", rows[part.Kind.Key], part.Kind.Unit, part.Kind.Title))
			continue
		}
		for _, n := range notesOf(files) {
			c.say("%s", n)
		}
		done = append(done, fmt.Sprintf("%s;已填 %d 个数", part.KindWhy, numbers))
	}
	open := "没有内容或需要核对"
	if plan.Counts() && len(done) == 1 {
		open = "没有填或需要核对"
	}
	c.say("%s,%d 处%s", strings.Join(done, ";"), missing, open)
	return nil
}

// notesOf returns what has to be known of the numbers in some files, each sentence once.
func notesOf(files []filledFile) []string {
	var out []string
	for _, file := range files {
		for _, r := range file.results {
			for _, n := range r.Notes {
				if !slices.Contains(out, n) {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// printFilled writes what the columns of the form were taken for, and how many cells of each lack something.
func (c *call) printFilled(files []filledFile) error {
	if len(files) == 0 || len(files[0].results) == 0 {
		return nil
	}
	lacking := map[string]int{}
	for _, file := range files {
		for _, r := range file.results {
			for _, m := range r.Missing {
				lacking[m.Field]++
			}
		}
	}
	for i, r := range files[0].results {
		if i > 0 && (r.Kind == "") == (files[0].results[0].Kind == "") { // the same form over and over
			continue
		}
		if err := writeTable(c.out, []string{"列", "表头", "栏目", "写法", "依据"}, columnRows(r, lacking)); err != nil {
			return err
		}
	}
	return nil
}

// columnRows says what the columns of a sheet were taken for; lacking are the numbers of cells without content by field.
func columnRows(r filling.Result, lacking map[string]int) [][]string {
	var rows [][]string
	for _, col := range r.Columns {
		field, note := "(留空)", col.Why
		if col.Kept {
			field = "(公式)"
		}
		if col.Field != nil {
			field = *col.Field
			if first, _, _ := strings.Cut(field, "+"); lacking[first] > 0 {
				note += fmt.Sprintf(";%d 处缺内容或需核对", lacking[first])
			}
		}
		rows = append(rows, []string{col.Column, col.Heading, field, col.Form, note})
	}
	return rows
}

// fillReport is what `fill -json` prints of one sheet.
type fillReport struct {
	File string `json:"file"`
	Out  string `json:"out"`
	filling.Result
}

// filledJSON returns what `fill -json` prints: the report of the one sheet that was filled, or of several in results.
func filledJSON(form, out string, plan *filling.Plan, files []filledFile) any {
	var all []fillReport
	for _, file := range files {
		for _, r := range file.results {
			var notes []string
			for _, part := range plan.Parts() {
				if len(plan.Parts()) == 1 || part.Counts() == (r.Kind == "") {
					notes = append(notes, part.Notes...)
				}
			}
			r.Notes = append(notes, r.Notes...)
			all = append(all, fillReport{form, file.path, r})
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return struct {
		File    string       `json:"file"`
		Out     string       `json:"out"`
		Results []fillReport `json:"results"`
	}{form, out, all}
}
