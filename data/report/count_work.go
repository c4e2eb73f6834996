package report

import (
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// education counts what the schools taught and what was shown, posted and handed out.
func (c *counting) education() {
	c.cell("培训次数", "次", "education", "sessions", tally.Total)
	c.cell("参训人次", "人次", "education", "attendance", tally.Total)
	people := c.group("education", "school_attendance", false)
	c.cells("各学校培训", c.group("education", "school", false), "次", func(school string, f *Figure) []Span {
		came := c.keep(number("各学校参训人次"+partMark+school, "人次", ledger.Course, people.Cell(school)))
		return append(plainly(school, f), shown(came), Span{Text: came.Unit})
	})
	c.list("各学校参训人次", comma, c.parts("各学校参训人次", people)...)
	g := c.group("publicity", "form", false)
	measures := c.measures()
	c.cells("宣传分类", g, "", func(form string, f *Figure) []Span {
		f.Unit = measures[form]
		return plainly(form, f)
	})
}

// parts are the items of a list whose figures are noted already.
func (c *counting) parts(name string, g *tally.Group) [][]Span {
	var out [][]Span
	for _, cell := range g.Cells {
		if f := c.set.figure(name + partMark + cell.Key); f != nil {
			out = append(out, plainly(cell.Key, f))
		}
	}
	return out
}

// measures are the measure words of the forms of publicity: exhibitions are held, leaflets counted.
func (c *counting) measures() map[string]string {
	out := map[string]string{}
	form, measure := ledger.Publicity.Field("form"), ledger.Publicity.Field("measure")
	for _, r := range c.everything(ledger.Publicity) {
		out[form.Type.Format(r.Get("form"))] = r.On(measure, c.params.AsOf).Canonical()
	}
	return out
}

// safety counts what there is for public order, and what was done.
func (c *counting) safety() {
	c.standing("警务室数", "个", "type", ledger.PoliceRoom)
	officers := c.all(ledger.Safety, func(r catalog.Record) bool { return holds("type", ledger.PoliceRoom)(r) && c.standsBy(r) })
	c.distinct("驻室民警人数", "人", "驻室民警", ledger.Safety, officers, field("officer"))
	c.standing("治安联防队数", "支", "type", ledger.Watch)
	c.cell("治安巡逻次数", "次", "safety", "patrols", tally.Total)
	c.one(c.attended("治安巡逻人次", ledger.Safety, holds("type", ledger.Patrol)))
	c.standing("责任捆绑数", "条", "type", ledger.Chain)
	c.standing("责任联系户数", "户", "households", tally.Total)
	c.cell("普法次数", "次", "safety", "type", "普法")
	c.one(c.attended("普法人次", ledger.Safety, holds("type", "普法")))
	c.cell("矛盾调解次数", "次", "safety", "type", "矛盾调解")
}

// standsBy reports whether something was set up by the end of the period, or nobody knows when.
func (c *counting) standsBy(r catalog.Record) bool {
	d := r.Date("date")
	return d.IsZero() || d.First().Compare(c.params.To) <= 0
}

// attended sums the attendances of the entries of the period that f wants.
func (c *counting) attended(key string, k *catalog.Kind, f func(catalog.Record) bool) *Figure {
	cell := tally.Cell{}
	for _, r := range c.all(k, func(r catalog.Record) bool { return f(r) && c.within(r.Date("date")) }) {
		if n, ok := r.Get("count").Int(); ok {
			cell.Count += n
			cell.Records = append(cell.Records, r.ID)
		}
	}
	return number(key, "人次", k, cell)
}

// leisure are the types of activity that the paragraph on culture tells of.
func leisure() []string {
	return []string{"文化共建", "文体活动", "读书", "棋牌球类比赛", "公民道德宣传"}
}

// culture counts rooms and places, and what was held in them.
func (c *counting) culture() {
	c.cell("场所数", "处", "venues", "total", tally.Total)
	c.cells("场所分类", c.group("venues", "type", false), "处", plainly)
	g := c.group("activities", "type", false)
	held := &tally.Group{Kind: ledger.Activity}
	all := tally.Cell{}
	for _, cell := range g.Cells {
		if slices.Contains(leisure(), cell.Key) {
			held.Cells = append(held.Cells, cell)
			all.Count += cell.Count
			all.Records = append(all.Records, cell.Records...)
		}
	}
	c.one(number("文体活动次数", "次", ledger.Activity, all))
	c.one(c.attended("文体活动人次", ledger.Activity, func(r catalog.Record) bool { return slices.Contains(all.Records, r.ID) }))
	c.cells("文体活动分类", held, "次", plainly)
}

// services counts what was done for residents, and whom the office visited.
func (c *counting) services() {
	c.cell("服务站数", "个", "venues", "type", "服务站")
	c.cell("服务人次", "人次", "services", "total", tally.Total)
	c.cells("服务项目", c.group("services", "item", false), "人次", plainly)
	c.cell("慰问人次", "人次", "visits", "total", tally.Total)
	c.cells("慰问对象", c.group("visits", "category", false), "人次", plainly)
	c.cell("慰问金", yuan, "visit-money", "total", tally.Total)
	goods := c.all(ledger.Visit, func(r catalog.Record) bool { return !r.Get("goods").IsEmpty() && c.within(r.Date("date")) })
	c.one(counted("慰问品次数", "次", ledger.Visit, goods))
}

// health counts the meetings against SARS, and the rest of the work.
func (c *counting) health() {
	g := c.group("health", "type", false)
	meetings := g.Cell(ledger.Mobilisation)
	c.one(number("动员大会次数", "次", ledger.Health, meetings))
	rest := &tally.Group{Kind: ledger.Health}
	others := tally.Cell{}
	for _, cell := range g.Cells {
		if cell.Key != ledger.Mobilisation {
			rest.Cells = append(rest.Cells, cell)
			others.Count += cell.Count
			others.Records = append(others.Records, cell.Records...)
		}
	}
	mobilised := func(r catalog.Record) bool { return slices.Contains(meetings.Records, r.ID) }
	c.one(c.attended("动员大会人次", ledger.Health, mobilised))
	c.distinct("动员社区数", "个", "动员社区", ledger.Health, c.all(ledger.Health, mobilised), func(r catalog.Record) []string {
		if name := c.set.orgs[r.Get("org").Canonical()]; name != "" {
			return []string{name}
		}
		return nil
	})
	c.one(number("卫生工作次数", "次", ledger.Health, others))
	c.cells("卫生工作分类", rest, "次", plainly)
}

// issues lists what is lacking.
func (c *counting) issues() {
	solved := func(r catalog.Record) bool { return holds("state", ledger.IssueSolved)(r) }
	open := c.all(ledger.Issue, func(r catalog.Record) bool { return !solved(r) })
	c.one(counted("问题数", "个", ledger.Issue, open))
	var items [][]Span
	for i, r := range open {
		item := []Span{{Text: nth(i)}}
		item = append(item, c.about("问题清单", "category", "what", r)...)
		items = append(items, append(item, c.until("问题时限", r, "前解决")...))
	}
	c.list("问题清单", "；", items...)
	c.one(counted("已解决问题数", "个", ledger.Issue, c.all(ledger.Issue, solved)))
}

// plan lists the tasks that aren't done yet. Parts of a task that is listed aren't.
func (c *counting) plan() {
	mine := map[string]bool{}
	for _, r := range c.all(ledger.Plan, every) {
		mine[r.ID] = true
	}
	top := c.all(ledger.Plan, func(r catalog.Record) bool { return !mine[r.Get("parent").Canonical()] })
	done := func(r catalog.Record) bool { return holds("state", ledger.PlanDone)(r) }
	var open, finished []catalog.Record
	for _, r := range top {
		if done(r) {
			finished = append(finished, r)
		} else {
			open = append(open, r)
		}
	}
	c.one(counted("任务数", "项", ledger.Plan, open))
	c.one(counted("已完成任务数", "项", ledger.Plan, finished))
	var items [][]Span
	for i, r := range open {
		item := append([]Span{{Text: nth(i)}}, c.about("任务清单", "category", "title", r)...)
		item = append(item, c.until("任务时限", r, "前完成")...)
		items = append(items, append(item, c.progress(r)...))
	}
	c.list("任务清单", "；", items...)
}

// about says what a record is about: its category and its words, tied to it.
func (c *counting) about(list, category, what string, r catalog.Record) []Span {
	f := r.Kind.Field(category)
	text := wide(r.Get(what).Canonical())
	var out []Span
	if sort := f.Type.Format(r.Get(category)); sort != "" {
		out = append(out, Span{Text: sort + "："})
	}
	return append(out, shown(c.keep(words(list+partMark+r.ID, text, r.Kind, r))))
}

// until says by when, tied to the record.
func (c *counting) until(key string, r catalog.Record, ending string) []Span {
	day := date(r.Date("due"))
	if day == "" {
		return nil
	}
	return []Span{{Text: "，"}, shown(c.keep(words(key+partMark+r.ID, day, r.Kind, r))), {Text: ending}}
}

// progress says how far a task is.
func (c *counting) progress(r catalog.Record) []Span {
	state := ledger.PlanState.Format(r.Get("state"))
	n, ok := r.Get("progress").Int()
	switch {
	case ok && n > 0:
		return []Span{{Text: "，进度"}, shown(c.keep(words("任务进度"+partMark+r.ID, value.Int(n).Canonical()+"%", r.Kind, r)))}
	case state != "":
		return []Span{{Text: "，"}, shown(c.keep(words("任务进度"+partMark+r.ID, state, r.Kind, r)))}
	}
	return nil
}

// nth numbers the items of a list in a sentence: 一是, 二是 … 十一是.
func nth(i int) string {
	const digits = "零一二三四五六七八九"
	d := []rune(digits)
	n := i + 1
	switch {
	case n < 10:
		return string(d[n]) + "是"
	case n < 20:
		return "十" + unit(d, n) + "是"
	case n < 100:
		return string(d[n/10]) + "十" + unit(d, n) + "是"
	}
	return value.Int(int64(n)).Canonical() + "是"
}

func unit(digits []rune, n int) string {
	if n%10 == 0 {
		return ""
	}
	return string(digits[n%10])
}
