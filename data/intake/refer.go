package intake

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Rows name the records that they refer to: the community first of all.

// refColumn holds the names by which the rows refer to records of another kind.
type refColumn struct {
	field int
	dir   *directory
	place bool // its heading speaks of communities
	end   bool // its heading ends in 社区, and so do the names under it, written or not
	names []string
	at    []int32 // of each row: place in names, -1 if the row names none
	cells []int32 // of each row: column of the cell that names it, -1 if it is not a cell of the row
}

// references prepares the columns that refer to other records; rows that name none get the group's or the table's.
func (p *parser) references(out *parsed) {
	org := p.kind.Index(orgKey)
	for i := range p.columns {
		c := &p.columns[i]
		ref, ok := c.f.Type.(catalog.Ref)
		if !ok || p.t.reading.dirs[ref.Kind] == nil {
			continue
		}
		c.ref = len(out.refs)
		heading := fold(path(p.t.samples[c.col-p.t.layout.col1].Heading))
		out.refs = append(out.refs, refColumn{field: c.field, dir: p.t.reading.dirs[ref.Kind],
			place: c.field == org && containsAny(heading, []string{"社区", "村", "支部", "党组织"}),
			end:   c.field == org && !strings.Contains(heading, "村") && (strings.HasSuffix(heading, communityEnd) || heading == "社区名称")})
	}
	if org >= 0 && p.t.reading.dirs[orgKey] != nil && !slices.ContainsFunc(out.refs, func(r refColumn) bool { return r.field == org }) {
		out.refs = append(out.refs, refColumn{field: org, dir: p.t.reading.dirs[orgKey], place: true})
	}
	for i := range out.refs {
		out.refs[i].at = make([]int32, len(out.rows))
		out.refs[i].cells = make([]int32, len(out.rows))
	}
}

// refer notes the name by which a row refers to another record.
func (rd *reader) refer(i, r int, c *columnParser, cell catalog.Cell) {
	v, _ := c.f.Type.Parse(cell)
	name, col := v.Raw(), int32(c.col)
	switch {
	case name != "":
		if c.down {
			rd.down[c.ref] = name
		}
	case c.down && rd.down[c.ref] != "":
		name = rd.down[c.ref]
	case c.f.Key == orgKey:
		name, col = rd.fallback(r), -1
	}
	rd.name(i, c.ref, name, col, &rd.out.refs[c.ref])
}

// fallback returns the community of a row that names none: the group's, else the table's.
func (rd *reader) fallback(r int) string {
	groups := rd.t.groups
	for rd.group+1 < len(groups) && groups[rd.group+1].row < r {
		rd.group++
	}
	if rd.group >= 0 {
		return groups[rd.group].name
	}
	return rd.t.Org
}

// name keeps a name once for each part; join gives the parts one list.
func (rd *reader) name(i, ref int, name string, col int32, c *refColumn) {
	c.cells[i] = col
	if name == "" {
		c.at[i] = -1
		return
	}
	at, ok := rd.names[ref][name]
	if !ok {
		at = int32(len(rd.part.names[ref]))
		rd.names[ref][name] = at
		rd.part.names[ref] = append(rd.part.names[ref], name)
	}
	c.at[i] = at
	rd.out.values[i*rd.out.width+c.field] = value.Unread(name)
}

// adopt moves the names of a part, whose rows are from ≤ i < to, into the column's list.
func (c *refColumn) adopt(index map[string]int32, names []string, from, to int) {
	moved := make([]int32, len(names))
	for i, n := range names {
		at, ok := index[n]
		if !ok {
			at = int32(len(c.names))
			index[n] = at
			c.names = append(c.names, n)
		}
		moved[i] = at
	}
	for i := from; i < to; i++ {
		if c.at[i] >= 0 {
			c.at[i] = moved[c.at[i]]
		}
	}
}
