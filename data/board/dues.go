package board

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// DuesQuery says which year of dues is wanted.
type DuesQuery struct {
	Year int
	AsOf value.Date
	Org  string // "" is all branches
	// Owing leaves out who owes nothing.
	Owing bool
}

// payer is one member with the dues of each month.
type payer struct {
	member catalog.Record // zero: known from the ledger of dues alone
	name   string
	org    string
	months [13][]catalog.Record // by month of the year
	first  value.Date           // of all records before or in the year, the first month
	last   catalog.Record       // and the record of the last
}

// duesBook is who pays in which branch.
type duesBook struct {
	orgs   []catalog.Record
	payers []*payer
	byKey  map[string]*payer
}

// keysOf returns what a record of dues tells its payer by, the surest first.
func keysOf(r catalog.Record) []string {
	var keys []string
	if id := r.Get("member").Canonical(); id != "" {
		keys = append(keys, "member "+id)
	}
	if number := r.Get("id_number").Canonical(); number != "" {
		keys = append(keys, "number "+number)
	}
	return append(keys, "name "+r.Get("org").Canonical()+" "+r.Get("name").Canonical())
}

func readDues(ctx context.Context, records Records, q DuesQuery) (*duesBook, error) {
	b := &duesBook{byKey: map[string]*payer{}}
	var err error
	if b.orgs, err = communities(ctx, records, q.Org); err != nil {
		return nil, fmt.Errorf("read the branches: %w", err)
	}
	err = records.Each(ctx, ledger.Member, func(r catalog.Record) error {
		if ledger.InParty(r) && within(r, q.Org) && r.Get("org").Canonical() != "" {
			b.add(&payer{member: r, name: r.Get("name").Canonical(), org: r.Get("org").Canonical()},
				append([]string{"member " + r.ID}, keysOf(r.With("member", value.Value{}))...))
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	err = records.Each(ctx, ledger.Dues, func(r catalog.Record) error {
		if within(r, q.Org) {
			b.take(r, q.Year)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read the dues: %w", err)
	}
	slices.SortStableFunc(b.payers, func(x, y *payer) int { return cmp.Compare(b.place(x), b.place(y)) })
	return b, nil
}

// place is where a payer's branch stands.
func (b *duesBook) place(p *payer) int {
	i := slices.IndexFunc(b.orgs, func(o catalog.Record) bool { return o.ID == p.org })
	if i < 0 {
		return len(b.orgs)
	}
	return i
}

// add takes a payer; of several keys the ones that nobody has yet are the payer's.
func (b *duesBook) add(p *payer, keys []string) {
	b.payers = append(b.payers, p)
	for _, k := range keys {
		if b.byKey[k] == nil {
			b.byKey[k] = p
		}
	}
}

func (b *duesBook) take(r catalog.Record, year int) {
	month := r.Date("month")
	if month.Month == 0 || month.Year > year {
		return
	}
	var p *payer
	for _, k := range keysOf(r) {
		if p = b.byKey[k]; p != nil {
			break
		}
	}
	if p == nil {
		p = &payer{name: r.Get("name").Canonical(), org: r.Get("org").Canonical()}
		b.add(p, keysOf(r))
	}
	if p.last.IsZero() || p.last.Date("month").Compare(month) <= 0 {
		p.last = r
	}
	if p.first.IsZero() || month.Compare(p.first) < 0 {
		p.first = month
	}
	if month.Year == year {
		p.months[month.Month] = append(p.months[month.Month], r)
	}
}

// Dues returns the year of dues: a row for each member, a column for each month, with what is owed.
func Dues(ctx context.Context, records Records, q DuesQuery) (*Sheet, error) {
	b, err := readDues(ctx, records, q)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Title: fmt.Sprintf("%d年党费收缴情况表", q.Year), Frozen: 1, Notes: []string{"注:单位为元。「欠」为月份已过而没有交清的金额;「应」为未到月底的应交金额;空白为当月没有应交记录。"},
		Columns: []Column{{Heading: []string{"姓名"}, Width: 22, Align: catalog.AlignLeft}, {Heading: []string{"交费类别"}, Width: 20}, {Heading: []string{"核算基数"}, Width: 20, Align: catalog.AlignRight},
			{Heading: []string{"月应交"}, Width: 16, Align: catalog.AlignRight}}}
	for m := 1; m <= 12; m++ {
		s.Columns = append(s.Columns, Column{Heading: []string{"实交", fmt.Sprintf("%d月", m)}, Width: 17, Align: catalog.AlignRight})
	}
	for _, title := range []string{"应交合计", "实交合计", "欠交"} {
		s.Columns = append(s.Columns, Column{Heading: []string{title}, Width: 20, Align: catalog.AlignRight})
	}
	var whole, listed duesSum
	owing := 0
	for _, org := range append(slices.Clone(b.orgs), catalog.Record{}) {
		mine := slices.DeleteFunc(slices.Clone(b.payers), func(p *payer) bool { return b.place(p) != b.place(&payer{org: org.ID}) })
		if len(mine) == 0 {
			continue
		}
		var sum, shown duesSum
		var rows []Row
		for _, p := range mine {
			row, one := p.row(q)
			sum.add(one)
			if one.owed > 0 {
				owing++
			} else if q.Owing {
				continue
			}
			shown.add(one)
			rows = append(rows, row)
		}
		whole.add(sum)
		listed.add(shown)
		if len(rows) == 0 {
			continue
		}
		if q.Org == "" {
			s.Rows = append(s.Rows, Row{Group: true, Cells: []Cell{{Text: orgTitle(org)}}})
		}
		s.Rows = append(append(s.Rows, rows...), shown.row("小计"))
	}
	if q.Org == "" && len(s.Rows) > 0 {
		s.Rows = append(s.Rows, listed.row("合计"))
	}
	s.Summary = fmt.Sprintf("%d 人,应交 %s 元,实交 %s 元,%d 人欠交 %s 元", len(b.payers), yuan(whole.due), yuan(whole.paid), owing, yuan(whole.owed))
	return s, nil
}

func orgTitle(org catalog.Record) string {
	if org.IsZero() {
		return "没有填写支部"
	}
	return org.Label()
}

// yuan writes an amount in fen with both digits, so that amounts stand in line.
func yuan(fen int64) string { return value.FormatCents(fen) }

// duesSum are sums in fen.
type duesSum struct {
	months          [13]int64 // paid
	due, paid, owed int64
}

func (s *duesSum) add(o duesSum) {
	for m := range s.months {
		s.months[m] += o.months[m]
	}
	s.due, s.paid, s.owed = s.due+o.due, s.paid+o.paid, s.owed+o.owed
}

func (s *duesSum) row(title string) Row {
	cells := make([]Cell, 19)
	cells[0].Text = title
	for m := 1; m <= 12; m++ {
		if s.months[m] > 0 {
			cells[3+m].Text = yuan(s.months[m])
		}
	}
	cells[16].Text, cells[17].Text, cells[18] = yuan(s.due), yuan(s.paid), owedCell(s.owed)
	return Row{Cells: cells, Total: true}
}

func owedCell(fen int64) Cell {
	if fen == 0 {
		return Cell{}
	}
	return Cell{Text: yuan(fen), State: Missing}
}

// row is one member's year.
func (p *payer) row(q DuesQuery) (Row, duesSum) {
	var sum duesSum
	cells := make([]Cell, 19)
	cells[0] = Cell{Text: p.name, Kind: ledger.Member}
	if !p.member.IsZero() {
		cells[0].IDs = []string{p.member.ID}
	}
	if !p.last.IsZero() {
		cells[1].Text = ledger.PayerClass.Format(p.last.Get("class"))
		cells[2].Text = money(p.last.Get("base"))
		cells[3] = p.dueCell()
	}
	owed := ledger.Dues.Field("owed")
	for m := 1; m <= 12; m++ {
		var due, paid, short int64
		for _, r := range p.months[m] {
			d, _ := r.Get("due").Int()
			got, _ := r.Get("paid").Int()
			o, _ := r.On(owed, q.AsOf).Int()
			due, paid, short = due+d, paid+got, short+o
		}
		cells[3+m] = p.monthCell(q, m, due, paid, short)
		sum.months[m], sum.due, sum.paid, sum.owed = paid, sum.due+due, sum.paid+paid, sum.owed+short
	}
	if sum.due+sum.paid > 0 {
		cells[16].Text, cells[17].Text, cells[18] = yuan(sum.due), yuan(sum.paid), owedCell(sum.owed)
	}
	return Row{Cells: cells}, sum
}

func money(v value.Value) string {
	if fen, ok := v.Int(); ok {
		return yuan(fen)
	}
	return v.Raw()
}

// dueCell is what is due by the tiers; a record that says otherwise is marked.
func (p *payer) dueCell() Cell {
	c := Cell{Text: money(p.last.Get("due"))}
	least, most, ok := ledger.DuesOf(p.last.Get("class").Canonical(), p.last.Get("base"))
	switch {
	case !ok:
		c.State, c.Note = Doubt, "没有核算基数,算不出应交金额"
	case c.Text == "" && least == most:
		c.Text = yuan(least)
	case len(catalog.Check(p.last, value.Date{})) > 0:
		for _, problem := range catalog.Check(p.last, value.Date{}) {
			if problem.Field == "due" {
				c.State, c.Note = Doubt, problem.Text
			}
		}
	}
	return c
}

func (p *payer) monthCell(q DuesQuery, month int, due, paid, owed int64) Cell {
	c := Cell{Kind: ledger.Dues, IDs: ids(p.months[month])}
	name := value.Date{Year: q.Year, Month: month}
	switch {
	case len(p.months[month]) == 0:
		c.Draft = p.draft(name)
		if p.last.IsZero() || p.first.Compare(name) > 0 || p.last.Date("month").Compare(name) < 0 {
			c.Note = name.Chinese() + "没有应交记录,回车登记"
			return c
		}
		c.Text, c.State, c.Note = "无", Doubt, name.Chinese()+"没有应交记录,前后的月份有;回车补登"
	case owed > 0 && paid > 0:
		c.Text, c.State, c.Note = fmt.Sprintf("欠%s", yuan(owed)), Missing, fmt.Sprintf("%s应交 %s 元,实交 %s 元,欠 %s 元", name.Chinese(), yuan(due), yuan(paid), yuan(owed))
	case owed > 0:
		c.Text, c.State, c.Note = fmt.Sprintf("欠%s", yuan(owed)), Missing, fmt.Sprintf("%s应交 %s 元,没有交", name.Chinese(), yuan(due))
	case paid == 0 && due == 0 && p.last.Get("class").Canonical() != ledger.PayerExempt:
		c.Text, c.State, c.Note = "待定", Doubt, name.Chinese()+"没有填写应交金额:请补填核算基数"
	case paid == 0 && due > 0:
		c.Text, c.State, c.Note = "应"+yuan(due), Muted, fmt.Sprintf("%s应交 %s 元", name.Chinese(), yuan(due))
	default:
		c.Text = yuan(paid)
	}
	return c
}

// draft is the payer's record of a month: base and class as last, what is due by the tiers.
func (p *payer) draft(month value.Date) catalog.Record {
	r := catalog.NewRecord(ledger.Dues, "").With("month", month.Value()).With("org", value.Text(p.org)).With("name", value.Text(p.name))
	if !p.member.IsZero() {
		r = r.With("member", value.Text(p.member.ID)).With("id_number", p.member.Get("id_number"))
		r = r.With("class", value.Text(payerClass(p.member)))
	}
	if !p.last.IsZero() {
		for _, key := range []string{"id_number", "member", "class", "base"} {
			if v := p.last.Get(key); !v.IsEmpty() {
				r = r.With(key, v)
			}
		}
		if _, _, ok := ledger.DuesOf(r.Get("class").Canonical(), r.Get("base")); !ok || r.Get("class").Canonical() == ledger.PayerFarmer || r.Get("class").IsEmpty() {
			r = r.With("due", p.last.Get("due")) // the tiers don't tell it
		}
	}
	return catalog.Complete(r)
}

// payerClass is the class of dues that a member's class tells; "" where it doesn't.
func payerClass(member catalog.Record) string {
	switch member.Get("class").Canonical() {
	case "离退休党员":
		return ledger.PayerRetired
	case "毕业待分配学生党员":
		return ledger.PayerStudent
	case "在职单位党员":
		return ledger.PayerWorking
	}
	return ""
}

// Due is what making the dues of a month comes to.
type Due struct {
	Month    value.Date
	Changes  []catalog.Change
	Existing int      // members who have a record of the month already
	NoBase   []string // names of those for whom nothing is known to reckon by
}

// MakeDues returns the records of a month for all members of a branch who have none yet, with class and base of their
// last one before. Done again it makes nothing.
func MakeDues(ctx context.Context, records Records, org string, month value.Date) (Due, error) {
	month.Day = 0
	d := Due{Month: month}
	b, err := readDues(ctx, records, DuesQuery{Year: month.Year, AsOf: month, Org: org})
	if err != nil {
		return d, err
	}
	for _, p := range b.payers {
		if len(p.months[month.Month]) > 0 {
			d.Existing++
			continue
		}
		if p.member.IsZero() {
			continue // who paid once and is no member now
		}
		p.last = p.before(month)
		r := p.draft(month)
		if r.Get("due").IsEmpty() {
			d.NoBase = append(d.NoBase, p.name)
		}
		d.Changes = append(d.Changes, catalog.Create(r))
	}
	return d, nil
}

// before returns the last record before a month; readDues keeps the last of all, which may be of a later one.
func (p *payer) before(month value.Date) catalog.Record {
	if p.last.IsZero() || p.last.Date("month").Compare(month) < 0 {
		return p.last
	}
	for m := month.Month - 1; m > 0; m-- {
		if len(p.months[m]) > 0 {
			return p.months[m][0]
		}
	}
	return p.last
}

// Words says what making the dues comes to: 将生成 2003年10月 应交党费 60 笔;….
func (d Due) Words() string {
	if len(d.Changes) == 0 {
		return fmt.Sprintf("%s的应交党费已经齐全,共 %d 人", d.Month.Chinese(), d.Existing)
	}
	text := fmt.Sprintf("已生成 %s应交党费 %d 笔", d.Month.Chinese(), len(d.Changes))
	if d.Existing > 0 {
		text += fmt.Sprintf(",已有的 %d 笔没有动", d.Existing)
	}
	if n := len(d.NoBase); n > 0 {
		text += fmt.Sprintf(";%s等 %d 人没有核算基数,请补填", strings.Join(d.NoBase[:min(n, 3)], "、"), n)
	}
	return text
}
