package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// A wide sheet has a row for each person and a column for each month: each filled cell of these is a record of its own
// (catalog.Spread). The rest of the reading knows a record of it by the row and the column of its cell.

// noMonth is the column of a record that is a whole row.
const noMonth = -1

// leastMonths is the number of different months from which columns are a wide sheet: fewer may be anything.
const leastMonths = 2

var (
	monthHeading = regexp.MustCompile(`^(?:((?:19|20)\d\d)[年./-])?0?(1[0-2]|[1-9])(?:月份?|$)$`)
	yearWord     = regexp.MustCompile(`((?:19|20)\d\d)(?:年|年度|财年|$)`)
)

// monthOf returns the month that a folded heading names, and its year if it says so: 1月, 十二月份, 2003年5月.
func monthOf(heading string) (year, month int, ok bool) {
	heading = chineseMonths.Replace(heading)
	m := monthHeading.FindStringSubmatch(heading)
	if m == nil || !strings.Contains(heading, "月") && m[1] == "" {
		return 0, 0, false
	}
	year, _ = strconv.Atoi(m[1]) // 0 if there is none
	month, err := strconv.Atoi(m[2])
	return year, month, err == nil
}

var chineseMonths = strings.NewReplacer("十二月", "12月", "十一月", "11月", "十月", "10月", "九月", "9月", "八月", "8月", "七月", "7月",
	"六月", "6月", "五月", "5月", "四月", "4月", "三月", "3月", "二月", "2月", "一月", "1月", "元月", "1月")

// monthAt returns the month that the levels of a heading name together: 2003年 over 5月.
func monthAt(levels []string) (year, month int, ok bool) {
	if len(levels) == 0 {
		return 0, 0, false
	}
	year, month, ok = monthOf(fold(levels[len(levels)-1]))
	for i := len(levels) - 2; ok && year == 0 && i >= 0; i-- {
		year = yearIn(levels[i])
	}
	return year, month, ok
}

// yearIn returns the year that a text names: 2003年度, 二〇〇三年; 0 if there is none.
func yearIn(text string) int {
	m := yearWord.FindStringSubmatch(digitYears.Replace(value.Tight(text)))
	if m == nil {
		return 0
	}
	year, _ := strconv.Atoi(m[1]) // four digits
	return year
}

var digitYears = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// isWide reports whether the columns are those of a wide sheet.
func (v *vocabulary) isWide(columns []Column) bool {
	if v.kind.Spread == nil {
		return false
	}
	seen := map[int]bool{}
	for _, c := range columns {
		if year, month, ok := monthAt(c.Heading); ok {
			seen[year*12+month] = true
		}
	}
	return len(seen) >= leastMonths
}

// sums are headings of columns that add up what the months hold.
var sums = []string{"合计", "小计", "总计", "共计", "累计", "全年", "年度合计", "季度"}

// spread ties a column of a wide sheet to the months; ok is false if it is another column.
func (v *vocabulary) spread(m *Mapping, c Column) bool {
	s := v.kind.Spread
	_, month, ok := monthAt(c.Heading)
	switch {
	case ok:
		m.Field, m.Basis, m.Score = v.kind.Index(s.Value), ByMonth, scoreTitle
		m.Why = fmt.Sprintf("%d月:每人每月一%s,有内容的格才算", month, v.kind.Unit)
		return true
	case len(c.Heading) > 0 && containsAny(fold(c.Heading[len(c.Heading)-1]), sums):
		m.Basis, m.Why = BySerial, "各月相加得出,不存储"
		return true
	case len(c.Heading) > 0 && isYearHeading(c.Heading):
		m.Basis, m.Why = BySerial, "各月所属的年份"
		return true
	}
	return false
}

func isYearHeading(levels []string) bool {
	switch fold(levels[len(levels)-1]) {
	case "年度", "年份", "所属年度", "缴费年度", "交纳年度", "年":
		return true
	}
	return false
}

// besideMonths returns the candidates for the columns beside the months: the months have the fields of the spread, and
// a heading of their value says what is due in each.
func (v *vocabulary) besideMonths(all []candidate) []candidate {
	s := v.kind.Spread
	of, each := v.kind.Index(s.Value), v.kind.Index(s.Each)
	var out []candidate
	for _, c := range all {
		switch {
		case c.Field == v.kind.Index(s.By):
			continue
		case c.Field == of && each < 0:
			continue
		case c.Field == of:
			c.Field, c.Score = each, c.Score-1
			c.Why += fmt.Sprintf(";各月的%s另有列,这里是每月的%s", v.kind.Fields[of].Title, v.kind.Fields[each].Title)
		}
		out = append(out, c)
	}
	return out
}

// isWide reports whether the table is read as a wide one.
func (t *Table) isWide() bool {
	return slices.ContainsFunc(t.Columns, func(c TableColumn) bool { return c.Basis == ByMonth })
}

// findMonths gives the columns of a wide table their months, with the year that the headings, a column, the title or
// the names of sheet and file tell. Where nothing does, the year is asked for.
func (t *Table) findMonths() {
	t.yearCol = -1
	unknown := false
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Basis == BySerial && t.Kind != nil && t.Kind.Spread != nil && len(c.Heading) > 0 && isYearHeading(c.Heading) {
			t.yearCol = c.Col
		}
		if c.Basis == ByMonth {
			year, month, _ := monthAt(c.Heading)
			c.Month = value.Date{Year: year, Month: month}
			unknown = unknown || year == 0
		}
	}
	if t.yearByClerk {
		return
	}
	t.Year, t.YearDoubt, t.Month = 0, "", value.Date{}
	if t.isLongWithoutMonth() {
		t.findMonth()
		return
	}
	if !unknown || t.yearCol >= 0 {
		return
	}
	for _, text := range []string{t.Title, t.Sheet.Name, t.Unit, t.File.Name} {
		if t.Year = yearIn(text); t.Year != 0 {
			return
		}
	}
	if t.Year = t.Date.Year; t.Year == 0 {
		t.Year = t.reading.opt.Today.Year
	}
	t.YearDoubt = fmt.Sprintf("表里没有写明 1月、2月 … 是哪一年的,是 %d 年吗?", t.Year)
}

// isLongWithoutMonth reports whether the rows of the table are records of one month that no column names.
func (t *Table) isLongWithoutMonth() bool {
	return t.Kind != nil && t.Kind.Spread != nil && !t.isWide() && t.column(t.Kind.Index(t.Kind.Spread.By)) < 0
}

var monthWords = regexp.MustCompile(`(?:((?:19|20)\d\d)[年./-])?0?(1[0-2]|[1-9])月份?`)

// findMonth finds the month of a table whose rows name none: in the title, the names of sheet and file, together with
// the year that one of them tells. Otherwise it is asked for.
func (t *Table) findMonth() {
	year := 0
	for _, text := range []string{t.Title, t.Sheet.Name, t.Unit, t.File.Name} {
		m := monthWords.FindStringSubmatch(chineseMonths.Replace(value.Tight(text)))
		if t.Month.Month == 0 && m != nil {
			t.Month.Month, _ = strconv.Atoi(m[2]) // digits
			t.Month.Year, _ = strconv.Atoi(m[1])  // 0 if there is none
		}
		if year == 0 {
			year = yearIn(text)
		}
	}
	if t.Month.Year == 0 {
		t.Month.Year = year
	}
	if t.Month.Month != 0 && t.Month.Year != 0 {
		note := fmt.Sprintf("表中没有%s列,都算 %s 的", t.Kind.Field(t.Kind.Spread.By).Title, t.Month.Chinese())
		if !slices.Contains(t.notes, note) {
			t.notes = append(t.notes, note)
		}
		return
	}
	day := t.Date
	if day.Month == 0 {
		day = t.reading.opt.Today
	}
	if t.Month.Month == 0 {
		t.Month.Month = day.Month
	}
	if t.Month.Year == 0 {
		t.Month.Year = day.Year
	}
	t.YearDoubt = fmt.Sprintf("表里没有写明是哪个月的%s,是 %s 吗?", t.Kind.Title, t.Month.Chinese())
}

// SetMonth says of which month the rows of a table are that names none.
func (t *Table) SetMonth(month value.Date) error {
	if month.Month == 0 {
		return catalog.Refuse("month", "请写明年份和月份,如 2003-05")
	}
	month.Day = 0
	t.Month, t.YearDoubt, t.yearByClerk = month, "", true
	t.parsed = nil
	return nil
}

// SetYear says of which year the months of a wide table are.
func (t *Table) SetYear(year int) error {
	if year < 1900 || year > 2200 {
		return catalog.Refuse("year", "「%d」不是年份,请写成 2003 这样的四位数字", year)
	}
	t.Year, t.YearDoubt, t.yearByClerk = year, "", true
	t.parsed = nil
	return nil
}

// yearProblem asks for the year.
func (t *Table) yearProblem(rows int) Problem {
	pr := Problem{Table: t, Row: t.HeadingRows[0], Col: -1, Code: codeYear, Severity: catalog.Doubt, Text: t.YearDoubt, Rows: rows, month: noMonth}
	if t.Month.Month != 0 {
		for _, month := range []value.Date{t.Month, t.Month.AddMonths(-1)} {
			pr.Options = append(pr.Options, Option{Text: "是 " + month.Chinese(), Value: month.Value()})
		}
		return pr
	}
	for _, year := range []int{t.Year, t.Year - 1} {
		pr.Options = append(pr.Options, Option{Text: fmt.Sprintf("是 %d 年", year), Value: value.Int(int64(year))})
	}
	return pr
}

// settleYear decides of which year or month a table is.
func (r *Reading) settleYear(pr Problem, a Answer) error {
	t := pr.Table
	year, month, doubt, byClerk := t.Year, t.Month, t.YearDoubt, t.yearByClerk
	if err := t.settleYear(pr, a); err != nil {
		return err
	}
	r.undoing = append(r.undoing, func() {
		t.Year, t.Month, t.YearDoubt, t.yearByClerk = year, month, doubt, byClerk
		t.parsed = nil
	})
	return nil
}

func (t *Table) settleYear(pr Problem, a Answer) error {
	if t.Month.Month != 0 {
		return t.settleMonth(pr, a)
	}
	switch a.Action {
	case Choose:
		year, _ := pr.Options[a.Option].Value.Int() // yearProblem wrote it
		return t.SetYear(int(year))
	case Type:
		year, ok := value.ParseInt(strings.TrimSuffix(value.Tight(a.Text), "年"))
		if !ok {
			return catalog.Refuse("year", "「%s」不是年份,请写成 2003 这样的四位数字", a.Text)
		}
		return t.SetYear(int(year))
	}
	return t.SetYear(t.Year)
}

func (t *Table) settleMonth(pr Problem, a Answer) error {
	month := t.Month
	switch a.Action {
	case Choose:
		month, _ = pr.Options[a.Option].Value.Date() // yearProblem wrote it
	case Type:
		read, ok := value.ParseDate(a.Text)
		if !ok {
			return catalog.Refuse("month", "看不懂的月份「%s」,请写成 2003-05", a.Text)
		}
		month = read.Date
	}
	return t.SetMonth(month)
}

// add adds the records of a row of the sheet.
func (p *parsed) add(t *Table, row int) {
	if !t.isWide() {
		p.rows = append(p.rows, int32(row))
		return
	}
	if p.months == nil {
		p.months = []int32{}
	}
	for _, c := range t.Columns {
		if c.Basis != ByMonth {
			continue
		}
		if cell := t.grid.Cell(row, c.Col); !cell.IsEmpty() && !isBlank(cell.Text) && !isUnpaid(cell.Text) {
			p.rows, p.months = append(p.rows, int32(row)), append(p.months, int32(c.Col))
		}
	}
}

func (p *parsed) monthAt(i int) int {
	if p.months == nil {
		return noMonth
	}
	return int(p.months[i])
}

// isUnpaid finds what says that nothing was paid.
func isUnpaid(s string) bool {
	switch value.Tight(s) {
	case "未交", "未缴", "未收", "没交", "没缴", "欠", "欠交", "欠缴", "欠费", "未缴纳", "未交纳":
		return true
	}
	return false
}

// ofMonth reads the cell of one month of a row of a wide table.
func (rd *reader) ofMonth(r, col int, values []value.Value) {
	s := rd.kind.Spread
	by, of := rd.kind.Index(s.By), rd.kind.Index(s.Value)
	cell := rd.t.grid.Cell(r, col)
	v, p := rd.kind.Fields[of].Type.Parse(cell)
	if p != nil {
		v, p = rd.paid(cell, v, p, values)
	}
	if hasRemark(cell.Text) {
		if plain, ok := rd.withoutRemark(&rd.kind.Fields[of], cell); ok {
			v, p = plain, nil
		}
	}
	values[of] = v
	if p != nil {
		rd.part.marks = append(rd.part.marks, mark{int16(of), int16(col), false, p})
	}
	month := rd.t.monthOf(r, col)
	if month.Year == 0 {
		values[by] = value.Unread(fmt.Sprintf("%d月", month.Month))
		return
	}
	values[by] = month.Value()
}

// late are the words before what was paid in another month than it was due.
var late = strings.NewReplacer("补缴", "", "补交", "", "补收", "", "补", "", "已缴", "", "已交", "")

// paid reads what stands in a month that is no value: 补缴3, or √ for what is due in each month.
func (rd *reader) paid(cell catalog.Cell, v value.Value, p *catalog.Problem, values []value.Value) (value.Value, *catalog.Problem) {
	s := rd.kind.Spread
	if yes, ok := ticked(cell); ok && yes && s.Each != "" {
		if each := values[rd.kind.Index(s.Each)]; each.Canonical() != "" {
			return each, nil
		}
	}
	said := value.Tight(text(cell))
	if plain := late.Replace(said); plain != said && plain != "" {
		if read, problem := rd.kind.Fields[rd.kind.Index(s.Value)].Type.Parse(catalog.TextCell(plain)); problem == nil {
			return read, nil
		}
	}
	return v, p
}

// monthOf returns the month of which a cell of a wide table is; its year is 0 if the row doesn't name it as it should.
func (t *Table) monthOf(r, col int) value.Date {
	month := t.Columns[col-t.layout.col1].Month
	switch {
	case month.Year != 0:
	case t.yearByClerk || t.yearCol < 0:
		month.Year = t.Year
	default:
		said := text(t.grid.over(r, t.yearCol))
		if month.Year = yearIn(said); month.Year == 0 {
			month.Year = yearIn(said + "年")
		}
	}
	return month
}

// colOf returns the column of the sheet that fills a field of a record, whose cell is in the column month of a wide
// table; -1 if none does.
func (t *Table) colOf(field, month int) int16 {
	if s := t.Kind.Spread; month != noMonth && (field == t.Kind.Index(s.By) || field == t.Kind.Index(s.Value)) {
		return int16(month)
	}
	return t.sheetCol(field)
}

// ofRow reports whether a problem of a record of a wide table is of the row, and so of all its records.
func (m mark) ofRow(r *Row) bool {
	if r.Col == noMonth || int(m.col) == r.Col {
		return false
	}
	switch m.p.Code {
	case codeSame, codeDuplicate, codeRenamed, codeTwoOrgs, codeConflict, codeDeleted:
		return false
	}
	return true
}

// at says what became of the record of which a cell is.
func (tp *TablePlan) at(row, col int) RowFate {
	out := tp.Row(row)
	for i, r := range tp.records(row) {
		if r.Col == col {
			out.Record = &tp.records(row)[i]
			out.Fate, out.Reason = r.Fate, r.Reason()
		}
	}
	return out
}

// worst returns the record of a row that most needs to be looked at.
func worst(records []Row) *Row {
	rank := [...]int{LeftOut: 0, Same: 1, New: 2, Changed: 3, Doubtful: 4, Broken: 5}
	best := &records[0]
	for i := range records {
		if rank[records[i].Fate] > rank[best.Fate] {
			best = &records[i]
		}
	}
	return best
}

// reasons says how many records a row holds and what becomes of them: 12 笔:新增 3,相同 9.
func reasons(records []Row) string {
	count := map[Fate]int{}
	for _, r := range records {
		count[r.Fate]++
	}
	var parts []string
	for _, f := range []Fate{New, Changed, Same, Doubtful, Broken} {
		if count[f] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", f, count[f]))
		}
	}
	return fmt.Sprintf("%d %s:%s", len(records), records[0].Table.Kind.Unit, strings.Join(parts, ","))
}
