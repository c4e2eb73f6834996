package board

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// The sizes of a branch (DOMAIN.md §4): at least so many full members to found one, and ordinarily no more than so many.
const (
	leastInBranch = 3
	mostInBranch  = 50
)

// Coverage returns how members are managed, by class, and where nobody manages: members without a branch, communities
// without one, branches that are too large or too small, members away for over six months.
func Coverage(ctx context.Context, records Records, org string, asof value.Date) (*Sheet, error) {
	members, err := all(ctx, records, ledger.Member, func(r catalog.Record) bool { return ledger.InParty(r) && within(r, org) })
	if err != nil {
		return nil, fmt.Errorf("read the members: %w", err)
	}
	orgs, err := communities(ctx, records, org)
	if err != nil {
		return nil, fmt.Errorf("read the branches: %w", err)
	}
	items, err := due.List(ctx, records, asof)
	if err != nil {
		return nil, fmt.Errorf("look for what is due: %w", err)
	}
	s := &Sheet{Title: "党员分类管理和覆盖情况表", Frozen: 1, Notes: []string{"注:未纳入管理为没有所在党支部,或管理方式为未纳入管理的党员。"}}
	s.Columns = []Column{{Heading: []string{"人员类别"}, Width: 72, Align: catalog.AlignLeft}, {Heading: []string{"人数"}, Width: 20, Align: catalog.AlignRight}}
	ways := append(titlesOf(ledger.Management), "没有填写")
	for _, w := range ways {
		s.Columns = append(s.Columns, Column{Heading: []string{"管理方式", w}, Width: 28, Align: catalog.AlignRight})
	}
	s.Columns = append(s.Columns, Column{Heading: []string{"没有人管理"}, Width: 28, Align: catalog.AlignRight})
	for _, class := range append(titlesOf(ledger.MemberClass), "") {
		mine := choose(members, func(r catalog.Record) bool { return r.Get("class").Canonical() == class })
		if class == "" && len(mine) == 0 {
			continue
		}
		s.Rows = append(s.Rows, classRow(class, mine, ways))
	}
	total := classRow("合计", members, ways)
	total.Total = true
	s.Rows = append(s.Rows, total)
	nobody := choose(members, func(r catalog.Record) bool { return !ledger.Managed(r) })
	away := choose(members, func(r catalog.Record) bool {
		return slices.ContainsFunc(items, func(i due.Item) bool { return i.Rule == "floating" && i.About.ID == r.ID })
	})
	large, small, without := sizes(orgs, members)
	s.Rows = append(s.Rows, Row{Group: true, Cells: []Cell{{Text: "空白点和提醒"}}},
		blank("没有人管理的党员(空白点)", ledger.Member, nobody, Missing),
		blank("流动超过六个月没有转接组织关系的党员", ledger.Member, away, Missing),
		blank("没有党支部的社区", ledger.Org, without, Missing),
		blank(fmt.Sprintf("党员超过 %d 人的支部", mostInBranch), ledger.Org, large, Doubt),
		blank(fmt.Sprintf("正式党员不足 %d 人的支部", leastInBranch), ledger.Org, small, Missing))
	s.Summary = fmt.Sprintf("党员 %d 人,没有人管理 %d 人,流动超过六个月 %d 人,没有支部的社区 %d 个", len(members), len(nobody), len(away), len(without))
	return s, nil
}

func titlesOf(c catalog.Chooser) []string {
	var out []string
	for _, choice := range c.Choices() {
		out = append(out, choice.Code)
	}
	return out
}

func choose(records []catalog.Record, keep func(catalog.Record) bool) []catalog.Record {
	var out []catalog.Record
	for _, r := range records {
		if keep(r) {
			out = append(out, r)
		}
	}
	return out
}

// count is a number that opens the records behind it.
func count(kind *catalog.Kind, records []catalog.Record, state State) Cell {
	if len(records) == 0 {
		return Cell{Text: "0", State: Muted}
	}
	return Cell{Text: fmt.Sprint(len(records)), State: state, Kind: kind, IDs: ids(records)}
}

func classRow(class string, members []catalog.Record, ways []string) Row {
	if class == "" {
		class = "没有填写类别"
	}
	row := Row{Cells: []Cell{{Text: class}, count(ledger.Member, members, Plain)}}
	for i, w := range ways {
		state := Plain
		if w == ledger.NotManaged {
			state = Missing
		}
		if i == len(ways)-1 {
			w, state = "", Doubt
		}
		row.Cells = append(row.Cells, count(ledger.Member, choose(members, func(r catalog.Record) bool { return r.Get("management").Canonical() == w }), state))
	}
	row.Cells = append(row.Cells, count(ledger.Member, choose(members, func(r catalog.Record) bool { return !ledger.Managed(r) }), Missing))
	return row
}

func blank(title string, kind *catalog.Kind, records []catalog.Record, state State) Row {
	c := count(kind, records, state)
	c.Note = names(records)
	return Row{Cells: []Cell{{Text: title}, c}}
}

// names lists the first few records.
func names(records []catalog.Record) string {
	const most = 12
	var out []string
	for _, r := range records[:min(len(records), most)] {
		out = append(out, r.Label())
	}
	text := strings.Join(out, "、")
	if len(records) > most {
		text += " 等"
	}
	return text
}

// sizes finds the branches that are large or small, and communities without one.
func sizes(orgs, members []catalog.Record) (large, small, without []catalog.Record) {
	whole, full := map[string]int{}, map[string]int{}
	for _, m := range members {
		org := m.Get("org").Canonical()
		whole[org]++
		if m.Get("political_status").Canonical() != ledger.ProbationaryMember {
			full[org]++
		}
	}
	for _, o := range orgs {
		switch {
		case !ledger.HasBranch(o):
			without = append(without, o)
		case whole[o.ID] > mostInBranch:
			large = append(large, o)
		case full[o.ID] < leastInBranch:
			small = append(small, o)
		}
	}
	return large, small, without
}

// Committees returns who is in charge of which of the seven committees in each community.
func Committees(ctx context.Context, records Records, org string) (*Sheet, error) {
	orgs, err := communities(ctx, records, org)
	if err != nil {
		return nil, fmt.Errorf("read the communities: %w", err)
	}
	cadres, err := all(ctx, records, ledger.Cadre, func(r catalog.Record) bool {
		gone, _ := r.Get("resigned").Int()
		return gone == 0
	})
	if err != nil {
		return nil, fmt.Errorf("read the cadres: %w", err)
	}
	s := &Sheet{Title: "居委会下属委员会分工表", Frozen: 1, Columns: []Column{{Heading: []string{"社区"}, Width: 26, Align: catalog.AlignLeft}},
		Notes: []string{"注:按社区干部台账的分管工作列出;「空缺」为没有干部分管。"}}
	committees := titlesOf(ledger.Committee)
	for _, c := range committees {
		s.Columns = append(s.Columns, Column{Heading: []string{"下属委员会", c}, Width: 30, Align: catalog.AlignLeft})
	}
	s.Columns = append(s.Columns, Column{Heading: []string{"空缺"}, Width: 14})
	holes := 0
	for _, o := range orgs {
		mine := choose(cadres, func(r catalog.Record) bool { return within(r, o.ID) })
		row := Row{Cells: []Cell{{Text: o.Label(), Kind: ledger.Org, IDs: []string{o.ID}}}}
		missing := 0
		for _, c := range committees {
			in := choose(mine, func(r catalog.Record) bool {
				return slices.Contains(ledger.CommitteesIn(r.Get("in_charge_of").Canonical()), c)
			})
			if len(in) > 0 {
				row.Cells = append(row.Cells, Cell{Text: names(in), Kind: ledger.Cadre, IDs: ids(in), Note: posts(in)})
				continue
			}
			missing++
			row.Cells = append(row.Cells, hole(o, c, mine))
		}
		last := Cell{Text: "—", State: Muted}
		if missing > 0 {
			last = Cell{Text: fmt.Sprint(missing), State: Missing}
		}
		row.Cells = append(row.Cells, last)
		s.Rows = append(s.Rows, row)
		holes += missing
	}
	s.Summary = fmt.Sprintf("%d 个社区,%d 个委员会,%d 处没有干部分管", len(orgs), len(orgs)*len(committees), holes)
	return s, nil
}

// hole is a committee that nobody is in charge of; it opens the community's cadres, or a new one where there are none.
func hole(org catalog.Record, committee string, cadres []catalog.Record) Cell {
	c := Cell{Text: "空缺", State: Missing, Note: org.Label() + "的" + committee + "委员会没有干部分管;回车查看该社区的干部,在分管工作里填写", Kind: ledger.Cadre, IDs: ids(cadres)}
	if len(cadres) == 0 {
		c.Draft = catalog.NewRecord(ledger.Cadre, "").With("org", value.Text(org.ID)).With("in_charge_of", value.Text(committee))
	}
	return c
}

func posts(cadres []catalog.Record) string {
	var out []string
	for _, r := range cadres {
		words := []string{r.Label()}
		for _, key := range []string{"party_post", "committee_post", "in_charge_of"} {
			if text := r.Get(key).Canonical(); text != "" {
				words = append(words, text)
			}
		}
		out = append(out, strings.Join(words, " "))
	}
	return strings.Join(out, "\n")
}

// soon is how many days before its end a term is prepared for, as the reminder of terms has it.
const soon = 180

// Terms returns the terms of branches and committees, the one that ends next first.
func Terms(ctx context.Context, records Records, org string, asof value.Date) (*Sheet, error) {
	orgs, err := communities(ctx, records, org)
	if err != nil {
		return nil, fmt.Errorf("read the communities: %w", err)
	}
	ends := func(r catalog.Record) value.Date {
		d, _ := r.On(ledger.Org.Field("term_ends"), asof).Date()
		return d
	}
	slices.SortStableFunc(orgs, func(a, b catalog.Record) int {
		x, y := ends(a), ends(b)
		return cmp.Or(boolOrder(!x.IsZero(), !y.IsZero()), x.Compare(y))
	})
	s := &Sheet{Title: "社区换届情况表", Frozen: 1, Columns: []Column{
		{[]string{"社区"}, 26, catalog.AlignLeft}, {[]string{"党支部书记"}, 22, catalog.AlignLeft}, {[]string{"居委会主任"}, 22, catalog.AlignLeft},
		{[]string{"届次"}, 16, 0}, {[]string{"成立日期"}, 32, catalog.AlignLeft}, {[]string{"本届选举日期"}, 32, catalog.AlignLeft},
		{[]string{"任期(年)"}, 20, 0}, {[]string{"届满日期"}, 32, catalog.AlignLeft}, {[]string{"距届满"}, 24, catalog.AlignRight},
		{[]string{"情况"}, 30, catalog.AlignLeft},
	}}
	over, near := 0, 0
	for _, r := range orgs {
		row, days, known := termRow(r, ends(r), asof)
		s.Rows = append(s.Rows, row)
		switch {
		case known && days < 0:
			over++
		case known && days <= soon:
			near++
		}
	}
	s.Summary = fmt.Sprintf("%d 个社区,%d 个已届满,%d 个半年内届满", len(orgs), over, near)
	if len(orgs) > 0 && !ends(orgs[0]).IsZero() {
		s.Summary += fmt.Sprintf(";最先届满的是%s(%s)", orgs[0].Label(), ends(orgs[0]).Chinese())
	}
	return s, nil
}

func termRow(r catalog.Record, ends, asof value.Date) (row Row, days int, known bool) {
	text := func(key string) Cell { return Cell{Text: r.Kind.Field(key).Type.Format(r.On(r.Kind.Field(key), asof))} }
	years := text("term_years")
	if years.Text == "" {
		years = Cell{Text: "5", State: Muted, Note: "没有填写任期,按 5 年计算"}
	}
	row.Cells = []Cell{{Text: r.Label(), Kind: ledger.Org, IDs: []string{r.ID}}, text("secretary"), text("director"), text("term"), text("founded"), text("elected"), years, text("term_ends")}
	if ends.IsZero() {
		row.Cells = append(row.Cells, Cell{}, Cell{Text: "没有选举日期", State: Doubt})
		return row, 0, false
	}
	days = int(ends.Last().Time().Sub(asof.Last().Time()).Hours() / 24)
	left, state := Cell{Text: fmt.Sprintf("%d 天", days)}, Cell{Text: "任期内"}
	switch {
	case days < 0:
		left = Cell{Text: fmt.Sprintf("超 %d 天", -days), State: Missing}
		state = Cell{Text: "已届满,应换届", State: Missing}
	case days <= soon:
		left.State, state = Doubt, Cell{Text: "准备换届选举", State: Doubt}
	}
	row.Cells = append(row.Cells, left, state)
	return row, days, true
}
