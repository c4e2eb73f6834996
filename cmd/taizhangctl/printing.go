package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/roster"
	"taizhang/data/sign"
	"taizhang/data/store"
	"taizhang/data/tally"
	"taizhang/data/value"
)

func printCommand() command {
	return command{
		name: "print", usage: "roster 种类 | form 种类 编号… | poster 制度 [-size A3|A2|A4] | tags 种类 [-labels] | tally 名称 | chain | compare 制度 | pictures 种类 [编号…] [-per 2]  [-json] -o 文件.pdf",
		brief: "排成可打印的 PDF: 花名册、登记表、上墙制度、席卡、统计表、责任链图、修订对照表、图片页",
		prepare: func(fs *flag.FlagSet) action {
			var f printFlags
			f.declare(fs)
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) == 0 {
					return misuse("请写要打印什么,例如 roster cadre")
				}
				return c.print(ctx, words[0], words[1:], f)
			}
		},
	}
}

// printFlags are the flags of print: those of rosters and of tallies, and what the others need besides.
type printFlags struct {
	selection
	layoutFlags
	from, to, bands, size string
	labels, json          bool
	per                   int // pictures to a page
}

func (f *printFlags) declare(fs *flag.FlagSet) {
	f.selection.declare(fs)
	f.layoutFlags.declare(fs)
	fs.StringVar(&f.from, "from", "", "起始`日期`: 统计表, 和有日期的台账, 例如慰问签领表")
	fs.StringVar(&f.to, "to", "", "终止`日期`")
	fs.StringVar(&f.bands, "bands", "", "统计表里各`年龄段`的最大年龄, 如 30,45,60")
	fs.StringVar(&f.size, "size", "", "上墙制度的`纸张`: A3、A2 或 A4; 不写就是 A3")
	fs.BoolVar(&f.labels, "labels", false, "打印标签, 每张 A4 纸 24 格, 而不是席卡")
	fs.IntVar(&f.per, "per", 2, "每页印几张图片: 1、2、4 或 6")
	fs.BoolVar(&f.json, "json", false, "以 JSON 输出")
}

// printed is a document that is ready to be written, and what -json says of it besides its file and pages.
type printed struct {
	title string
	doc   *paper.Document
	more  object
}

// printer makes a document out of the words behind WHAT.
type printer func(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error)

// printers are what can be printed, by WHAT.
var printers = map[string]printer{
	"roster": printRoster, "form": printForms, "poster": printPoster, "tags": printTags, "tally": printTally, "chain": printChain, "compare": printComparison, "pictures": printPictures,
}

// printedJSON is what print -json says: the file, how many pages it has, and what is on them.
func (p printed) json(path string) object {
	return append(object{{"file", path}, {"pages", len(p.doc.Pages)}, {"title", p.title}}, p.more...)
}

func (c *call) print(ctx context.Context, what string, words []string, f printFlags) error {
	makes, ok := printers[what]
	if !ok {
		return misuse("不能打印「%s」,可以用:roster、form、poster、tags、tally、chain、compare、pictures", what)
	}
	if f.out == "" {
		return misuse("请用 -o 写出文件名")
	}
	if what == "roster" {
		if _, several := f.filePattern(); several {
			return c.printSeveral(ctx, words, f)
		}
	}
	if strings.ToLower(filepath.Ext(f.out)) != ".pdf" {
		return catalog.Refuse("print_pdf", "print 只写 PDF,请把文件名写成 .pdf;要其他格式请用 export")
	}
	return c.with(ctx, func(st *store.Store) error {
		p, err := makes(ctx, st, words, f)
		if err != nil {
			return err
		}
		if err := roster.WriteDocument(f.out, p.doc, paper.Info{Title: p.title, Author: actor(), Created: time.Now()}); err != nil {
			return err
		}
		c.say("已把「%s」写入 %s,共 %d 页", p.title, f.out, len(p.doc.Pages))
		if f.json {
			return writeJSON(c.out, p.json(f.out))
		}
		fmt.Fprintln(c.out, f.out)
		return nil
	})
}

// printSeveral writes a roster for each community into a file of its own.
func (c *call) printSeveral(ctx context.Context, words []string, f printFlags) error {
	kind, err := oneKind(words)
	if err != nil {
		return err
	}
	if f.json {
		return misuse("-json 一次只能报告一个文件;请把 -o 写成一个 .pdf 文件")
	}
	if err := f.limitDays(kind); err != nil {
		return err
	}
	return c.writeRoster(ctx, kind, f.selection, f.layoutFlags)
}

// limitDays turns -from and -to into conditions on the day of a record.
func (f *printFlags) limitDays(kind *catalog.Kind) error {
	for _, limit := range []struct{ name, op, text string }{{"from", ">=", f.from}, {"to", "<=", f.to}} {
		d, err := day(limit.name, limit.text)
		if err != nil {
			return err
		}
		if d.IsZero() {
			continue
		}
		if field := kind.Field("date"); field == nil {
			return catalog.Refuse("no_date_field", "%s没有日期,不能用 -%s", kind.Title, limit.name)
		}
		f.where = append(f.where, "date"+limit.op+d.String())
	}
	return nil
}

// printedOn returns the day that is printed: that of -date, else of -asof, else today.
func (f *printFlags) printedOn() (value.Date, error) {
	for _, flag := range [][2]string{{"date", f.date}, {"asof", f.asof}} {
		if d, err := day(flag[0], flag[1]); err != nil || !d.IsZero() {
			return d, err
		}
	}
	return value.DateOf(time.Now()), nil
}

func printRoster(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	kind, err := oneKind(words)
	if err != nil {
		return printed{}, err
	}
	if err := f.check(kind); err != nil {
		return printed{}, err
	}
	if err := f.limitDays(kind); err != nil {
		return printed{}, err
	}
	on, err := f.sheet()
	if err != nil {
		return printed{}, err
	}
	date, err := f.printedOn()
	if err != nil {
		return printed{}, err
	}
	tables, n, err := rosterTables(ctx, st, kind, f.selection, f.layoutFlags, date)
	if err != nil {
		return printed{}, err
	}
	doc, _, err := roster.Layout(ctx, tables, on)
	return printed{title: tables[0].Title, doc: doc, more: object{{"kind", kind.Key}, {"records", n}, {"tables", len(tables)}}}, err
}

// chosen returns the records of a kind that are named by their ids, or else those that the flags select, and the
// community that all belong to if one was named.
func chosen(ctx context.Context, st *store.Store, kind *catalog.Kind, ids []string, f *printFlags) (records []catalog.Record, org catalog.Record, err error) {
	if err := f.limitDays(kind); err != nil {
		return nil, org, err
	}
	q, org, err := f.query(ctx, st, kind)
	if err != nil {
		return nil, org, err
	}
	for _, id := range ids {
		r, err := st.Get(ctx, kind, id)
		if err != nil {
			return nil, org, err
		}
		records = append(records, r)
	}
	if len(ids) > 0 {
		return records, org, nil
	}
	err = st.Each(ctx, q, func(r catalog.Record) error {
		records = append(records, r)
		return nil
	})
	return records, org, err
}

// request returns what rosters, forms and cards are asked for.
func (f *printFlags) request(ctx context.Context, st *store.Store, kind *catalog.Kind, ids []string) (roster.Request, error) {
	req := roster.Request{Kind: kind, View: f.view, KeepOrder: len(ids) > 0 || f.sort != ""}
	office, err := st.Office(ctx)
	if err != nil {
		return req, err
	}
	req.Office = office.Name
	if req.AsOf, err = f.printedOn(); err != nil {
		return req, err
	}
	req.Records, req.Org, err = chosen(ctx, st, kind, ids, f)
	return req, err
}

func printForms(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	if len(words) == 0 {
		return printed{}, misuse("请写种类和编号,例如 form cadre 编号(编号见 list -json)")
	}
	kind, err := oneKind(words[:1])
	if err != nil {
		return printed{}, err
	}
	if len(words) == 1 && f.org == "" && f.find == "" && len(f.where) == 0 {
		return printed{}, misuse("请写出%s的编号,或用 -org、-find、-where 选出几条", kind.Title)
	}
	req, err := f.request(ctx, st, kind, words[1:])
	if err != nil {
		return printed{}, err
	}
	if len(req.Records) == 0 {
		return printed{}, catalog.Refuse("no_record", "没有符合条件的%s,没有登记表可印", kind.Title)
	}
	forms, err := roster.Forms(ctx, st, req)
	if err != nil {
		return printed{}, err
	}
	return printed{title: forms[0].Title, doc: paper.LayoutForms(forms), more: object{{"kind", kind.Key}, {"records", len(forms)}}}, nil
}

func printTags(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	if len(words) == 0 {
		return printed{}, misuse("请写种类,例如 tags cadre")
	}
	kind, err := oneKind(words[:1])
	if err != nil {
		return printed{}, err
	}
	req, err := f.request(ctx, st, kind, words[1:])
	if err != nil {
		return printed{}, err
	}
	cards, err := roster.Cards(ctx, st, req)
	if err != nil {
		return printed{}, err
	}
	p := printed{title: kind.Title + "席卡", doc: paper.LayoutNameCards(cards), more: object{{"kind", kind.Key}, {"cards", len(cards)}}}
	if f.labels {
		p.title, p.doc = kind.Title+"标签", paper.LayoutLabels(cards)
	}
	return p, nil
}

// ruleNamed returns the rule that a word names: by its id, by its title and version, or by its title, of which the version
// adopted last is meant.
func ruleNamed(ctx context.Context, st *store.Store, words []string) (catalog.Record, error) {
	if len(words) != 1 {
		return catalog.Record{}, misuse("请写出一项制度的编号或名称(编号见 list rule -json)")
	}
	var named catalog.Record
	err := st.Each(ctx, store.Query{Kind: ledger.Rule}, func(r catalog.Record) error {
		if r.Get("title").Canonical() == words[0] && (named.IsZero() || r.Date("adopted").Compare(named.Date("adopted")) > 0) {
			named = r
		}
		return nil
	})
	if err != nil || !named.IsZero() {
		return named, err
	}
	field := *ledger.Rule.Field("supersedes") // which refers to rules, as the word does
	field.Title = ledger.Rule.Title
	id, err := resolve(ctx, st, &field, words[0])
	if err != nil {
		return catalog.Record{}, err
	}
	return st.Get(ctx, ledger.Rule, id)
}

// posterSizes are the values of -size.
var posterSizes = map[string]paper.Paper{"": paper.A3, "A4": paper.A4, "A3": paper.A3, "A2": paper.A2}

func printPoster(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	size, ok := posterSizes[strings.ToUpper(f.size)]
	if !ok {
		return printed{}, misuse("-size 只能是 A3、A2 或 A4,「%s」不是", f.size)
	}
	rule, err := ruleNamed(ctx, st, words)
	if err != nil {
		return printed{}, err
	}
	office, err := st.Office(ctx)
	if err != nil {
		return printed{}, err
	}
	poster, err := sign.Poster(rule, office.Name)
	if err != nil {
		return printed{}, err
	}
	return printed{title: poster.Title, doc: paper.LayoutPoster(poster, size), more: object{{"size", size.String()}, {"rule", rule.ID}}}, nil
}

func printComparison(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	rule, err := ruleNamed(ctx, st, words)
	if err != nil {
		return printed{}, err
	}
	date, err := f.printedOn()
	if err != nil {
		return printed{}, err
	}
	office, err := st.Office(ctx)
	if err != nil {
		return printed{}, err
	}
	old, err := sign.Earlier(ctx, st, rule)
	if err != nil {
		return printed{}, err
	}
	c := sign.Comparison(old, sign.VersionOf(rule), office.Name, date)
	changed := 0
	for _, row := range c.Rows {
		if row.Remark != "" {
			changed++
		}
	}
	return printed{title: c.Title, doc: paper.LayoutComparison(c), more: object{{"rule", rule.ID}, {"old", c.Old}, {"new", c.New}, {"changed", changed}}}, nil
}

func printChain(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	if len(words) > 0 {
		return printed{}, misuse("print chain 后面不写别的;只要一个社区请用 -org")
	}
	on, err := f.sheet()
	if err != nil {
		return printed{}, err
	}
	req, err := f.request(ctx, st, ledger.Safety, nil)
	if err != nil {
		return printed{}, err
	}
	charts, err := sign.Chains(ctx, st, sign.ChainRequest{Records: req.Records, Office: req.Office, AsOf: req.AsOf})
	if err != nil {
		return printed{}, err
	}
	return printed{title: charts[0].Title, doc: paper.LayoutCharts(charts, on), more: object{{"charts", len(charts)}}}, nil
}

func printTally(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	if len(words) != 1 {
		return printed{}, misuse("请写一个统计的名称,例如 tally cadre-composition;taizhangctl tally 列出全部")
	}
	on, err := f.sheet()
	if err != nil {
		return printed{}, err
	}
	flags := tallyFlags{periodFlags: periodFlags{asof: f.asof, from: f.from, to: f.to, org: f.org}, bands: f.bands}
	p, err := flags.params()
	if err != nil {
		return printed{}, err
	}
	orgName := ""
	if f.org != "" {
		org, err := community(ctx, st, f.org)
		if err != nil {
			return printed{}, err
		}
		p.Org, orgName = org.ID, org.Label()
	}
	office, err := st.Office(ctx)
	if err != nil {
		return printed{}, err
	}
	result, err := tally.Run(ctx, records{st}, words[0], p)
	if err != nil {
		return printed{}, err
	}
	table := result.Table(office.Name, orgName)
	doc, _, err := roster.Layout(ctx, []catalog.Table{table}, on)
	return printed{title: table.Title, doc: doc, more: object{{"tally", words[0]}}}, err
}
