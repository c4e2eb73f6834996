package tally

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Records gives the records to count.
type Records interface {
	// Each calls f for each record of a kind that is not in the recycle bin, in the order in which they were
	// created. An error of f ends it and is returned.
	Each(ctx context.Context, kind *catalog.Kind, f func(catalog.Record) error) error
}

// Params says what is counted.
type Params struct {
	AsOf value.Date // ages are full years (周岁) on this day; needed
	// From and To limit the entries of logs, both days included. An entry of which only the month or the year is
	// known counts if any day of it lies within. Without To, AsOf is the last day; without From there is no first.
	// Entries without a date count only if From is not given. Rosters of people don't heed From and To.
	From, To value.Date
	Org      string // id of the community to which the records belong; "" for all
	Bands    []int  // last ages of the age bands, ascending; nil for 30, 45, 60
}

// Codes of the refusals of this package.
const (
	CodeUnknown = "tally-unknown" // there is no tally of that name
	CodeAsOf    = "tally-asof"    // no day AsOf
	CodePeriod  = "tally-period"  // From is after To
	CodeBands   = "tally-bands"   // age bands that are none
)

// Info describes a tally.
type Info struct {
	Name  string        // "cadre-composition"
	Title string        // 社区干部构成统计表
	Kind  *catalog.Kind // what is counted
	Log   bool          // heeds From and To
	Bands bool          // heeds Bands
	// Matrix says that all groups have the same cells: they are the columns of one table.
	Matrix bool
}

// List returns the tallies that there are.
func List() []Info {
	var out []Info
	for _, d := range definitions() {
		out = append(out, d.info())
	}
	return out
}

func (d definition) info() Info {
	bands := slices.ContainsFunc(d.groups, func(g group) bool { _, ok := g.by.(byAge); return ok })
	return Info{Name: d.name, Title: d.title, Kind: d.kind, Log: d.date != "", Bands: bands || d.bands, Matrix: d.matrix}
}

// Run counts. It refuses names that List doesn't have and params that contradict themselves.
func Run(ctx context.Context, records Records, name string, p Params) (*Result, error) {
	d, err := find(name)
	if err != nil {
		return nil, err
	}
	if p.Bands == nil {
		p.Bands = usualBands()
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	if d.special == nil {
		return d.run(ctx, records, p)
	}
	res, err := d.special(ctx, records, p)
	if err != nil {
		return nil, fmt.Errorf("tally %s: %w", d.name, err)
	}
	res.Info, res.Params = d.info(), p
	return res, nil
}

func find(name string) (definition, error) {
	var names []string
	for _, d := range definitions() {
		if d.name == name {
			return d, nil
		}
		names = append(names, fmt.Sprintf("%s(%s)", d.name, d.title))
	}
	return definition{}, catalog.Refuse(CodeUnknown, "没有名为「%s」的统计,可以用:%s", name, strings.Join(names, "、"))
}

// usualBands are the bands of the county's report.
func usualBands() []int { return []int{30, 45, 60} }

// last is the last day on which entries of logs count.
func (p Params) last() value.Date {
	if p.To.IsZero() {
		return p.AsOf.Last()
	}
	return p.To.Last()
}

func (p Params) check() error {
	if p.AsOf.IsZero() {
		return catalog.Refuse(CodeAsOf, "没有给出统计的截止日期,请写成 2003-09-30")
	}
	if !p.From.IsZero() && p.From.First().Compare(p.last()) > 0 {
		return catalog.Refuse(CodePeriod, "起始日期 %s 在终止日期 %s 之后,请核对", p.From.Chinese(), p.last().Chinese())
	}
	return checkBands(p.Bands)
}

// oldest is the highest age that a band can end with.
const oldest = 150

func checkBands(bands []int) error {
	for i, b := range bands {
		if b < 1 || b > oldest || i > 0 && b <= bands[i-1] {
			return refuseBands(strings.Trim(fmt.Sprint(bands), "[]"))
		}
	}
	if len(bands) == 0 {
		return refuseBands("")
	}
	return nil
}

func refuseBands(given string) error {
	return catalog.Refuse(CodeBands, "年龄段「%s」不对,请从小到大写出各段的最大年龄,如 30,45,60", given)
}

// ParseBands reads age bands as people type them: "30,45,60". An empty text is nil, the usual bands.
func ParseBands(text string) ([]int, error) {
	if value.Tight(text) == "" {
		return nil, nil
	}
	var bands []int
	for _, part := range strings.FieldsFunc(value.Clean(text), func(r rune) bool { return strings.ContainsRune(",，、;； /", r) }) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, refuseBands(text)
		}
		bands = append(bands, n)
	}
	if checkBands(bands) != nil {
		return nil, refuseBands(text)
	}
	return bands, nil
}

// counter counts one group.
type counter struct {
	group
	sort    sorter
	cells   map[string]*Cell
	isMoney bool
}

func (d definition) run(ctx context.Context, records Records, p Params) (*Result, error) {
	counters := make([]counter, len(d.groups))
	for i, g := range d.groups {
		s, err := g.by.sorter(ctx, records, d.kind, p)
		if err != nil {
			return nil, fmt.Errorf("tally %s, group %s: %w", d.name, g.key, err)
		}
		counters[i] = counter{group: g, sort: s, cells: map[string]*Cell{}}
		if f := d.kind.Field(g.sum); f != nil {
			_, counters[i].isMoney = f.Type.(catalog.Money)
		}
	}
	res := &Result{Info: d.info(), Params: p}
	err := records.Each(ctx, d.kind, func(r catalog.Record) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.counts(r, p) {
			res.add(counters, r)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("tally %s: %w", d.name, err)
	}
	for _, c := range counters {
		res.Groups = append(res.Groups, c.result(d.kind))
	}
	return res, nil
}

// counts reports whether the record belongs to the community and the time that are counted. A community belongs to
// itself.
func (d definition) counts(r catalog.Record, p Params) bool {
	if !p.of(r) || d.only != nil && !d.only(r) {
		return false
	}
	if d.date == "" {
		return true
	}
	day := r.Date(d.date)
	if day.IsZero() {
		return p.From.IsZero()
	}
	return day.Last().Compare(p.From.First()) >= 0 && day.First().Compare(p.last()) <= 0
}

// of reports whether a record belongs to the community that is counted.
func (p Params) of(r catalog.Record) bool {
	return p.Org == "" || r.ID == p.Org || r.Get(orgField).Canonical() == p.Org
}

// add counts r in every group. A record without a number is left out of the sums, and noted if it is the number that
// the tally is about.
func (res *Result) add(counters []counter, r catalog.Record) {
	missing, first := false, firstSum(counters)
	for i := range counters {
		c := &counters[i]
		n := int64(1)
		if c.sum != "" {
			var ok bool
			if n, ok = r.On(r.Kind.Field(c.sum), res.Params.AsOf).Int(); !ok {
				missing = missing || c.sum == first
				continue
			}
		}
		for _, id := range c.sort.places(r) {
			cell := c.cells[id]
			if cell == nil {
				cell = &Cell{}
				c.cells[id] = cell
			}
			cell.Count += n
			cell.Records = append(cell.Records, r.ID)
		}
	}
	if missing {
		res.Uncounted = append(res.Uncounted, r.ID)
	}
}

// firstSum is the field that the first summing group sums: a record without that number is incomplete.
func firstSum(counters []counter) string {
	for _, c := range counters {
		if c.sum != "" {
			return c.sum
		}
	}
	return ""
}

// result returns the counted group with its cells in order, those of 未填 and 待核对 last.
func (c counter) result(k *catalog.Kind) Group {
	out := Group{Key: c.key, Title: c.title, Unit: c.unitOf(k), Timeline: c.sort.timeline, Kind: k, Of: c.sum, Parts: c.sort.cells == nil && c.unit != noUnit, Cells: []Cell{}}
	filled := make([]string, 0, len(c.cells))
	for id := range c.cells {
		if id != unfilled && id != unclear {
			filled = append(filled, id)
		}
	}
	for _, id := range c.sort.order(filled) {
		out.Cells = append(out.Cells, c.cell(id, c.sort.title(id)))
	}
	for _, odd := range [...]struct{ id, title string }{{unfilled, Unfilled}, {unclear, Unclear}} {
		if c.cells[odd.id] != nil {
			out.Cells = append(out.Cells, c.cell(odd.id, odd.title))
		}
	}
	return out
}

func (c counter) cell(id, title string) Cell {
	cell := Cell{Records: []string{}}
	if counted := c.cells[id]; counted != nil {
		cell = *counted
	}
	cell.Key, cell.money = title, c.isMoney
	return cell
}

// unitOf is the measure word of a group's numbers.
func (g group) unitOf(k *catalog.Kind) string {
	switch {
	case g.unit == noUnit:
		return ""
	case g.unit != "":
		return g.unit
	case g.sum == "":
		return k.Unit
	}
	switch t := k.Field(g.sum).Type.(type) {
	case catalog.Int:
		return t.Unit
	case catalog.Money:
		return "元"
	}
	return ""
}
