package intake

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// One cell may hold what belongs to several fields: 应到35人，实到30人, 2003.5—2006.5, 张三(女).

// findShares ties the columns whose heading names several numbers to the fields of these: 应到/实到. It returns the
// fields of each, in their order.
func (t *Table) findShares(v *vocabulary, mappings []Mapping) map[int][]int {
	var out map[int][]int
	for i, c := range t.samples {
		if _, byClerk := t.manual[i]; byClerk || len(c.Heading) == 0 || len(c.Sample) == 0 || mappings[i].Mapped() && mappings[i].Basis <= ByAlias {
			continue
		}
		leaf := fold(c.Heading[len(c.Heading)-1])
		_, remark := bare(leaf)
		fields, why := v.numbersIn(remark), "一格里有几个数,分填"
		if fields == nil {
			fields = v.numbersIn(leaf)
		}
		if fields == nil {
			fields, why = v.pairIn(leaf), "一格里写了两样,分填"
		}
		if fields == nil || slices.ContainsFunc(mappings, func(m Mapping) bool { return m.Column != i && slices.Contains(fields, m.Field) }) {
			continue
		}
		if out == nil {
			out = map[int][]int{}
		}
		out[i] = fields
		mappings[i] = Mapping{i, fields[0], ByShares, scorePath, why + v.titles(fields)}
	}
	return out
}

// numbersIn returns the fields that a heading names one behind the other, if all of them are numbers: 应到/实到,
// 应到实到人数. nil if it does not.
func (v *vocabulary) numbersIn(heading string) []int {
	if heading == "" || len(v.exact[heading]) > 0 {
		return nil
	}
	s := strings.TrimSuffix(strings.TrimSuffix(heading, "情况"), "人数")
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/,，和及与", r) })
	if len(parts) == 1 {
		for at := range s {
			if fields := v.numbers([]string{s[:at], s[at:]}); fields != nil {
				return fields
			}
		}
	}
	return v.numbers(parts)
}

// numbers returns the different fields of numbers that words name; nil if there are fewer than two.
func (v *vocabulary) numbers(words []string) []int {
	var out []int
	for _, w := range words {
		f := v.number(w)
		if f < 0 || slices.Contains(out, f) {
			return nil
		}
		out = append(out, f)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// number returns the field of a number that a word names, -1 if there is none.
func (v *vocabulary) number(word string) int {
	for _, s := range []string{word, word + "人数"} {
		for _, at := range v.exact[s] {
			f := v.words[at].field
			if _, is := v.kind.Fields[f].Type.(catalog.Int); is && v.kind.Fields[f].Stored() {
				return f
			}
		}
	}
	return -1
}

func (v *vocabulary) titles(fields []int) string {
	s := ""
	for _, f := range fields {
		s += "「" + v.kind.Fields[f].Title + "」"
	}
	return s
}

// fills says which fields a column fills.
func (t *Table) fills(i int, m Mapping) string {
	if !m.Mapped() {
		return ""
	}
	if fields := t.shares[i]; len(fields) > 0 && m.Basis == ByShares {
		var titles []string
		for _, f := range fields {
			titles = append(titles, t.Kind.Fields[f].Title)
		}
		return strings.Join(titles, "、")
	}
	title := t.Kind.Fields[m.Field].Title
	if m.Basis == ByPiece {
		return title + "(" + t.pieces[i].part.unit() + ")"
	}
	return title
}

// take reads a cell into the field of its column, and what else it holds into the fields of that.
func (rd *reader) take(n, r int, c *columnParser, cell catalog.Cell, values []value.Value) *catalog.Problem {
	if !c.ticked.IsEmpty() {
		return c.tick(cell, values)
	}
	if c.goods != nil {
		return c.goods.give(c, cell, values)
	}
	rd.hours(c, cell, values)
	if c.isName && cell.Type == catalog.CellText {
		if hasRemark(cell.Text) {
			cell.Text = rd.remarks(cell.Text, values)
		}
		if people := rd.people(r, cell.Text); people != nil {
			values[c.field] = value.Unread(strings.Join(people, "、"))
			return &catalog.Problem{Code: "several_people", Field: c.f.Key, Severity: catalog.Broken,
				Text: fmt.Sprintf("一行里写了 %d 个人(%s),请一人一行分开再导入", len(people), strings.Join(people, "、"))}
		}
	}
	if c.f.Key == titleKey {
		cell.Text = withoutBookMarks(cell.Text)
	}
	if len(c.shares) > 0 {
		return rd.share(c, cell, values)
	}
	if s := rd.kind.Spread; s != nil && c.f.Key == s.Value && isUnpaid(cell.Text) {
		return nil
	}
	if _, date := c.f.Type.(catalog.Date); !date && hasRemark(cell.Text) && rd.remarked(c, cell, values) {
		return nil
	}
	v, p := rd.read(n, c, cell)
	if p != nil && rd.parts(c, cell, p, values) {
		return nil
	}
	if p == nil && c.until >= 0 && strings.ContainsAny(cell.Text, ":：") && rd.period(c, cell, values) { // behind a time of day a date stops reading
		return nil
	}
	values[c.field] = v
	return p
}

// titleKey is the field of the title of a text or a task.
const titleKey = "title"

// withoutBookMarks returns a title without the signs 《》 around the whole of it.
func withoutBookMarks(s string) string {
	inner, ok := strings.CutPrefix(strings.TrimSpace(s), "《")
	if inner, end := strings.CutSuffix(inner, "》"); ok && end && !strings.ContainsAny(inner, "《》") {
		return inner
	}
	return s
}

// period reads a cell that holds both ends of a period into their fields.
func (rd *reader) period(c *columnParser, cell catalog.Cell, values []value.Value) bool {
	from, to, ok := period(text(cell), rd.yearOf(values))
	if !ok {
		return false
	}
	values[c.field] = from.Value()
	if values[c.until].IsEmpty() {
		values[c.until] = to.Value()
	}
	rd.tells(told{toldPeriod, c.field})
	return true
}

// parts reads a cell that is no value of its field for what it holds of several.
func (rd *reader) parts(c *columnParser, cell catalog.Cell, p *catalog.Problem, values []value.Value) bool {
	switch {
	case p.Code == "date" && c.until >= 0 && rd.period(c, cell, values):
		return true
	case p.Code == "int" && rd.counted(c, text(cell), values):
		return true
	case p.Severity >= catalog.Doubt && rd.choiceAndRemark(c, cell, values):
		return true
	}
	return p.Severity == catalog.Broken && rd.remarked(c, cell, values)
}

// holdsMore reports whether a cell that is no value of a field is understood all the same: for several values, the year of
// the table, a bound or a remark.
func (v *vocabulary) holdsMore(f *catalog.Field, cell catalog.Cell) bool {
	if _, _, ok := splitRemark(f, cell); ok {
		return true
	}
	if _, _, ok := splitChoice(f, cell); ok {
		return true
	}
	switch f.Type.(type) {
	case catalog.Date:
		const anyYear = 2000
		_, _, ok := period(text(cell), anyYear)
		_, day := inYear(cell, anyYear)
		_, bound := deadline(text(cell), anyYear)
		return ok && f.Until != "" || day && isOfYear(v.kind, f) || bound && f.Deadline
	case catalog.Int:
		words := countWord.FindAllStringSubmatch(value.Clean(text(cell)), -1)
		return len(words) > 0 && !slices.ContainsFunc(words, func(m []string) bool { return v.number(m[1]) < 0 })
	}
	return false
}

// yearOf returns the year of a row that does not say it in its dates.
func (rd *reader) yearOf(values []value.Value) int {
	if rd.t.Month.Year != 0 {
		return rd.t.Month.Year
	}
	if i := rd.kind.Index("year"); i >= 0 && i < len(values) {
		if n, ok := values[i].Int(); ok {
			return int(n)
		}
	}
	return rd.t.yearOfRows()
}

// countWord is a number with the word that says of what: 应到35人, 实到：30.
var countWord = regexp.MustCompile(`(\p{Han}+)\s*[:：]?\s*(\d{1,6})\s*[人名个户次]*`)

// counted reads 应到35人，实到30人 into the fields that its words name.
func (rd *reader) counted(c *columnParser, s string, values []value.Value) bool {
	s = value.Clean(s)
	v := rd.words
	found := map[int]value.Value{}
	rest := s
	for _, m := range countWord.FindAllStringSubmatch(s, -1) {
		f := v.number(m[1])
		n, ok := value.ParseInt(m[2])
		if _, twice := found[f]; f < 0 || !ok || twice {
			return false
		}
		found[f] = value.Int(n)
		rest = strings.Replace(rest, m[0], "", 1)
	}
	if len(found) == 0 || strings.Trim(rest, " ,，、;；。/") != "" {
		return false
	}
	rd.give(c, found, values)
	return true
}

// give puts numbers into their fields; those that have columns of their own keep what these say.
func (rd *reader) give(c *columnParser, found map[int]value.Value, values []value.Value) {
	for f, v := range found {
		if f == c.field || values[f].IsEmpty() {
			values[f] = v
		}
	}
	rd.tells(told{toldShares, c.field})
}

var digitRuns = regexp.MustCompile(`\d{1,6}`)

// share reads a cell of a column that several numbers share: by its words, else in the order of the heading.
func (rd *reader) share(c *columnParser, cell catalog.Cell, values []value.Value) *catalog.Problem {
	if rd.words.isPair(c.shares[0], c.shares[1]) {
		return rd.pair(c, cell, values)
	}
	s := value.Clean(text(cell))
	if rd.counted(c, s, values) {
		return nil
	}
	runs := digitRuns.FindAllString(s, -1)
	rest := strings.Trim(digitRuns.ReplaceAllString(s, ""), " /,，、;；-—()（）人名")
	if len(runs) != len(c.shares) || rest != "" {
		v, p := c.f.Type.Parse(cell)
		values[c.field] = v
		return p
	}
	found := map[int]value.Value{}
	for i, f := range c.shares {
		n, _ := value.ParseInt(runs[i]) // digits
		found[f] = value.Int(n)
	}
	rd.give(c, found, values)
	return nil
}

// periodSigns stand between the ends of a period.
const periodSigns = "-—–~～至到"

var (
	timesOfDay = regexp.MustCompile(`\d{1,2}[:：]\d{2}(\s*[-—–~～至到]+\s*\d{1,2}[:：]\d{2})?`)
	dayOfMonth = regexp.MustCompile(`^(3[01]|[12]\d|0?[1-9])[日号]?$`)
)

// period reads 2003.5—2006.5, 2003年3月5日至6日 and, in a known year, 1月18日-20日. ok is false for a single date.
func period(s string, year int) (from, to value.Date, ok bool) {
	s = strings.TrimSpace(timesOfDay.ReplaceAllString(value.Clean(s), ""))
	s = strings.TrimSuffix(strings.TrimSuffix(s, "止"), "结束")
	for at, sign := range s {
		if at == 0 || !strings.ContainsRune(periodSigns, sign) {
			continue
		}
		head, tail := strings.TrimRight(s[:at], " 起自从"+periodSigns), strings.TrimLeft(s[at:], " "+periodSigns)
		if from, ok = endOf(head, value.Date{Year: year}); !ok {
			continue
		}
		if to, ok = endOf(tail, from); ok && to.Compare(from) >= 0 {
			return from, to, true
		}
	}
	return value.Date{}, value.Date{}, false
}

// endOf reads one end of a period, which may leave out the year and the month of the other one.
func endOf(s string, other value.Date) (value.Date, bool) {
	if r, ok := value.ParseDate(s); ok && !r.Guessed && r.Other.IsZero() {
		return r.Date, true
	}
	if other.Year == 0 {
		return value.Date{}, false
	}
	if d, ok := inYear(catalog.TextCell(s), other.Year); ok {
		return d, true
	}
	m := dayOfMonth.FindStringSubmatch(value.Tight(s))
	if m == nil || other.Month == 0 {
		return value.Date{}, false
	}
	n, _ := value.ParseInt(m[1]) // digits
	if other.Day == 0 {
		return value.NewDate(other.Year, int(n), 0)
	}
	return value.NewDate(other.Year, other.Month, int(n))
}

// people returns the names in a cell that holds a name in each line, where other cells of the row hold as many lines: a
// household in one row. nil if it is one name, broken over lines or not.
func (rd *reader) people(r int, s string) []string {
	if !strings.Contains(s, "\n") {
		return nil
	}
	var names []string
	for line := range strings.Lines(s) {
		if name := value.Name(line); name != "" {
			if runes(name) < 2 || !value.LooksLikeName(name) {
				return nil
			}
			names = append(names, name)
		}
	}
	for _, key := range []string{idKey, sexKey, birthKey} {
		if c := rd.t.column(rd.kind.Index(key)); c >= 0 && len(names) > 1 &&
			len(strings.Split(strings.TrimSpace(text(rd.t.grid.Cell(r, rd.t.Columns[c].Col))), "\n")) == len(names) {
			return names
		}
	}
	return nil
}

// told is something that a note says of a table.
type told struct {
	what  uint8
	field int // -1 if it is of no field
}

const (
	toldDitto uint8 = iota
	toldRuns
	toldPeriod
	toldShares
	toldBlank
	toldName
	toldRemark
	toldPair
	toldYear
	toldDeadline
)

func (rd *reader) tells(what told) {
	if rd.part.told == nil {
		rd.part.told = map[told]int{}
	}
	rd.part.told[what]++
}

// tell says in sentences what the parts have noted.
func (p *parser) tell(parts []part) []string {
	all := map[told]int{}
	for _, pt := range parts {
		for what, n := range pt.told {
			all[what] += n
		}
	}
	keys := slices.SortedFunc(maps.Keys(all), func(a, b told) int { return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.field, b.field)) })
	var out, remarks []string
	for _, k := range keys {
		n := all[k]
		heading := ""
		if c := p.t.column(k.field); c >= 0 {
			heading = p.t.Columns[c].Title()
		}
		switch k.what {
		case toldDitto:
			out = append(out, fmt.Sprintf("%d 格写的是「〃」「同上」等,按上一行的内容读入", n))
		case toldRuns:
			out = append(out, fmt.Sprintf("%d 行没有写年或月,按上一行的年、月读入「%s」", n, p.kind.Fields[k.field].Title))
		case toldPeriod:
			f := &p.kind.Fields[k.field]
			out = append(out, fmt.Sprintf("「%s」有 %d 格写了起止两个日期,已分填「%s」「%s」", heading, n, f.Title, p.kind.Field(f.Until).Title))
		case toldShares:
			out = append(out, fmt.Sprintf("「%s」有 %d 格写了几个数,已按字样或标题的次序分填各栏", heading, n))
		case toldPair:
			out = append(out, fmt.Sprintf("「%s」有 %d 格写了两样,已分填各栏", heading, n))
		case toldYear:
			out = append(out, fmt.Sprintf("「%s」有 %d 格没有写年,按表的年份读入", heading, n))
		case toldDeadline:
			out = append(out, fmt.Sprintf("「%s」有 %d 格写的是期限(…前、…底、某季度),按期限的最后一个月或一天读入", heading, n))
		case toldBlank:
			out = append(out, fmt.Sprintf("「%s」有 %d 格的公式从未计算过,已由身份证号码补上", heading, n))
		case toldName:
			out = append(out, fmt.Sprintf("表中没有%s列,已由名称得出 %d %s的", p.kind.Fields[k.field].Title, n, p.kind.Unit))
		case toldRemark:
			remarks = append(remarks, fmt.Sprintf("「%s」%d %s", p.kind.Fields[k.field].Title, n, p.kind.Unit))
		}
	}
	if len(remarks) > 0 {
		out = append(out, "姓名后面括号里注的内容,已填入"+strings.Join(remarks, "、"))
	}
	return out
}
