package intake

import (
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// preambleStart returns the first row above a heading that speaks of its table: titles and lines such as 填报单位.
func (f *finder) preambleStart(head, from int) int {
	if from == 0 {
		return 0
	}
	top := head
	for r := head - 1; r >= from; r-- {
		sh := f.shapes[r]
		cells := f.texts(r)
		switch {
		case sh.filled == 0:
			continue
		case isFooter(value.Tight(cells[0])) || isTotal(value.Tight(cells[0])):
			return top
		case sh.filled == 1 && isPlace(groupName(cells[0])): // the community of the rows below, at the end of a page
			return top
		case len(readLines(cells)) > 0 && sh.filled <= 6, f.isLegend(r):
		case sh.filled == 1 && !isNumeric(f.Cell(r, int(sh.first))):
		default:
			return top
		}
		top = r
	}
	return top
}

// preamble reads the rows above a heading.
func (f *finder) preamble(l *layout, top, head int) {
	var titles []string
	for r := top; r < head; r++ {
		cells := f.texts(r)
		if len(cells) == 0 {
			continue
		}
		l.marks[r] = RoleLine
		cells[0] = annexHead.ReplaceAllString(cells[0], "$3") // 表一:社区干部
		cells[0] = withoutLegend(cells[0])
		if m := titleMeasure.FindStringSubmatch(foldSigns.Replace(cells[0])); m != nil && len(cells) == 1 {
			cells[0] = m[1]
			l.readLines(readLines(m[2:]))
		}
		first := value.Tight(cells[0])
		lines := readLines(cells)
		switch {
		case annexMark.MatchString(foldSigns.Replace(first)) && len(cells) == 1, isFooter(first):
		case len(lines) > 0:
			l.readLines(lines)
			l.dateBeside(cells)
		case len(cells) == 1 && l.isDate(first):
		case len(cells) <= 2:
			l.marks[r] = RoleTitle
			titles = append(titles, strings.TrimSpace(cells[0]))
			if len(cells) == 2 {
				l.isDate(value.Tight(cells[1]))
			}
		}
	}
	l.title, l.titles = f.joinTitles(titles), titles
}

// titleMeasure is a title with the unit of its sums in brackets at the end: 集体经济收入统计表(单位:元).
var titleMeasure = regexp.MustCompile(`^([^:]{4,})\(((?:计量|金额)?单位:[^():]{1,8})\)$`)

func (l *layout) readLines(lines []line) {
	for _, x := range lines {
		switch {
		case x.text == "":
		case x.isMeasure():
			l.measure = value.Tight(x.text)
		case x.isUnit() && l.unit == "":
			l.unit = strings.Trim(strings.Fields(x.text)[0], "_ ,，。()")
		case x.isDate() && l.date.IsZero():
			l.isDate(x.text)
		}
	}
}

// closingLine takes what a line below the records says of the whole table, if it is one: 填报单位(盖章):北门社区.
func (l *layout) closingLine(cells []string) bool {
	lines := readLines(cells)
	if len(lines) == 0 || !lines[0].isUnit() && !lines[0].isDate() {
		return false
	}
	l.readLines(lines)
	l.dateBeside(cells)
	return true
}

// dateBeside takes the date that stands without a label beside the cells of a line that have one.
func (l *layout) dateBeside(cells []string) {
	for _, s := range cells[1:] {
		if l.date.IsZero() && !hasLabel(s) {
			l.isDate(value.Tight(s))
		}
	}
}

// isDate takes a line that is a date only, in brackets or after 截至.
func (l *layout) isDate(s string) bool {
	s = strings.Trim(foldSigns.Replace(s), "()截至止日前后_ ")
	for _, try := range []string{s, s + "日"} {
		if d, ok := value.ParseDate(try); ok {
			if l.date.IsZero() {
				l.date = d.Date
			}
			return true
		}
	}
	return false
}

// joinTitles makes one title of several lines: the office's name alone belongs to the words below it.
func (f *finder) joinTitles(titles []string) string {
	if len(titles) == 0 {
		return ""
	}
	if len(titles) > 1 && !f.namesKind(titles[0]) && f.namesKind(titles[1]) {
		return titles[0] + titles[1]
	}
	for _, t := range titles {
		if f.namesKind(t) {
			return t
		}
	}
	return titles[0]
}

func (f *finder) namesKind(s string) bool {
	for _, v := range f.vocabularies {
		if kindWord(v.kind, s) != "" {
			return true
		}
	}
	return false
}

// kindWord returns the longest wording of a kind that stands in a title.
func kindWord(k *catalog.Kind, s string) string {
	s = value.Tight(s)
	best := ""
	for _, a := range append([]string{k.Title}, k.Aliases...) {
		if strings.Contains(s, a) && len(a) > len(best) {
			best = a
		}
	}
	return best
}
