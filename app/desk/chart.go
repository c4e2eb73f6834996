package desk

import (
	"fmt"
	"strconv"
	"strings"

	"taizhang/app/chart"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// Chart draws cells of a group: a line for what follows in time, else bars, with the shares of the whole if they are
// wanted and make sense. A click on a number opens the records behind it.
func (d *Desk) Chart(g *tally.Group, cells []tally.Cell, shares bool) *chart.Chart {
	shape, sum := chart.Bars, g.Sum()
	if g.Timeline {
		shape = chart.Line
	}
	var items []chart.Item
	for i, c := range cells {
		label, year := chartLabel(g, c.Key, i == 0)
		item := chart.Item{Label: label, Below: year, Number: float64(c.Count), Text: c.Text(), Note: strings.TrimSpace(c.Key + ":" + c.Text() + " " + g.Unit)}
		if shares && !g.Timeline && g.Parts && sum > 0 && len(cells) > 1 {
			part := strconv.FormatFloat(c.Share(sum), 'f', 1, 64) + "%"
			item.Text += "  " + part
			item.Note += ",占 " + part
		}
		if len(c.Records) > 0 {
			item.Open = func() { d.OpenCell(g, c) }
		}
		items = append(items, item)
	}
	return chart.New(shape, items, d.Fail)
}

// chartLabel is a cell's words as a chart has room for them: of a month its number, and below it the year that begins
// there or, at the first, the year that it is of.
func chartLabel(g *tally.Group, key string, first bool) (label, year string) {
	m, ok := value.Text(key).Date()
	if !g.Timeline || !ok || m.Month == 0 {
		return key, ""
	}
	if first || m.Month == 1 {
		year = strconv.Itoa(m.Year) + "年"
	}
	return strconv.Itoa(m.Month) + "月", year
}

// OpenCell shows the records behind a number, in the ledger that they are of.
func (d *Desk) OpenCell(g *tally.Group, c tally.Cell) {
	d.Go(Place{Page: PageRoster, Kind: g.Kind.Key, IDs: c.Records, Title: cellWords(g, c)})
}

// cellWords say what a number counts: 年龄 · 31–45 19 人, 支部书记 兼任居委会主任 · 女 7 人.
func cellWords(g *tally.Group, c tally.Cell) string {
	what := strings.ReplaceAll(strings.TrimSuffix(g.Title, "/小计"), "/", " ")
	if c.Key != tally.Total {
		what += " · " + c.Key
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", what, c.Text(), g.Unit))
}
