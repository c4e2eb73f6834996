package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/store"
	"taizhang/data/value"
)

type importFlags struct {
	kind, org, accept, password string
	keep                        list
	dryRun, json, skip, forget  bool
}

func importCommand() command {
	return command{
		name: "import", usage: "[-kind 种类] [-org 社区] [-dry-run] [-accept all|sure] [-keep 栏目]… [-skip-unreadable] [-forget] [-password 密码] [-json] 文件或文件夹…|-",
		brief: "导入任意格式的表格; 有一个文件读不出来就全部不导入",
		prepare: func(fs *flag.FlagSet) action {
			var f importFlags
			fs.StringVar(&f.kind, "kind", "", "所有表都是这个`种类`; 不写就自动识别")
			fs.StringVar(&f.org, "org", "", "表里没有写明社区的, 都算这个`社区`的")
			fs.BoolVar(&f.dryRun, "dry-run", false, "只看会怎样, 不存")
			fs.StringVar(&f.accept, "accept", "sure", "`sure 或 all`: 只存没有疑问的行, 或者有疑问的也照原样存")
			fs.Var(&f.keep, "keep", "已有记录的这个`栏目`从不覆盖, 只填空白; 可以写几个")
			fs.BoolVar(&f.skip, "skip-unreadable", false, "读不出来的文件列出来并跳过, 其余的照常导入")
			fs.BoolVar(&f.forget, "forget", false, "不照以前对同样表头的表作的决定, 存好以后并把它们忘掉")
			fs.StringVar(&f.password, "password", "", "加密文件的打开`密码`")
			fs.BoolVar(&f.json, "json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error { return c.importFiles(ctx, f, words) }
		},
	}
}

// importer is one import: all its files make one operation.
type importer struct {
	call    *call
	flags   importFlags
	options intake.Options
	accept  intake.Accept
	sources []intake.Source
}

func (c *call) importFiles(ctx context.Context, f importFlags, paths []string) error {
	im := importer{call: c, flags: f, options: intake.Options{Kinds: ledger.All(), Org: f.org, Today: value.DateOf(time.Now())}}
	if len(paths) == 0 {
		return misuse("请写要导入的文件")
	}
	if f.kind != "" {
		var err error
		if im.options.Kind, err = kindOf(f.kind); err != nil {
			return err
		}
	}
	switch f.accept {
	case "sure":
	case "all":
		im.accept = intake.AcceptAll
	default:
		return misuse("-accept 只能是 sure 或 all,「%s」不是", f.accept)
	}
	var err error
	if im.sources, err = c.gather(ctx, paths, sheet.Options{Password: f.password}); err != nil {
		return err
	}
	if !c.absent(ctx) {
		return c.with(ctx, func(st *store.Store) error { return im.run(ctx, st) })
	}
	o, err := im.plan(ctx, nobody{})
	switch {
	case err != nil:
		return err
	case f.dryRun || o.failed > 0: // no database is made for nothing, on no server either
		return im.store(ctx, nil, o)
	}
	_, err = c.makeDatabase(ctx, store.Office{}, func(st *store.Store) error { return im.store(ctx, st, o) })
	return err
}

// absent reports whether there is no database yet where the call means one.
func (c *call) absent(ctx context.Context) bool {
	if store.IsPostgres(c.database()) {
		return !store.Exists(ctx, c.database())
	}
	_, err := os.Lstat(c.database())
	return errors.Is(err, os.ErrNotExist)
}

// nobody are the records of an office that has no database yet.
type nobody struct{}

// Each implements intake.Records.
func (nobody) Each(context.Context, *catalog.Kind, func(catalog.Record) error) error { return nil }

// outcome is what reading and planning have come to; it holds nothing of the workbooks.
type outcome struct {
	report                 intake.Report
	forecast               string
	files, failed, skipped int
	op                     catalog.Operation // without changes if nothing is to be stored
	forget                 []string          // shapes of sheets whose remembered decisions are dropped
}

// plan reads what the workbooks say against the records that are there.
func (im *importer) plan(ctx context.Context, there intake.Records) (o outcome, err error) {
	reading, err := intake.Recognise(ctx, im.sources, there, im.options)
	if err != nil {
		return o, err
	}
	keep, err := im.fieldsToKeep()
	if err != nil {
		return o, err
	}
	reading.Keep(keep...)
	plan, err := reading.Plan(ctx)
	if err != nil {
		return o, err
	}
	o.report, o.forecast, o.files = plan.Report(""), plan.Sentence(), len(reading.Files)
	for _, f := range reading.Files {
		if err := plan.Refusal(f); err != nil {
			o.failed++
			im.call.say("%s", explain(err))
		}
	}
	if im.flags.skip && o.failed < o.files {
		o.skipped, o.failed = o.failed, 0
	}
	if o.failed > 0 || im.flags.dryRun {
		return o, nil
	}
	runtime.GC() // the operation is made in the room of what planning has left behind: here the memory is fullest
	o.op = plan.Operation("", actor(), im.accept)
	if im.flags.forget {
		o.forget = reading.Shapes()
	}
	return o, nil
}

// run plans the import against the records that are in st and stores it there.
func (im *importer) run(ctx context.Context, st *store.Store) error {
	im.options.Past = past(st)
	if !im.flags.forget {
		im.options.Memory = intake.NewMemory(st)
	}
	o, err := im.plan(ctx, records{st})
	if err != nil {
		return err
	}
	return im.store(ctx, st, o)
}

// store stores what was planned, and tells it. If a file could not be read, nothing of any file is stored; then, and on
// a dry run, there may be no database at all.
func (im *importer) store(ctx context.Context, st *store.Store, o outcome) error {
	// The workbooks are no longer needed, and storing 100,000 rows takes memory of its own: give theirs back. What is
	// left is small enough to be collected less often.
	im.sources = nil
	debug.FreeOSMemory()
	debug.SetGCPercent(storingGCPercent)
	done, err := apply(ctx, st, o.op)
	if err != nil {
		return err
	}
	for _, shape := range o.forget {
		if err := intake.NewMemory(st).Forget(ctx, shape); err != nil {
			return err
		}
	}
	if done.Op.ID != "" {
		o.report.Op = &done.Op.ID
	}
	if err := im.answer(o.report, done, o.failed, o.forecast); err != nil {
		return err
	}
	switch {
	case o.skipped > 0:
		im.call.say("跳过了 %d 个读不出来的文件,其余 %d 个照常处理", o.skipped, o.files-o.skipped)
	case o.failed > 0 && o.files > o.failed:
		im.call.say("有 %d 个文件读不出来,所以一个文件也没有导入;请去掉它们再试,或加上 -skip-unreadable 跳过它们", o.failed)
	}
	if o.failed > 0 {
		return errSaid
	}
	return nil
}

// fieldsToKeep reads -keep: fields by key or heading.
func (im *importer) fieldsToKeep() ([]string, error) {
	var out []string
	for _, word := range im.flags.keep {
		known := false
		for _, k := range im.options.Kinds {
			if f, err := fieldOf(k, word); err == nil {
				out, known = append(out, f.Key), true
			}
		}
		if !known {
			return nil, misuse("没有「%s」这一栏", word)
		}
	}
	return out, nil
}

// apply stores an operation; Done is zero if there is nothing to change.
func apply(ctx context.Context, st *store.Store, op catalog.Operation) (store.Done, error) {
	if len(op.Changes) == 0 {
		return store.Done{}, nil
	}
	return st.Apply(ctx, op)
}

// answer reports what was understood and done.
func (im *importer) answer(report intake.Report, done store.Done, failed int, forecast string) error {
	if im.flags.json {
		return writeJSON(im.call.out, report)
	}
	for _, f := range report.Files {
		if err := im.call.printImported(f); err != nil {
			return err
		}
	}
	switch {
	case failed > 0:
	case im.flags.dryRun:
		fmt.Fprintf(im.call.out, "%s(只是预演,没有存)\n", forecast)
	case done.Op.ID == "":
		fmt.Fprintln(im.call.out, "没有要新增或更新的记录,没有改动")
	default:
		fmt.Fprintf(im.call.out, "%s:%s\n操作编号 %s\n", done.Op.Label, whatHappened(done), done.Op.ID)
	}
	return nil
}

// printImported writes what was understood of one file: a line for each table, and its problems.
func (c *call) printImported(f intake.FileReport) error {
	for _, w := range f.Warnings {
		c.say("%s: %s", f.File, w)
	}
	for _, s := range f.Skipped {
		c.say("%s 工作表「%s」: %s", f.File, s.Sheet, s.Reason)
	}
	for _, t := range f.Tables {
		fmt.Fprintf(c.out, "%s「%s」%s %s\n", f.File, t.Sheet, t.Range, describeTable(t))
		if len(t.Problems) == 0 {
			continue
		}
		rows := make([][]string, len(t.Problems))
		for i, p := range t.Problems {
			rows[i] = []string{"  " + p.Cell, p.Value, p.Problem, orEmpty(p.Suggestion)}
		}
		if err := writeTable(c.out, []string{"  位置", "内容", "问题", "建议"}, rows); err != nil {
			return err
		}
	}
	return nil
}

// describeTable says what a table is and what becomes of its rows.
func describeTable(t intake.TableReport) string {
	if t.Left != "" {
		return t.Left
	}
	parts := []string{"未识别"}
	if t.Kind != nil {
		parts[0] = ledger.Kind(*t.Kind).Title
	}
	if t.Org != nil {
		parts = append(parts, *t.Org)
	}
	for _, p := range []struct {
		n    int
		fate intake.Fate
	}{{t.New, intake.New}, {t.Changed, intake.Changed}, {t.Same, intake.Same}, {t.Doubtful, intake.Doubtful}, {t.Broken, intake.Broken}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d 行", p.fate, p.n))
		}
	}
	return strings.Join(parts, " ")
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
