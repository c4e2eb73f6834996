package intake_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// ugly is a roster on its way from clean to what offices send: rows of cells, the heading first, and merged areas of them.
type ugly struct {
	r      *rand.Rand
	rows   [][]string
	body   []bool // of each row: it is a person's
	merges []sheet.Range
	noted  []sheet.Comment
}

var cleanHead = []string{"序号", "社区", "姓名", "性别", "出生日期", "身份证号码", "文化程度", "党内职务", "联系电话"}

// cleanRoster is a roster of three communities in which nothing is doubtful.
func cleanRoster(r *rand.Rand) *ugly {
	u := &ugly{r: r}
	u.add(-1, false, cleanHead...)
	n := 0
	for _, org := range []string{"北门社区", "西上社区", "新北社区"} {
		for range 2 + r.IntN(5) {
			n++
			birth := fmt.Sprintf("19%02d%02d%02d", 50+r.IntN(35), 1+r.IntN(12), 1+r.IntN(28))
			order := 10 + n*2 + r.IntN(2)
			sex := []string{"女", "男"}[order%2]
			u.add(-1, true, fmt.Sprint(n), org, name(n*7+r.IntN(7)), sex, birth[:4]+"-"+birth[4:6]+"-"+birth[6:], id(birth, order),
				pick(r, "大学专科", "普通高中", "初中"), pick(r, "书记", "委员", "委员"), fmt.Sprintf("138%08d", n*977+r.IntN(900)))
		}
	}
	return u
}

func pick(r *rand.Rand, list ...string) string { return list[r.IntN(len(list))] }

// add puts a row before another one, at the end for -1.
func (u *ugly) add(at int, person bool, cells ...string) {
	if at < 0 {
		at = len(u.rows)
	}
	u.rows, u.body = slices.Insert(u.rows, at, cells), slices.Insert(u.body, at, person)
	for i := range u.merges {
		if u.merges[i].Row1 >= at {
			u.merges[i].Row1++
			u.merges[i].Row2++
		} else if u.merges[i].Row2 >= at {
			u.merges[i].Row2++
		}
	}
	for i := range u.noted {
		if u.noted[i].Row >= at {
			u.noted[i].Row++
		}
	}
}

// shift puts an empty column at the left.
func (u *ugly) shift() {
	for i := range u.rows {
		u.rows[i] = slices.Insert(slices.Clone(u.rows[i]), 0, "")
	}
	for i := range u.merges {
		u.merges[i].Col1++
		u.merges[i].Col2++
	}
	for i := range u.noted {
		u.noted[i].Col++
	}
}

// upright writes a text from top to bottom.
func upright(s string) string { return strings.Join(strings.Split(s, ""), "\n") }

func (u *ugly) width() int { return len(u.rows[u.head()]) }

// head is the first row that names the columns.
func (u *ugly) head() int {
	return slices.IndexFunc(u.rows, func(row []string) bool { return slices.Contains(row, "姓名") })
}

func (u *ugly) col(heading string) int {
	return slices.IndexFunc(u.rows[u.head()], func(s string) bool { return value.Tight(s) == heading })
}

// people calls f with the rows of people.
func (u *ugly) people(f func(row int, cells []string)) {
	for i, is := range u.body {
		if is {
			f(i, u.rows[i])
		}
	}
}

// uglinesses are what is done to a roster; none of them changes what it says.
var uglinesses = []struct {
	name string
	do   func(u *ugly)
}{
	{"full-width digits", func(u *ugly) {
		u.people(func(_ int, cells []string) {
			c := u.r.IntN(len(cells))
			if c == u.col("出生日期") || c == u.col("身份证号码") || c == u.col("联系电话") {
				cells[c] = strings.Map(func(r rune) rune {
					if r >= '0' && r <= '9' {
						return r - '0' + '０'
					}
					return r
				}, cells[c])
			}
		})
	}},
	{"names padded with blanks", func(u *ugly) {
		at := u.col("姓名")
		u.people(func(_ int, cells []string) {
			if runes := []rune(cells[at]); len(runes) == 2 {
				cells[at] = string(runes[0]) + pick(u.r, " ", "　", "  ") + string(runes[1])
			}
		})
	}},
	{"other forms of dates", func(u *ugly) {
		at := u.col("出生日期")
		u.people(func(_ int, cells []string) {
			cells[at] = strings.ReplaceAll(cells[at], "-", pick(u.r, "-", ".", "/"))
		})
	}},
	{"a remark behind the name instead of the column of the sex", func(u *ugly) {
		at, sex := u.col("姓名"), u.col("性别")
		u.people(func(_ int, cells []string) {
			cells[at] += pick(u.r, "(", "（") + cells[sex] + pick(u.r, ")", "）")
			cells[sex] = ""
		})
	}},
	{"ditto marks", func(u *ugly) {
		last := ""
		at := u.col("社区")
		u.people(func(row int, cells []string) {
			same := cells[at] == last && u.body[row-1]
			if last = cells[at]; same && u.r.IntN(2) == 0 {
				cells[at] = pick(u.r, "〃", "同上", "\"")
			}
		})
	}},
	{"the community merged over its rows", func(u *ugly) {
		at := u.col("社区")
		for from := u.head() + 1; from < len(u.rows); {
			to := from
			for to+1 < len(u.rows) && u.rows[to+1][at] == u.rows[from][at] {
				to++
				u.rows[to][at] = ""
			}
			if to > from {
				u.merges = append(u.merges, sheet.Range{Row1: from, Col1: at, Row2: to, Col2: at})
			}
			from = to + 1
		}
	}},
	{"a row for each community instead of its column", func(u *ugly) {
		at := u.col("社区")
		last := ""
		for i := u.head(); i < len(u.rows); i++ {
			org := u.rows[i][at]
			u.rows[i] = slices.Delete(slices.Clone(u.rows[i]), at, at+1)
			if u.body[i] && org != last {
				last = org
				u.add(i, false, pick(u.r, "", "一、", "(二)")+org+pick(u.r, "", "(5人)", ":"))
				i++
			}
		}
	}},
	{"the date in three columns", func(u *ugly) {
		at := u.col("出生日期")
		under := make([]string, u.width()+2)
		for i, row := range u.rows {
			if len(row) <= at {
				continue
			}
			parts := []string{"出生日期", "", ""}
			if u.body[i] {
				parts = strings.FieldsFunc(row[at], func(r rune) bool { return strings.ContainsRune("-./", r) })
			}
			u.rows[i] = slices.Insert(slices.Delete(slices.Clone(row), at, at+1), at, parts...)
		}
		copy(under[at:], []string{"年", "月", "日"})
		h := u.head()
		u.add(h+1, false, under...)
		for c := range under {
			if c < at || c > at+2 {
				u.merges = append(u.merges, sheet.Range{Row1: h, Col1: c, Row2: h + 1, Col2: c})
			}
		}
		u.merges = append(u.merges, sheet.Range{Row1: h, Col1: at, Row2: h, Col2: at + 2})
	}},
	{"blanks in headings", func(u *ugly) {
		row := slices.Clone(u.rows[u.head()])
		h := u.head()
		for i, s := range row {
			if runes := []rune(s); len(runes) == 2 && s != "姓名" {
				row[i] = string(runes[0]) + pick(u.r, " ", "  ", "\n") + string(runes[1])
			}
		}
		u.rows[h] = row
	}},
	{"communities from top to bottom in a column without a heading", func(u *ugly) {
		at := u.col("社区")
		if at < 0 {
			return
		}
		row := slices.Clone(u.rows[u.head()])
		row[at] = ""
		u.rows[u.head()] = row
		u.people(func(_ int, cells []string) { cells[at] = upright(cells[at]) })
	}},
	{"an empty column at the left", func(u *ugly) { u.shift() }},
	{"comments", func(u *ugly) {
		u.people(func(row int, cells []string) {
			if u.r.IntN(3) == 0 {
				u.noted = append(u.noted, sheet.Comment{Row: row, Col: u.r.IntN(len(cells)), Text: "已核对"})
			}
		})
	}},
	{"the heading repeated on a new page", func(u *ugly) {
		h := u.head()
		if u.merges != nil || h+4 > len(u.rows) {
			return
		}
		at := h + 3 + u.r.IntN(len(u.rows)-h-3)
		if !u.body[at] {
			return
		}
		u.add(at, false, u.rows[h]...)
		u.add(at, false, pick(u.r, "社区干部花名册（续表）", "", "续表"))
	}},
	{"totals", func(u *ugly) {
		last := len(u.rows)
		u.add(last, false, pick(u.r, "合计", "总 计", "全镇合计：12人"), "", "12人")
	}},
	{"a footer", func(u *ugly) {
		u.add(-1, false, pick(u.r, "填表人：某某", "经手人：", "注：联系电话以手机为准。"), "", pick(u.r, "审核人：某某", "审核："))
		u.add(-1, false, "第1页 共1页")
	}},
	{"rows numbered beforehand", func(u *ugly) {
		for i := range 3 {
			row := make([]string, u.col("姓名")+1)
			row[max(u.col("序号"), 0)] = fmt.Sprint(40 + i)
			u.add(-1, false, row...)
		}
	}},
	{"blank rows", func(u *ugly) {
		for range 3 {
			at := u.head() + 1 + u.r.IntN(len(u.rows)-u.head()-1)
			inside := slices.ContainsFunc(u.merges, func(m sheet.Range) bool { return m.Row1 < at && m.Row2 >= at })
			if !inside && (u.body[at] || u.body[at-1]) {
				u.add(at, false, "")
			}
		}
	}},
	{"a second line of each record", func(u *ugly) {
		if u.merges != nil || u.noted != nil {
			return
		}
		h := u.head()
		for i, row := range u.rows { // not with a second page
			if i != h && slices.Equal(row, u.rows[h]) {
				return
			}
		}
		below := []int{u.col("身份证号码"), u.col("联系电话")}
		under, merged := u.col("姓名"), u.r.IntN(2) == 0
		for i := len(u.rows) - 1; i >= h; i-- {
			if i != h && !u.body[i] {
				continue
			}
			row, second := u.rows[i], make([]string, len(u.rows[h])-2)
			second[(under+1)%len(second)], second[(under+2)%len(second)] = row[below[0]], row[below[1]]
			u.rows[i] = slices.Delete(slices.Delete(slices.Clone(row), below[1], below[1]+1), below[0], below[0]+1)
			u.add(i+1, false, second...)
			if merged {
				u.merges = append(u.merges, sheet.Range{Row1: i, Col1: under, Row2: i + 1, Col2: under})
			}
		}
	}},
	{"a title and lines above", func(u *ugly) {
		u.add(0, false, pick(u.r, "填报单位：容城镇", "填报单位(盖章)：容城镇人民政府"), "", "", "填报日期：2003年9月30日")
		u.add(0, false, pick(u.r, "社区干部花名册", "容城镇社区班子成员花名册"))
		if u.r.IntN(2) == 0 {
			u.add(0, false, "附件2")
		}
	}},
	{"a title down the left side", func(u *ugly) {
		if u.rows[0][0] != "" && len(u.rows[0]) < 3 { // there is one above
			return
		}
		u.shift()
		u.rows[0][0] = upright("社区干部花名册")
		u.merges = append(u.merges, sheet.Range{Row2: len(u.rows) - 1})
	}},
}

// sheet returns the roster as a sheet.
func (u *ugly) sheet() *sheet.Sheet {
	var rows [][]catalog.Cell
	for _, row := range u.rows {
		cells := make([]catalog.Cell, len(row))
		for i, s := range row {
			cells[i] = catalog.TextCell(s)
		}
		rows = append(rows, cells)
	}
	var merges []string
	for _, m := range u.merges {
		merges = append(merges, m.String())
	}
	s := sheet.FromCells("Sheet1", rows, merges...)
	s.Comments = u.noted
	return s
}

// saysOf returns what the records of a plan say, in one line each.
func saysOf(p *intake.Plan, orgs map[string]string) []string {
	var out []string
	for _, tp := range p.Tables {
		for i := range tp.Rows {
			rec := tp.Rows[i].After()
			line := fmt.Sprint(tp.Rows[i].Fate)
			for _, key := range []string{"name", "sex", "birth", "id_number", "education", "party_post", "phone"} {
				line += " " + rec.Kind.Field(key).Type.Format(rec.Get(key))
			}
			out = append(out, line+" "+orgs[rec.Get("org").Canonical()])
		}
	}
	return out
}

// TestUglinessChangesNothing: a roster that went through many hands says the same as the clean one.
func TestUglinessChangesNothing(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		u := cleanRoster(r)
		read := func() ([]string, string) {
			o := newOffice(t, "北门社区", "西上社区", "新北社区")
			orgs := map[string]string{}
			for _, rec := range o.records[ledger.Org] {
				orgs[rec.ID] = rec.Label()
			}
			p := o.plan(o.read(u.sheet()))
			return saysOf(p, orgs), outcome(p)
		}
		want, _ := read()
		var done []string
		for _, x := range uglinesses {
			if r.IntN(3) == 0 {
				x.do(u)
				done = append(done, x.name)
			}
		}
		if got, fates := read(); !slices.Equal(got, want) {
			t.Errorf("seed %d: %s\n%s\ngot\n%s\nwant\n%s\n%v", seed, strings.Join(done, ", "), fates, strings.Join(got, "\n"), strings.Join(want, "\n"), strings.Join(drawn(u.rows), "\n"))
		}
	}
}

func drawn(rows [][]string) []string {
	var out []string
	for _, row := range rows {
		out = append(out, strings.ReplaceAll(strings.Join(row, "|"), "\n", "⏎"))
	}
	return out
}
