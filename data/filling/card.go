package filling

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// label is a cell that names what goes into the blank one beside it.
type label struct {
	row, col           int // of the label
	valueRow, valueCol int
	text               string
	slot               *slot // in the text of the cell; nil: the value has a cell of its own
}

// The least that makes a form for one person.
const (
	leastLabels = 4 // labels that are known
	leastRows   = 2 // rows on which they stand
)

// readCards finds the sheets that are forms for one person: most labels that a kind knows have a blank cell beside
// them.
func (p *Plan) readCards() error {
	kinds := p.opt.Kinds
	if p.opt.Kind != nil {
		kinds = []*catalog.Kind{p.opt.Kind}
	}
	for place, src := range p.form.Book().Sheets {
		if src.Hidden || src.Rows() == 0 || src.Rows() > mostCardRows {
			continue
		}
		fs, err := p.form.Sheet(place)
		if err != nil {
			return err
		}
		labels := findLabels(fs)
		best, known := (*catalog.Kind)(nil), 0
		for _, k := range kinds {
			if n := knownLabels(k, labels, src); n > known && (p.Kind == nil || p.Kind == k) {
				best, known = k, n
			}
		}
		if best == nil {
			continue
		}
		if p.Kind == nil {
			p.Kind, p.KindWhy = best, "一格一格的项目里,认识的多是「"+best.Title+"」的字段"
			if p.opt.Kind != nil {
				p.KindWhy = "已指定"
			} else if k := p.titledKind(src, kinds, labels); k != nil {
				p.Kind, p.KindWhy = k, "标题或表名里有「"+k.Title+"」"
			}
		}
		p.Blanks = append(p.Blanks, p.card(place, fs, labels))
		if len(p.Blanks) == 1 && len(p.form.Book().Sheets) > 1 {
			break // further sheets of such a form hold notes or codes
		}
	}
	return nil
}

// titledKind returns the kind that the sheet names in words and whose labels it has.
func (p *Plan) titledKind(src *sheet.Sheet, kinds []*catalog.Kind, labels []label) *catalog.Kind {
	words := value.Tight(src.Name + p.Name)
	for r := range min(src.Rows(), 3) {
		for c := range src.Cols() {
			words += value.Tight(src.Cell(r, c).Text)
		}
	}
	var titled *catalog.Kind
	longest := 0
	for _, k := range kinds {
		if knownLabels(k, labels, src) == 0 {
			continue
		}
		for _, w := range append([]string{k.Title}, k.Aliases...) {
			if len(w) > longest && strings.Contains(words, w) { // 发展党员 is no 党员
				titled, longest = k, len(w)
			}
		}
	}
	return titled
}

// findLabels returns the cells of a sheet that have a blank cell of the table to their right.
func findLabels(fs *sheet.FormSheet) []label {
	src := fs.Source()
	var out []label
	for r := range src.Rows() {
		for c := range src.Cols() {
			cell := src.Cell(r, c)
			text := value.Tight(cell.Text)
			if slots := slotsOf(cell.Text); cell.Type == catalog.CellText && len(slots) > 0 {
				if _, formula := fs.Has(r, c); !formula {
					for i := range slots {
						out = append(out, label{r, c, r, c, slots[i].label, &slots[i]})
					}
				}
				continue
			}
			if cell.Type != catalog.CellText || text == "" || len([]rune(text)) > 24 {
				continue
			}
			m := fs.Merge(r, c)
			right := m.Col2 + 1
			blank := fs.Merge(r, right)
			if blank.Col1 != right || blank.Row1 > r || !isOpen(src.Cell(blank.Row1, blank.Col1)) {
				continue
			}
			if _, formula := fs.Has(blank.Row1, right); formula || !fs.Look(blank.Row1, right).Ruled && blank.Col1 == blank.Col2 {
				continue
			}
			l := label{row: r, col: c, valueRow: blank.Row1, valueCol: right, text: text}
			if frame := src.Cell(blank.Row1, right).Text; frame != "" {
				l.slot = &slot{label: text, to: len(frame), boxed: hasBoxes(frame), date: !hasBoxes(frame), day: strings.Contains(frame, "日")}
			}
			out = append(out, l)
		}
	}
	return out
}

// knownLabels counts the labels that a kind knows, 0 if they don't make a form for one person: a table has its
// headings side by side.
func knownLabels(k *catalog.Kind, labels []label, src *sheet.Sheet) int {
	known := func(text string) bool {
		m := intake.Match([]intake.Column{{Heading: readHints([]string{text}).plain}}, k)[0]
		return m.Mapped() && m.Basis >= intake.ByTitle && m.Basis <= intake.ByBare
	}
	beside, rows := 0, map[int]bool{}
	at := map[[2]int]bool{}
	named := false
	for _, l := range labels {
		if known(l.text) {
			beside++
			rows[l.row] = true
			at[[2]int{l.row, l.col}] = true
			if m := intake.Match([]intake.Column{{Heading: []string{l.text}}}, k)[0]; m.Mapped() && k.Fields[m.Field].Key == k.Name {
				named = true
			}
		}
	}
	if beside < leastLabels || len(rows) < leastRows || !named {
		return 0
	}
	others := 0
	for r := range src.Rows() {
		for c := range src.Cols() {
			if text := value.Tight(src.Cell(r, c).Text); text != "" && !at[[2]int{r, c}] && known(text) {
				others++
			}
		}
	}
	if beside <= others {
		return 0
	}
	return beside
}

// card makes the blank of a form for one person, or for several in blocks.
func (p *Plan) card(place int, fs *sheet.FormSheet, labels []label) *Blank {
	src := fs.Source()
	b := &Blank{plan: p, Place: place, Sheet: src.Name, Card: true}
	b.body.example = -1
	var heads []label
	for _, l := range labels {
		m := intake.Match([]intake.Column{{Heading: []string{l.text}}}, p.Kind)[0]
		if m.Mapped() && p.Kind.Fields[m.Field].Key == p.Kind.Name && m.Basis >= intake.ByTitle && m.Basis <= intake.ByBare {
			heads = append(heads, l)
		}
	}
	b.blocks = max(1, len(heads))
	for _, l := range labels {
		if l.slot != nil && officialLabel.MatchString(l.text) {
			continue // a line of the form, not of the person
		}
		if slices.ContainsFunc(b.Columns, func(c Column) bool { return c.Row == l.valueRow && c.Col == l.valueCol && c.slot == nil }) {
			continue // 年 is the label of the month that stands behind it
		}
		b.Columns = append(b.Columns, p.spread(fs, Column{Row: l.valueRow, Col: l.valueCol, Heading: []string{l.text}, block: blockOf(heads, l), slot: l.slot})...)
	}
	for i := range b.Columns {
		b.Columns[i].place = i
	}
	for r := range min(src.Rows(), 3) {
		if t := value.Tight(src.Cell(r, 0).Text); b.Title == "" && t != "" {
			b.Title = t
		}
	}
	return b
}

// officialLabel are labels that ask for who fills the form in and when, not for the person.
var officialLabel = regexp.MustCompile(`(填报|填表|上报|报送|填写|制表|审核|单位|负责|经办|签[名字章]|盖章|意见|日期|截止|编号)`)

// blockOf returns the block to which a label belongs: that of the last name above it and not to the right of it.
func blockOf(heads []label, l label) int {
	block := 0
	for i, h := range heads {
		if h.row <= l.row && h.col <= l.col {
			block = i
		}
	}
	return block
}

// fillCards writes records into the blocks of a form.
func (b *Blank) fillCards(fs *sheet.FormSheet, records []catalog.Record, out *Result) {
	for i := range b.Columns {
		c := &b.Columns[i]
		if c.spell == nil || c.block >= len(records) || c.slot != nil {
			continue
		}
		b.put(fs, c.Row, c, c.block+1, records[c.block], out)
	}
	b.writeInline(fs, records, out)
	slices.SortStableFunc(out.Missing, func(x, y Missing) int { return strings.Compare(x.Record, y.Record) })
	if len(b.Columns) > 0 {
		first, last := b.Columns[0], b.Columns[len(b.Columns)-1]
		out.Range = sheet.Range{Row1: first.Row, Col1: first.Col, Row2: last.Row, Col2: last.Col}.String()
	}
}

// Split cuts the records of a job by the community that they belong to, in the order of the communities' ids; those
// that belong to none come last.
func (p *Plan) Split(ctx context.Context, records []catalog.Record) ([]Job, error) {
	f := p.Kind.Field(orgKey)
	if f == nil {
		return nil, catalog.Refuse(codeNoOrg, "%s不按社区分,不能一个社区一张表", p.Kind.Title)
	}
	ref, ok := f.Type.(catalog.Ref)
	if !ok {
		return nil, catalog.Refuse(codeNoOrg, "%s不按社区分,不能一个社区一张表", p.Kind.Title)
	}
	byOrg := map[string][]catalog.Record{}
	var ids []string
	for _, r := range records {
		id := r.Get(orgKey).Canonical()
		if byOrg[id] == nil {
			ids = append(ids, id)
		}
		byOrg[id] = append(byOrg[id], r)
	}
	slices.SortFunc(ids, func(x, y string) int {
		if (x == "") != (y == "") {
			return len(y) - len(x)
		}
		return strings.Compare(x, y)
	})
	found, err := p.records.Lookup(ctx, ref.Kind, ids)
	if err != nil {
		return nil, err
	}
	return p.jobs(ids, byOrg, found), nil
}

// Each makes a job of each record: a form, a sheet or a file for one person.
func (p *Plan) Each(ctx context.Context, records []catalog.Record) ([]Job, error) {
	found := map[string]catalog.Record{}
	if f := p.Kind.Field(orgKey); f != nil {
		if ref, ok := f.Type.(catalog.Ref); ok {
			var ids []string
			for _, r := range records {
				if id := r.Get(orgKey).Canonical(); id != "" && !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			var err error
			if found, err = p.records.Lookup(ctx, ref.Kind, ids); err != nil {
				return nil, fmt.Errorf("look up the communities: %w", err)
			}
		}
	}
	jobs := make([]Job, len(records))
	for i, r := range records {
		jobs[i] = Job{Org: found[r.Get(orgKey).Canonical()], Sheet: r.Label(), Records: records[i : i+1]}
	}
	return jobs, nil
}

// jobs makes a job of the records of each community.
func (p *Plan) jobs(ids []string, byOrg map[string][]catalog.Record, found map[string]catalog.Record) []Job {
	var jobs []Job
	for _, id := range ids {
		job := Job{Org: found[id], Sheet: found[id].Label(), Records: byOrg[id]}
		if job.Sheet == "" {
			job.Sheet = "未填社区"
		}
		jobs = append(jobs, job)
	}
	return jobs
}
