package filling

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Column is a column of a form's table, or a label of a one-person form.
type Column struct {
	Col     int      // of the sheet, from 0
	Row     int      // of the first place to fill: in a card that of the value
	Heading []string // from the top level down
	// Fields are the keys of the fields that are written there, mostly one; "#" is the serial number. None: it stays blank.
	Fields []string
	Kept   bool   // the form has a formula of its own there
	Why    string // in Chinese, for the clerk
	Form   string // how it is written: 1968.05, √, 代码; "" for the usual wording

	place   int
	month   int          // of a wide form: whose value stands there, 1 to 12, or sumOfMonths
	block   int          // of a card with several people
	options []string     // of the form's own list
	slot    *slot        // of a card: the place in the text of the cell; nil: all of it
	part    part         // of the value that stands there
	printed catalog.Cell // what the form has in all blank rows: an amount that everybody gets
	beside  bool         // a merged heading covers it, and the value stands in the first column
	byClerk bool
	decided string            // in Chinese: when the clerk said so
	number  *meaning          // of a form for one community: the number that is asked for
	ofRow   bool              // of a form of numbers: it is the words of a row
	tick    []string          // of √ columns: the values at which it is ticked
	before  map[string]string // of joined posts: what says where the post is
	hints   hints
	spell   speller
}

// officeKey stands among Fields for the name of the office itself.
const officeKey = "office"

// Title returns the heading in one line.
func (c *Column) Title() string { return strings.Join(c.Heading, "/") }

// OfRow reports whether, in a form of numbers, it is not a column but the words of a row.
func (c *Column) OfRow() bool { return c.ofRow }

// Place names the column as Plan.Set takes it: by its letters, or the number of its row.
func (c *Column) Place() string {
	if c.ofRow {
		return strconv.Itoa(c.Row + 1)
	}
	return sheet.ColName(c.Col)
}

// Unknown reports whether the column stays blank because nobody knows what goes there.
func (c *Column) Unknown() bool {
	return len(c.Fields) == 0 && !c.Kept && !c.beside && c.number == nil && c.printed.IsEmpty()
}

func (c *Column) serial() bool { return len(c.Fields) == 1 && c.Fields[0] == catalog.Serial }

// is reports whether a word names the column: its letters, its heading, or the last level of it.
func (c *Column) is(word string, card bool) bool {
	word = value.Tight(word)
	if c.ofRow {
		return word == strconv.Itoa(c.Row+1) || value.Tight(c.Title()) == word || value.Tight(c.Heading[len(c.Heading)-1]) == word
	}
	if !card && strings.EqualFold(word, sheet.ColName(c.Col)) || card && strings.EqualFold(word, sheet.CellName(c.Row, c.Col)) {
		return true
	}
	n := len(c.Heading)
	return n > 0 && (value.Tight(c.Title()) == word || value.Tight(c.Heading[n-1]) == word)
}

// take gives the column other fields.
func (c *Column) take(keys []string, why string) {
	c.Fields, c.Kept, c.tick, c.before, c.byClerk, c.Why = slices.Clone(keys), false, nil, nil, true, why
	c.part, c.beside, c.number = whole, false, nil
	if len(keys) == 0 {
		c.Why = why + "不填"
	}
}

// mapColumns ties the columns to fields: formulas of the form's own stay, then what the matcher of rosters says, then
// what only forms have.
func (b *Blank) mapColumns(fs *sheet.FormSheet) {
	columns := make([]intake.Column, len(b.Columns))
	b.tieParts(fs)
	for i := range b.Columns {
		c := &b.Columns[i]
		c.hints = readHints(c.Heading)
		if c.slot != nil && c.slot.date {
			c.hints.dates = dateStyle{sep: "年", month: true, day: c.slot.day, settled: true}
		}
		row := c.Row
		if !b.Card {
			row = b.body.pattern
		}
		c.options = fs.Choices(row, c.Col)
		if !b.Card && b.body.height > 0 {
			if _, formula := fs.Has(b.body.pattern, c.Col); formula {
				c.Kept, c.Why = true, "表里自带公式,原样保留"
				continue
			}
		}
		if c.part != whole || c.beside {
			continue
		}
		if ages, field, ok := b.ageBand(c.Heading); ok {
			c.Fields, c.tick = []string{field.Key}, ages
			c.Why = fmt.Sprintf("「%s」下的「%s」,符合的打√", c.Heading[len(c.Heading)-2], c.Heading[len(c.Heading)-1])
			continue
		}
		if tick, field, ok := b.tickColumn(c.Heading); ok {
			c.Fields, c.tick = []string{field.Key}, tick
			c.Why = fmt.Sprintf("「%s」下的「%s」,符合的打√", c.Heading[len(c.Heading)-2], c.Heading[len(c.Heading)-1])
			continue
		}
		columns[i].Heading = c.Heading
	}
	for i, m := range b.match(columns) {
		c := &b.Columns[i]
		if columns[i].Heading == nil || b.tieMonth(i, m) {
			continue
		}
		b.tie(c, m)
	}
	b.looseTicks()
	b.findPrinted(fs)
	b.joinPosts()
}

// findPrinted finds what the superior has written into all blank rows of a column that nobody knows.
func (b *Blank) findPrinted(fs *sheet.FormSheet) {
	for i := range b.Columns {
		c := &b.Columns[i]
		if b.Card || len(c.Fields) > 0 || c.Kept || len(b.body.free) == 0 {
			continue
		}
		c.printed = fs.Source().Cell(b.body.pattern, c.Col)
		for _, row := range b.body.free {
			if !slices.Contains(b.body.stale, row) && fs.Source().Cell(row, c.Col) != c.printed {
				c.printed = catalog.Cell{}
			}
		}
		if !c.printed.IsEmpty() {
			c.Why = "表里每行都印着「" + c.printed.Text + "」,照样保留"
		}
	}
}

// match asks the matcher, for each block of a card by itself.
func (b *Blank) match(columns []intake.Column) []intake.Mapping {
	if !b.Card {
		return intake.Match(columns, b.plan.Kind)
	}
	out := make([]intake.Mapping, len(columns))
	for block := range b.blocks {
		var part []intake.Column
		var places []int
		for i := range b.Columns {
			if b.Columns[i].block == block {
				part, places = append(part, columns[i]), append(places, i)
			}
		}
		for i, m := range intake.Match(part, b.plan.Kind) {
			out[places[i]] = m
		}
	}
	return out
}

// tie takes what the matcher says of a column, or finds out what else a form may mean by it.
func (b *Blank) tie(c *Column, m intake.Mapping) {
	kind := b.plan.Kind
	leaf := c.Heading[len(c.Heading)-1]
	if value.Tight(leaf) == "序号" || m.Basis == intake.BySerial {
		c.Fields, c.Why = []string{catalog.Serial}, "序号,从 1 起编"
		return
	}
	if isOfficeHeading(leaf) && b.plan.opt.Office != "" {
		c.Fields, c.Why = []string{officeKey}, "填本单位名称"
		return
	}
	if plain := c.hints.plain[len(c.hints.plain)-1]; slices.Contains(looseHeadings, plain) {
		c.Why = "台账里的内容不一定就是「" + plain + "」,留空;一样的话可以指定"
		return
	}
	if f := b.settle(c, m); f != nil {
		c.Fields, c.Why = []string{f.Key}, "「"+plainHeading(c)+"」指「"+f.Title+"」"
		return
	}
	if m.Mapped() && (m.Basis != intake.ByPart || harmless(leaf, &kind.Fields[m.Field])) {
		c.Fields, c.Why = []string{kind.Fields[m.Field].Key}, m.Why
		return
	}
	if f := b.ownBranch(c); f != nil {
		c.Fields, c.Why = []string{f.Key}, "「"+plainHeading(c)+"」由"+f.Title+"得知"
		return
	}
	if f, tick, ok := whether(kind, leaf); ok {
		c.Fields, c.tick = []string{f.Key}, tick
		c.hints.whether = true
		c.Why = "按「" + f.Title + "」判断"
		return
	}
	// A form may ask for one thing twice, as a word and as a code: match what is left of the heading by itself.
	for _, words := range [][]string{c.Heading, c.hints.plain} {
		alone := intake.Match([]intake.Column{{Heading: words}}, kind)[0]
		if alone.Mapped() && alone.Basis >= intake.ByTitle && alone.Basis <= intake.ByBare {
			c.Fields, c.Why = []string{kind.Fields[alone.Field].Key}, alone.Why
			return
		}
	}
	if b.tieNumber(c) {
		return
	}
	c.Why = "台账里没有这一项,留空"
	if m.Mapped() {
		c.Why = fmt.Sprintf("像「%s」,但说的可能是别的,留空;需要时可以指定", kind.Fields[m.Field].Title)
	}
}

// settle decides for a heading that is a wording of several fields, such as 党员类别, by the words to choose from; without
// any the kind's own field, which stands behind those that all people have, is meant. It returns nil for other headings.
func (b *Blank) settle(c *Column, m intake.Mapping) *catalog.Field {
	kind, heading := b.plan.Kind, plainHeading(c)
	if !m.Mapped() || m.Basis == intake.ByTitle || m.Basis == intake.ByPart {
		return nil
	}
	var best *catalog.Field
	most, n := -1, 0
	for i := range kind.Fields {
		f := &kind.Fields[i]
		if !slices.Contains(f.Aliases, heading) {
			continue
		}
		n++
		known := 0
		for _, o := range c.options {
			if _, ok := parseWord(f.Type, o); ok {
				known++
			}
		}
		if known >= most {
			best, most = f, known
		}
	}
	if n < 2 {
		return nil
	}
	return best
}

// ownBranch returns the reference to the community where a heading asks for something that the community's record has,
// such as the branch; nil for other headings.
func (b *Blank) ownBranch(c *Column) *catalog.Field {
	f := b.plan.Kind.Field(orgKey)
	if f == nil {
		return nil
	}
	ref, ok := f.Type.(catalog.Ref)
	if !ok {
		return nil
	}
	if other := fieldOfHeading(catalog.Find(b.plan.opt.Kinds, ref.Kind), c.hints.plain); other == nil || other.Key != branchKey {
		return nil
	}
	return f
}

func plainHeading(c *Column) string { return c.hints.plain[len(c.hints.plain)-1] }

// looseHeadings are near enough to a field to be read into it, but what we have need not be what they ask for.
var looseHeadings = []string{"出生地", "户籍地址", "户口所在地", "户籍所在地", "全日制学历", "全日制教育", "在职学历", "在职教育", "毕业院校及专业", "毕业院校系及专业"}

// harmlessWords change nothing of what a heading asks for: 本人联系电话 is 联系电话.
var harmlessWords = []string{"流动", "党员", "干部", "本人", "个人", "人员", "公民", "居民", "现任", "现", "有效", "具体", "详细", "最高", "正式", "常用", "的", "情况", "姓名"}

// harmless reports whether a heading that contains a wording of f has nothing else in it that matters.
func harmless(heading string, f *catalog.Field) bool {
	plain := readHints([]string{heading}).plain
	s := value.Tight(plain[len(plain)-1])
	best := ""
	for _, w := range append([]string{f.Title}, f.Aliases...) {
		if strings.Contains(s, w) && len(w) > len(best) {
			best = w
		}
	}
	s = strings.Replace(s, best, "", 1)
	for _, w := range harmlessWords {
		s = strings.ReplaceAll(s, w, "")
	}
	return best != "" && s == ""
}

var officeHeadings = regexp.MustCompile(`^(所属|所在)?(乡镇|镇|街道|乡镇\(街道\)|镇\(街道\)|乡镇街道|街道\(乡镇\)|乡\(镇\)|镇街|街道/乡镇|乡镇/街道|乡镇党委|镇党委|上级党组织)(名称)?$`)

func isOfficeHeading(heading string) bool {
	return officeHeadings.MatchString(foldSigns.Replace(value.Tight(heading)))
}

// tickColumn finds the columns in which a mark stands for a value: 男 and 女 under 性别. Where the heading above may be
// several fields, as 党员类别 may, it is the one that has a value for most of the columns under it.
func (b *Blank) tickColumn(heading []string) (values []string, field *catalog.Field, ok bool) {
	if len(heading) < 2 {
		return nil, nil, false
	}
	above := heading[:len(heading)-1]
	most := 0
	for _, f := range fieldsOf(b.plan.Kind, readHints(above[len(above)-1:]).plain) {
		n := 0
		for i := range b.Columns {
			if h := b.Columns[i].Heading; len(h) == len(heading) && slices.Equal(h[:len(h)-1], above) && len(ticksOf(f, h)) > 0 {
				n++
			}
		}
		if n > most {
			most, field = n, f
		}
	}
	if field == nil {
		return whetherTicks(b.plan.Kind, heading)
	}
	values = ticksOf(field, heading)
	return values, field, len(values) > 0
}

// whetherTicks finds what is ticked in the columns 是 and 否 under 是否党员.
func whetherTicks(kind *catalog.Kind, heading []string) (values []string, field *catalog.Field, ok bool) {
	answer, p := catalog.Bool{}.Parse(catalog.TextCell(heading[len(heading)-1]))
	if p != nil || answer.IsEmpty() {
		return nil, nil, false
	}
	field, values, ok = whether(kind, heading[len(heading)-2])
	if !ok || answer.Canonical() == "1" {
		return values, field, ok
	}
	var others []string
	for _, c := range field.Type.(catalog.Chooser).Choices() {
		if !slices.Contains(values, c.Code) {
			others = append(others, c.Code)
		}
	}
	return others, field, true
}

// fieldsOf returns the fields with values to choose from that a heading may mean.
func fieldsOf(kind *catalog.Kind, heading []string) []*catalog.Field {
	var out []*catalog.Field
	for i := range kind.Fields {
		f := &kind.Fields[i]
		if _, ok := f.Type.(catalog.Chooser); ok && (f.Title == heading[0] || slices.Contains(f.Aliases, heading[0])) {
			out = append(out, f)
		}
	}
	if m := intake.Match([]intake.Column{{Heading: heading}}, kind)[0]; m.Mapped() && m.Basis >= intake.ByTitle && m.Basis <= intake.ByBare {
		if f := &kind.Fields[m.Field]; !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// ticksOf returns the values for which a column with a heading is ticked.
func ticksOf(f *catalog.Field, heading []string) []string {
	chooser, ok := f.Type.(catalog.Chooser)
	if !ok {
		return nil
	}
	return meant(f.Type, chooser.Choices(), readHints(heading[len(heading)-1:]).plain[0])
}

var (
	orAbove = regexp.MustCompile(`(及)?以上$`)
	orBelow = regexp.MustCompile(`(及)?以下$`)
)

// meant returns the values of which a heading speaks: 女, 大专及以上, 高中、中专.
func meant(t catalog.Type, choices []catalog.Choice, words string) []string {
	words = value.Tight(words)
	exact := func(w string) int {
		v, p := t.Parse(catalog.TextCell(w))
		if p != nil || v.Canonical() == "" {
			return -1
		}
		return slices.IndexFunc(choices, func(c catalog.Choice) bool { return c.Code == v.Canonical() })
	}
	if i := exact(words); i >= 0 {
		return []string{choices[i].Code}
	}
	codes := func(list []catalog.Choice) []string {
		var out []string
		for _, c := range list {
			out = append(out, c.Code)
		}
		return out
	}
	// Lists of levels stand in order, the highest first.
	if w := orAbove.ReplaceAllString(words, ""); w != words {
		if i := exact(w); i >= 0 {
			return codes(choices[:i+1])
		}
		return nil
	}
	if w := orBelow.ReplaceAllString(words, ""); w != words {
		if i := exact(w); i >= 0 {
			return codes(choices[i:])
		}
		return nil
	}
	var out []string
	parts := strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune("、/,，;；及和或", r) })
	for _, w := range parts {
		i := exact(w)
		if i < 0 {
			return nil
		}
		out = append(out, choices[i].Code)
	}
	return out
}

// whether finds the field and the values that answer 是否党员, 是否预备党员.
func whether(kind *catalog.Kind, heading string) (f *catalog.Field, values []string, ok bool) {
	plain := readHints([]string{heading}).plain
	words, is := strings.CutPrefix(value.Tight(plain[0]), "是否")
	words = strings.TrimPrefix(strings.TrimPrefix(words, "为"), "是")
	words = strings.TrimPrefix(words, "中共")
	if !is || words == "" {
		return nil, nil, false
	}
	for i := range kind.Fields {
		f := &kind.Fields[i]
		chooser, isChooser := f.Type.(catalog.Chooser)
		if _, isBool := f.Type.(catalog.Bool); !isChooser || isBool || !f.Stored() {
			continue
		}
		v, p := f.Type.Parse(catalog.TextCell(words))
		if p != nil || v.Canonical() == "" {
			continue
		}
		for _, c := range chooser.Choices() {
			if c.Code == v.Canonical() || strings.HasSuffix(c.Title, words) { // 中共预备党员 is a 党员
				values = append(values, c.Code)
			}
		}
		return f, values, true
	}
	return nil, nil, false
}

// joinPosts lets a single column for posts have both those in the branch and those in the committee.
func (b *Blank) joinPosts() {
	party, committee := b.plan.Kind.Field("party_post"), b.plan.Kind.Field("committee_post")
	if party == nil || committee == nil {
		return
	}
	var only *Column
	for i := range b.Columns {
		c := &b.Columns[i]
		for _, key := range c.Fields {
			if key == party.Key {
				return
			}
			if key == committee.Key && only == nil && len(c.Heading) > 0 && !strings.Contains(c.Title(), "居") {
				only = c
			}
		}
	}
	if only != nil {
		only.Fields = []string{party.Key, committee.Key}
		only.before = map[string]string{party.Key: "党支部", committee.Key: "居委会"}
		only.Why += ";表里只有一列职务,党内职务和居委会职务都填在这里"
	}
}
