package report

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/due"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// lead counts who leads and who helps.
func (c *counting) lead() {
	led := c.all(ledger.Org, func(r catalog.Record) bool { return !r.Get("leader").IsEmpty() })
	c.distinct("联系领导人数", "人", "联系领导", ledger.Org, led, field("leader"))
	c.one(counted("联系社区数", "个", ledger.Org, led))
	c.distinct("帮联部门数", "个", "帮联部门", ledger.Org, c.all(ledger.Org, every), field("departments"))
	c.distinct("党建联络员人数", "人", "党建联络员", ledger.Org, c.all(ledger.Org, every), field("liaison"))
}

// branchName is what the branch of a community is called.
func branchName(org catalog.Record) string {
	if name := org.Get("branch").Canonical(); name != "" {
		return name
	}
	return org.Label() + "党支部"
}

// branches counts the branches and how their secretaries were chosen.
func (c *counting) branches() {
	founded := c.all(ledger.Org, ledger.HasBranch)
	c.one(counted("党支部数", "个", ledger.Org, founded))
	c.names("党支部名单", ledger.Org, founded, func(r catalog.Record) []string { return []string{branchName(r)} })
	c.one(c.earliest("最早成立时间", founded))
	c.one(counted("新成立党支部数", "个", ledger.Org, c.all(ledger.Org, func(r catalog.Record) bool { return ledger.HasBranch(r) && c.within(r.Date("founded")) })))
	bare := c.group("coverage", "no_branch", false)
	c.one(number("无党支部社区数", "个", ledger.Org, bare.Cell(tally.Total)))
	c.names("无党支部社区", ledger.Org, c.all(ledger.Org, func(r catalog.Record) bool { return !ledger.HasBranch(r) }), func(r catalog.Record) []string { return []string{r.Label()} })
	committees := c.all(ledger.Org, func(r catalog.Record) bool {
		n, ok := r.Get("committee_members").Int()
		return ok && n > 0 || !r.Get("director").IsEmpty()
	})
	c.one(counted("居委会数", "个", ledger.Org, committees))
	var secretaries tally.Cell
	if cells := c.group("community-party", "secretaries", false).Cells; len(cells) > 0 {
		secretaries = cells[0]
	}
	c.one(number("支部书记人数", "人", ledger.Cadre, secretaries))
	c.cells("支部书记产生方式", known(c.chosen(secretaries)), "人", plainly)
}

// chosen counts how the secretaries were chosen.
func (c *counting) chosen(secretaries tally.Cell) *tally.Group {
	g := c.group("cadre-work", "chosen_by", false)
	out := &tally.Group{Kind: ledger.Cadre}
	for _, cell := range g.Cells {
		part := tally.Cell{Key: cell.Key}
		for _, id := range cell.Records {
			if slices.Contains(secretaries.Records, id) {
				part.Count++
				part.Records = append(part.Records, id)
			}
		}
		out.Cells = append(out.Cells, part)
	}
	return out
}

// earliest is the month in which the first branch was founded.
func (c *counting) earliest(key string, founded []catalog.Record) *Figure {
	var first catalog.Record
	for _, r := range founded {
		if d := r.Date("founded"); !d.IsZero() && (first.IsZero() || d.Compare(first.Date("founded")) < 0) {
			first = r
		}
	}
	if first.IsZero() {
		return words(key, "", ledger.Org)
	}
	d := first.Date("founded")
	d.Day = 0
	return words(key, d.Chinese(), ledger.Org, first)
}

// cadres counts the communities' cadres and their committees.
func (c *counting) cadres() {
	const name = "cadre-composition"
	c.cell("干部人数", "人", name, "total", tally.Total)
	c.cell("女干部人数", "人", name, "sex", "女")
	c.cells("干部年龄", known(c.group(name, "age", false)), "人", wholly(bandWords))
	c.cells("干部学历", known(c.group(name, "education", false)), "人", plainly)
	c.cells("干部政治面貌", c.group(name, "political_status", false), "人", plainly)
	c.cells("干部产生方式", known(c.group("cadre-work", "chosen_by", false)), "人", plainly)
	g := c.group("cadre-work", "committee", false)
	var items [][]Span
	seats := tally.Cell{}
	for _, cell := range g.Cells {
		if cell.Count == 0 || cell.Key == tally.Unfilled {
			continue
		}
		seats.Count++
		for _, id := range cell.Records {
			if !slices.Contains(seats.Records, id) {
				seats.Records = append(seats.Records, id)
			}
		}
		f := c.keep(&Figure{Key: "委员会名单" + partMark + cell.Key, Text: cell.Key, Kind: ledger.Cadre, Records: cell.Records})
		items = append(items, []Span{shown(f)})
	}
	c.one(number("委员会数", "个", ledger.Cadre, seats))
	c.list("委员会名单", comma, items...)
}

// bandWords are the words for an age band of a tally: 30岁及以下, 31至45岁, 60岁以上.
func bandWords(band string) string {
	switch {
	case strings.HasPrefix(band, "≤"):
		return strings.TrimPrefix(band, "≤") + "岁及以下"
	case strings.HasPrefix(band, ">"):
		return strings.TrimPrefix(band, ">") + "岁以上"
	case band == tally.Unfilled, band == tally.Unclear:
		return "年龄" + band
	}
	return strings.Replace(band, "–", "至", 1) + "岁"
}

// members counts the members by class, how they are managed, and who isn't.
func (c *counting) members() {
	const name = "member-composition"
	c.cell("党员人数", "人", name, "total", tally.Total)
	c.cell("女党员人数", "人", name, "sex", "女")
	c.cells("党员分类", c.group(name, "class", false), "人", plainly)
	c.cells("党员管理方式", known(c.group("member-management", "management", false)), "人", plainly)
	inParty := func(r catalog.Record) bool { return ledger.InParty(r) }
	c.one(counted("预备党员人数", "人", ledger.Member, c.all(ledger.Member, func(r catalog.Record) bool {
		return inParty(r) && r.Get("political_status").Canonical() == ledger.ProbationaryMember
	})))
	c.one(counted("报到党员人数", "人", ledger.Member, c.all(ledger.Member, func(r catalog.Record) bool {
		return inParty(r) && !r.Get("reported").IsEmpty()
	})))
	c.cell("转接人次", "人次", "transfers", "total", tally.Total)
	c.cells("转接方向", c.group("transfers", "direction", false), "人次", plainly)
	c.cells("转接办理情况", c.group("transfers", "state", false), "人次", plainly)
	c.one(c.away())
	c.one(number("无人管理党员人数", "人", ledger.Member, c.group("coverage", "unmanaged", false).Cell(tally.Total)))
}

// away counts the members on the move for over half a year without a transfer, as package due finds them.
func (c *counting) away() *Figure {
	cell := tally.Cell{}
	if c.err == nil {
		var items []due.Item
		if items, c.err = due.List(c.ctx, c.records, c.params.AsOf); c.err != nil {
			items = nil
		}
		for _, i := range items {
			if i.Rule == "floating" && (c.params.Org == "" || i.Org == c.params.Org) {
				cell.Count++
				cell.Records = append(cell.Records, i.About.ID)
			}
		}
	}
	return number("流动超六个月人数", "人", ledger.Member, cell)
}

// rules counts the rules, and the meetings that they ask for.
func (c *counting) rules() {
	g := c.group("rules", "state", false)
	c.one(number("制度数", "项", ledger.Rule, g.Cell(ledger.RuleInForce)))
	inForce := c.all(ledger.Rule, holds("state", ledger.RuleInForce))
	var items [][]Span
	for _, r := range inForce {
		items = append(items, []Span{{Text: "《"}, shown(c.keep(words("制度名单"+partMark+r.Label(), wide(r.Get("title").Canonical()), ledger.Rule, r))), {Text: "》"}})
	}
	c.list("制度名单", "", items...)
	posted := c.all(ledger.Rule, func(r catalog.Record) bool {
		return holds("state", ledger.RuleInForce)(r) && (!r.Get("posted").IsEmpty() || !r.Get("posted_at").IsEmpty())
	})
	c.one(counted("上墙制度数", "项", ledger.Rule, posted))
	c.distinct("张贴地点数", "处", "张贴地点", ledger.Rule, posted, field("posted_at"))
	c.cell("会议次数", "次", "meetings", "total", tally.Total)
	c.cell("到会人次", "人次", "meetings", "attendance", tally.Total)
	c.cells("会议分类", c.group("meetings", "type", false), "次", plainly)
}

// partners counts the partner units, what they lend, and the joint activities.
func (c *counting) partners() {
	c.cell("共建单位数", "个", "partners", "total", tally.Total)
	units := c.all(ledger.Partner, every)
	c.names("共建单位名单", ledger.Partner, units, func(r catalog.Record) []string { return []string{r.Label()} })
	c.one(counted("联络委员会单位数", "个", ledger.Partner, c.all(ledger.Partner, func(r catalog.Record) bool { return !r.Get("seat").IsEmpty() })))
	lent := c.all(ledger.Venue, func(r catalog.Record) bool { return !r.Get("partner").IsEmpty() })
	c.one(counted("共建场所数", "处", ledger.Venue, lent))
	c.names("共建场所", ledger.Venue, lent, func(r catalog.Record) []string { return []string{r.Label()} })
	c.cell("活动次数", "次", "activities", "total", tally.Total)
	c.cell("活动人次", "人次", "activities", "attendance", tally.Total)
	c.cells("活动分类", c.group("activities", "type", false), "次", plainly)
	c.largest()
}

// largest tells of the activity in which the most units took part; among equal ones, the most people.
func (c *counting) largest() {
	list := catalog.Refs{}
	units := func(r catalog.Record) []catalog.Link { return list.Links(r.Get("partners")) }
	people := func(r catalog.Record) int64 { n, _ := r.Get("count").Int(); return n }
	held := c.group("activities", "total", false).Cell(tally.Total).Records
	var most catalog.Record
	for _, r := range c.all(ledger.Activity, func(r catalog.Record) bool { return slices.Contains(held, r.ID) }) {
		if more := len(units(r)) - len(units(most)); more > 0 || more == 0 && people(r) > people(most) {
			most = r
		}
	}
	about := []catalog.Record{}
	if !most.IsZero() {
		about = append(about, most)
	}
	kind := ledger.Activity.Field("type").Type.Format(most.Get("type"))
	c.one(words("最大活动时间", most.Date("date").Chinese(), ledger.Activity, about...))
	c.one(words("最大活动社区", c.set.orgs[most.Get("org").Canonical()], ledger.Activity, about...))
	c.one(words("最大活动类型", kind, ledger.Activity, about...))
	c.one(words("最大活动名称", wide(most.Get("title").Canonical()), ledger.Activity, about...))
	c.one(number("最大活动人次", "人次", ledger.Activity, tally.Cell{Count: people(most), Records: ids(about)}))
	c.unitsOf(units(most))
}

// unitsOf counts and names the units of the largest activity: records of partners, and words that name none.
func (c *counting) unitsOf(links []catalog.Link) {
	labels := map[string]string{}
	for _, r := range c.everything(ledger.Partner) {
		labels[r.ID] = r.Label()
	}
	cell := tally.Cell{}
	var items [][]Span
	for _, l := range links {
		if l.ID != "" && labels[l.ID] == "" {
			continue // in the recycle bin
		}
		cell.Count++
		f := &Figure{Key: "最大活动单位" + partMark + l.In(labels), Text: wide(l.In(labels)), Kind: ledger.Partner}
		if l.ID != "" {
			f.Records = []string{l.ID}
			cell.Records = append(cell.Records, l.ID)
		}
		items = append(items, []Span{shown(c.keep(f))})
	}
	c.one(number("最大活动单位数", "个", ledger.Partner, cell))
	c.list("最大活动单位", comma, items...)
}

// date is a date in words, "" for none.
func date(v value.Date) string {
	if v.IsZero() {
		return ""
	}
	return v.Chinese()
}
