package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
)

// Accept says which rows an operation stores.
type Accept uint8

// The ways to accept a plan.
const (
	AcceptSure Accept = iota // what is free of doubt
	AcceptAll                // doubtful rows too, as they stand
)

func (a Accept) stores(r *Row) bool {
	return r.Fate == New || r.Fate == Changed || r.Fate == Doubtful && a == AcceptAll
}

// Operation returns the operation that stores the rows of the plan: the records that they refer to and that are not
// there yet, new records, changed ones. It has no changes if there is nothing to store. An empty label is made of
// the names of the files and the number of records. Each call gives new records new ids.
func (p *Plan) Operation(label, actor string, accept Accept) catalog.Operation {
	created := p.created(accept.stores)
	op := catalog.Operation{Label: label, Actor: actor, Changes: make([]catalog.Change, 0, len(created)+p.Counts.New+p.Counts.Changed+p.Counts.Doubtful)}
	for _, rec := range created {
		op.Changes = append(op.Changes, catalog.Create(rec))
	}
	later := p.repeats(accept)
	var updates []catalog.Change
	for _, tp := range p.referredFirst() {
		for i := range tp.Rows {
			row := &tp.Rows[i]
			if row.merges() || !accept.stores(row) && later[row] == nil {
				continue
			}
			rec := row.After()
			for _, more := range later[row] {
				rec = more.addTo(rec)
			}
			if row.before != nil && len(catalog.Differences(*row.before, rec)) == 0 {
				continue
			}
			if row.before != nil {
				updates = append(updates, catalog.Update(*row.before, rec))
				continue
			}
			if rec.ID = p.idOf(row); rec.ID == "" {
				rec.ID = newID()
			}
			op.Changes = append(op.Changes, catalog.Create(rec))
		}
	}
	op.Changes = append(op.Changes, updates...)
	for _, rec := range p.removals() {
		op.Changes = append(op.Changes, catalog.Delete(rec))
	}
	p.linkCreated(&op)
	if op.Label == "" {
		op.Label = p.label(op.Changes)
	}
	return op
}

// referredFirst returns the tables with those first whose records others refer to.
func (p *Plan) referredFirst() []*TablePlan {
	out := slices.Clone(p.Tables)
	slices.SortStableFunc(out, func(a, b *TablePlan) int { return p.rank(a) - p.rank(b) })
	return out
}

func (p *Plan) rank(tp *TablePlan) int {
	if k := tp.Table.Kind; k != nil && p.reading.dirs[k.Key].canCreate() {
		return 0
	}
	return 1
}

// merges reports whether a row is only added to the record of another row.
func (r *Row) merges() bool { return r.other != nil && r.Table.Kind.Name != "" }

// repeats returns the rows that are added to the record of another one and are accepted, by that row.
func (p *Plan) repeats(accept Accept) map[*Row][]*Row {
	out := map[*Row][]*Row{}
	for owner, rows := range p.repeated {
		if !accept.stores(owner) && owner.Fate != Same {
			continue
		}
		for _, row := range rows {
			if accept.stores(row) {
				out[owner] = append(out[owner], row)
			}
		}
	}
	return out
}

// label says what an operation does, for the history: 导入 北门花名册.xlsx 312 人.
func (p *Plan) label(changes []catalog.Change) string {
	var kinds []*catalog.Kind
	count := map[*catalog.Kind]int{}
	for _, c := range changes {
		k := c.Record().Kind
		if count[k] == 0 {
			kinds = append(kinds, k)
		}
		count[k]++
	}
	planned := map[*catalog.Kind]bool{}
	for _, tp := range p.Tables {
		planned[tp.Table.Kind] = true
	}
	kinds = slices.DeleteFunc(kinds, func(k *catalog.Kind) bool { return !planned[k] })
	var parts []string
	for _, k := range kinds {
		part := fmt.Sprintf("%d %s", count[k], k.Unit)
		if len(kinds) > 1 {
			part = k.Title + " " + part
		}
		parts = append(parts, part)
	}
	return strings.TrimSpace("导入 " + p.fileNames() + " " + strings.Join(parts, "、"))
}

func (p *Plan) fileNames() string {
	files := p.reading.Files
	switch len(files) {
	case 0:
		return ""
	case 1:
		return files[0].Name
	}
	return fmt.Sprintf("%s 等 %d 个文件", files[0].Name, len(files))
}

// Sentence says what will happen: 将新增 28 人,更新 2 人,跳过 1 行合计。
func (p *Plan) Sentence() string {
	var will []string
	for _, f := range []Fate{New, Changed} {
		if s := p.byKind(f); s != "" {
			will = append(will, f.String()+" "+s)
		}
	}
	if n := p.Removed(); n > 0 {
		will = append(will, fmt.Sprintf("删除 %d 条", n))
	}
	var rest []string
	if n := len(p.Created); n > 0 {
		rest = append(rest, fmt.Sprintf("新建%s %d %s", p.Created[0].Kind.Title, n, p.Created[0].Kind.Unit))
	}
	for _, f := range []Fate{Same, Doubtful, Broken} {
		if s := p.byKind(f); s != "" {
			rest = append(rest, s+[...]string{Same: "与现有相同", Doubtful: "存疑待定", Broken: "有错不能存"}[f])
		}
	}
	rest = append(rest, p.skipped()...)
	if why := p.misfit(); why != "" && len(will) == 0 {
		return why
	}
	if len(will) == 0 {
		return strings.Join(append([]string{"没有要新增或更新的记录"}, rest...), ",")
	}
	return "将" + strings.Join(append(will, rest...), ",")
}

// byKind counts the rows of one fate in the measure words of their kinds.
func (p *Plan) byKind(f Fate) string {
	var kinds []*catalog.Kind
	count := map[*catalog.Kind]int{}
	several := map[*catalog.Kind]bool{}
	for _, tp := range p.Tables {
		k := tp.Table.Kind
		if len(tp.Rows) > 0 {
			several[k] = true
		}
		for i := range tp.Rows {
			if tp.Rows[i].Fate == f {
				if count[k]++; count[k] == 1 {
					kinds = append(kinds, k)
				}
			}
		}
	}
	var parts []string
	for _, k := range kinds {
		s := fmt.Sprintf("%d %s", count[k], k.Unit)
		if len(several) > 1 {
			s = k.Title + " " + s
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "、")
}

// skipped says which rows are left out: 跳过 1 行合计.
func (p *Plan) skipped() []string {
	left := map[Role]int{}
	for _, tp := range p.Tables {
		if tp.Table.Included {
			for role, n := range tp.left {
				left[role] += n
			}
		}
	}
	var out []string
	for _, s := range []struct {
		role Role
		word string
	}{{RoleTotal, "合计"}, {RoleSub, "小标题"}, {RoleLeftOut, "已选择不导入的"}} {
		if n := left[s.role]; n > 0 {
			out = append(out, fmt.Sprintf("跳过 %d 行%s", n, s.word))
		}
	}
	return out
}
