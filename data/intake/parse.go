package intake

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// parsed holds the records of a table as its cells say, before anything is known of stored ones.
type parsed struct {
	rows   []int32       // rows of the sheet
	months []int32       // in a wide table, the column of the sheet whose cell each record is of; otherwise nil
	width  int           // values of each row
	values []value.Value // len(rows) × width
	marks  []mark        // by row
	starts []int32       // of the marks of each row; one more than rows
	refs   []refColumn
	weak   []int           // fields that were not in the sheet, but follow from others
	filled map[int32]uint8 // of rows with blank cells that follow from others: set of places in blanks
	blanks []int           // fields
	notes  []string
}

// mark is a problem of a row, before any decision.
type mark struct {
	field int16 // place in Kind.Fields
	col   int16 // of the sheet, -1 if the field has no column
	rule  bool  // found by the rules of the kind, from several fields
	p     *catalog.Problem
}

func (p *parsed) row(i int) []value.Value {
	return p.values[i*p.width : (i+1)*p.width : (i+1)*p.width]
}

func (p *parsed) marksOf(i int) []mark { return p.marks[p.starts[i]:p.starts[i+1]] }

// parser reads the rows of one table. What it holds is not changed while several goroutines read.
type parser struct {
	t       *Table
	kind    *catalog.Kind
	words   *vocabulary
	columns []columnParser
	birth   int // places of fields, -1 if there is none
	sex     int
	id      int
	age     int // column of the sheet that holds ages
	asof    value.Date
	fill    []int // fields to fill in from the ID number
	blanks  []int // fields that have a column, whose formulas may have no result
	notes   []TableColumn
	note    int
	byName  []int // required lists without a column, of which the name of the record may be a value
	nameCol int   // column of the sheet that names the records, -1
	named   int   // field to be made of branch, -1
	branch  int
}

// columnParser reads one column.
type columnParser struct {
	col, field int
	f          *catalog.Field
	merged     bool // cells of merged areas hold for all rows of them
	cached     bool
	down       bool // a cell holds for the empty ones below it
	ref        int  // place in parsed.refs, -1
	zeros      func() bool
	order      func() dateOrder
	ticked     value.Value // what a mark stands for in a column to be ticked; zero for other columns
	date       *datePieces // nil but for the first of the columns of one date
	goods      *goods      // what the column counts, for a list of goods
	shares     []int       // fields that share the column, in the order in which its heading names them
	until      int         // field with which the period ends that this one begins, -1
	isName     bool        // the name of the person of the row
	times      int64       // by which sums without a unit of their own are multiplied; 0 for none
}

func (t *Table) parse(ctx context.Context) error {
	if t.parsed != nil {
		return nil
	}
	p := newParser(t)
	out := &parsed{width: p.width()}
	for i, role := range t.roles {
		if role == RoleBody {
			out.add(t, t.layout.top+i)
		}
	}
	out.values = make([]value.Value, len(out.rows)*out.width)
	out.weak = slices.Clone(p.fill)
	if p.named >= 0 {
		out.weak = append(out.weak, p.named)
	}
	for field := range t.said {
		out.weak = append(out.weak, field)
	}
	for field := range t.sortSaid {
		out.weak = append(out.weak, field)
	}
	for _, s := range t.sorts {
		out.weak = append(out.weak, s.field)
	}
	out.notes = slices.Concat(t.sortNotes(), t.moreNotes(), t.commentNotes())
	for _, c := range t.colours {
		if c.field >= 0 && t.column(c.field) < 0 {
			out.weak = append(out.weak, c.field)
		}
	}
	if !t.when.IsZero() {
		out.weak = append(out.weak, t.dateField())
	}
	p.references(out)
	workers := min(runtime.GOMAXPROCS(0), 1+len(out.rows)/2000, 4)
	parts := make([]part, workers)
	var wg sync.WaitGroup
	for w := range parts {
		wg.Go(func() { parts[w] = p.run(ctx, out, len(out.rows)*w/workers, len(out.rows)*(w+1)/workers) })
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	p.join(out, parts)
	t.parsed = out
	return nil
}

// part is what one goroutine has read.
type part struct {
	marks  []mark
	counts []int32
	names  [][]string
	lost   int
	filled []int
	blanks map[int32]uint8
	told   map[told]int // how often the notes have to say something
}

func newParser(t *Table) *parser {
	k := t.Kind
	p := &parser{t: t, kind: k, words: t.reading.vocabulary(k), birth: k.Index(birthKey), sex: k.Index(sexKey), id: -1, age: -1, note: k.Index(noteKey), named: -1}
	for _, c := range t.Columns {
		switch {
		case c.Basis == AsNote:
			p.notes = append(p.notes, c)
		case !c.Mapped(), c.Basis == ByMonth:
		case !k.Fields[c.Field].Stored():
			if k.Fields[c.Field].Key == ageKey {
				p.age = c.Col
			}
		case c.Basis == ByPiece && t.pieces[c.Column].lead != c.Column:
		default:
			p.columns = append(p.columns, p.column(c))
			if c.Basis == ByTick {
				p.columns[len(p.columns)-1].ticked = t.ticks[c.Column]
				if g, ok := t.goods[c.Column]; ok {
					p.columns[len(p.columns)-1].goods = &g
				}
			}
		}
	}
	p.nameCol = -1
	if c := t.column(k.Index(k.Name)); c >= 0 {
		p.nameCol = t.Columns[c].Col
	}
	p.fillFromID()
	p.nameFromBranch()
	p.findByName()
	p.asof = t.Date
	if p.asof.IsZero() && p.age >= 0 {
		p.asof = p.guessYear()
	}
	return p
}

// The fields of people that an ID number tells.
const (
	birthKey = "birth"
	sexKey   = "sex"
	ageKey   = "age"
)

func (p *parser) column(c TableColumn) columnParser {
	f := &p.kind.Fields[c.Field]
	cp := columnParser{col: c.Col, field: c.Field, f: f, merged: len(p.t.grid.merges[c.Col]) > 0, ref: -1, shares: p.t.shares[c.Column], until: -1}
	if f.Until != "" {
		cp.until = p.kind.Index(f.Until)
	}
	if c.Basis == ByPiece {
		cp.date = p.t.datePieces(c.Column)
	}
	if _, ok := f.Type.(catalog.Money); ok {
		cp.times = p.t.moneyUnit(c)
	}
	switch f.Type.(type) {
	case catalog.Int, catalog.Money: // a sum over merged rows must not be counted once for each
		cp.merged, cp.cached = false, len(cp.shares) == 0
	case catalog.IDNumber:
		p.id = c.Field
	case catalog.PersonName:
		cp.isName = f.Key == p.kind.Name
	case catalog.Text, catalog.Phone:
	case catalog.Ref:
		cp.down = p.t.runsDown(c.Col)
	case catalog.Date:
		cp.cached = true
		cp.zeros = sync.OnceValue(func() bool { return p.t.showsTwoDigits(c.Col) })
		cp.order = sync.OnceValue(func() dateOrder { return p.t.orderOf(c.Col) })
	default:
		cp.cached = true
	}
	return cp
}

// width is the number of values that a row needs.
func (p *parser) width() int {
	w := p.kind.Index(orgKey) + 1
	for _, c := range p.columns {
		w = max(w, c.field+1, c.until+1)
		for _, f := range c.shares {
			w = max(w, f+1)
		}
	}
	for _, f := range slices.Concat(p.fill, p.byName) {
		w = max(w, f+1)
	}
	if p.kind.Name == "" || len(p.t.more)+len(p.t.comments)+len(p.t.colours) > 0 || p.t.hasRemarks() || p.t.hasCellRemarks() { // what columns say beside their own field
		w = len(p.kind.Fields)
	}
	if s := p.kind.Spread; s != nil {
		w = max(w, p.kind.Index(s.By)+1, p.kind.Index(s.Value)+1)
	}
	if len(p.notes) > 0 {
		w = max(w, p.note+1)
	}
	for field := range p.t.said {
		w = max(w, field+1)
	}
	for field := range p.t.sortSaid {
		w = max(w, field+1)
	}
	for _, s := range p.t.sorts {
		w = max(w, s.field+1)
	}
	w = max(w, p.t.dateField()+1, clockField(p.kind, startKey)+1, clockField(p.kind, endKey)+1, p.named+1, p.kind.Index(p.kind.Name)+1)
	return w
}

// reader is one goroutine's work on a range of rows.
type reader struct {
	*parser
	out    *parsed
	part   part
	caches []map[cacheKey]reading
	names  []map[string]int32
	down   []string     // last name of each reference column
	group  int          // group row in force, -1
	sort   int          // place in sorts of the one in force, -1
	more   []int        // further rows of the record that is read
	aside  []string     // what the record says beside its fields
	beside []string     // remarks behind the name of the row that are of no field
	last   map[int]seen // by column of the sheet: what it held last, where rows may leave out what stands above
}

type cacheKey struct {
	text, format string
	kind         catalog.CellType
}

// reading is what a cell was read as.
type reading struct {
	v value.Value
	p *catalog.Problem
}

const maxCache = 1 << 13

// tellStep is after how many records a goroutine looks whether it is still wanted, and tells how far it is.
const tellStep = 4096

func (p *parser) run(ctx context.Context, out *parsed, from, to int) part {
	rd := &reader{parser: p, out: out, group: -1, sort: -1, down: make([]string, len(out.refs))}
	rd.caches = make([]map[cacheKey]reading, len(p.columns))
	for i, c := range p.columns {
		if c.cached {
			rd.caches[i] = map[cacheKey]reading{}
		}
	}
	rd.part.names = make([][]string, len(out.refs))
	rd.names = make([]map[string]int32, len(out.refs))
	for i := range rd.names {
		rd.names[i] = map[string]int32{}
	}
	rd.part.filled = make([]int, len(p.fill))
	rd.startDown(from)
	rd.part.counts = make([]int32, 0, to-from)
	for i := from; i < to; i++ {
		if n := i - from; n > 0 && n%tellStep == 0 {
			if ctx.Err() != nil {
				return rd.part
			}
			p.t.reading.tell(tellStep)
		}
		before := len(rd.part.marks)
		rd.row(i)
		rd.part.counts = append(rd.part.counts, int32(len(rd.part.marks)-before))
	}
	return rd.part
}

// startDown finds the names that hold from above for the first row of a part.
func (rd *reader) startDown(from int) {
	for _, c := range rd.columns {
		if c.ref < 0 || !c.down {
			continue
		}
		for i := from - 1; i >= 0; i-- {
			if s := value.Tight(text(rd.t.grid.over(int(rd.out.rows[i]), c.col))); s != "" {
				rd.down[c.ref] = s
				break
			}
		}
	}
}

func (rd *reader) row(i int) {
	r := int(rd.out.rows[i])
	values := rd.out.row(i)
	start := len(rd.part.marks)
	named := 0
	if rd.more = rd.t.more[r]; len(rd.more) > 0 {
		rd.askForgotten()
	}
	for n := range rd.columns {
		c := &rd.columns[n]
		if c.date != nil {
			rd.assemble(r, c, values)
			continue
		}
		cell := rd.t.grid.Cell(r, c.col)
		if c.merged && cell.IsEmpty() {
			cell = rd.t.grid.over(r, c.col)
		}
		if isDitto(cell.Text) && c.mayRepeat() {
			cell = rd.above(r, c.col, cell)
		}
		if len(rd.more) > 0 {
			cell = rd.join(c, cell)
		}
		if c.ref >= 0 {
			rd.refer(i, r, c, cell)
			named++
			continue
		}
		if cell.IsEmpty() {
			continue
		}
		p := rd.take(n, r, c, cell, values)
		if p != nil {
			rd.part.marks = append(rd.part.marks, mark{int16(c.field), int16(c.col), false, p})
		}
	}
	if named < len(rd.out.refs) {
		last := &rd.out.refs[len(rd.out.refs)-1]
		rd.name(i, len(rd.out.refs)-1, rd.fallback(r), -1, last)
	}
	if c := rd.nameCol; c >= 0 && rd.t.grid.Struck(r, c) {
		rd.part.marks = append(rd.part.marks, mark{int16(rd.kind.Index(rd.kind.Name)), int16(c), false, &catalog.Problem{Code: "struck", Field: rd.kind.Name,
			Severity: catalog.Doubt, Text: "这一行的名称有删除线,可能已经离任、转出或作废:还要导入吗?"}})
	}
	col := noMonth
	if rd.out.months != nil {
		col = int(rd.out.months[i])
		rd.ofMonth(r, col, values)
	} else if rd.t.Month.Month != 0 {
		values[rd.kind.Index(rd.kind.Spread.By)] = rd.t.Month.Value()
	} else if !rd.t.when.IsZero() {
		values[rd.t.dateField()] = rd.t.when.Value()
	}
	rd.sayBefore(r, values)
	rd.sayByName(values)
	rd.takeColours(r, values)
	rd.takeComments(r, col)
	rd.noteRemarks(values)
	rd.noteAsides(values)
	rd.settleDates(r, values, start)
	rd.complete(i, values)
	rd.checkAge(r, values)
	rd.appendNotes(r, values)
	rd.check(values, col)
}

func (rd *reader) read(n int, c *columnParser, cell catalog.Cell) (value.Value, *catalog.Problem) {
	cache := rd.caches[n]
	if cache == nil {
		return c.parse(cell)
	}
	key := cacheKey{cell.Text, cell.Format, cell.Type}
	if hit, ok := cache[key]; ok {
		return hit.v, hit.p
	}
	v, p := c.parse(cell)
	if len(cache) < maxCache {
		cache[key] = reading{v, p}
	}
	return v, p
}

// check adds what the required fields and the kind's rules say of the row alone.
func (rd *reader) check(values []value.Value, month int) {
	rd.part.marks = appendRules(rd.part.marks, rd.t, catalog.RecordOf(rd.kind, "", values), month)
}

// appendRules adds the problems of a whole record: required fields that are empty, and the kind's rules.
func appendRules(marks []mark, t *Table, rec catalog.Record, month int) []mark {
	for i := range t.Kind.Fields {
		f := &t.Kind.Fields[i]
		if f.Required && f.Stored() && rec.At(i).IsEmpty() {
			marks = append(marks, mark{int16(i), t.colOf(i, month), true, &catalog.Problem{Code: codeRequired, Field: f.Key, Severity: catalog.Broken,
				Text: f.Title + "没有填写,这一行不能存"}})
		}
	}
	for _, rule := range t.Kind.Rules {
		for _, p := range rule(rec, t.reading.opt.Today) {
			field := t.Kind.Index(p.Field)
			marks = append(marks, mark{int16(field), t.colOf(field, month), true, &p})
		}
	}
	return marks
}

// sheetCol returns the column of the sheet that fills a field, or -1.
func (t *Table) sheetCol(field int) int16 {
	if i := t.column(field); i >= 0 {
		return int16(t.Columns[i].Col)
	}
	return -1
}

const codeRequired = "required"

// join puts the parts together.
func (p *parser) join(out *parsed, parts []part) {
	lost, filled, i := 0, make([]int, len(p.fill)), 0
	index := make([]map[string]int32, len(out.refs))
	for ref := range index {
		index[ref] = map[string]int32{}
	}
	out.starts = append(make([]int32, 0, len(out.rows)+1), 0)
	for _, pt := range parts {
		for ref := range out.refs {
			out.refs[ref].adopt(index[ref], pt.names[ref], i, i+len(pt.counts))
		}
		for _, n := range pt.counts {
			out.starts = append(out.starts, out.starts[len(out.starts)-1]+n)
		}
		if len(parts) == 1 {
			out.marks = pt.marks
		} else {
			out.marks = append(out.marks, pt.marks...)
		}
		i += len(pt.counts)
		lost += pt.lost
		for row, set := range pt.blanks {
			if out.filled == nil {
				out.filled, out.blanks = map[int32]uint8{}, p.blanks
			}
			out.filled[row] = set
		}
		for n, c := range pt.filled {
			filled[n] += c
		}
	}
	out.notes = append(out.notes, p.tell(parts)...)
	if c := p.t.column(p.id); lost > 0 && c >= 0 {
		out.notes = append(out.notes, fmt.Sprintf("「%s」列有 %d 个号码按数字录入,15 位以后的数字已经丢失、无法恢复;请把该列设为文本格式,按原件重新填写",
			p.t.Columns[c].Title(), lost))
	}
	for n, f := range p.fill {
		if filled[n] > 0 {
			out.notes = append(out.notes, fmt.Sprintf("表中没有%s,已由身份证号码补上 %d %s", p.kind.Fields[f].Title, filled[n], p.kind.Unit))
		}
	}
	if p.named >= 0 {
		out.notes = append(out.notes, fmt.Sprintf("表中没有%s,已由%s得出", p.kind.Fields[p.named].Title, p.kind.Fields[p.branch].Title))
	}
	for _, c := range p.columns {
		if c.times > 1 {
			out.notes = append(out.notes, fmt.Sprintf("「%s」列的单位是%s,已换算成元", p.t.Columns[p.t.column(c.field)].Title(), moneyWords[c.times]))
		}
		if c.down && c.ref >= 0 {
			out.notes = append(out.notes, fmt.Sprintf("「%s」只在各组第一行填写,下面的空格按同一%s处理", p.t.Columns[p.t.column(c.field)].Title(), c.f.Title))
		}
	}
}
