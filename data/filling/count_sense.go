package filling

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// meaning is what a heading of a form of numbers asks for, put together from its words.
type meaning struct {
	said
	measure string // key; "" if the heading names none by itself
	topic   string // 走访慰问: the unit, which may stand elsewhere, says what is counted
	problem string // why the heading can't be followed, in Chinese
	orgKey  string // key of a field of the community, where that is asked for
	unfit   string // why it can't be asked of what it counts, in Chinese
	lent    string // the measure of a heading before it, which is meant
	lender  string // title of that heading
	share   *share // a share of a whole is asked for; nil: a number
}

// subject reports whether the heading itself says what is counted.
func (m *meaning) subject() bool { return m.measure != "" || m.topic != "" }

// follows reports whether the heading can be followed.
func (m *meaning) follows() bool {
	return m.problem == "" && m.unfit == "" && (m.understood() || m.orgKey != "")
}

// partyMembers are the codes of those in the party, where a person's status is asked for.
const partyMembers = "political_status=01,02"

// meant puts the words of a heading together.
func (s said) meant() meaning {
	m := meaning{said: s}
	if s.missing != "" {
		m.problem = s.missing
		return m
	}
	if len(s.unknown) > 0 {
		m.problem = "「" + strings.Join(s.unknown, "、") + "」不知道指什么"
		return m
	}
	measures := slices.Compact(slices.Clone(s.measures))
	if len(measures)+len(s.topics) > 1 { // 党支部党员数: where, not what
		measures = slices.DeleteFunc(measures, func(k string) bool { return k == "branches" || k == "communities" })
	}
	if at := slices.Index(measures, "members"); at >= 0 && len(measures) > 1 {
		if slices.ContainsFunc(measures, isPost) && !hasFilterOn(m.filters, "political_status") {
			m.filters = append(slices.Clone(m.filters), partyMembers)
		}
		measures = slices.Delete(measures, at, at+1)
	}
	if len(measures) > 1 {
		measures = slices.DeleteFunc(measures, func(k string) bool { return k == "cadres" })
	}
	topics := slices.DeleteFunc(slices.Clone(s.topics), func(t string) bool {
		return slices.ContainsFunc(measures, func(k string) bool { return kindOf(k) == kindOfTopic(t) })
	})
	topics = slices.Compact(topics)
	switch {
	case len(measures) > 1 || len(topics) > 1 || len(measures) == 1 && len(topics) == 1:
		m.problem = "说的不止一样:" + strings.Join(append(titlesOf(measures), titlesOfTopics(topics)...), "、")
	case len(measures) == 1:
		m.measure = measures[0]
	case len(topics) == 1:
		m.topic = topics[0]
	}
	if m.houses && m.measure != "households" && m.measure != "linked_households" {
		m.problem = "台账里没有按户计算的"
	}
	if m.ordinary {
		m.problem = unclearMember
	}
	sh, problem := s.meantShare()
	if m.share = sh; problem != "" {
		m.problem = problem
	}
	return m
}

// isPost reports whether a measure is one of cadres.
func isPost(key string) bool { return kindOf(key) == ledger.Cadre }

func kindOf(measure string) *catalog.Kind {
	m, _ := tally.MeasureOf(measure)
	return m.Kind
}

func topicOf(measure string) string {
	m, _ := tally.MeasureOf(measure)
	return m.Topic
}

// kindOfTopic returns the kind of the measures of a topic.
func kindOfTopic(topic string) *catalog.Kind {
	for _, m := range tally.Measures() {
		if m.Topic == topic {
			return m.Kind
		}
	}
	return nil
}

func titlesOf(measures []string) []string {
	var out []string
	for _, k := range measures {
		m, _ := tally.MeasureOf(k)
		out = append(out, m.Title)
	}
	return out
}

func titlesOfTopics(topics []string) []string {
	var out []string
	for _, t := range topics {
		if k := kindOfTopic(t); k != nil {
			out = append(out, k.Title)
		}
	}
	return out
}

func hasFilterOn(filters []string, field string) bool {
	return slices.ContainsFunc(filters, func(f string) bool { return strings.HasPrefix(f, field+"=") || strings.HasPrefix(f, field+"!=") })
}

// impliedMeasure returns the measure that the values in a heading imply: 流动党员 are members, 老年人 under no heading are
// nothing.
func (m *meaning) impliedMeasure() string {
	for _, f := range m.filters {
		if strings.HasPrefix(f, "stage=") {
			return "candidates"
		}
	}
	kind := ""
	for _, word := range m.choices {
		if k := impliedKind(word); k != "" && kind == "" {
			kind = k
		}
	}
	for _, t := range tally.Measures() {
		if kind != "" && t.Kind.Key == kind && t.Topic == kind {
			return t.Key
		}
	}
	return ""
}

// notImplied are the kinds of which values are words for other things, too: 困难党员 need not be visited, 办公用房 need not be
// a plan.
var notImplied = []string{ledger.Visit.Key, ledger.Plan.Key, ledger.Issue.Key, ledger.Partner.Key}

// impliedKind returns the kind of which a word alone is a value, "" if that isn't sure.
func impliedKind(word []chosenAs) string {
	kind := ""
	for _, c := range word {
		if c.alias && slices.Contains(notImplied, c.kind) {
			continue
		}
		if kind != "" && kind != c.kind {
			return ""
		}
		kind = c.kind
	}
	return kind
}

// fits reports whether what a heading says of people can be asked of a measure.
func (m *meaning) fits(measure tally.Measure) bool {
	_, problem := m.narrow(measure.Kind)
	return problem == ""
}

// narrow returns the filters of a heading for records of a kind.
func (m *meaning) narrow(k *catalog.Kind) (filters []tally.Filter, problem string) {
	for _, key := range m.filters {
		f, ok := tally.ParseFilter(key)
		if !ok || !f.Applies(k) {
			return nil, k.Title + "台账里不分「" + f.Title(k) + "」"
		}
		filters = append(filters, f)
	}
	for _, word := range m.choices {
		at := slices.IndexFunc(word, func(c chosenAs) bool { return c.kind == k.Key })
		if at < 0 {
			return nil, k.Title + "台账里没有这一类"
		}
		f, _ := tally.ParseFilter(word[at].filter())
		filters = append(filters, f)
	}
	return filters, ""
}

// inUnit returns the measure of a topic, or beside a measure, that counts in the wanted unit.
func inUnit(measure, topic string, u units) (tally.Measure, string) {
	m, ok := tally.MeasureOf(measure)
	if ok {
		topic = m.Topic
	}
	var first *tally.Measure
	all := tally.Measures()
	for i := range all {
		t := &all[i]
		if t.Topic != topic {
			continue
		}
		if first == nil || t.Key == measure {
			first = t
		}
		if u.given && u.of == t.Of && measure == "" {
			return *t, ""
		}
	}
	if first == nil {
		return tally.Measure{}, "不知道要什么数"
	}
	wrong := u.given && first.Of != u.of && u.of != tally.Number && first.Of != tally.Number
	if wrong && u.of == tally.People && first.Of == tally.Attendance {
		wrong = false
	}
	if wrong && ok { // 参加活动 … 人次
		for i := range all {
			if all[i].Topic == topic && all[i].Of == u.of {
				return all[i], ""
			}
		}
	}
	if wrong {
		return *first, "「" + first.Title + "」不以" + unitWordsOf(u) + "计"
	}
	return *first, ""
}

func unitWordsOf(u units) string {
	return map[tally.Quantity]string{tally.Number: "个", tally.People: "人", tally.Times: "次", tally.Attendance: "人次", tally.Sum: "金额"}[u.of]
}

// ask puts the headings of a row and of a column together into the question that their cell asks.
func (c *counts) ask(row, col *meaning) (q tally.Question, scale int64, problem string) {
	for _, m := range []*meaning{col, row} {
		if !m.follows() {
			return q, 0, m.problem + m.unfit
		}
	}
	u := col.unit
	if !u.given || u.of == tally.Number && row.unit.given {
		scale := u.scale
		if u = row.unit; u.scale == 0 {
			u.scale = scale
		}
	}
	measure, topic, extra, problem := c.subjectOf(row, col)
	if problem != "" {
		return q, 0, problem
	}
	m, problem := inUnit(measure, topic, u)
	if problem != "" {
		return q, 0, problem
	}
	q.Measure = m
	for _, h := range []*meaning{row, col} {
		filters, problem := h.narrow(m.Kind)
		if problem != "" {
			return q, 0, problem
		}
		q.Filters = append(q.Filters, filters...)
	}
	for _, key := range extra {
		f, _ := tally.ParseFilter(key)
		q.Filters = append(q.Filters, f)
	}
	if problem := c.when(&q, row, col); problem != "" {
		return q, 0, problem
	}
	return q, u.scale, ""
}

// subjectOf finds what a cell counts: what its column or its row says, what a heading before them says, or the title.
func (c *counts) subjectOf(row, col *meaning) (measure, topic string, filters []string, problem string) {
	switch {
	case row.subject() && col.subject():
		return bothSubjects(row, col)
	case col.subject():
		return col.measure, col.topic, nil, ""
	case row.subject():
		return row.measure, row.topic, nil, ""
	}
	for _, m := range []*meaning{col, row} {
		if k := m.impliedMeasure(); k != "" {
			return "", topicOf(k), nil, ""
		}
	}
	for _, m := range []*meaning{col, row} {
		if m.lent != "" {
			return m.lent, "", nil, ""
		}
	}
	if c.title.subject() {
		return c.title.measure, c.title.topic, nil, ""
	}
	return "", "", nil, "表头和行名都没有说要数什么"
}

// bothSubjects settles what is counted where both the row and the column say it: 社区干部 and 党员 are cadres in the party.
func bothSubjects(row, col *meaning) (measure, topic string, filters []string, problem string) {
	kind := func(m *meaning) *catalog.Kind {
		if m.measure != "" {
			return kindOf(m.measure)
		}
		return kindOfTopic(m.topic)
	}
	switch {
	case row.measure == col.measure && row.topic == col.topic:
		return row.measure, row.topic, nil, ""
	case isPost(row.measure) && col.measure == "members":
		return row.measure, "", []string{partyMembers}, ""
	case isPost(col.measure) && row.measure == "members":
		return col.measure, "", []string{partyMembers}, ""
	case row.measure == "cadres" && isPost(col.measure):
		return col.measure, "", nil, ""
	case col.measure == "cadres" && isPost(row.measure):
		return row.measure, "", nil, ""
	case isPost(row.measure) && isPost(col.measure):
		return row.measure, "", []string{"post=" + col.measure}, ""
	case row.measure == "members" && strings.HasPrefix(col.measure, "change_"):
		return col.measure, "", nil, ""
	case col.measure == "members" && strings.HasPrefix(row.measure, "change_"):
		return row.measure, "", nil, ""
	case kind(row) == kind(col) && row.measure == "":
		return col.measure, col.topic, nil, ""
	case kind(row) == kind(col) && col.measure == "":
		return row.measure, row.topic, nil, ""
	}
	return "", "", nil, "行说的和列说的不是一样东西"
}

// when sets the period of a question: the months of a heading, else that of the form.
func (c *counts) when(q *tally.Question, row, col *meaning) (problem string) {
	q.From, q.To = c.from, c.to
	months := col.months
	if months[0] == 0 {
		months = row.months
	}
	if months[0] == 0 {
		return ""
	}
	if !q.Measure.IsLog() {
		return q.Measure.Title + "不按月份数"
	}
	year := c.year()
	q.From = value.Date{Year: year, Month: months[0]}
	q.To = value.Date{Year: year, Month: months[1]}
	if q.From.First().Compare(c.blank.asof(&Column{}).Last()) > 0 {
		return notYet
	}
	return ""
}

// notYet is why the cells of months to come stay blank; nobody has to be told.
const notYet = "还没有到这个月"

// lend gives headings that say of whom, but not what, the measure of the last one before them of which that can be asked:
// 其中女 beside 党员数.
func lend(list []*meaning, titles []string) {
	for i, m := range list {
		if m.subject() || !m.follows() || m.org != "" || len(m.filters)+len(m.choices) == 0 && !m.total || m.impliedMeasure() != "" {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			from := list[j]
			key := from.measure
			if key == "" {
				key = from.impliedMeasure()
			}
			if from.topic != "" {
				first, _ := inUnit("", from.topic, units{})
				key = first.Key
			}
			measure, ok := tally.MeasureOf(key)
			if !ok || !m.fits(measure) || len(m.filters) > 0 && measure.Of != tally.People {
				continue
			}
			m.lent, m.lender = key, titles[j]
			for i := range j {
				if list[i].measure == key && len(list[i].filters)+len(list[i].choices) == 0 {
					m.lender = titles[i] // rather than one of a part
				}
			}
			break
		}
	}
}

// partOfPosts lets 其中党员 behind 社区干部, and 党员 in a form that is of cadres by its title, be the cadres in the party.
func partOfPosts(list []*meaning, ofPosts bool) {
	for i, m := range list {
		if !m.part && !ofPosts || m.measure != "members" || hasFilterOn(m.filters, "political_status") {
			continue
		}
		posts := ofPosts
		for j := i - 1; j >= 0; j-- {
			if list[j].subject() {
				posts = isPost(list[j].measure)
				break
			}
		}
		if posts {
			m.measure, m.filters = "", append(slices.Clone(m.filters), partyMembers)
		}
	}
}
