package intake

import (
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Role says what a row of a sheet was taken for.
type Role uint8

// The roles of rows.
const (
	RoleNone    Role = iota // belongs to no table
	RoleBlank               // nothing in it, or a number alone
	RoleTitle               // the title of the table
	RoleLine                // 填报单位, 填报日期, a note above the table
	RoleHeading             // headings, those repeated on each printed page included
	RoleBody                // a record
	RoleGroup               // names the community of the rows below it
	RoleSub                 // another line between rows
	RoleTotal               // 小计, 合计
	RoleFooter              // 填表人, 注, page numbers
	RoleLeftOut             // a clerk has left it out
	RoleMore                // a further line of the record above it
)

// String returns the words for the role.
func (r Role) String() string {
	return [...]string{"表外内容", "空行", "标题", "表头说明", "表头", "记录", "社区分组行", "小标题", "合计", "表尾", "不导入", "续行"}[r]
}

// reason says why a row of this role is no record.
func (r Role) reason() string {
	switch r {
	case RoleBlank:
		return "空行或只有序号,跳过"
	case RoleTitle:
		return "是表格的标题,跳过"
	case RoleLine:
		return "是填报单位、日期等说明,跳过"
	case RoleHeading:
		return "是表头,跳过"
	case RoleGroup:
		return "是社区分组行,下面各行属于这个社区"
	case RoleSub:
		return "只有一格文字,当作小标题;它说的是下面各行的类别时,已照它填写"
	case RoleTotal:
		return "是合计行,跳过"
	case RoleFooter:
		return "是填表人、说明等表尾内容,跳过"
	case RoleLeftOut:
		return "已选择不导入"
	case RoleMore:
		return "接在上一行后面,是同一条记录"
	}
	return "不在表格内,跳过"
}

// classify says of each row what it is.
func (t *Table) classify() {
	l := t.layout
	t.roles = make([]Role, max(0, l.end-l.top+1))
	t.groups, t.sorts = t.groups[:0], nil
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
		if role == RoleSub {
			t.findSort(r)
		}
	}
	t.findMore()
	t.findComments()
	t.findColours()
}

// classifier tells the rows of a table's body apart.
type classifier struct {
	t         *Table
	dir       *directory
	nameCol   int          // column of the name, -1 if there is none
	light     map[int]bool // columns that make no record by themselves: serial number, community
	orgCol    int
	afterFoot bool
	looks     *emphasis // nil until it is asked for
	groupable bool
	named     int // last row with a name, -1
}

func newClassifier(t *Table) *classifier {
	c := &classifier{t: t, nameCol: -1, orgCol: -1, named: -1, light: map[int]bool{}, dir: t.reading.dirs[orgKey]}
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
		case col.Basis == BySerial, col.Basis == ByID:
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
	if sh.filled <= 6 && hasLabel(lead[0]) && (c.t.layout.closingLine(g.texts(r)) || allLabels(g.texts(r))) {
		c.afterFoot = true
		return RoleFooter
	}
	if isExample(lead[0]) || c.nameCol >= 0 && isExample(g.Cell(r, c.nameCol).Text) {
		return RoleLine
	}
	if role, ok := c.sparse(r, sh); ok {
		return role
	}
	if c.isPrepared(r, sh) {
		return RoleBlank
	}
	if c.isSum(r, sh) {
		return RoleTotal
	}
	c.afterFoot = false
	if c.nameCol >= 0 && !g.Cell(r, c.nameCol).IsEmpty() {
		c.named = r
	}
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
	s := g.only(r)
	switch {
	case pageMark.MatchString(s):
		return RoleFooter, true
	case hasName && value.LooksLikeName(s) && !c.wide(r, int(sh.first)) && !isSortOfPeople(s) && !c.standsOut(r):
		return RoleNone, false
	case c.wide(r, int(sh.first)), len(c.t.Columns) >= 4 && (int(sh.first) <= c.t.layout.col1+1 || hasName) && sh.numeric == 0:
		return RoleSub, true
	}
	return RoleNone, false
}

// isPrepared finds rows without a name in which somebody has filled in beforehand what all rows have alike: the serial
// number, the community, 汉族.
func (c *classifier) isPrepared(r int, sh shape) bool {
	g := c.t.grid
	if c.named < 0 || !g.over(r, c.nameCol).IsEmpty() {
		return false
	}
	for col := int(sh.first); col <= int(sh.last); col++ {
		cell := g.Cell(r, col)
		if cell.IsEmpty() || c.light[col] && isNumeric(cell) {
			continue
		}
		if cell.Text != g.over(c.named, col).Text || !c.t.isConstant(col) {
			return false
		}
	}
	return true
}

// isConstant reports whether the cells of a column that were looked at all hold the same.
func (t *Table) isConstant(col int) bool {
	i := col - t.layout.col1
	if i < 0 || i >= len(t.samples) || len(t.samples[i].Sample) < 2 {
		return false
	}
	first := t.samples[i].Sample[0].Text
	return count(t.samples[i].Sample, func(c catalog.Cell) bool { return c.Text == first }) == len(t.samples[i].Sample)
}

// wide reports whether a cell is merged over half of the table.
func (c *classifier) wide(r, col int) bool {
	m, ok := c.t.grid.merge(r, col)
	return ok && (m.Col2-m.Col1+1)*2 >= len(c.t.Columns) && m.Col2 > m.Col1
}

// isGroup finds rows that only name a community: alone, merged over the table, or behind a number.
func (c *classifier) isGroup(r int, sh shape) bool {
	g := c.t.grid
	if sh.filled > 2 {
		return false
	}
	if len(c.t.Columns) < 3 {
		return false
	}
	col := int(sh.last)
	if sh.filled == 2 && isCount.MatchString(foldSigns.Replace(g.tight(r, col))) && !isNumeric(g.Cell(r, int(sh.first))) {
		col = int(sh.first)
	}
	s := groupName(text(g.Cell(r, col)))
	if s == "" || runes(s) > 24 {
		return false
	}
	at := c.t.column(c.t.Kind.Index(orgKey))
	if sh.filled == 2 && col == int(sh.last) && (sh.numeric == 0 && runes(g.tight(r, int(sh.first))) > 2 || at >= 0 && c.t.Columns[at].Col == col || !c.light[int(sh.first)] && runes(g.tight(r, int(sh.first))) > 2) {
		return false
	}
	if !c.dir.knows(s) && !isPlace(s) && !(mayBePlace(s) && c.standsOut(r)) {
		return false
	}
	c.t.groups = append(c.t.groups, group{r, s})
	return true
}
