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

// Forms that come from paper have a cell for each part of a value: 年, 月 and 日 under 出生日期, a cell for each digit of an
// ID number.

// part is which share of a value stands in a cell.
type part uint8

const (
	whole part = iota
	yearPart
	monthPart
	dayPart
	digitPart // part of the first digit, from where the others are counted
)

// The words of the cells that hold the parts of a date.
var partWords = map[string]part{"年": yearPart, "年份": yearPart, "月": monthPart, "月份": monthPart, "日": dayPart}

// digitCells returns how many digits the values of a type have, 0 for types of any length.
func digitCells(t catalog.Type) int {
	switch t.(type) {
	case catalog.IDNumber:
		return 18
	case catalog.Phone:
		return 11
	}
	return 0
}

// fieldNamed returns the field that a heading names by its title or one of its wordings, nil if there is none.
func fieldNamed(kind *catalog.Kind, heading ...string) *catalog.Field {
	m := intake.Match([]intake.Column{{Heading: readHints(heading).plain}}, kind)[0]
	if !m.Mapped() || m.Basis < intake.ByTitle || m.Basis > intake.ByBare {
		return nil
	}
	return &kind.Fields[m.Field]
}

// tieParts ties the columns that hold parts of values, and those that a merged heading covers beside the first.
func (b *Blank) tieParts(fs *sheet.FormSheet) {
	for i := range b.Columns {
		c := &b.Columns[i]
		if n := len(c.Heading); n > 1 && partWords[value.Tight(c.Heading[n-1])] != whole {
			f := fieldNamed(b.plan.Kind, c.Heading[:n-1]...)
			if f == nil {
				continue
			}
			if _, isDate := f.Type.(catalog.Date); isDate {
				c.part = partWords[value.Tight(c.Heading[n-1])]
				c.Fields, c.Why = []string{f.Key}, "「"+f.Title+"」的"+c.Heading[n-1]
			}
		}
	}
	for from := 0; from < len(b.Columns); {
		to := from + 1
		for to < len(b.Columns) && b.underOneHeading(fs, &b.Columns[from], &b.Columns[to], to-from) {
			to++
		}
		if to-from > 1 {
			b.tieDigits(b.Columns[from:to])
		}
		from = to
	}
}

// underOneHeading reports whether the n-th cell behind that of column a is column b's and has the same merged heading.
func (b *Blank) underOneHeading(fs *sheet.FormSheet, a, c *Column, n int) bool {
	if a.Row != c.Row || c.Col != a.Col+n || a.slot != nil || len(a.Fields) > 0 || !slices.Equal(a.Heading, c.Heading) {
		return false
	}
	if b.Card {
		return a.part == digitPart && c.part == digitPart
	}
	return b.sameHeading(fs, a.Col, c.Col) && fs.Merge(b.body.pattern, c.Col).Col1 == c.Col
}

// sameHeading reports whether one merged heading stands over two columns, with nothing below it but the numbers of the
// cells: 1 2 3 … 18 under 身份证号码.
func (b *Blank) sameHeading(fs *sheet.FormSheet, x, y int) bool {
	for i, row := range b.table.HeadingRows {
		if m := fs.Merge(row, x); m != fs.Merge(row, y) || m.Col1 == m.Col2 {
			continue
		}
		for _, below := range b.table.HeadingRows[i+1:] {
			if t := value.Tight(b.table.Sheet.Cell(below, y).Text); t != "" && !isCount(t) && fs.Merge(below, x) != fs.Merge(below, y) {
				return false
			}
		}
		return true
	}
	return false
}

// tieDigits ties the columns under one heading: each has a digit if there are as many as the values have, otherwise the
// value stands in the first.
func (b *Blank) tieDigits(columns []Column) {
	f := fieldNamed(b.plan.Kind, columns[0].Heading...)
	digits := f != nil && digitCells(f.Type) == len(columns)
	for i := range columns {
		c := &columns[i]
		switch {
		case digits:
			c.part = digitPart + part(i)
			c.Fields, c.Why = []string{f.Key}, fmt.Sprintf("「%s」的第 %d 位,一格一位", f.Title, i+1)
		case i > 0:
			c.beside, c.Why = true, "与左边的一列是同一个表头,填在左边"
		}
	}
}

// partSpeller returns how the share of a column is written; whole writes the value, and says what is doubtful of it, once
// for all its cells.
func (b *Blank) partSpeller(c *Column, f *catalog.Field, s setting, entire speller) (speller, string) {
	if c.part >= digitPart {
		at, cells := int(c.part-digitPart), digitCells(f.Type)
		return func(r catalog.Record, serial int) (catalog.Cell, string) {
			cell, doubt := entire(r, serial)
			digits := []rune(strings.Map(onlyDigits, cell.Text))
			if len(digits) > cells {
				digits, doubt = nil, fmt.Sprintf("「%s」超过 %d 位,一格一位放不下", cell.Text, cells)
			}
			if at > 0 {
				doubt = ""
			}
			if at >= len(digits) {
				return catalog.Cell{}, doubt
			}
			return catalog.TextCell(string(digits[at])), doubt
		}, "一格一位"
	}
	get := b.dateOf(c, f)
	twoDigits := len(exampleText(s.example)) == 2
	return func(r catalog.Record, serial int) (catalog.Cell, string) {
		d := get(r)
		n := map[part]int{yearPart: d.Year, monthPart: d.Month, dayPart: d.Day}[c.part]
		doubt := ""
		switch {
		case c.part == yearPart:
			_, doubt = entire(r, serial)
		case n == 0 && !d.IsZero():
			doubt = "只知道" + d.Chinese()
		}
		if n == 0 {
			return catalog.Cell{}, doubt
		}
		if twoDigits {
			return catalog.TextCell(fmt.Sprintf("%02d", n)), doubt
		}
		return numberCell(strconv.Itoa(n), s.look), doubt
	}, c.Heading[len(c.Heading)-1]
}

// onlyDigits drops what stands between the digits of a number.
func onlyDigits(r rune) rune {
	if r >= '0' && r <= '9' || r == 'X' {
		return r
	}
	return -1
}

// spread returns a column for each cell of a card that takes a part of what a label asks for: one for each digit, or
// those of a date, before 年, 月 and 日.
func (p *Plan) spread(fs *sheet.FormSheet, c Column) []Column {
	f := fieldNamed(p.Kind, c.Heading...)
	if f == nil || c.slot != nil {
		return []Column{c}
	}
	if n := digitCells(f.Type); n > 0 && emptyCells(fs, c.Row, c.Col, n) == n {
		var out []Column
		for i := range n {
			d := c
			d.Col, d.part = c.Col+i, digitPart
			out = append(out, d)
		}
		return out
	}
	if _, isDate := f.Type.(catalog.Date); !isDate {
		return []Column{c}
	}
	var out []Column
	for _, word := range []string{"年", "月", "日"} {
		place := fs.Merge(c.Row, c.Col)
		if !fs.Source().Cell(place.Row1, place.Col1).IsEmpty() || value.Tight(fs.Source().Cell(c.Row, place.Col2+1).Text) != word {
			break
		}
		d := c
		d.Heading = []string{c.Heading[0], word}
		out = append(out, d)
		c.Col = fs.Merge(c.Row, place.Col2+1).Col2 + 1
	}
	if len(out) == 0 {
		return []Column{c}
	}
	return out
}

// emptyCells counts the cells from a place to the right that are blank, ruled and not merged, up to most.
func emptyCells(fs *sheet.FormSheet, row, col, most int) int {
	n := 0
	for ; n < most; n++ {
		m := fs.Merge(row, col+n)
		has, _ := fs.Has(row, col+n)
		if has || m.Col1 != m.Col2 || m.Row1 != m.Row2 || !fs.Look(row, col+n).Ruled {
			break
		}
	}
	return n
}

// leastTicks is how many columns side by side must be values of one field to be ticked without a heading above them.
const leastTicks = 2

// looseTicks ties columns such as 男 and 女 that stand side by side with no heading above: each is ticked.
func (b *Blank) looseTicks() {
	if b.Card || b.nameColumn() < 0 {
		return
	}
	taken := map[string]bool{}
	for i := range b.Columns {
		for _, key := range b.Columns[i].Fields {
			taken[key] = true
		}
	}
	for i := range b.plan.Kind.Fields {
		f := &b.plan.Kind.Fields[i]
		if _, isBool := f.Type.(catalog.Bool); isBool || taken[f.Key] || !f.Stored() {
			continue
		}
		b.looseTicksOf(f)
	}
}

func (b *Blank) looseTicksOf(f *catalog.Field) {
	means := func(c *Column) []string {
		if len(c.Fields) > 0 || c.Kept || c.beside || len(c.Heading) == 0 {
			return nil
		}
		return ticksOf(f, c.Heading)
	}
	for from := 0; from < len(b.Columns); {
		to := from
		for to < len(b.Columns) && len(means(&b.Columns[to])) == 1 {
			to++
		}
		if to-from < leastTicks {
			from = to + 1
			continue
		}
		for i := from; i < to; i++ {
			c := &b.Columns[i]
			c.tick = means(c)
			c.Fields, c.Why = []string{f.Key}, fmt.Sprintf("几列并排的是「%s」的各种情况,符合的打√", f.Title)
		}
		from = to
	}
}

var (
	ageFrom = regexp.MustCompile(`^(\d{1,3})(?:周?岁)?(?:及|\(含\))?以上$`)
	ageTo   = regexp.MustCompile(`^(\d{1,3})(?:周?岁)?(及|\(含\))?以下$`)
	ageSpan = regexp.MustCompile(`^(\d{1,3})(?:周?岁)?[-—–~～至到](\d{1,3})(?:周?岁)?$`)
)

// oldest is the greatest age that is ticked in a band.
const oldest = 130

// ageBand finds the columns 35岁及以下, 36—45岁 … under 年龄: the ages at which each is ticked. 35岁以下 takes 35 in (民法典第
// 1259条), unless the next band begins at 35.
func (b *Blank) ageBand(heading []string) (ages []string, field *catalog.Field, ok bool) {
	n := len(heading)
	field = b.plan.Kind.Field("age")
	if n < 2 || field == nil || fieldNamed(b.plan.Kind, heading[:n-1]...) != field {
		return nil, nil, false
	}
	word := foldSigns.Replace(value.Tight(heading[n-1]))
	from, to := 0, oldest
	if m := ageFrom.FindStringSubmatch(word); m != nil {
		from, _ = strconv.Atoi(m[1])
	} else if m := ageTo.FindStringSubmatch(word); m != nil {
		to, _ = strconv.Atoi(m[1])
		if m[2] == "" && b.startsAt(heading[:n-1], to) {
			to--
		}
	} else if m := ageSpan.FindStringSubmatch(word); m != nil {
		from, _ = strconv.Atoi(m[1])
		to, _ = strconv.Atoi(m[2])
	} else {
		return nil, nil, false
	}
	for age := from; age <= min(to, oldest); age++ {
		ages = append(ages, strconv.Itoa(age))
	}
	return ages, field, len(ages) > 0
}

// startsAt reports whether a column under the same heading is of the ages from age on.
func (b *Blank) startsAt(above []string, age int) bool {
	return slices.ContainsFunc(b.Columns, func(c Column) bool {
		n := len(c.Heading)
		if n == 0 || !slices.Equal(c.Heading[:n-1], above) {
			return false
		}
		word := foldSigns.Replace(value.Tight(c.Heading[n-1]))
		for _, from := range []*regexp.Regexp{ageSpan, ageFrom} {
			if m := from.FindStringSubmatch(word); m != nil && m[1] == strconv.Itoa(age) {
				return true
			}
		}
		return false
	})
}
