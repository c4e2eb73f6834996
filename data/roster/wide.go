package roster

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// sumOfMonths stands for the column that adds the months up.
const sumOfMonths = 13

// monthWidth is the width in millimetres of a month's column for which nobody has named one.
const monthWidth = 14

// inMonth returns what a row holds in a month, or in all of them.
func (b *builder) inMonth(r catalog.Record, c column) value.Value {
	months := b.wide[r.ID]
	if c.month != sumOfMonths {
		return months[c.month-1]
	}
	return months.Sum()
}

// months returns the columns 1月 … 12月 and 合计 that stand in the place of a column.
func (b *builder) months(c column) []column {
	var out []column
	for m := 1; m <= sumOfMonths; m++ {
		one := c
		one.month, one.sum, one.numeric, one.width = m, true, true, monthWidth
		one.heading = []string{fmt.Sprintf("%d月", m)}
		if m == sumOfMonths {
			one.heading, one.width = []string{"合计"}, monthWidth+2
		}
		out = append(out, one)
	}
	if years := b.years(); len(years) > 1 {
		year := column{field: b.req.Kind.Field(b.req.Kind.Spread.By), heading: []string{yearHeading}, width: monthWidth}
		return append([]column{year}, out...)
	}
	return out
}

// yearHeading is the heading of the column that tells the rows of several years apart.
const yearHeading = "年度"

// years returns the years of the rows, in the order in which they first stand there.
func (b *builder) years() []int {
	var out []int
	seen := map[int]bool{}
	for _, r := range b.req.Records {
		if y := r.Date(b.req.Kind.Spread.By).Year; y != 0 && !seen[y] {
			seen[y] = true
			out = append(out, y)
		}
	}
	return out
}

// yearly puts the year before the words of a title, if the rows are of one: 容城镇北门社区2003年度党费收缴情况表.
func (b *builder) yearly(title string, org catalog.Record, records []catalog.Record) string {
	years := b.years()
	if len(years) != 1 || len(records) == 0 {
		return title
	}
	year := fmt.Sprintf("%d年度", years[0])
	_, words, ok := strings.Cut(b.view.Title, "%s")
	if !ok || org.IsZero() && b.req.Office == "" {
		return year + title
	}
	return strings.TrimSuffix(title, words) + year + words
}

// unit is the measure word of the table's rows.
func (b *builder) unit() string {
	if b.wide != nil {
		return "人"
	}
	return b.req.Kind.Unit
}
