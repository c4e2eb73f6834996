package filling

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// speller writes a record's value as the form wants it. doubt says what is lacking or doubtful of it, in Chinese; an
// empty cell stays blank.
type speller func(r catalog.Record, serial int) (cell catalog.Cell, doubt string)

// setting is what a column's cells look like: an example, the words to choose from, the number format.
type setting struct {
	look    sheet.Look
	example catalog.Cell
	options []string
}

// spellings decides for each column how its values are written.
func (b *Blank) spellings(ctx context.Context, fs *sheet.FormSheet) error {
	for i := range b.Columns {
		c := &b.Columns[i]
		row := c.Row
		if !b.Card {
			row = b.body.pattern
		}
		s := setting{look: fs.Look(row, c.Col), options: c.options}
		if len(s.options) == 0 && len(c.Fields) == 1 {
			s.options = c.hints.choices(b.plan.Kind.Field(c.Fields[0]))
		}
		if b.body.example >= 0 && !b.Card {
			s.example = b.table.Sheet.Cell(b.body.example, c.Col)
		}
		spell, form, err := b.speller(ctx, c, s)
		if err != nil {
			return err
		}
		c.spell, c.Form = b.ofMonth(c, spell), form
	}
	return nil
}

// speller returns how a column is written, and the words for it.
func (b *Blank) speller(ctx context.Context, c *Column, s setting) (speller, string, error) {
	switch {
	case c.Kept || len(c.Fields) == 0:
		return nil, "", nil
	case c.serial():
		return func(_ catalog.Record, serial int) (catalog.Cell, string) {
			return numberCell(strconv.Itoa(serial), s.look), ""
		}, "", nil
	case c.Fields[0] == officeKey:
		office := b.plan.opt.Office
		return func(catalog.Record, int) (catalog.Cell, string) { return catalog.TextCell(office), "" }, "", nil
	}
	var parts []speller
	form := ""
	for _, key := range c.Fields {
		f := b.plan.Kind.Field(key)
		one, words, err := b.fieldSpeller(ctx, c, f, s)
		if err != nil {
			return nil, "", err
		}
		one = b.checked(c, f, where(c.before[key], one))
		if c.part != whole {
			one, words = b.partSpeller(c, f, s, one)
		}
		parts, form = append(parts, one), words
	}
	if len(parts) == 1 {
		return parts[0], form, nil
	}
	return joined(parts), form, nil
}

// where puts before a post the body in which it is, unless the post says so itself.
func where(body string, spell speller) speller {
	if body == "" {
		return spell
	}
	return func(r catalog.Record, serial int) (catalog.Cell, string) {
		cell, doubt := spell(r, serial)
		if !cell.IsEmpty() && !strings.ContainsAny(cell.Text, "党居社镇") {
			cell.Text = body + cell.Text
		}
		return cell, doubt
	}
}

// joined writes several fields into one cell; only when all are empty is anything lacking.
func joined(parts []speller) speller {
	return func(r catalog.Record, serial int) (catalog.Cell, string) {
		var words, doubts []string
		for _, p := range parts {
			cell, doubt := p(r, serial)
			if !cell.IsEmpty() && !slices.Contains(words, cell.Text) {
				words = append(words, cell.Text)
			}
			if doubt != "" {
				doubts = append(doubts, doubt)
			}
		}
		if len(words) > 0 {
			return catalog.TextCell(strings.Join(words, "、")), ""
		}
		return catalog.Cell{}, doubts[0]
	}
}

// checked adds what is wrong with a value: none, one that could not be read, one that can't be right.
func (b *Blank) checked(c *Column, f *catalog.Field, spell speller) speller {
	asof := b.asof(c)
	return func(r catalog.Record, serial int) (catalog.Cell, string) {
		v := r.On(f, asof)
		if len(c.tick) > 0 && v.IsEmpty() {
			return catalog.Cell{}, "台账里没有填" + f.Title
		}
		switch {
		case v.IsUnread():
			return catalog.Cell{}, fmt.Sprintf("台账里写的是「%s」,没有读懂,留空", v.Raw())
		case v.IsEmpty() && f.Key == "note":
			return catalog.Cell{}, ""
		case v.IsEmpty():
			return catalog.Cell{}, "台账里没有填" + f.Title
		}
		cell, doubt := spell(r, serial)
		if checker, ok := f.Type.(catalog.Checker); ok && doubt == "" {
			if p := checker.Check(v); p != nil && p.Severity > catalog.Notice {
				doubt = p.Text
			}
		}
		return cell, doubt
	}
}

// asof returns the day on which ages are counted: that of the heading, of the caller, of the form, today.
func (b *Blank) asof(c *Column) value.Date {
	for _, d := range []value.Date{c.hints.asof, b.plan.opt.AsOf, b.Date} {
		if !d.IsZero() {
			return d
		}
	}
	return b.plan.opt.Today
}

// numberCell returns a number, as a text where the form wants texts.
func numberCell(s string, look sheet.Look) catalog.Cell {
	if look.Text {
		return catalog.TextCell(s)
	}
	return catalog.Cell{Type: catalog.CellNumber, Text: s}
}

// fieldSpeller returns how one field is written.
func (b *Blank) fieldSpeller(ctx context.Context, c *Column, f *catalog.Field, s setting) (speller, string, error) {
	asof := b.asof(c)
	get := func(r catalog.Record) value.Value { return r.On(f, asof) }
	if len(c.tick) > 0 {
		spell, form := ticks(c, get, s)
		return spell, form, nil
	}
	switch t := f.Type.(type) {
	case catalog.Date:
		spell, form := b.dates(c, f, s)
		return spell, form, nil
	case catalog.Bool:
		spell, form := yesNo(c.hints, get, s)
		return spell, form, nil
	case *catalog.ChoiceOf:
		spell, form := choices(t, c.hints, get, s)
		return spell, form, nil
	case catalog.Ref:
		return b.references(ctx, t, c, get, s)
	case catalog.Refs:
		spell, err := b.lists(ctx, t, get)
		return spell, "", err
	case catalog.Money:
		spell, form := money(c.hints, get, s)
		return spell, form, nil
	case catalog.Decimal:
		return func(r catalog.Record, _ int) (catalog.Cell, string) { return numberCell(t.Format(get(r)), s.look), "" }, "", nil
	case catalog.Int:
		form := ""
		if f.Derive != nil {
			form = "按 " + asof.Chinese() + " 计算"
		}
		return func(r catalog.Record, _ int) (catalog.Cell, string) {
			return numberCell(get(r).Canonical(), s.look), ""
		}, form, nil
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		return catalog.TextCell(f.Type.Format(get(r))), ""
	}, "", nil
}

// ticks puts a mark where the value is one of those that the column stands for; for 是否党员 it says 是 or 否.
func ticks(c *Column, get func(catalog.Record) value.Value, s setting) (speller, string) {
	yes, no := catalog.TextCell("√"), catalog.Cell{}
	switch {
	case c.hints.whether:
		return yesNo(c.hints, func(r catalog.Record) value.Value {
			if slices.Contains(c.tick, get(r).Canonical()) {
				return value.Int(1)
			}
			return value.Int(0)
		}, s)
	case c.hints.mark != "":
		yes = catalog.TextCell(c.hints.mark)
	case !s.example.IsEmpty() && s.example.Type != catalog.CellError:
		if v, p := (catalog.Bool{}).Parse(s.example); p == nil && v.Canonical() == "1" {
			yes = s.example
		}
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		if slices.Contains(c.tick, get(r).Canonical()) {
			return yes, ""
		}
		return no, ""
	}, yes.Text
}

// yesNo writes yes and no as the form has them: words of its list, codes, √, or 是 and 否.
func yesNo(h hints, get func(catalog.Record) value.Value, s setting) (speller, string) {
	words := map[string]string{"1": "是", "0": "否"}
	switch {
	case len(s.options) > 0:
		for _, o := range s.options {
			if v, p := (catalog.Bool{}).Parse(catalog.TextCell(o)); p == nil && !v.IsEmpty() {
				words[v.Canonical()] = o
			}
		}
	case len(h.codes) > 0:
		for word, code := range h.codes {
			if v, p := (catalog.Bool{}).Parse(catalog.TextCell(word)); p == nil && !v.IsEmpty() {
				words[v.Canonical()] = code
			}
		}
	case h.mark != "":
		words["1"], words["0"] = h.mark, h.cross
	case strings.ContainsAny(s.example.Text, "√✓✔☑"):
		words["1"], words["0"] = s.example.Text, ""
	}
	form := words["1"]
	if words["0"] != "" {
		form += "/" + words["0"]
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		return catalog.TextCell(words[get(r).Canonical()]), ""
	}, form
}

// choices writes a value of a list: by a code that the heading gives, a word of the form's own list, the standard's
// code, or the word as the example has it.
func choices(t *catalog.ChoiceOf, h hints, get func(catalog.Record) value.Value, s setting) (speller, string) {
	title := func(v value.Value) catalog.Cell { return catalog.TextCell(t.Format(v)) }
	table := map[string]string{}
	for word, code := range h.codes {
		if v, ok := parseWord(t, word); ok {
			table[v.Canonical()] = code
		}
	}
	if len(table) >= 2 {
		return fromTable(table, get, title, "表头列出的代码里没有「%s」"), "代码"
	}
	for _, o := range s.options {
		if v, ok := parseWord(t, o); ok && (table[v.Canonical()] == "" || t.Format(v) == o) {
			table[v.Canonical()] = o
		}
	}
	if len(table) > 0 {
		return fromTable(table, get, title, "「%s」不在表里的可选项中"), "表里的可选项"
	}
	example := value.Tight(s.example.Text)
	if v, ok := parseWord(t, example); h.coded || ok && v.Canonical() == example && s.example.Text != t.Format(v) {
		return func(r catalog.Record, _ int) (catalog.Cell, string) { return catalog.TextCell(get(r).Canonical()), "" }, "国标代码"
	}
	if v, ok := parseWord(t, example); ok && strings.TrimSuffix(t.Format(v), "族") == example && example != t.Format(v) {
		return func(r catalog.Record, _ int) (catalog.Cell, string) {
			return catalog.TextCell(strings.TrimSuffix(t.Format(get(r)), "族")), ""
		}, example
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) { return title(get(r)), "" }, ""
}

// fromTable writes a value by a table; of one that isn't in it the usual word, with a doubt.
func fromTable(table map[string]string, get func(catalog.Record) value.Value, title func(value.Value) catalog.Cell, doubt string) speller {
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		v := get(r)
		if word, ok := table[v.Canonical()]; ok {
			return catalog.TextCell(word), ""
		}
		return title(v), fmt.Sprintf(doubt, title(v).Text)
	}
}

// money writes an amount in the unit that the heading names.
func money(h hints, get func(catalog.Record) value.Value, s setting) (speller, string) {
	fen, form := int64(100), ""
	switch {
	case h.scale == 10000:
		fen, form = 1000000, "万元"
	case h.scale == 1000:
		fen, form = 100000, "千元"
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		n, _ := get(r).Int()
		if fen == 100 {
			return numberCell(value.FormatMoney(n), s.look), ""
		}
		return numberCell(strconv.FormatFloat(float64(n)/float64(fen), 'f', -1, 64), s.look), ""
	}, form
}

// references writes the name of the record that a reference points to. A heading that names another field of that
// record, such as 所在党支部, gets that field, and nothing where the record doesn't have it; a list of the form's own
// decides the wording.
func (b *Blank) references(ctx context.Context, t catalog.Ref, c *Column, get func(catalog.Record) value.Value, s setting) (speller, string, error) {
	labels, err := b.plan.names(ctx, t.Kind)
	if err != nil {
		return nil, "", err
	}
	words, form := labels, ""
	target := catalog.Find(b.plan.opt.Kinds, t.Kind)
	other := fieldOfHeading(target, c.hints.plain)
	if other != nil {
		form = other.Title
		if words, err = b.plan.fieldOfAll(ctx, t.Kind, other, labels); err != nil {
			return nil, "", err
		}
	}
	words = maps.Clone(words)
	for _, o := range s.options {
		if ids := t.Named(o, labels); len(ids) == 1 {
			words[ids[0]] = o
		}
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		id := get(r).Canonical()
		switch w := words[id]; {
		case w != "":
			return catalog.TextCell(w), ""
		case labels[id] == "":
			return catalog.Cell{}, "台账里指向的" + target.Title + "已不在"
		case other != nil:
			return catalog.Cell{}, fmt.Sprintf("「%s」没有填%s", labels[id], other.Title)
		}
		return catalog.Cell{}, ""
	}, form, nil
}

// fieldOfAll returns a field of the records with the given names, by id.
func (p *Plan) fieldOfAll(ctx context.Context, kind string, f *catalog.Field, labels map[string]string) (map[string]string, error) {
	found, err := p.records.Lookup(ctx, kind, slices.Collect(maps.Keys(labels)))
	if err != nil {
		return nil, fmt.Errorf("look up the records of %s: %w", kind, err)
	}
	words := map[string]string{}
	for id, r := range found {
		words[id] = r.Get(f.Key).Canonical()
	}
	return words, nil
}

// lists writes the names of a list's records and its words.
func (b *Blank) lists(ctx context.Context, t catalog.Refs, get func(catalog.Record) value.Value) (speller, error) {
	labels, err := b.plan.names(ctx, t.Kind)
	if err != nil {
		return nil, err
	}
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		return catalog.TextCell(catalog.WordsOf(t, get(r), labels)), ""
	}, nil
}

// fieldOfHeading returns the text field of a kind that a heading names with or without 所在, apart from its name.
func fieldOfHeading(k *catalog.Kind, plain []string) *catalog.Field {
	if k == nil || len(plain) == 0 {
		return nil
	}
	heading := ownUnit.ReplaceAllString(value.Tight(plain[len(plain)-1]), "")
	for _, behind := range []string{"全称", "名称"} {
		heading = strings.TrimSuffix(heading, behind)
	}
	if heading == "" {
		return nil
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if _, isText := f.Type.(catalog.Text); !isText || f.Key == k.Name {
			continue
		}
		if f.Title == heading || slices.Contains(f.Aliases, heading) || slices.Contains(f.Aliases, heading+"名称") {
			return f
		}
	}
	return nil
}

// ownUnit is what stands before the name of somebody's own branch: 现组织关系所在社区党支部.
var ownUnit = regexp.MustCompile(`^(现|目前)?(党?组织关系)?(现)?(所在|所属|隶属)?(的)?(基层|社区)?`)

// dates writes a date as the heading, the example or the number format wants it.
func (b *Blank) dates(c *Column, f *catalog.Field, s setting) (speller, string) {
	style := c.hints.dates
	if shown, ok := dateStyleOf(exampleText(s.example)); ok && style.isZero() {
		style = shown
	}
	get := b.dateOf(c, f)
	if s.look.Date {
		return serials(get, style, s.look.Format), "日期格式 " + s.look.Format
	}
	asof := b.asof(c)
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		d := get(r)
		text, lacking := style.write(d)
		if c.hints.years && !d.IsZero() && !asof.IsZero() {
			text = fmt.Sprintf("%s\n(%d岁)", text, d.YearsUntil(asof))
		}
		return catalog.TextCell(text), lacking
	}, style.words()
}

// dateOf returns what tells the date of a record that goes into a column.
func (b *Blank) dateOf(c *Column, f *catalog.Field) func(catalog.Record) value.Date {
	return func(r catalog.Record) value.Date {
		d := r.Date(f.Key)
		if f.Derive != nil {
			d, _ = r.On(f, b.asof(c)).Date()
		}
		if f.Key == "birth" && d.Precision() < value.FullDate { // the ID number says the day
			if exact, ok := value.IDBirth(r.Get("id_number").Canonical()); ok && d.Covers(exact) {
				return exact
			}
		}
		return d
	}
}

func exampleText(c catalog.Cell) string {
	if c.Type == catalog.CellText || c.Type == catalog.CellNumber && c.Shown == "" {
		return value.Tight(c.Text)
	}
	return value.Tight(c.Shown)
}

// serials writes dates as the serial numbers that cells with a date format hold. Where the format shows a day that
// nobody knows, a text is written instead: no day is invented.
func serials(get func(catalog.Record) value.Date, style dateStyle, format string) speller {
	letters := strings.ToLower(format)
	showsDay, showsMonth := strings.Contains(letters, "d"), strings.Contains(letters, "m")
	return func(r catalog.Record, _ int) (catalog.Cell, string) {
		d := get(r)
		if showsDay && d.Day == 0 || showsMonth && d.Month == 0 {
			style.day, style.month, style.settled = showsDay, showsMonth, true
			text, lacking := style.write(d)
			return catalog.TextCell(text), lacking
		}
		days := int(d.Time().Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
		if days <= 60 { // before March 1900 the programs disagree
			return catalog.TextCell(d.Dotted()), ""
		}
		return catalog.Cell{Type: catalog.CellDate, Text: strconv.Itoa(days)}, ""
	}
}
