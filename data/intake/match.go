package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Column is a column of a table as the matcher sees it.
type Column struct {
	Heading []string       // from the top level down; empty if the column has no heading
	Sample  []catalog.Cell // some cells of the column that have content; may be empty, as in a blank form
}

// Basis says what a mapping rests on, the surest first.
type Basis uint8

// The bases of a mapping.
const (
	NoBasis  Basis = iota // not mapped
	BySerial              // the column only counts rows
	ByTitle               // the heading is the field's title
	ByPath                // two levels of heading are a wording of the field
	ByAlias               // the heading is another wording of the field
	ByBare                // so it is without the remark in brackets
	ByPart                // the heading contains a wording of the field
	ByValues              // the heading says nothing, the values do
	ByClerk               // a clerk has said so
	AsNote                // no field: a clerk has said that it goes into the notes
	ByMonth               // the cells are the values of one month each, in a wide sheet
	ByID                  // no field: the ids that this program has put into a workbook to be handed out
	ByTick                // one of several columns of a field; a mark in it stands for a value: 男 and 女 under 性别
	ByPiece               // one of several columns of a date: 年, 月 and 日 under 出生日期
	ByShares              // the cells hold the values of several fields: 应到/实到
)

// Mapping ties a column to a field.
type Mapping struct {
	Column int    // place in the columns given
	Field  int    // place in Kind.Fields, -1 if the column is tied to none
	Basis  Basis  // what it rests on
	Score  int    // how sure, 0 to 100
	Why    string // in Chinese, for the clerk
}

// Mapped reports whether the column is tied to a field.
func (m Mapping) Mapped() bool { return m.Field >= 0 }

// The scores of the bases.
const (
	scoreTitle      = 100
	scorePath       = 96
	scoreAlias      = 90
	scoreJoined     = 88
	scoreBare       = 80
	scoreAlike      = 76
	scoreSuffix     = 62
	scorePart       = 50
	scoreValues     = 45
	scoreUnreadable = 42 // a heading whose values can't be read: below what the values say, if they say anything
	scoreLeast      = 40
)

// Match ties columns to the fields of a kind: each field to one column at most, the surest first. It returns one
// mapping for each column, in their order.
func Match(columns []Column, kind *catalog.Kind) []Mapping {
	return vocabularyOf(kind).match(columns)
}

// candidate is a mapping that is possible.
type candidate struct {
	Mapping
	rate    float64 // share of the sample that the field's type reads
	checked bool    // it is one that can't read everything
}

func (v *vocabulary) match(columns []Column) []Mapping {
	out := make([]Mapping, len(columns))
	var all []candidate
	wide := v.isWide(columns)
	for i, c := range columns {
		out[i] = Mapping{Column: i, Field: -1}
		if wide && v.spread(&out[i], c) {
			continue
		}
		if isSerialColumn(i, c) {
			out[i].Basis, out[i].Why = BySerial, "序号只用来数行,不存储"
			continue
		}
		all = append(all, v.candidates(i, c)...)
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.rate, a.rate), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Field, b.Field))
	})
	taken := map[int]int{} // field → column
	if wide {
		all = v.besideMonths(all)
	}
	lost := map[int]candidate{}
	for _, c := range all {
		if c.Score < scoreLeast || out[c.Column].Mapped() {
			continue
		}
		if _, ok := taken[c.Field]; ok {
			if _, noted := lost[c.Column]; !noted {
				lost[c.Column] = c
			}
			continue
		}
		taken[c.Field] = c.Column
		out[c.Column] = c.Mapping
	}
	v.nameByValues(columns, out, taken)
	for i := range out {
		if out[i].Mapped() || out[i].Basis == BySerial {
			continue
		}
		out[i].Why = v.unmappedWhy(columns, i, lost, taken)
	}
	return out
}

func (v *vocabulary) unmappedWhy(columns []Column, i int, lost map[int]candidate, taken map[int]int) string {
	if c, ok := lost[i]; ok {
		f := &v.kind.Fields[c.Field]
		return fmt.Sprintf("「%s」已取自「%s」列,本列没有采用,内容不存储", f.Title, path(columns[taken[c.Field]].Heading))
	}
	if len(columns[i].Heading) == 0 {
		return "没有标题,内容也认不出,不存储"
	}
	if len(columns[i].Sample) == 0 {
		return "没有对应的字段;本列没有内容"
	}
	if v.kind.Index(noteKey) >= 0 {
		return "没有对应的字段,内容不存储;可改选字段,或改为并入备注"
	}
	return "没有对应的字段,内容不存储;可改选字段"
}

// candidates returns the fields that a column may stand for.
func (v *vocabulary) candidates(i int, c Column) []candidate {
	best := map[int]candidate{}
	offer := func(field, score int, basis Basis, why string) {
		if old, ok := best[field]; !ok || old.Score < score {
			best[field] = candidate{Mapping: Mapping{i, field, basis, score, why}}
		}
	}
	v.byHeading(c.Heading, offer)
	v.byValues(c, offer)
	out := make([]candidate, 0, len(best))
	for _, cand := range best {
		out = append(out, v.weigh(cand, c))
	}
	slices.SortFunc(out, func(a, b candidate) int { return cmp.Compare(a.Field, b.Field) })
	preferReadable(out)
	explainRivals(v.kind, c, out)
	return out
}

// byHeading offers the fields that a heading names.
func (v *vocabulary) byHeading(levels []string, offer func(field, score int, basis Basis, why string)) {
	if len(levels) == 0 {
		return
	}
	leaf, whole := fold(levels[len(levels)-1]), fold(path(levels))
	joined := fold(strings.Join(levels, ""))
	shown := path(levels)
	for _, at := range v.exact[whole] {
		w := v.words[at]
		switch {
		case len(levels) > 1:
			offer(w.field, scorePath, ByPath, "上下两级标题「"+shown+"」")
		case w.isTitle:
			offer(w.field, scoreTitle, ByTitle, "标题就是「"+w.shown+"」")
		default:
			offer(w.field, scoreAlias, ByAlias, fmt.Sprintf("「%s」是「%s」的另一种写法", shown, v.kind.Fields[w.field].Title))
		}
	}
	if len(levels) > 1 {
		v.contact(levels, offer)
	}
	if speaksOfOthers(joined) && (len(levels) < 2 || len(v.exact[fold(levels[len(levels)-2])]) == 0) {
		return // unless they are the kind's own: 电话 under 联系人
	}
	if len(levels) > 1 {
		for _, at := range v.exact[leaf] {
			w := v.words[at]
			if w.isTitle {
				offer(w.field, scoreTitle, ByTitle, "标题就是「"+w.shown+"」")
			} else {
				offer(w.field, scoreAlias, ByAlias, fmt.Sprintf("「%s」是「%s」的另一种写法", shown, v.kind.Fields[w.field].Title))
			}
		}
		for n, s := range []string{joined, leaf + fold(levels[len(levels)-2])} { // 入党 under 时间 is 入党时间
			for _, at := range v.exact[s] {
				offer(v.words[at].field, scoreJoined-n, ByPath, "上下两级标题连起来是「"+v.words[at].shown+"」")
			}
		}
	}
	v.byPart(leaf, joined, shown, offer)
}

// elsewhere are words of headings that speak of another place than the community of the row: 流动去向单位.
var elsewhere = []string{"去向", "流向", "外出", "流入", "流出", "流动", "务工", "接收", "原"}

// byPart offers the fields whose wording the heading contains.
func (v *vocabulary) byPart(leaf, joined, shown string, offer func(field, score int, basis Basis, why string)) {
	plain, remark := bare(leaf)
	if plain == "" {
		plain, remark = bare(joined)
	}
	if plain == "" {
		return
	}
	if plain != leaf {
		for _, at := range v.exact[plain] {
			if contradicts(remark, &v.kind.Fields[v.words[at].field]) {
				continue
			}
			why := "去掉括号里的「" + remark + "」后是「" + v.words[at].shown + "」"
			if remark == "" {
				why = "去掉末尾的数字或「代码」后是「" + v.words[at].shown + "」"
			}
			offer(v.words[at].field, scoreBare, ByBare, why)
		}
	}
	for _, end := range []string{"情况", "姓名", "名称"} {
		of := strings.TrimSuffix(plain, end)
		if of == plain || runes(of) < 2 {
			continue
		}
		for _, at := range v.exact[of] {
			offer(v.words[at].field, scoreAlike, ByBare, fmt.Sprintf("「%s」说的是「%s」", shown, v.words[at].shown))
		}
	}
	for _, at := range v.like[sense(plain)] {
		if w := v.words[at]; w.text != plain && !contradicts(remark, &v.kind.Fields[w.field]) {
			offer(w.field, scoreAlike, ByBare, fmt.Sprintf("「%s」和「%s」是一个意思", shown, w.shown))
		}
	}
	for _, w := range v.words {
		if !strings.Contains(plain, w.text) || w.text == plain || runes(w.text) < 2 || contradicts(remark, &v.kind.Fields[w.field]) || v.kind.Fields[w.field].Key == orgKey && containsAny(plain, elsewhere) {
			continue
		}
		why := fmt.Sprintf("标题「%s」里有「%s」", shown, w.shown)
		switch {
		case strings.HasSuffix(plain, w.text):
			offer(w.field, scoreSuffix+min(runes(w.text), 8), ByPart, why)
		case runes(w.text) >= 3:
			offer(w.field, scorePart+min(runes(w.text), 8), ByPart, why)
		}
	}
}

// byValues offers the fields whose values can't be mistaken: ID numbers, telephone numbers, words of a list.
func (v *vocabulary) byValues(c Column, offer func(field, score int, basis Basis, why string)) {
	if len(c.Sample) == 0 || speaksOfOthers(fold(path(c.Heading))) {
		return
	}
	for i := range v.kind.Fields {
		f := &v.kind.Fields[i]
		if !f.Stored() {
			continue
		}
		var hits int
		var what string
		switch f.Type.(type) {
		case catalog.IDNumber:
			hits, what = count(c.Sample, isFullID), "身份证号码"
		case catalog.Phone:
			hits, what = count(c.Sample, isMobile), "手机号码"
		case *catalog.ChoiceOf:
			hits, what = count(c.Sample, func(x catalog.Cell) bool { return isChoiceWord(f.Type, x) }), f.Title
			if len(c.Sample) < 3 {
				continue
			}
		default:
			continue
		}
		if hits*10 >= len(c.Sample)*8 && hits > 0 {
			offer(i, scoreValues+(hits*5)/len(c.Sample), ByValues,
				fmt.Sprintf("标题没有认出,内容像%s(%d 个里有 %d 个)", what, len(c.Sample), hits))
		}
	}
}

func count(sample []catalog.Cell, is func(catalog.Cell) bool) int {
	n := 0
	for _, c := range sample {
		if is(c) {
			n++
		}
	}
	return n
}

func isFullID(c catalog.Cell) bool {
	id := value.CleanID(c.Text)
	if len(id) != 18 && len(id) != 15 {
		return false
	}
	_, ok := value.IDBirth(id)
	return ok
}

func isMobile(c catalog.Cell) bool {
	p, ok := value.ParsePhone(c.Text)
	return ok && len(p) == 11 && p[0] == '1'
}

// isChoiceWord finds the words of a list that stand there exactly; numbers are codes of too many lists.
func isChoiceWord(t catalog.Type, c catalog.Cell) bool {
	if c.Type != catalog.CellText || strings.Trim(value.Tight(c.Text), "0123456789-/") == "" {
		return false
	}
	v, p := t.Parse(c)
	return p == nil && v.Canonical() != ""
}

// weigh lowers the score of a candidate whose values the field's type can't read.
func (v *vocabulary) weigh(c candidate, col Column) candidate {
	c.rate = 1
	f := &v.kind.Fields[c.Field]
	t := f.Type
	switch t.(type) {
	case catalog.Text, catalog.Ref, catalog.Refs, catalog.PersonName, catalog.Pictures:
		return c
	}
	filled, read := 0, 0
	for _, cell := range col.Sample {
		val, p := t.Parse(cell)
		if val.IsEmpty() {
			continue
		}
		filled++
		if p == nil || p.Severity < catalog.Broken || p.Code == "id_lost_digits" || v.holdsMore(f, cell) {
			read++
		}
	}
	if filled == 0 {
		return c
	}
	c.rate, c.checked = float64(read)/float64(filled), true
	if filled >= 2 && c.rate < 0.3 {
		alike := c.Score == scoreAlike
		c.Score = scoreUnreadable
		if c.Basis == ByPart || alike {
			c.Score = 0
		}
		c.Why += ";但内容大多看不懂"
	}
	return c
}

// explainRivals says that the values have decided where a heading could stand for several fields, or stands for
// another one.
func explainRivals(k *catalog.Kind, col Column, list []candidate) {
	best := -1
	for i, c := range list {
		if best < 0 || c.Score > list[best].Score {
			best = i
		}
	}
	for i, c := range list {
		byHeading := c.Basis >= ByTitle && c.Basis <= ByBare
		if i == best || !byHeading || c.rate >= 0.3 || list[best].rate < 0.3 {
			continue
		}
		is, other, values := k.Fields[list[best].Field].Title, k.Fields[c.Field].Title, examples(col.Sample, 2)
		list[best].Why = fmt.Sprintf("「%s」可指%s或%s,内容(%s)表明是%s", path(col.Heading), other, is, values, is)
		if list[best].Basis == ByValues {
			list[best].Why = fmt.Sprintf("标题「%s」本是%s,但内容(%s)是%s", path(col.Heading), other, values, is)
		}
		return
	}
}

// preferReadable lowers the fields of a heading that can read none of the values where another one reads them all: 正式党员
// under 人员类别, in a sheet of one row.
func preferReadable(list []candidate) {
	byHeading := func(c candidate) bool { return c.Basis >= ByTitle && c.Basis <= ByBare }
	if !slices.ContainsFunc(list, func(c candidate) bool { return byHeading(c) && c.checked && c.rate == 1 }) {
		return
	}
	for i := range list {
		if c := &list[i]; byHeading(*c) && c.checked && c.rate <= 0.5 {
			c.Score = min(c.Score, scoreUnreadable)
		}
	}
}

// examples names the first different texts of a sample.
func examples(sample []catalog.Cell, most int) string {
	var seen []string
	for _, c := range sample {
		if s := value.Tight(c.Text); !slices.Contains(seen, s) {
			if seen = append(seen, s); len(seen) == most {
				break
			}
		}
	}
	return strings.Join(seen, "、")
}

// nameByValues finds the column of names of a kind of people when no heading names it: nearly all different, and
// nearly all like names.
func (v *vocabulary) nameByValues(columns []Column, out []Mapping, taken map[int]int) {
	at := v.kind.Index(v.kind.Name)
	if at < 0 {
		return
	}
	f := &v.kind.Fields[at]
	if _, isName := f.Type.(catalog.PersonName); !isName {
		return
	}
	if _, ok := taken[at]; ok {
		return
	}
	for i, c := range columns {
		if out[i].Mapped() || out[i].Basis == BySerial || speaksOfOthers(fold(path(c.Heading))) || !looksLikeNames(c.Sample) {
			continue
		}
		taken[at] = i
		out[i] = Mapping{i, at, ByValues, scoreValues, fmt.Sprintf("标题没有认出,内容像%s(%s…)", f.Title, examples(c.Sample, 2))}
		return
	}
}

func looksLikeNames(sample []catalog.Cell) bool {
	different := map[string]bool{}
	hits := 0
	for _, c := range sample {
		name := value.Name(c.Text)
		if c.Type == catalog.CellText && value.LooksLikeName(name) && allHan(strings.ReplaceAll(name, "·", "")) && runes(name) <= 4 {
			hits++
			different[name] = true
		}
	}
	return hits >= 2 && hits*10 >= len(sample)*9 && len(different)*10 >= hits*8
}

// isSerialColumn finds the columns that only count rows: by the heading, or, without one, by the numbers 1, 2, 3.
func isSerialColumn(i int, c Column) bool {
	if len(c.Heading) > 0 {
		return isSerialHeading(c.Heading[len(c.Heading)-1]) || isSerialHeading(strings.Join(c.Heading, ""))
	}
	if i > 0 || len(c.Sample) < 2 {
		return false
	}
	last := int64(0)
	for _, cell := range c.Sample {
		n, ok := value.ParseInt(cell.Text)
		if !ok || n <= last {
			return false
		}
		last = n
	}
	return true
}

// noteKey is the field into which columns without a field may be put.
const noteKey = "note"
