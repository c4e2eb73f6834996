package intake

import (
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Some tables have their title at their side, written from top to bottom: in one cell merged over all rows, or a
// character in each row. And some name the communities so, in a first column without a heading.

// The least that makes a column a title: rows over which it is merged, and characters that stand in it.
const (
	leastSideRows  = 3
	leastSideRunes = 4
)

// titleEnd finds what the titles of tables end in.
var titleEnd = regexp.MustCompile(`(花名册|名册|名单|台账|登记册|登记簿|情况表|登记表|统计表|一览表|明细表|册|表)([(].*[)])?$`)

// withoutSide returns the finder of what stands beside a title that is written down a side of the sheet, and the title;
// the finder itself if there is none.
func (f *finder) withoutSide() (*finder, string) {
	cols := f.Cols()
	if cols-f.area.Col1 < 3 {
		return f, ""
	}
	for _, side := range []int{f.area.Col1, cols - 1} {
		said := f.sideText(side)
		if said == "" {
			continue
		}
		area := f.area
		if side == area.Col1 {
			area.Col1++
		} else {
			area.Col2--
		}
		g := f.window(area)
		g.cut = true
		return &finder{grid: g, vocabularies: f.vocabularies, known: f.known}, said
	}
	return f, ""
}

// sideText returns the title, or the name of the community, that a column is; "" if it is something else.
func (f *finder) sideText(col int) string {
	first, last, filled, single := -1, -1, 0, true
	var b strings.Builder
	for r := range f.shapes {
		s := f.tight(r, col)
		if s == "" {
			continue
		}
		if first < 0 {
			first = r
		}
		if m, ok := f.merge(r, col); ok && m.Col1 != m.Col2 { // part of a line over the table
			return ""
		}
		filled, last, single = filled+1, r, single && runes(s) == 1 && allHan(s)
		if filled > 1 && !single {
			return ""
		}
		b.WriteString(s)
	}
	said := b.String()
	if first < 0 || runes(said) < leastSideRunes {
		return ""
	}
	named := titleEnd.MatchString(foldSigns.Replace(said))
	m, merged := f.merge(first, col)
	switch {
	case filled == 1 && merged && m.Row2-m.Row1+1 >= leastSideRows && f.overAll(m) && (named || isPlace(said)):
		return said
	case single && filled == last-first+1 && named && (f.namesKind(said) || placeIn(said) != ""):
		return said
	}
	return ""
}

// overAll reports whether a merged area reaches over nearly all rows with content, and over the first two.
func (f *finder) overAll(m sheet.Range) bool {
	inside, all := 0, 0
	for r, sh := range f.shapes {
		if sh.filled < 2 && (r < m.Row1 || r > m.Row2) {
			continue
		}
		if all++; r >= m.Row1 && r <= m.Row2 {
			inside++
		}
	}
	return inside*10 >= all*8
}

// takeSide gives a table what stands at the side of its sheet: its title, or the unit of which it is.
func (l *layout) takeSide(said string) {
	l.titles = append(l.titles, said)
	if isPlace(said) && l.unit == "" {
		l.unit = said
		return
	}
	if l.title == "" {
		l.title = said
	}
}

// mapPlaces ties a column without a heading that names communities to the field of these, if no other column does.
func (t *Table) mapPlaces(mappings []Mapping) {
	org, dir := t.Kind.Index(orgKey), t.reading.dirs[orgKey]
	if org < 0 || dir == nil {
		return
	}
	for _, m := range mappings {
		if m.Field == org {
			return
		}
	}
	for i, c := range t.samples {
		if len(c.Heading) > 0 || len(c.Sample) == 0 || mappings[i].Mapped() || mappings[i].Basis == BySerial {
			continue
		}
		places := count(c.Sample, func(cell catalog.Cell) bool {
			s := groupName(cell.Text)
			return dir.knows(s) || isPlace(s)
		})
		if places*10 >= len(c.Sample)*8 {
			mappings[i] = Mapping{i, org, ByValues, scoreValues, "没有标题,内容是社区的名称(" + value.Tight(examples(c.Sample, 2)) + ")"}
			return
		}
	}
}
