package tally

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// community is the word by which the names of communities end and some titles begin.
const community = "社区"

// Table returns the result as a table for officials. office is the name of the office, org that of the community
// that was counted, "" if all were. The groups stand under each other, each under a line with its title.
func (res *Result) Table(office, org string) catalog.Table {
	if res.Matrix {
		return res.matrix(office, org)
	}
	unit := res.commonUnit()
	t := catalog.Table{
		Title: office + org + res.Title,
		Left:  "填报单位：" + office + org,
		Right: res.period(),
		Columns: []catalog.Column{
			{Heading: []string{"项目"}, Width: 70, Align: catalog.AlignLeft},
			{Heading: []string{withUnit("数量", unit)}, Width: 40, Align: catalog.AlignRight, Numeric: true},
			{Heading: []string{"占比（%）"}, Width: 40, Align: catalog.AlignRight},
		},
		Notes:   res.notes(),
		Signers: []string{"填表人", "审核人", "单位（盖章）"},
		Sheet:   res.Title,
	}
	if strings.HasPrefix(res.Title, community) {
		t.Title = office + strings.TrimSuffix(org, community) + res.Title
	}
	for i := range res.Groups {
		t.Rows = append(t.Rows, res.Groups[i].rows(unit)...)
	}
	return t
}

// matrix returns the result as one table with a column for each group.
func (res *Result) matrix(office, org string) catalog.Table {
	t := catalog.Table{
		Title: office + org + res.Title, Left: "填报单位：" + office + org, Right: res.period(),
		Columns: []catalog.Column{{Heading: []string{"项目"}, Width: 40, Align: catalog.AlignLeft}},
		Notes:   res.notes(), Signers: []string{"填表人", "审核人", "单位（盖章）"}, Sheet: res.Title,
	}
	for i := range res.Groups {
		t.Columns = append(t.Columns, catalog.Column{Heading: strings.Split(res.Groups[i].Title, "/"), Width: 28, Align: catalog.AlignRight, Numeric: true})
	}
	if len(res.Groups) == 0 {
		return t
	}
	for row, first := range res.Groups[0].Cells {
		cells := []string{first.Key}
		for i := range res.Groups {
			cells = append(cells, res.Groups[i].Cells[row].Text())
		}
		t.Rows = append(t.Rows, catalog.TableRow{Cells: cells, Total: row == 0})
	}
	return t
}

// rows returns the rows of a group. A total is one row in bold and needs no line above it.
func (g *Group) rows(commonUnit string) []catalog.TableRow {
	title := g.Title
	if commonUnit == "" {
		title = withUnit(title, g.Unit)
	}
	sum := g.Sum()
	if len(g.Cells) == 1 && g.Cells[0].Key == Total {
		return []catalog.TableRow{{Cells: []string{title, g.SumText(), ""}, Total: true}}
	}
	rows := []catalog.TableRow{{Cells: []string{title}, Group: true}}
	for _, c := range g.Cells {
		share := ""
		if sum != 0 && g.Parts {
			share = fmt.Sprintf("%.1f", c.Share(sum))
		}
		rows = append(rows, catalog.TableRow{Cells: []string{g.words(c), c.Text(), share}})
	}
	return rows
}

// words are the words for a cell on paper, where a month is written out.
func (g *Group) words(c Cell) string {
	if d, ok := value.Text(c.Key).Date(); ok && g.Timeline {
		return d.Chinese()
	}
	return c.Key
}

// commonUnit returns the unit of all groups, "" if they differ.
func (res *Result) commonUnit() string {
	unit := ""
	for i, g := range res.Groups {
		if i > 0 && g.Unit != unit {
			return ""
		}
		unit = g.Unit
	}
	return unit
}

func withUnit(title, unit string) string {
	if unit == "" {
		return title
	}
	return title + "（" + unit + "）"
}

// period says which days were counted.
func (res *Result) period() string {
	p := res.Params
	switch {
	case !res.Log:
		return "截止日期：" + p.AsOf.Chinese()
	case p.From.IsZero():
		return "截止日期：" + p.last().Chinese()
	}
	return fmt.Sprintf("统计时段：%s至%s", p.From.First().Chinese(), p.last().Chinese())
}

// notes says what a reader has to know to check the numbers.
func (res *Result) notes() []string {
	var out []string
	if res.Bands {
		out = append(out, "注：年龄为截止日期的周岁")
	}
	out = append(out, res.Notes...)
	if n := len(res.Uncounted); n > 0 {
		out = append(out, fmt.Sprintf("另有 %d 条记录没有填写数量，未计入", n))
	}
	return out
}
