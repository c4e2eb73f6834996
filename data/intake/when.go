package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Logs of one day or one year say it in their title and leave it out of their rows: 2003年春节走访慰问花名册 has no
// column of dates, and 2003年服务登记表 says 3月5日.

// dateKey is the field of what happens on a day.
const dateKey = "date"

var dayWords = regexp.MustCompile(`((?:19|20)\d\d)年(?:(1[0-2]|0?[1-9])月(?:(3[01]|[12]\d|0?[1-9])[日号])?)?`)

// findWhen finds the day, month or year of rows that name none, in the title or the name of the sheet or the file.
func (t *Table) findWhen() {
	t.when = value.Date{}
	field := t.dateField()
	if field < 0 || t.column(field) >= 0 {
		return
	}
	for _, text := range []string{t.Title, t.Sheet.Name, t.File.Name} {
		m := dayWords.FindStringSubmatch(chineseMonths.Replace(digitYears.Replace(value.Tight(text))))
		if m == nil {
			continue
		}
		var parts [3]int
		for i := range parts {
			parts[i], _ = strconv.Atoi(m[i+1]) // digits, or nothing
		}
		if d, ok := value.NewDate(parts[0], parts[1], parts[2]); ok {
			t.when = d
			note := fmt.Sprintf("表中没有%s列,都算 %s 的", t.Kind.Fields[field].Title, d.Chinese())
			if !slices.Contains(t.notes, note) {
				t.notes = append(t.notes, note)
			}
			return
		}
	}
}

// dateField returns the field of the date that every record of the kind must have; -1 if there is none.
func (t *Table) dateField() int {
	if t.Kind == nil || t.Kind.Spread != nil {
		return -1
	}
	i := t.Kind.Index(dateKey)
	if i < 0 || !t.Kind.Fields[i].Required {
		return -1
	}
	return i
}

// yearOfRows returns the year that the table says all its rows are of; 0 if it says none.
func (t *Table) yearOfRows() int {
	for _, text := range []string{t.Title, t.Sheet.Name, t.Unit, t.File.Name} {
		if year := yearIn(text); year != 0 {
			return year
		}
	}
	return cmp.Or(t.Date.Year, t.yearAbove)
}

var monthDay = regexp.MustCompile(`^(1[0-2]|0?[1-9])(?:月份?|[月./-](3[01]|[12]\d|0?[1-9])[日号]?)$`)

// dayAndMore is a day without a year that has something behind it.
var dayAndMore = regexp.MustCompile(`^\d{1,2}月\d{1,2}[日号].`)

// inYear reads 3月5日 as a day of a year; ok is false for anything else, and for the number 3.1, which may be the 10th.
func inYear(cell catalog.Cell, year int) (d value.Date, ok bool) {
	s := chineseMonths.Replace(value.Tight(text(cell)))
	if cell.Type == catalog.CellNumber {
		if _, day, _ := strings.Cut(s, "."); len(day) == 1 && day <= "3" {
			return value.Date{}, false
		}
	}
	m := monthDay.FindStringSubmatch(s)
	if m == nil && year != 0 && dayAndMore.MatchString(s) { // 3月5日下午3:00, 2月3日晚, 5月1日(星期三)
		r, ok := value.ParseDate(fmt.Sprintf("%d年%s", year, s))
		return r.Date, ok && !r.Guessed && r.Date.Day != 0
	}
	if m == nil || year == 0 {
		return value.Date{}, false
	}
	month, _ := strconv.Atoi(m[1]) // digits
	day, _ := strconv.Atoi(m[2])   // digits, or nothing
	return value.NewDate(year, month, day)
}

// ofYear settles a date without a year, by the year of its row or its table.
func (rd *reader) ofYear(r int, values []value.Value, m mark) bool {
	if m.field < 0 || !isOfYear(rd.kind, &rd.kind.Fields[m.field]) {
		return false
	}
	cell := rd.t.grid.over(r, int(m.col))
	year, after := rd.yearOf(values), value.Date{}
	if year == 0 {
		after = rd.dateAbove(r, int(m.col))
		year = after.Year
	}
	d, ok := inYear(cell, year)
	if !ok || d.Compare(after) < 0 { // the year may have changed in between
		return false
	}
	values[m.field] = d.Value()
	if rd.kind.Fields[m.field].Key != dateKey {
		rd.tells(told{toldYear, int(m.field)})
	}
	return true
}

// longAgo are the dates that lie far before the year of the sheet they stand in: a life, a membership, a building.
var longAgo = []string{birthKey, "joined", "confirmed", "worked_since", "founded", "built", "moved_in", "discharged"}

// isOfYear reports whether a date may be of the year that its sheet is of, if it names none.
func isOfYear(k *catalog.Kind, f *catalog.Field) bool {
	_, is := f.Type.(catalog.Date)
	return is && f.Stored() && !slices.Contains(longAgo, f.Key) && (k.Spread == nil || f.Key != k.Spread.By)
}

// mostAbove is how many rows are looked through for a date that says the year.
const mostAbove = 60

// dateAbove returns the last date above a cell that has a year; the zero date if there is none nearby.
func (rd *reader) dateAbove(row, col int) value.Date {
	for r := row - 1; r >= max(rd.t.layout.first(), row-mostAbove); r-- {
		v, p := catalog.Date{}.Parse(rd.t.grid.over(r, col))
		if d, ok := v.Date(); ok && p == nil {
			return d
		}
	}
	return value.Date{}
}
