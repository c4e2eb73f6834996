package intake

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// orgKey is the field that ties a record to its community, in every kind that has one.
const orgKey = "org"

const sampleSize = 40

// sample takes some cells of each column, from the whole length of the table.
func (t *Table) sample() {
	var rows []int
	n := 0
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if t.mayBeRecord(r) {
			n++
		}
	}
	step := max(1, n/sampleSize/2) // twice as many as are needed: not every cell is filled
	n = 0
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if !t.mayBeRecord(r) {
			continue
		}
		lead := t.grid.tight(r, int(t.grid.shapes[r].first))
		if n++; n%step == 0 && !isTotal(lead) && !isFooter(lead) {
			rows = append(rows, r)
		}
	}
	for i, p := range t.layout.paths {
		c := Column{Heading: p}
		for _, r := range rows {
			if cell := t.grid.over(r, t.layout.col1+i); !cell.IsEmpty() && !isBlank(cell.Text) {
				if c.Sample = append(c.Sample, cell); len(c.Sample) == sampleSize {
					break
				}
			}
		}
		t.samples = append(t.samples, c)
	}
}

func (t *Table) mayBeRecord(r int) bool {
	return t.grid.shapes[r].filled >= 2 && t.layout.marks[r] == RoleNone
}

// kindScore is how well a kind fits a table.
type kindScore struct {
	kind   *catalog.Kind
	score  float64
	mapped int
	word   string // wording of the kind in the title or the sheet's name
	inName bool   // it stands in the sheet's or the file's name
}

// The weights by which a kind is recognised: a heading that one kind alone knows counts most.
const (
	weightHeading  = 3.0  // divided by the number of kinds that know the heading
	weightPart     = 0.25 // times that, for a heading that only contains a wording
	weightByValues = 0.5
	weightRequired = 4.0 // taken off for each required field without a column
	weightTitle    = 0.8 // for each character of the wording in the title
	weightName     = 0.6 // and in the sheet's name, or the file's
	leastScore     = 2.0
	closeScore     = 2.0 // a second kind as near as this is said as a doubt
)

// recogniseKind finds the kind of the table, or takes the one that was given.
func (t *Table) recogniseKind() {
	if k := t.reading.opt.Kind; k != nil {
		t.Kind, t.KindWhy = k, "已指定"
		return
	}
	scores := t.scores()
	if len(scores) == 0 || scores[0].score < leastScore || scores[0].mapped < 2 {
		t.KindWhy = "表头里认识的列太少,认不出是哪一种台账"
		return
	}
	best := scores[0]
	t.Kind = best.kind
	t.KindWhy = fmt.Sprintf("%d 列是「%s」的字段", best.mapped, best.kind.Title)
	switch {
	case best.word != "" && best.inName:
		t.KindWhy += ",工作表名或文件名里有「" + best.word + "」"
	case best.word != "":
		t.KindWhy += ",标题里有「" + best.word + "」"
	}
	if len(scores) > 1 && scores[1].mapped >= 2 && best.score-scores[1].score < closeScore && (best.word == "" || scores[1].word != "") {
		t.KindDoubt = fmt.Sprintf("这张表像「%s」,也可能是「%s」,请确认台账种类", best.kind.Title, scores[1].kind.Title)
	}
}

func (t *Table) scores() []kindScore {
	vocabularies := t.reading.vocabularies
	known := make([]int, len(vocabularies))
	shared := make([]int, len(t.samples)) // how many kinds know a heading
	for i, c := range t.samples {
		var set uint64
		for j, v := range vocabularies {
			if len(c.Heading) > 0 && (v.knows(c.Heading[len(c.Heading)-1]) || v.knows(path(c.Heading))) {
				known[j]++
				set |= 1 << (j % 64)
			}
		}
		shared[i] = max(1, bits.OnesCount64(set))
	}
	most := slices.Max(known)
	var out []kindScore
	for j, v := range vocabularies {
		if known[j]*2 < most { // not worth looking at the values
			continue
		}
		out = append(out, t.score(v, shared))
	}
	slices.SortStableFunc(out, func(a, b kindScore) int {
		if a.score > b.score {
			return -1
		}
		return 1
	})
	return out
}

func (t *Table) score(v *vocabulary, shared []int) kindScore {
	s := kindScore{kind: v.kind}
	filled := map[int]bool{}
	for i, m := range v.match(t.samples) {
		if !m.Mapped() {
			continue
		}
		filled[m.Field] = true
		s.mapped++
		switch m.Basis {
		case ByValues:
			s.score += weightByValues
		case ByPart:
			s.score += weightPart * weightHeading / float64(shared[i])
		default:
			s.score += weightHeading / float64(shared[i])
		}
	}
	for i := range v.kind.Fields {
		if f := &v.kind.Fields[i]; f.Required && f.Stored() && !filled[i] {
			s.score -= weightRequired
		}
	}
	if w := kindWord(v.kind, t.Title); w != "" {
		s.word = w
		s.score += weightTitle * float64(runes(w))
	}
	name := t.Sheet.Name
	if s.word == "" && kindWord(v.kind, name) == "" {
		name = t.File.Name
	}
	if w := kindWord(v.kind, name); w != "" {
		if s.word == "" {
			s.word, s.inName = w, true
		}
		s.score += weightName * float64(runes(w))
	}
	return s
}

// mapColumns ties the columns to fields, a clerk's decisions first.
func (t *Table) mapColumns() {
	mappings := make([]Mapping, len(t.samples))
	for i := range mappings {
		mappings[i] = Mapping{Column: i, Field: -1, Why: "台账种类还没有确定"}
	}
	if t.Kind != nil {
		mappings = Match(t.samples, t.Kind)
	}
	for i, m := range t.manual {
		for j := range mappings {
			if m.Field >= 0 && mappings[j].Field == m.Field {
				mappings[j].Field, mappings[j].Basis = -1, NoBasis
			}
		}
		mappings[i] = m
	}
	t.Columns = t.Columns[:0]
	for i, m := range mappings {
		if m.Mapped() && !t.Kind.Fields[m.Field].Stored() {
			m.Why += ";" + t.Kind.Fields[m.Field].Title + "由其他字段推算,不存储,只用来核对"
		}
		t.Columns = append(t.Columns, TableColumn{Col: t.layout.col1 + i, Heading: t.samples[i].Heading, Mapping: m})
	}
}

// findOrg finds the community of the whole table: given, named by the sheet, by 填报单位, or by the title.
func (t *Table) findOrg() {
	dir := t.reading.dirs[orgKey]
	if t.Kind == nil || t.Kind.Index(orgKey) < 0 || dir == nil {
		return
	}
	if t.reading.opt.Org != "" {
		t.Org, t.OrgWhy = t.reading.opt.Org, "已指定"
		return
	}
	name := value.Tight(t.Sheet.Name)
	switch {
	case dir.knows(name) || isPlace(name):
		t.Org, t.OrgWhy = name, "工作表名是「"+t.Sheet.Name+"」"
		if t.Unit != "" && (dir.knows(t.Unit) || isPlace(t.Unit)) && dir.stem(t.Unit) != dir.stem(name) {
			t.notes = append(t.notes, fmt.Sprintf("工作表名是「%s」,填报单位写的是「%s」,按工作表名处理", t.Sheet.Name, t.Unit))
		}
	case t.Unit != "" && !isOfficeName(t.Unit) && (dir.knows(t.Unit) || isPlace(t.Unit)):
		t.Org, t.OrgWhy = t.Unit, "填报单位是「"+t.Unit+"」"
	default:
		if org := dir.in(t.Title); org != "" {
			t.Org, t.OrgWhy = org, "标题里有「"+org+"」"
		} else if org := placeIn(t.Title); org != "" {
			t.Org, t.OrgWhy = org, "标题里有「"+org+"」"
		}
	}
}

// communitiesBySheet takes sheets called 北门, 西上, 新北 … for communities where nothing else names one.
func (r *Reading) communitiesBySheet(f *File) {
	var bare []*Table
	sheets := map[*sheet.Sheet]bool{}
	for _, t := range f.Tables {
		name := value.Tight(t.Sheet.Name)
		if t.Kind == nil || t.Kind.Index(orgKey) < 0 || t.column(t.Kind.Index(orgKey)) >= 0 || len(t.groups) > 0 {
			continue
		}
		if t.Org == "" && allHan(name) && runes(name) >= 2 && runes(name) <= 5 && !containsAny(name, notPlaces) && !isOfficeName(name) {
			bare = append(bare, t)
		}
		sheets[t.Sheet] = true
	}
	named := map[*sheet.Sheet]bool{}
	for _, t := range bare {
		named[t.Sheet] = true
	}
	if len(named) < 2 || len(named)*2 < len(sheets) {
		return
	}
	for _, t := range bare {
		t.Org, t.OrgWhy = value.Tight(t.Sheet.Name), "每个社区一张工作表,表名是「"+t.Sheet.Name+"」"
	}
}

// classify says of each row what it is.
func (t *Table) classify() {
	l := t.layout
	t.roles = make([]Role, max(0, l.end-l.top+1))
	t.groups = t.groups[:0]
	c := newClassifier(t)
	for r := l.top; r <= l.end; r++ {
		role, ok := l.marks[r]
		switch by, decided := t.byClerk[r]; {
		case decided:
			role = by
		case !ok && r >= l.first():
			role = c.role(r)
		}
		t.roles[r-l.top] = role
	}
}

// classifier tells the rows of a table's body apart.
type classifier struct {
	t         *Table
	dir       *directory
	nameCol   int          // column of the name, -1 if there is none
	light     map[int]bool // columns that make no record by themselves: serial number, community
	orgCol    int
	afterFoot bool
	groupable bool
}

func newClassifier(t *Table) *classifier {
	c := &classifier{t: t, nameCol: -1, orgCol: -1, light: map[int]bool{}, dir: t.reading.dirs[orgKey]}
	if t.Kind == nil {
		return c
	}
	name, org := t.Kind.Index(t.Kind.Name), t.Kind.Index(orgKey)
	for _, col := range t.Columns {
		switch {
		case col.Field == name && name >= 0:
			c.nameCol = col.Col
		case col.Field == org && org >= 0:
			c.orgCol, c.light[col.Col] = col.Col, true
		case col.Basis == BySerial:
			c.light[col.Col] = true
		}
	}
	c.groupable = org >= 0 && c.dir != nil
	return c
}

func (c *classifier) role(r int) Role {
	g := c.t.grid
	sh := g.shapes[r]
	if sh.filled == 0 {
		return RoleBlank
	}
	lead, n := [3]string{}, 0
	for col := int(sh.first); col <= int(sh.last) && n < len(lead); col++ {
		cell := g.Cell(r, col)
		if cell.IsEmpty() {
			continue
		}
		if cell.Type == catalog.CellText && len(cell.Text) < 400 {
			lead[n] = cell.Text
		}
		n++
	}
	for i, s := range lead {
		if strings.Contains(s, "计") && isTotal(value.Tight(s)) {
			return RoleTotal
		}
		if i == 0 && s != "" && (sh.filled <= 6 || hasLabel(s)) && isFooter(value.Tight(s)) {
			c.afterFoot = true
			return RoleFooter
		}
	}
	if role, ok := c.sparse(r, sh); ok {
		return role
	}
	c.afterFoot = false
	return RoleBody
}

// sparse judges rows of few cells: group rows, sub-headings, lines under a footer, prepared rows that are empty.
func (c *classifier) sparse(r int, sh shape) (Role, bool) {
	g := c.t.grid
	if int(sh.filled) > len(c.light)+2 {
		return RoleNone, false
	}
	hasName := c.nameCol >= 0 && !g.Cell(r, c.nameCol).IsEmpty()
	if c.groupable && c.isGroup(r, sh) {
		return RoleGroup, true
	}
	heavy := 0
	for col := int(sh.first); col <= int(sh.last); col++ {
		cell := g.Cell(r, col)
		if !cell.IsEmpty() && (!c.light[col] || col != c.orgCol && !isNumeric(cell) && runes(cell.Text) > 3) {
			heavy++
		}
	}
	switch {
	case heavy == 0:
		return RoleBlank, true
	case c.afterFoot && !hasName && sh.filled <= 2:
		return RoleFooter, true
	case sh.filled > 1:
		return RoleNone, false
	}
	s, _ := g.only(r)
	switch {
	case pageMark.MatchString(s):
		return RoleFooter, true
	case hasName && value.LooksLikeName(s) && !c.wide(r, int(sh.first)):
		return RoleNone, false
	case c.wide(r, int(sh.first)), len(c.t.Columns) >= 4 && (int(sh.first) <= c.t.layout.col1+1 || hasName) && sh.numeric == 0:
		return RoleSub, true
	}
	return RoleNone, false
}

// wide reports whether a cell is merged over half of the table.
func (c *classifier) wide(r, col int) bool {
	m, ok := c.t.grid.merge(r, col)
	return ok && (m.Col2-m.Col1+1)*2 >= len(c.t.Columns) && m.Col2 > m.Col1
}

// isGroup finds rows that only name a community: alone, merged over the table, or behind a number.
func (c *classifier) isGroup(r int, sh shape) bool {
	g := c.t.grid
	if sh.filled > 2 || sh.filled == 2 && sh.numeric == 0 && runes(g.tight(r, int(sh.first))) > 2 {
		return false
	}
	if len(c.t.Columns) < 3 {
		return false
	}
	col := int(sh.last)
	s := groupName(text(g.Cell(r, col)))
	if s == "" || runes(s) > 24 {
		return false
	}
	at := c.t.column(c.t.Kind.Index(orgKey))
	if sh.filled == 2 && (at >= 0 && c.t.Columns[at].Col == col || !c.light[int(sh.first)] && runes(g.tight(r, int(sh.first))) > 2) {
		return false
	}
	if !c.dir.knows(s) && !isPlace(s) {
		return false
	}
	c.t.groups = append(c.t.groups, group{r, s})
	return true
}

// noteHidden says which rows and columns are hidden; they are taken in.
func (t *Table) noteHidden() {
	var rows, cols []string
	n := 0
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if t.Sheet.RowHidden(r) && t.Role(r) == RoleBody {
			if n++; n <= 5 {
				rows = append(rows, fmt.Sprint(r+1))
			}
		}
	}
	for _, c := range t.Columns {
		if t.Sheet.ColHidden(c.Col) {
			cols = append(cols, sheet.ColName(c.Col))
		}
	}
	if n > 0 {
		etc := ""
		if n > len(rows) {
			etc = fmt.Sprintf(" 等 %d 行", n)
		}
		t.notes = append(t.notes, "第 "+strings.Join(rows, "、")+" 行"+etc+"是隐藏行,已一并读入")
	}
	if len(cols) > 0 {
		t.notes = append(t.notes, strings.Join(cols, "、")+" 列是隐藏列,已一并读入")
	}
}
