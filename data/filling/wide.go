package filling

import (
	"fmt"
	"regexp"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/value"
)

// A wide form has a row for each person and year, and a column for each month (catalog.Spread): 1月 … 12月.

// sumOfMonths stands for the column that adds the months up.
const sumOfMonths = 13

var sumHeading = regexp.MustCompile(`^(小计|合计|总计|共计|累计|全年|全年合计|年度合计|实交合计|实缴合计)(\(元\)|（元）)?$`)

// tieMonth ties a column of a wide form to its month, or to the sum of all; ok is false if it is no such column.
func (b *Blank) tieMonth(column int, m intake.Mapping) (ok bool) {
	c := &b.Columns[column]
	spread := b.plan.Kind.Spread
	if spread == nil || b.Card || !slices.ContainsFunc(b.table.Columns, func(t intake.TableColumn) bool { return t.Basis == intake.ByMonth }) {
		return false
	}
	switch {
	case m.Basis == intake.ByMonth && column < len(b.table.Columns):
		c.month = b.table.Columns[column].Month.Month
	case m.Basis == intake.BySerial && sumHeading.MatchString(value.Tight(c.Heading[len(c.Heading)-1])):
		c.month = sumOfMonths
	default:
		return false
	}
	c.Fields, c.Why = []string{spread.Value}, m.Why
	if c.month == sumOfMonths {
		c.Why = "各月相加"
	}
	return true
}

// isWide reports whether the form has columns of months.
func (b *Blank) isWide() bool {
	return slices.ContainsFunc(b.Columns, func(c Column) bool { return c.month > 0 })
}

// ofMonth returns how a column of a wide form is written: what the row holds in its month, and nothing where it holds
// nothing.
func (b *Blank) ofMonth(c *Column, spell speller) speller {
	if c.month == 0 || spell == nil || len(c.Fields) != 1 {
		return spell
	}
	field, month := c.Fields[0], c.month
	return func(r catalog.Record, serial int) (catalog.Cell, string) {
		months := b.months[r.ID]
		var v value.Value
		if month == sumOfMonths {
			v = months.Sum()
		} else {
			v = months[month-1]
		}
		if v.IsEmpty() {
			return catalog.Cell{}, ""
		}
		return spell(r.With(field, v), serial)
	}
}

// across puts one record in the place of those of one row, and leaves out the years of which the form is not: it is of the
// one that its title names, else of the newest.
func (b *Blank) across(records []catalog.Record, out *Result) (all []catalog.Record, year int) {
	by := b.plan.Kind.Spread.By
	year = b.table.Year
	if b.table.YearDoubt != "" || year == 0 {
		year = 0
		for _, r := range records {
			year = max(year, r.Date(by).Year)
		}
	}
	of := slices.DeleteFunc(slices.Clone(records), func(r catalog.Record) bool { return r.Date(by).Year != year })
	if n := len(records) - len(of); n > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("只填了 %d 年的,其他年份的 %d %s没有填", year, n, b.plan.Kind.Unit))
	}
	rows, months := b.plan.Kind.Across(of)
	b.months = months
	out.Rows = len(rows)
	return rows, year
}
