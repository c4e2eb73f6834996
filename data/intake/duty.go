package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Rosters of duty have a column for each day, with names or ticks under it. They are read as the register that they
// would make: a row for each day and shift, with the names of those on duty.

// The words by which such a sheet says what it is.
var (
	patrolWords = []string{"巡逻", "巡防", "联防", "巡查", "治安", "综治", "警务"}
	dutyWords   = []string{"值班", "值守", "轮值", "执勤", "排班", "带班", "轮班"}
	absentWords = []string{"考勤", "签到", "出勤"}
)

// The sentences about tables with a column for each day of which nothing can be taken.
const (
	whyDuty     = "像一张值班表(各列是日子,格子里是值班的人),不是登记;程序里没有值班的台账,没有导入。如果是治安巡逻的值班,请把台账种类选为「综治」"
	whyDutyRows = "像一张值班表,程序里没有值班的台账,没有导入。如果是治安巡逻的值班,请加一列「综治类别」,写上「巡逻」,再导入"
	whyAbsent   = "像一张考勤表(各列是日子,格子里打勾),程序里没有考勤的台账,没有导入"
	whyMonth    = "像一张值班表(各列是 1 日、2 日 …),但没有写明是哪年哪月的:请在标题里写上,如「2003年9月」,再导入"
)

// The least columns of days that make a table one of duty.
const (
	leastWeekdays = 5
	leastDays     = 7
)

// dutyTable is a table with a column for each day.
type dutyTable struct {
	head, last int        // rows of the headings of days
	col1, col2 int        // columns of days
	days       []dutyDay  // of the columns
	words      []string   // the lines above it
	month      value.Date // that these name
	patrol     bool
	calendar   bool // the weeks stand below each other: a row of days, and below it who is on duty
}

// dutyDay is what heads a column.
type dutyDay struct {
	date    value.Date // zero if not known
	number  int        // of the month, 0 if the heading says none
	weekday int        // 1 to 7 from Monday, 0 if the heading says none
}

var (
	weekdayHead = regexp.MustCompile(`^(?:星期|周|礼拜)?([一二三四五六日天])$`)
	dayHead     = regexp.MustCompile(`^(\d{1,2})[日号]?$`)
	headDate    = regexp.MustCompile(`^(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})日?$`)
	bracketed   = regexp.MustCompile(`[(](.*?)[)]$`)
	spanOfDays  = regexp.MustCompile(`(\d{1,2})月(\d{1,2})日?(?:至|到|[-—~～])`)
)

// weekdays in their order; 天 stands for 日.
const weekdays = "一二三四五六日"

// findDuty finds a table of days on a sheet whose words say that it is one of duty or absence; nil if there is none.
func (f *finder) findDuty() (d *dutyTable, why string) {
	said := f.Name
	for r := range f.shapes[:min(len(f.shapes), mostFormRows)] {
		cells := f.texts(r)
		if d := f.daysAt(r); d != nil {
			said += strings.Join(d.words, " ")
			switch {
			case containsAny(said, absentWords):
				return nil, whyAbsent
			case !containsAny(said, dutyWords) && !containsAny(said, patrolWords):
				return nil, ""
			}
			d.patrol = containsAny(said, patrolWords)
			return d, f.dated(d, said)
		}
		if len(cells) > 4 {
			return nil, ""
		}
	}
	return nil, ""
}

// daysAt returns the table whose headings of days are in a row, nil if it has none.
func (f *finder) daysAt(r int) *dutyTable {
	col1, days := f.dayRun(r)
	if days == nil {
		return nil
	}
	d := &dutyTable{head: r, last: r, col1: col1, col2: col1 + len(days) - 1, days: days}
	if at, more := f.dayRun(r + 1); more != nil && at == col1 && len(more) == len(days) {
		d.last = r + 1
		for i := range d.days {
			d.days[i].date = cmp.Or(d.days[i].date, more[i].date)
			d.days[i].number, d.days[i].weekday = max(d.days[i].number, more[i].number), max(d.days[i].weekday, more[i].weekday)
		}
	}
	if d.calendar = days[0].weekday > 0 && f.isCalendar(d); !d.calendar && col1 == f.area.Col1 { // nothing says whose days they are
		return nil
	}
	for above := range r {
		for _, s := range f.texts(above) {
			if runes(value.Tight(s)) > 3 { // not 序号, 姓名, 日期 over the days
				d.words = append(d.words, s)
			}
		}
	}
	return d
}

// dayRun returns the days that stand side by side in a row, nil if these are too few.
func (f *finder) dayRun(r int) (col1 int, days []dutyDay) {
	sh := f.shape(r)
	if int(sh.filled) < leastWeekdays {
		return 0, nil
	}
	for c := int(sh.first); c <= int(sh.last); c++ {
		day, ok := dayOf(f.Cell(r, c))
		switch {
		case ok && (len(days) == 0 || day.follows(days[len(days)-1])):
			if len(days) == 0 {
				col1 = c
			}
			days = append(days, day)
		case len(days) > 1:
			c = int(sh.last)
		default:
			days = days[:0]
			if ok {
				col1, days = c, append(days, day)
			}
		}
	}
	least := leastDays
	if len(days) > 0 && (days[0].weekday > 0 || days[0].date.Month > 0) {
		least = leastWeekdays
	}
	if len(days) < least {
		return 0, nil
	}
	return col1, days
}

// dayOf reads a heading of a column: 周一, 5, 5日, 9月5日, 星期五(9.5).
func dayOf(c catalog.Cell) (dutyDay, bool) {
	var d dutyDay
	if c.Type == catalog.CellDate {
		v, _ := catalog.Date{}.Parse(c)
		d.date, _ = v.Date()
		d.number = d.date.Day
		return d, d.number > 0
	}
	s := foldSigns.Replace(value.Tight(text(c)))
	if m := bracketed.FindStringSubmatch(s); m != nil {
		inside, ok := dayOf(catalog.TextCell(m[1]))
		if !ok {
			return d, false
		}
		d, s = inside, strings.TrimSuffix(s, m[0])
	}
	if m := weekdayHead.FindStringSubmatch(s); m != nil {
		d.weekday = strings.Index(weekdays, strings.Replace(m[1], "天", "日", 1))/len("一") + 1
		return d, true
	}
	if m := headDate.FindStringSubmatch(s); m != nil {
		year, _ := strconv.Atoi(m[1]) // 0 if there is none
		month, _ := strconv.Atoi(m[2])
		d.number, _ = strconv.Atoi(m[3])
		d.date = value.Date{Year: year, Month: month, Day: d.number}
		return d, month >= 1 && month <= 12 && d.number >= 1 && d.number <= 31
	}
	if m := dayHead.FindStringSubmatch(s); m != nil {
		d.number, _ = strconv.Atoi(m[1])
		return d, d.number >= 1 && d.number <= 31
	}
	return d, false
}

// follows reports whether a day is the one after another, or begins a week or a month anew.
func (d dutyDay) follows(last dutyDay) bool {
	switch {
	case d.number > 0 && last.number > 0:
		return d.number == last.number+1 || d.number == 1 && last.number >= 28
	case d.weekday > 0 && last.weekday > 0:
		return d.weekday == last.weekday%7+1
	}
	return false
}

// dated gives the days their dates, from the month or the first day that the lines above name. It says why a table of
// numbers of days can't be read.
func (f *finder) dated(d *dutyTable, said string) string {
	tight := value.Tight(said)
	year := yearIn(tight)
	for _, m := range monthWords.FindAllStringSubmatch(chineseMonths.Replace(tight), -1) {
		if month, _ := strconv.Atoi(m[2]); d.month.Month == 0 {
			d.month = value.Date{Year: year, Month: month}
			if own, _ := strconv.Atoi(m[1]); own != 0 {
				d.month.Year = own
			}
		}
	}
	if d.month.Year == 0 {
		d.month = value.Date{}
	}
	if d.calendar && d.month.Year == 0 {
		return whyMonth
	}
	first := value.Date{}
	if m := spanOfDays.FindStringSubmatch(foldSigns.Replace(tight)); m != nil && year != 0 {
		month, _ := strconv.Atoi(m[1])
		day, _ := strconv.Atoi(m[2])
		first, _ = value.NewDate(year, month, day)
	}
	for i := range d.days {
		day := &d.days[i]
		switch {
		case day.date.Month != 0:
			if day.date.Year = cmp.Or(day.date.Year, year); day.date.Year == 0 {
				return whyMonth
			}
		case day.number != 0 && d.month.Year == 0:
			return whyMonth
		case day.number != 0:
			month := d.month
			if i > 0 && day.number < d.days[0].number {
				month = month.AddMonths(1)
			}
			day.date, _ = value.NewDate(month.Year, month.Month, day.number)
			if day.date.Day == 0 { // the 31st of September
				day.date = value.Date{}
			}
		case first.Day != 0 && f.isWeekday(first, d.days[0].weekday):
			day.date = first.AddDays(i)
		}
	}
	return ""
}

// isWeekday reports whether a day is the given one of the week, 1 to 7 from Monday.
func (f *finder) isWeekday(d value.Date, weekday int) bool {
	return (int(d.Time().Weekday())+6)%7+1 == weekday
}

// dutyRow is one row of the register that a table of days makes.
type dutyRow struct {
	day             int
	org, shift      string
	leader, members []string
}

// dutySheet makes the register of a table of days.
func (f *finder) dutySheet(d *dutyTable) (*sheet.Sheet, string) {
	if d.calendar {
		return f.calendarSheet(d)
	}
	lead := f.leads(d)
	var rows []*dutyRow
	type turn struct {
		day        int
		org, shift string
	}
	turns := map[turn]*dutyRow{}
	row := func(day int, org, shift string) *dutyRow {
		at := turn{day, org, shift}
		if turns[at] == nil {
			turns[at] = &dutyRow{day: day, org: org, shift: shift}
			rows = append(rows, turns[at])
		}
		return turns[at]
	}
	var below [][]catalog.Cell
	for r := d.last + 1; r < f.Rows(); r++ {
		sh := f.shape(r)
		if first := f.tight(r, int(sh.first)); sh.filled <= 2 && (isFooter(first) || hasLabel(first)) {
			below = append(below, []catalog.Cell{catalog.TextCell(strings.Join(f.texts(r), " "))})
			continue
		}
		org, shift := f.leadText(r, lead.org), f.leadText(r, lead.shift)
		for i := range d.days {
			cell := f.over(r, d.col1+i)
			said := value.Clean(text(cell))
			if said == "" || lead.name < 0 && slices.Contains(offMarks, said) {
				continue
			}
			if lead.name >= 0 {
				if mark, on := onDuty(cell); on {
					of := row(i, org, strings.TrimSpace(shift+" "+mark))
					of.members = append(of.members, value.Clean(f.leadText(r, lead.name)))
				}
				continue
			}
			leader, label := false, shift
			if containsAny(shift, []string{"带班", "带队", "领导", "领班", "队长"}) {
				leader, label = true, ""
			} else if containsAny(shift, []string{"人员", "队员", "成员", "值班人", "组员"}) {
				label = ""
			}
			of := row(i, org, label)
			if leader {
				of.leader = append(of.leader, people(said)...)
			} else {
				of.members = append(of.members, people(said)...)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *dutyRow) int { return cmp.Compare(a.day, b.day) })
	return f.register(d, rows, below)
}

// people returns the names in a cell.
func people(said string) []string {
	return strings.FieldsFunc(said, func(r rune) bool { return strings.ContainsRune("、,，;；/\n\t \u3000", r) })
}

// register writes the rows of a register as a sheet, and says what it was made of.
func (f *finder) register(d *dutyTable, rows []*dutyRow, below [][]catalog.Cell) (*sheet.Sheet, string) {
	cells := [][]catalog.Cell{}
	for _, w := range d.words {
		cells = append(cells, []catalog.Cell{catalog.TextCell(w)})
	}
	cells = append(cells, nil)
	for _, h := range []string{"日期", "社区", "巡逻时段", "综治类别", "带班领导", "值班人员"} {
		cells[len(cells)-1] = append(cells[len(cells)-1], catalog.TextCell(h))
	}
	for _, r := range rows {
		day := d.days[r.day]
		date, shift := day.date.String(), r.shift
		if day.date.Day == 0 {
			date = d.month.String()
			if day.weekday > 0 {
				shift = strings.TrimSpace("每周" + string([]rune(weekdays)[day.weekday-1]) + " " + shift)
			} else {
				shift = strings.TrimSpace(fmt.Sprintf("%d日 %s", day.number, shift))
			}
		}
		if day.date.IsZero() && d.month.IsZero() {
			date = ""
		}
		var row []catalog.Cell
		for _, s := range []string{date, r.org, shift, "巡逻", strings.Join(r.leader, "、"), strings.Join(r.members, "、")} {
			row = append(row, catalog.TextCell(s))
		}
		cells = append(cells, row)
	}
	dropEmpty(cells[len(d.words):])
	what := fmt.Sprintf("这张表的各列是日子(%d 列),已转成一天一行的登记,共 %d 行", len(d.days), len(rows))
	if slices.ContainsFunc(d.days, func(day dutyDay) bool { return day.date.Day == 0 }) {
		what += ";没有写明日期的,按「每周一」这样记在巡逻时段里"
	}
	return sheet.FromCells(f.Name, append(cells, below...)), what
}

// dropEmpty takes the columns out of a table that hold nothing below their heading.
func dropEmpty(rows [][]catalog.Cell) {
	for c := len(rows[0]) - 1; c > 0; c-- {
		if slices.ContainsFunc(rows[1:], func(row []catalog.Cell) bool { return !row[c].IsEmpty() }) {
			continue
		}
		for i := range rows {
			rows[i] = slices.Delete(rows[i], c, c+1)
		}
	}
}

// dutyLeads are the columns to the left of the days: -1 for one that is not there.
type dutyLeads struct{ org, shift, name int }

// leads tells what the columns to the left of the days hold: the communities, the shifts, or the people whose days are
// ticked.
func (f *finder) leads(d *dutyTable) dutyLeads {
	l := dutyLeads{-1, -1, -1}
	marks, all := 0, 0
	for r := d.last + 1; r < f.Rows(); r++ {
		for c := d.col1; c <= d.col2; c++ {
			if cell := f.Cell(r, c); !cell.IsEmpty() {
				all++
				if runes(value.Tight(text(cell))) == 1 || isMark(cell) {
					marks++
				}
			}
		}
	}
	for c := f.area.Col1; c < d.col1; c++ {
		var col Column
		heading := ""
		for r := d.head; r <= d.last; r++ {
			heading += value.Tight(text(f.over(r, c)))
		}
		for r := d.last + 1; r < f.Rows(); r++ {
			if cell := f.over(r, c); !cell.IsEmpty() && !isFooter(value.Tight(cell.Text)) {
				col.Sample = append(col.Sample, cell)
			}
		}
		isPlaces := count(col.Sample, func(c catalog.Cell) bool { return isPlace(value.Tight(c.Text)) })
		switch {
		case len(col.Sample) == 0, isSerialHeading(heading), count(col.Sample, isNumeric) == len(col.Sample) && !strings.Contains(heading, "时"):
		case containsAny(heading, []string{"社区", "居委", "村"}), isPlaces*2 > len(col.Sample):
			l.org = c
		case marks*10 >= all*8 && (containsAny(heading, []string{"姓名", "人员", "名单"}) || looksLikeNames(col.Sample)):
			l.name = c
		default:
			l.shift = c
		}
	}
	return l
}

func (f *finder) leadText(r, c int) string {
	if c < 0 {
		return ""
	}
	return value.Tight(text(f.over(r, c)))
}

// offMarks are what stands for a day off.
var offMarks = []string{"休", "假", "×", "✗", "✘", "x", "0", "否", "无", "-", "/", "—", "□", "☐", "空", "病", "事"}

// onDuty reports whether a mark says that somebody is on duty, and what else it says: 夜 is the 夜班.
func onDuty(c catalog.Cell) (shift string, on bool) {
	s := value.Tight(text(c))
	if slices.Contains(offMarks, strings.ToLower(s)) {
		return "", false
	}
	if yes, ok := ticked(c); ok && yes || s == "班" || s == "值" || s == "△" || s == "☆" {
		return "", true
	}
	if runes(s) == 1 && allHan(s) {
		s += "班"
	}
	return s, true
}
