package intake

import (
	"fmt"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// codeForgotten is the doubt whether a row without a name goes on with the record above it, or is somebody whose name was
// forgotten.
const codeForgotten = "forgotten_name"

// mayBeForgotten reports whether a row that was taken for the rest of the record above it may as well be a person without
// a name: it has a post and a telephone of its own, and nothing is merged.
func (t *Table) mayBeForgotten(r int) bool {
	name := int(t.sheetCol(t.Kind.Index(t.Kind.Name)))
	if _, decided := t.byClerk[r]; decided || name < 0 || t.IsLine(r) {
		return false
	}
	if _, merged := t.grid.merge(r, name); merged {
		return false
	}
	phone, post := false, false
	for _, c := range t.Columns {
		cell := t.grid.Cell(r, c.Col)
		if !c.Mapped() || cell.IsEmpty() {
			continue
		}
		f := &t.Kind.Fields[c.Field]
		if _, is := f.Type.(catalog.Phone); is {
			phone = phone || isMobile(cell)
		}
		post = post || f.Several
	}
	return phone && post
}

// askForgotten asks of the further rows of a record whether they are somebody else.
func (rd *reader) askForgotten() {
	for _, more := range rd.more {
		if !rd.t.mayBeForgotten(more) {
			continue
		}
		field := rd.kind.Index(rd.kind.Name)
		rd.part.marks = append(rd.part.marks, mark{int16(field), int16(rd.nameCol), false, &catalog.Problem{Code: codeForgotten, Field: rd.kind.Name, Severity: catalog.Doubt,
			Suggestion: value.Int(int64(more)), Text: fmt.Sprintf("下面第 %d 行没有姓名,却有职务和电话,已接在这一行后面:是同一人,还是漏写了姓名的另一个人?", more+1)}})
	}
}

// settleForgotten decides whether a row without a name goes on with the record above it.
func (r *Reading) settleForgotten(pr Problem, a Answer) error {
	row, ok := pr.mark.p.Suggestion.Int()
	if a.Action == Type || a.Action == Clear || !ok {
		return catalog.Refuse("no_option", "请选是同一人,还是另一个人")
	}
	t, at := pr.Table, int(row)
	t.byClerk[at] = RoleMore
	if a.Action == Choose && a.Option == 1 {
		t.byClerk[at] = RoleBody
	}
	t.classify()
	t.parsed = nil
	r.undoing = append(r.undoing, func() {
		delete(t.byClerk, at)
		t.classify()
		t.parsed = nil
	})
	return nil
}
