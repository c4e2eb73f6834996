package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// selection are the flags that say which records are meant.
type selection struct {
	org, find, sort, asof string
	where                 list
	limit                 int
}

func (s *selection) declare(fs *flag.FlagSet) {
	fs.StringVar(&s.org, "org", "", "只要这个`社区`的")
	fs.StringVar(&s.find, "find", "", "查找的`文字`: 姓名的一部分、拼音、首字母、证件尾号、电话")
	fs.Var(&s.where, "where", "`栏目=值`: 只要满足的记录,可以写几个; 也可用 != >= <= ~(包含)")
	fs.StringVar(&s.sort, "sort", "", "按这个`栏目`排序; 前面加 - 为倒序, 几个栏目用逗号分开")
	fs.IntVar(&s.limit, "limit", 0, "最多`条数`")
	fs.StringVar(&s.asof, "asof", "", "`日期`: 那一天结束时的台账")
}

// query returns the query for the records of a kind, and the community that all of them belong to, if one was named.
func (s *selection) query(ctx context.Context, st *store.Store, kind *catalog.Kind) (q store.Query, org catalog.Record, err error) {
	q = store.Query{Kind: kind, Find: s.find, Limit: s.limit}
	if s.limit < 0 {
		return q, org, misuse("-limit 不能小于 0")
	}
	if q.AsOf, err = endOfDay(s.asof); err != nil {
		return q, org, err
	}
	if q.Sort, err = sortOrder(kind, s.sort); err != nil {
		return q, org, err
	}
	for _, w := range s.where {
		conditions, err := condition(ctx, st, kind, w)
		if err != nil {
			return q, org, err
		}
		q.Where = append(q.Where, conditions...)
	}
	if s.org == "" {
		return q, org, nil
	}
	if orgField(kind) == nil && kind != ledger.Org {
		return q, org, catalog.Refuse("no_org_field", "%s不按社区分,不能用 -org", kind.Title)
	}
	if org, err = community(ctx, st, s.org); err != nil {
		return q, org, err
	}
	only := store.Condition{Field: orgKey, Values: []value.Value{value.Text(org.ID)}}
	if kind == ledger.Org {
		only = store.Condition{Field: kind.Name, Values: []value.Value{org.Get(kind.Name)}}
	}
	q.Where = append(q.Where, only)
	return q, org, nil
}

// orgKey is the field that ties a record to its community, in every kind that has one.
const orgKey = "org"

// orgField returns the field that ties a kind to its community; nil if there is none.
func orgField(kind *catalog.Kind) *catalog.Field { return kind.Field(orgKey) }

// community returns the community that a word names.
func community(ctx context.Context, st *store.Store, word string) (catalog.Record, error) {
	id, err := resolve(ctx, st, orgField(ledger.Cadre), word)
	if err != nil {
		return catalog.Record{}, err
	}
	return st.Get(ctx, ledger.Org, id)
}

// resolve returns the id of the live record that a word names in the field f, which is a reference: its id, its name,
// or that without the endings that offices leave out.
func resolve(ctx context.Context, st *store.Store, f *catalog.Field, word string) (string, error) {
	ref, ok := f.Type.(catalog.Ref)
	if list, isList := f.Type.(catalog.Refs); isList {
		ref, ok = list.Ref, true
	}
	if !ok {
		return "", fmt.Errorf("field %s is no reference", f.Key)
	}
	labels, err := st.Labels(ctx, ref.Kind)
	if err != nil {
		return "", err
	}
	if _, isID := labels[word]; isID {
		return word, nil
	}
	switch ids := ref.Named(word, labels); {
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) > 1:
		return "", catalog.Refuse("ambiguous", "「%s」可以是几个%s:%s;请写全名", word, f.Title, names(ids, labels))
	case len(labels) == 0:
		return "", catalog.Refuse("unknown_org", "没有名为「%s」的%s:台账里还没有%[2]s", word, f.Title)
	}
	ids := make([]string, 0, len(labels))
	for id := range labels {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return "", catalog.Refuse("unknown_org", "没有名为「%s」的%s,现有:%s", word, f.Title, names(ids, labels))
}

// names lists the first of the labels of ids.
func names(ids []string, labels map[string]string) string {
	const most = 30
	words := make([]string, 0, most)
	for _, id := range ids[:min(len(ids), most)] {
		words = append(words, labels[id])
	}
	text := strings.Join(words, "、")
	if len(ids) > most {
		text += " 等"
	}
	return text
}

// fieldOf returns the field that a word names: by key, title or another heading.
func fieldOf(kind *catalog.Kind, word string) (*catalog.Field, error) {
	if f := kind.Field(word); f != nil {
		return f, nil
	}
	var titles []string
	for i := range kind.Fields {
		f := &kind.Fields[i]
		if f.Title == word || slices.Contains(f.Aliases, word) {
			return f, nil
		}
		titles = append(titles, f.Title+"="+f.Key)
	}
	return nil, misuse("%s没有「%s」这一栏,可以用:%s", kind.Title, word, strings.Join(titles, " "))
}

// storedField is fieldOf for a field that the database knows.
func storedField(kind *catalog.Kind, word string) (*catalog.Field, error) {
	f, err := fieldOf(kind, word)
	if err == nil && !f.Stored() {
		return nil, misuse("「%s」是算出来的,不能用来筛选或排序", f.Title)
	}
	return f, err
}

// operators are the signs of conditions, the longer before those that they contain.
var operators = []struct {
	sign string
	op   store.Op
}{{"!=", store.NotEqual}, {">=", store.From}, {"<=", store.To}, {"~", store.Contains}, {"=", store.Equal}}

// condition reads field=value.
func condition(ctx context.Context, st *store.Store, kind *catalog.Kind, text string) ([]store.Condition, error) {
	at, sign, op := len(text), "", store.Equal
	for _, o := range operators {
		if i := strings.Index(text, o.sign); i >= 0 && i < at {
			at, sign, op = i, o.sign, o.op
		}
	}
	if sign == "" || at == 0 {
		return nil, misuse("-where 要写成 栏目=值,「%s」不是", text)
	}
	f, err := storedField(kind, strings.TrimSpace(text[:at]))
	if err != nil {
		return nil, err
	}
	word := strings.TrimSpace(text[at+len(sign):])
	switch {
	case word == "" && op == store.Equal:
		return []store.Condition{{Field: f.Key, Op: store.Empty}}, nil
	case word == "" && op == store.NotEqual:
		return []store.Condition{{Field: f.Key, Op: store.NotEmpty}}, nil
	case word == "":
		return nil, misuse("「%s」后面要写值", text)
	case op == store.Contains && catalog.Refers(f.Type) != "":
		return containing(ctx, st, kind, f, word)
	case op == store.Contains:
		return []store.Condition{{Field: f.Key, Op: op, Values: []value.Value{value.Text(word)}}}, nil
	}
	v, err := parseWord(ctx, st, f, word)
	if err != nil {
		return nil, err
	}
	if d, ok := v.Date(); ok && op == store.Equal && f.Type.Name() == (catalog.Date{}).Name() && d.Precision() != value.FullDate {
		return []store.Condition{{Field: f.Key, Op: store.From, Values: []value.Value{v}}, {Field: f.Key, Op: store.To, Values: []value.Value{v}}}, nil
	}
	return []store.Condition{{Field: f.Key, Op: op, Values: []value.Value{v}}}, nil
}

// containing is the condition that a name in a reference contains a word.
func containing(ctx context.Context, st *store.Store, kind *catalog.Kind, f *catalog.Field, word string) ([]store.Condition, error) {
	labels, err := st.Labels(ctx, catalog.Refers(f.Type))
	if err != nil {
		return nil, err
	}
	values, err := st.Distinct(ctx, store.Query{Kind: kind}, f.Key)
	if err != nil {
		return nil, err
	}
	found := []value.Value{value.Text(noRecord)}
	for _, v := range values {
		if strings.Contains(catalog.WordsOf(f.Type, v.Value, labels), word) {
			found = append(found, v.Value)
		}
	}
	return []store.Condition{{Field: f.Key, Op: store.Equal, Values: found}}, nil
}

// noRecord is an id that no record has: a condition that nothing meets.
const noRecord = "@"

// parseWord reads a value as the field's type does; of references it reads the names.
func parseWord(ctx context.Context, st *store.Store, f *catalog.Field, word string) (value.Value, error) {
	switch t := f.Type.(type) {
	case catalog.Referrer:
		id, err := resolve(ctx, st, f, word)
		return value.Text(id), err
	case catalog.Refs:
		return inList(ctx, st, t, word)
	}
	v, p := f.Type.Parse(catalog.TextCell(word))
	if p != nil && p.Severity == catalog.Broken {
		return v, catalog.Refuse("where_value", "%s:%s", f.Title, p.Text)
	}
	return v, nil
}

// inList returns the elements of lists that a word names: the records, and the word itself, which some list may hold.
func inList(ctx context.Context, st *store.Store, t catalog.Refs, word string) (value.Value, error) {
	labels, err := st.Labels(ctx, t.Kind)
	if err != nil {
		return value.Value{}, err
	}
	links := []catalog.Link{{Words: word}}
	if _, isID := labels[word]; isID {
		links = []catalog.Link{{ID: word}}
	}
	for _, id := range t.Named(word, labels) {
		links = append(links, catalog.Link{ID: id})
	}
	return catalog.LinksValue(links), nil
}

// sortOrder reads field,-field.
func sortOrder(kind *catalog.Kind, text string) ([]store.Order, error) {
	if text == "" {
		return nil, nil
	}
	var out []store.Order
	for _, word := range strings.Split(text, ",") {
		name, desc := strings.CutPrefix(strings.TrimSpace(word), "-")
		f, err := storedField(kind, name)
		if err != nil {
			return nil, err
		}
		out = append(out, store.Order{Field: f.Key, Desc: desc})
	}
	return out, nil
}

// periodFlags limit what is counted: the last day that is known, a period, a community.
type periodFlags struct{ asof, from, to, org string }

func (f *periodFlags) declare(fs *flag.FlagSet) {
	fs.StringVar(&f.asof, "asof", "", "截止`日期`; 不写就是今天")
	fs.StringVar(&f.from, "from", "", "起始`日期`; 工作汇报不写就是终止日期之前一年")
	fs.StringVar(&f.to, "to", "", "终止`日期`; 工作汇报不写就是截止日期")
	fs.StringVar(&f.org, "org", "", "只算这个`社区`")
}

// days reads the dates; asof is today when it was not given.
func (f *periodFlags) days() (asof, from, to value.Date, err error) {
	for _, d := range []struct {
		name, text string
		to         *value.Date
	}{{"asof", f.asof, &asof}, {"from", f.from, &from}, {"to", f.to, &to}} {
		if *d.to, err = day(d.name, d.text); err != nil {
			return asof, from, to, err
		}
	}
	if asof.IsZero() {
		asof = value.DateOf(time.Now())
	}
	return asof, from, to, nil
}

// day reads the value of a flag that is a full date; "" is the zero Date.
func day(flagName, text string) (value.Date, error) {
	if text == "" {
		return value.Date{}, nil
	}
	reading, ok := value.ParseDate(text)
	if !ok || reading.Guessed || reading.Date.Precision() != value.FullDate {
		return value.Date{}, misuse("-%s 要写成 2003-09-30 这样的日期,「%s」不是", flagName, text)
	}
	return reading.Date, nil
}

// endOfDay returns the last moment of the day of -asof; the zero time for "".
func endOfDay(text string) (time.Time, error) {
	d, err := day("asof", text)
	if err != nil || d.IsZero() {
		return time.Time{}, err
	}
	return store.EndOfDay(d), nil
}

// lookUp gets the records that records refer to.
func lookUp(ctx context.Context, st *store.Store, kind *catalog.Kind) (targets, error) {
	out := targets{}
	for i := range kind.Fields {
		target := catalog.Refers(kind.Fields[i].Type)
		if target == "" || out[target] != nil {
			continue
		}
		labels, err := st.Labels(ctx, target)
		if err != nil {
			return nil, err
		}
		out[target] = labels
	}
	return out, nil
}
