package filling

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// A heading may ask which share of a whole something is: 女党员占党员总数的比例(%), 女性比例, or 比例 alone behind the number
// that is the part. It is filled in only where both numbers can be told with certainty.

// share is what such a heading says, and which numbers were found for it.
type share struct {
	whole *meaning // what the heading itself says it is of; nil: the total of its group
	part  *meaning // the number that is a part
	of    *meaning // the whole; nil: a heading across says it
}

var (
	shareWords   = []string{"占比", "比例", "比重", "百分比", "百分率", "比率", "比值", "比"}
	inPercent    = regexp.MustCompile(`%|百分`)
	percentAtEnd = regexp.MustCompile(`\(?%\)?$`)
	wholeTown    = regexp.MustCompile(`全(镇|乡|街道|县|市|区)`)
)

// cutShare takes the words of a share off a level of a heading: what is left is the part, and behind 占 stood the whole.
func cutShare(text string) (part, whole string, is bool) {
	text = strings.ReplaceAll(text, "％", "%")
	rest := percentAtEnd.ReplaceAllString(text, "")
	is = rest != text
	for _, w := range shareWords {
		if before, ok := strings.CutSuffix(rest, w); ok && (w != "比" || strings.Contains(before, "占")) {
			rest, is = before, true
			break
		}
	}
	if !is {
		return text, "", false
	}
	part, whole, _ = strings.Cut(rest, "占")
	for _, w := range []string{"的", "所"} {
		part, whole = strings.TrimSuffix(part, w), strings.TrimSuffix(whole, w)
	}
	return part, whole, true
}

// readShare notes that a level of a heading is of a share, and returns the words of the part.
func (l *lexicon) readShare(s *said, text string, among []string) string {
	part, whole, is := cutShare(text)
	if !is {
		return text
	}
	s.share = true
	if town := wholeTown.FindString(text); town != "" { // of which the sheet has a total, but not of what
		s.unknown = append(s.unknown, town+"的比例")
	}
	if whole != "" {
		w := l.read([]string{whole}, among)
		s.whole = &w
	}
	return part
}

// meantShare puts the words of a share together.
func (s *said) meantShare() (sh *share, problem string) {
	if !s.share {
		return nil, ""
	}
	sh = &share{}
	if s.whole == nil {
		return sh, ""
	}
	w := s.whole.meant()
	switch {
	case w.problem != "":
		return sh, w.problem
	case w.org != "" || w.share != nil:
		return sh, "不知道占什么的比例"
	case w.subject() || len(w.ofWhom()) > 0:
		sh.whole = &w
	}
	return sh, ""
}

// ofWhom returns what limits a meaning, in words that can be compared.
func (m *meaning) ofWhom() []string {
	var out []string
	out = append(out, m.filters...)
	for _, word := range m.choices {
		out = append(out, word[0].kind+"."+word[0].filter())
	}
	if m.months[0] > 0 {
		out = append(out, tally.SpanFilter(monthsKey, m.months[0], m.months[1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// within reports whether what limits a is said of b, too, and b says more.
func within(a, b []string) bool {
	return len(a) < len(b) && !slices.ContainsFunc(a, func(key string) bool { return !slices.Contains(b, key) })
}

// countsWhat returns the measure that a heading counts, "" if headings across it say that.
func (c *counts) countsWhat(m *meaning) string {
	measure, topic := m.measure, m.topic
	if measure == "" && topic == "" {
		topic = topicOf(m.impliedMeasure())
	}
	if measure == "" && topic == "" {
		measure = m.lent
	}
	if measure == "" && topic == "" {
		measure, topic = c.title.measure, c.title.topic
	}
	if measure == "" && topic == "" {
		return ""
	}
	found, _ := inUnit(measure, topic, m.unit)
	return found.Key
}

// settleShares finds the two numbers of each share among the headings beside it.
func (c *counts) settleShares() {
	for i := range c.grids {
		g := &c.grids[i]
		c.settle(g.cols, g.rows)
		c.settle(g.rows, g.cols)
	}
}

func (c *counts) settle(list, across []countHead) {
	for i := range list {
		h := &list[i]
		if h.share == nil || h.problem != "" {
			continue
		}
		settled := share{whole: h.share.whole}
		h.share = &settled
		if settled.part, h.unfit = partOfShare(list, i); h.unfit == "" {
			settled.of, h.unfit = c.wholeOfShare(list, i, across)
		}
	}
}

// partOfShare returns the number that is the part: the heading names it, or it stands before it.
func partOfShare(list []countHead, i int) (part *meaning, problem string) {
	h := &list[i]
	if h.subject() || len(h.ofWhom()) > 0 {
		named := h.meaning
		named.share = nil
		return &named, ""
	}
	j := i - 1
	for j >= 0 && h.share.whole != nil && list[j].share != nil { // the same part, of something else
		j--
	}
	if h.total || j < 0 || list[j].share != nil || !list[j].follows() || list[j].orgKey != "" || list[j].org != "" || otherGroup(h.levels, list[j].levels) {
		return nil, "不知道是什么的比例"
	}
	before := list[j].meaning
	return &before, ""
}

// otherGroup reports whether two headings stand under different ones.
func otherGroup(a, b []string) bool {
	return len(a) > 1 && len(b) > 1 && a[0] != b[0]
}

// wholeOfShare returns the whole: what the heading says, or the total of its group. nil leaves that to the headings across.
func (c *counts) wholeOfShare(list []countHead, i int, across []countHead) (of *meaning, problem string) {
	s := list[i].share
	if s.whole != nil {
		whole := *s.whole
		if !whole.subject() && whole.impliedMeasure() == "" {
			whole.lent = c.countsWhat(s.part)
		}
		return &whole, ""
	}
	limits := s.part.ofWhom()
	if len(limits) == 0 {
		for k := range across {
			if _, problem := c.totalOf(&across[k], across); problem == "" {
				return nil, ""
			}
		}
		return nil, "没有写明占什么的比例"
	}
	what := c.countsWhat(s.part)
	return c.only(list, func(h *countHead) bool { return c.countsWhat(&h.meaning) == what && within(h.ofWhom(), limits) })
}

// only returns the heading that may be the total, if there is no doubt which.
func (c *counts) only(list []countHead, may func(*countHead) bool) (of *meaning, problem string) {
	var found *countHead
	for i := range list {
		h := &list[i]
		if h.share != nil || h.org != "" || h.orgKey != "" || !h.follows() || len(h.levels) == 0 || !may(h) {
			continue
		}
		if found != nil && !slices.Equal(found.ofWhom(), h.ofWhom()) {
			return nil, fmt.Sprintf("没有写明占「%s」还是占「%s」的比例", strings.Join(found.levels, "/"), strings.Join(h.levels, "/"))
		}
		if found == nil {
			found = h
		}
	}
	if found == nil {
		return nil, "表里没有找到算比例用的总数"
	}
	total := found.meaning
	return &total, ""
}

// totalOf returns the total of the group to which a heading across belongs: 党员总数 for 其中:女. A total is all of itself.
func (c *counts) totalOf(h *countHead, list []countHead) (of *meaning, problem string) {
	if h.org != "" || h.share != nil || !h.follows() || len(h.levels) == 0 {
		return nil, "没有写明占什么的比例"
	}
	limits, what := h.ofWhom(), c.countsWhat(&h.meaning)
	same := func(x *countHead) bool { return c.countsWhat(&x.meaning) == what }
	if len(limits) == 0 {
		if _, problem := c.only(list, func(x *countHead) bool { return same(x) && len(x.ofWhom()) > 0 }); problem == "" || strings.Contains(problem, "还是") {
			total := h.meaning
			return &total, ""
		}
		return nil, "没有写明占什么的比例"
	}
	return c.only(list, func(x *countHead) bool { return same(x) && within(x.ofWhom(), limits) })
}

// askShare puts the headings of a row and of a column, one of which is of a share, together into the questions for its two
// numbers.
func (c *counts) askShare(g *countGrid, row, col *countHead) (part, whole tally.Question, problem string) {
	if row.share != nil && col.share != nil {
		return part, whole, "行和列说的都是比例"
	}
	h, other, across := col, row, g.rows
	ask := func(h, other *meaning) (tally.Question, string) { q, _, problem := c.ask(other, h); return q, problem }
	if row.share != nil {
		h, other, across = row, col, g.cols
		ask = func(h, other *meaning) (tally.Question, string) { q, _, problem := c.ask(h, other); return q, problem }
	}
	if !h.follows() || !other.follows() {
		return part, whole, h.problem + h.unfit + other.problem + other.unfit
	}
	of, otherOf := h.share.of, &other.meaning
	if of == nil {
		if of, otherOf, problem = h.share.part, nil, ""; problem == "" {
			otherOf, problem = c.totalOf(other, across)
		}
	}
	if problem == "" {
		part, problem = ask(h.share.part, &other.meaning)
	}
	if problem == "" {
		whole, problem = ask(of, otherOf)
	}
	if problem == "" && part.Measure.Of != whole.Measure.Of {
		problem = "「" + part.Measure.Title + "」和「" + whole.Measure.Title + "」不是同一种数,不能算比例"
	}
	return part, whole, problem
}

// Whole is the number of which a share is, with the records behind it.
type Whole struct {
	Part    int64    `json:"part"`  // how many of it the share is
	Count   int64    `json:"count"` // as tally counts, money in fen
	What    string   `json:"what"`
	Records []string `json:"records"`
}

// shareDigits is how many digits stand behind the point where the form doesn't say.
const shareDigits = 1

// shareCell returns a share as the form wants it: a fraction in cells that show per cent, a number where the heading says %,
// otherwise with its sign. percent is the share in per cent.
func shareCell(part, whole int64, look sheet.Look, headed bool) (cell catalog.Cell, percent string) {
	digits := shareDigits
	section, _, _ := strings.Cut(look.Format, ";")
	if section != "" && !look.Text && !look.Date && strings.Contains(section, "0") {
		_, after, _ := strings.Cut(section, ".")
		digits = min(strings.Count(after, "0"), 4)
	}
	percent = ratio(100*part, whole, digits)
	switch {
	case strings.Contains(section, "%"):
		return catalog.Cell{Type: catalog.CellNumber, Text: plain(ratio(part, whole, digits+2))}, percent
	case headed && !look.Date:
		return numberCell(plain(percent), look), percent
	}
	return catalog.TextCell(percent + "%"), percent
}

// answerShare writes a share.
func (b *Blank) answerShare(fs *sheet.FormSheet, w *wanted, part, whole *tally.Answer, out *Result) {
	name := sheet.CellName(w.row, w.col)
	what := w.what + ",占 " + w.ofWhat
	blank := isFree(w.printed) || value.Tight(w.printed.Text) == "%"
	if problem := shareProblem(part.Count, whole.Count); problem != "" {
		if blank && b.plan.opt.Mark {
			fs.Mark(w.row, w.col)
		}
		out.Missing = append(out.Missing, Missing{Cell: name, Name: what, Problem: problem})
		return
	}
	cell, percent := shareCell(part.Count, whole.Count, fs.Look(w.row, w.col), w.percent)
	if !blank {
		if printed := value.Tight(w.printed.Text); printed != cell.Text && printed != percent && printed != percent+"%" {
			out.Missing = append(out.Missing, Missing{Cell: name, Name: what, Problem: fmt.Sprintf("表里写的是「%s」,统计是 %s%%,没有改", w.printed.Text, percent)})
		}
		return
	}
	fs.Put(w.row, w.col, cell)
	out.addNumber(*w, plain(percent), part)
	out.Numbers[len(out.Numbers)-1].Of = &Whole{Part: part.Count, Count: whole.Count, What: w.ofWhat, Records: whole.Records}
}

// plain leaves out the zeros behind the point that say nothing: the cell shows as many as it wants.
func plain(number string) string {
	if strings.Contains(number, ".") {
		number = strings.TrimRight(strings.TrimRight(number, "0"), ".")
	}
	return number
}

// ratio returns a/b rounded half up to some digits behind the point; b is more than 0.
func ratio(a, b int64, digits int) string {
	scale := int64(1)
	for range digits {
		scale *= 10
	}
	n := (2*a*scale + b) / (2 * b)
	if digits == 0 {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%d.%0*d", n/scale, digits, n%scale)
}

// shareProblem says why two numbers give no share, "" if they do.
func shareProblem(part, whole int64) string {
	switch {
	case whole <= 0:
		return "总数是 0,算不出比例"
	case part < 0 || part > whole:
		return "数出来的部分比总数还多,请核对这个比例怎么算"
	}
	return ""
}

// shareBrief says in few words which share a heading asks for.
func (h *countHead) shareBrief() string {
	side := func(m *meaning, otherwise string) string {
		if m == nil {
			return otherwise
		}
		x := countHead{meaning: *m}
		return x.brief()
	}
	part, of := h.share.part, h.share.of
	switch {
	case part != nil && of == nil:
		part = nil // what it is, too, stands across
	case part == nil:
		if named := h.meaning; named.subject() || len(named.ofWhom()) > 0 {
			named.share = nil
			part = &named
		}
		of = h.share.whole
	}
	return side(part, "前一项") + " 占 " + side(of, "总数") + " 的比例"
}
