package filling

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// facts are what may be written around a table.
type facts struct {
	unit   string // 容城镇北门社区
	org    string // 北门
	office string // 容城
	branch string
	phone  string // of the community's office, or of the whole office
	clerk  string
	date   value.Date // 填报日期
	asof   value.Date // 截止日期
	year   int        // of a wide table; 0: that of asof
	count  int
}

func (p *Plan) facts(org catalog.Record, n int, asof value.Date) facts {
	f := facts{unit: p.opt.Office, office: strings.TrimRight(p.opt.Office, "镇乡街道县市区"), clerk: p.opt.Clerk, phone: p.opt.Phone, date: p.opt.Today, asof: asof, count: n}
	if !org.IsZero() {
		f.unit += org.Label()
		f.org = strings.TrimSuffix(org.Label(), "社区")
		f.branch = org.Get(branchKey).Canonical()
		f.phone = org.Get("phone").Canonical()
	}
	return f
}

const gap = `[ \t_＿　\x{00a0}]*` // what is left blank to be written on

var (
	unitLine  = regexp.MustCompile(`((?:填报|填表|上报|报送|填写)单位(?:名称)?|单位名称|单位|填报社区|社区名称|所在社区|社区|填报党支部|党支部名称|党组织名称|支部名称)([ 　]*[(（][^)）]*[)）])?[ 　]*([:：])(` + gap + `)`)
	dateLine  = regexp.MustCompile(`((?:填报|填表|制表|上报|统计|报送|填写)(?:日期|时间)|日期|(?:统计|数据)?截止(?:日期|时间)|截至日期|截至|截止)[ 　]*([:：]?)(` + gap + `(?:年` + gap + `月` + gap + `日?)?)`)
	onlyDate  = regexp.MustCompile(`^[(（]?` + gap + `年` + gap + `月` + gap + `日?[)）]?$`)
	clerkLine = regexp.MustCompile(`((?:填表|填报|制表|填写)人(?:签名|姓名)?|制表)[ 　]*([:：])(` + gap + `)`)
	phoneLine = regexp.MustCompile(`((?:联系|办公|单位)电话)[ 　]*([:：])(` + gap + `)`)
	countLine = regexp.MustCompile(`(共计?|合计|总计|总人数|人数)([:：]?)([ _＿　]+)(人|名|户|次|个)`)
	orgBlank  = regexp.MustCompile(`(?:[_＿]+|[×xXＸ○]{2,}|[ 　]{3,})(社区党支部|社区|居委会|党支部)`)
	townBlank = regexp.MustCompile(`(?:[_＿]+|[×xXＸ○]{1,}|[ 　]{3,})(镇|乡|街道)`)
	yearBlank = regexp.MustCompile(`(?:[_＿]{2,}|[×xXＸ]{2,}|[ 　]{3,})年(度)?([^ _＿　月]|$)`)
	orgInLine = regexp.MustCompile(`(?:[_＿]{2,}|[×xXＸ○]{2,})(社区党支部|社区|居委会|党支部)(?:[ 　]|$)`) // 填报单位:____社区党支部
	// stampedUnit asks for the unit without a colon: 填报单位(章).
	stampedUnit = regexp.MustCompile(`^(填报|填表|上报|报送)单位[(（][^()（）]*章[)）][ 　]*$`)
	nextLabel   = regexp.MustCompile(`^[\p{Han}()（）]{2,14}[:：]|^[\p{Han}]{2,6}` + gap + `年` + gap + `月`)
)

// completeLines completes the cells above a table, or of a one-person form: the unit, the date, the title.
func (b *Blank) completeLines(fs *sheet.FormSheet, f facts, from, to int, out *Result) {
	b.eachText(fs, from, to, func(row, col int, text string) {
		done := text
		if b.Card || !strings.ContainsAny(text, ":：") {
			done = f.title(done)
		}
		done = f.lines(done, true)
		b.complete(fs, row, col, text, done, out)
	})
}

// completeFooter completes the cells below a table. What is stamped or signed stays blank, and so does its date.
func (b *Blank) completeFooter(fs *sheet.FormSheet, f facts, from, to int, out *Result) {
	b.eachText(fs, from, to, func(row, col int, text string) {
		done := text
		if m := countLine.FindStringSubmatch(text); m != nil && b.counts == nil {
			done = countLine.ReplaceAllString(done, fmt.Sprintf("${1}${2} %d ${4}", f.count))
		}
		b.complete(fs, row, col, text, f.lines(done, false), out)
	})
}

// eachText calls f with the texts of some rows as they are in the form; cells that were filled are passed over.
func (b *Blank) eachText(fs *sheet.FormSheet, from, to int, f func(row, col int, text string)) {
	src := fs.Source()
	moved := 0
	if !b.Card && from >= b.body.end {
		moved = from - b.body.end // rows that were added above
	}
	for row := from; row < to; row++ {
		for col := range src.Cols() {
			cell := src.Cell(row-moved, col)
			if b.answers(row, col) {
				continue
			}
			if _, formula := fs.Has(row, col); cell.Type == catalog.CellText && !formula {
				f(row, col, cell.Text)
			}
		}
	}
}

// answers reports whether a cell of a card holds what the form asks of the person.
func (b *Blank) answers(row, col int) bool {
	return b.Card && slices.ContainsFunc(b.Columns, func(c Column) bool { return c.Row == row && c.Col == col && len(c.Fields) > 0 })
}

// complete writes a text that was completed. A label alone in its cell, beside one that is blank and merged, has its
// answer there.
func (b *Blank) complete(fs *sheet.FormSheet, row, col int, text, done string, out *Result) {
	if done == text {
		return
	}
	place := fs.Merge(row, col)
	beside := fs.Merge(row, place.Col2+1)
	if has, _ := fs.Has(row, place.Col2+1); !has && place.Col1 == place.Col2 && beside.Col2 > beside.Col1 && beside.Row1 == row && endsInLabel(text) {
		if answer, ok := strings.CutPrefix(done, strings.TrimRight(text, " _　＿")); ok {
			col, done = place.Col2+1, strings.TrimSpace(answer)
		}
	}
	fs.Put(row, col, catalog.TextCell(done))
	out.Completed = append(out.Completed, Completed{Cell: sheet.CellName(row, col), Text: done})
}

func endsInLabel(text string) bool {
	s := strings.TrimRight(text, " _　＿")
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// title completes the blanks of a title: ____镇____社区党员花名册.
func (f facts) title(s string) string {
	s = f.names(s, orgBlank)
	if f.office != "" {
		s = townBlank.ReplaceAllString(s, f.office+"$1")
	}
	year := f.year
	if year == 0 {
		year = f.asof.Year
	}
	if year > 0 && !onlyDate.MatchString(strings.TrimSpace(s)) {
		s = yearBlank.ReplaceAllString(s, fmt.Sprintf("%d年$1$2", year))
	}
	return s
}

// names completes the blank before 社区 or 党支部; a branch has its whole name there if that is known.
func (f facts) names(s string, blank *regexp.Regexp) string {
	if f.org == "" {
		return s
	}
	return blank.ReplaceAllStringFunc(s, func(found string) string {
		what := blank.FindStringSubmatch(found)[1]
		_, behind, _ := strings.Cut(found, what)
		if f.branch != "" && strings.HasSuffix(what, "党支部") {
			return f.branch + behind
		}
		return f.org + what + behind
	})
}

// lines completes labelled lines. above says that they stand above the table, where a lone date is its date.
func (f facts) lines(s string, above bool) string {
	if above && onlyDate.MatchString(strings.TrimSpace(s)) && !f.date.IsZero() {
		return f.date.Chinese()
	}
	if m := stampedUnit.FindStringSubmatch(s); above && m != nil {
		return strings.TrimRight(s, " 　") + ":" + f.unit
	}
	s = f.names(s, orgInLine)
	s = f.answer(s, unitLine, func(m []string) string {
		switch label := m[1]; {
		case !above && strings.Contains(m[2], "章") && !strings.HasPrefix(label, "填"):
			return "" // it is stamped
		case strings.Contains(label, "支部") || strings.Contains(label, "党组织"):
			return f.branch
		case strings.Contains(label, "社区") && f.org != "":
			return f.org + "社区"
		case strings.Contains(label, "社区"):
			return ""
		}
		return f.unit
	}, 4)
	s = f.answer(s, dateLine, func(m []string) string {
		if m[2] == "" && !strings.Contains(m[3], "年") {
			return ""
		}
		day := f.date
		if strings.Contains(m[1], "截") {
			day = f.asof
		} else if m[1] == "日期" && !above {
			return "" // of a signature
		}
		if strings.Contains(m[3], "月") && !strings.Contains(m[3], "日") {
			day.Day = 0 // the form asks for the month alone
		}
		return day.Chinese()
	}, 3)
	s = f.answer(s, clerkLine, func([]string) string { return f.clerk }, 3)
	return f.answer(s, phoneLine, func([]string) string { return f.phone }, 3)
}

// answer puts what say returns into the blank of each label that the pattern finds. A label that has an answer already
// stays as it is. blank is the group of the pattern that is to be written on.
func (f facts) answer(s string, pattern *regexp.Regexp, say func(m []string) string, blank int) string {
	var out strings.Builder
	done := 0
	for _, at := range pattern.FindAllStringSubmatchIndex(s, -1) {
		m := make([]string, len(at)/2)
		for i := range m {
			if at[2*i] >= 0 {
				m[i] = s[at[2*i]:at[2*i+1]]
			}
		}
		rest := s[at[1]:]
		text := say(m)
		if text == "" || at[0] > 0 && isHanAt(s, at[0]) || rest != "" && !nextLabel.MatchString(rest) && !strings.ContainsAny(rest[:1], ")(") {
			continue
		}
		out.WriteString(s[done:at[2*blank]])
		out.WriteString(text)
		if rest != "" {
			out.WriteString(strings.Repeat(" ", max(4, len([]rune(m[blank]))-2*len([]rune(text)))))
		}
		done = at[1]
	}
	return out.String() + s[done:]
}

// isHanAt reports whether the character before a place is a Chinese one: then the label found is only the end of another.
func isHanAt(s string, i int) bool {
	before := []rune(s[:i])
	r := before[len(before)-1]
	return r >= 0x4e00 && r <= 0x9fff
}
