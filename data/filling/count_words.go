package filling

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"taizhang/data/catalog"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// The headings of forms that ask for numbers are made of few words: what is counted (党员), in which unit (人次), and of
// whom (女, 35岁及以下). said takes a heading apart into them; a heading of which a word is left over is not understood.

// said is what a heading says.
type said struct {
	measures []string     // keys, in the order of the words
	topics   []string     // topics of measures without a unit: 走访慰问
	unit     units        // in which the heading wants its numbers
	filters  []string     // as tally.ParseFilter reads them
	choices  [][]chosenAs // of each word that is a value of some field: what it may be
	months   [2]int       // from and to, of a year; 0: none
	org      string       // id of a community
	total    bool         // 合计
	part     bool         // 其中
	houses   bool         // 户 is the unit
	ages     bool         // 年龄 stands above: numbers are ages
	years    bool         // 党龄 stands above
	unknown  []string     // words that are not understood
	empty    bool         // nothing was said at all
}

// units are those of a heading.
type units struct {
	of    tally.Quantity
	given bool  // of was said
	scale int64 // how many yuan are one; 0: not said
	share bool  // per cent
}

// chosenAs is a value that a word may mean.
type chosenAs struct {
	kind  string
	field string
	code  string
	alias bool // it is another wording of the value
}

func (c chosenAs) filter() string { return c.field + "=" + c.code }

// tells reports whether a heading says something of what to count.
func (s *said) tells() bool {
	return len(s.unknown) == 0 && (len(s.measures) > 0 || len(s.topics) > 0 || len(s.filters) > 0 || len(s.choices) > 0 || s.months[0] > 0 || s.unit.given)
}

// understood reports whether every word has a meaning.
func (s *said) understood() bool { return len(s.unknown) == 0 && !s.empty }

// A sense is what one word adds to what is said.
type sense func(*said)

func measureSense(key string) sense { return func(s *said) { s.measures = append(s.measures, key) } }
func topicSense(key string) sense   { return func(s *said) { s.topics = append(s.topics, key) } }
func filterSense(key string) sense  { return func(s *said) { s.filters = append(s.filters, key) } }
func unitSense(of tally.Quantity, scale int64) sense {
	return func(s *said) {
		if !s.unit.given || of != tally.Number { // 人次数 are still 人次
			s.unit.of, s.unit.given = of, true
		}
		if scale > 0 {
			s.unit.scale = scale
		}
	}
}

// measureWords are the wordings of measures.
var measureWords = map[string]string{
	"members":             "党员 中共党员 共产党员 在册党员 实有党员 现有党员 党员总数 社区党员 乡镇社区党员 城市社区党员 党员队伍",
	"cadres":              "社区干部 干部 两委干部 两委成员 两委委员 两委班子成员 两委班子 社区两委 两委 社区工作者 班子成员 社区两委成员 社区两委干部 社区工作人员",
	"branch_committee":    "支部委员 社区支部委员 党支部委员 支委 支委成员 支部委员会成员 支部班子成员 支委会成员 社区党支部委员",
	"secretaries":         "支部书记 党支部书记 社区党支部书记 社区支部书记 党组织书记 社区书记 书记",
	"residents_committee": "居委会委员 居委会成员 社区居委会成员 社区居委会委员 居民委员会委员 居民委员会成员 居委委员",
	"directors":           "居委会主任 社区居委会主任 居民委员会主任 社区主任 主任",
	"communities":         "社区数 社区个数 社区总数 社区居委会 居委会 居委会数 社区居民委员会",
	"branches":            "党支部 支部 党组织 社区党支部 社区党组织 基层党组织 基层党支部",
	"households":          "户数 居民户数 总户数 居民户 家庭户数",
	"population":          "人口 总人口 人口数 人口总数 居民人数 居民总数 常住人口 居民人口 辖区人口",
	"partners":            "驻区单位 共建单位 驻社区单位 辖区单位 成员单位",
	"visit_money":         "慰问金 慰问款 慰问金额 慰问资金 发放慰问金",
	"dues_paid":           "实交党费 实缴党费 已交党费 已缴党费 实收党费 党费 交纳党费 缴纳党费 收缴党费 党费收缴",
	"dues_due":            "应交党费 应缴党费 应收党费",
	"dues_owed":           "欠交党费 欠缴党费",
	"meeting_attendance":  "到会",
	"venue_cost":          "投入资金 投资 建设资金",
	"patrols":             "巡逻次数 治安巡逻次数 开展巡逻次数 巡逻",
	"income":              "集体收入 集体经济收入 总收入 收入合计 收入 集体经济总收入",
	"spending":            "集体支出 集体经济支出 总支出 支出合计 支出",
	"balance":             "结余 收支结余",
	"change_1":            "上年底党员 上年末党员 上年底实有党员 上期末党员 期初党员 上年党员 上年底党员总数",
	"change_2":            "增加 本年增加 增加合计 党员增加 增加党员 本期增加",
	"change_3":            "发展党员 新发展党员 本年发展党员 发展新党员 吸收党员",
	"change_5":            "恢复党籍",
	"change_7":            "转入组织关系 组织关系转入 转入党员 党员转入",
	"change_9":            "减少 本年减少 减少合计 党员减少 减少党员 本期减少",
	"change_10":           "出党",
	"change_11":           "停止党籍",
	"change_12":           "死亡 去世 死亡党员",
	"change_13":           "转出组织关系 组织关系转出 转出党员 党员转出",
	"change_15":           "本期末应有党员 应有党员 期末应有党员 年末应有党员",
	"change_16":           "本期末实有党员 期末实有党员 年末实有党员 本年底党员 本年末党员 本期末党员 期末党员 年底实有党员",
	"change_17":           "差数",
}

// topicWords are the wordings of topics of which the unit says what is counted.
var topicWords = map[string]string{
	"visit":     "走访慰问 慰问 走访 慰问对象 走访慰问对象",
	"service":   "社区服务 服务 便民服务 服务居民 服务群众 为民服务 服务项目",
	"activity":  "活动 共建活动 共驻共建活动 开展活动 共驻共建",
	"course":    "教育培训 培训 党员教育培训 参训 培训班 举办培训 培训班类型 党员培训",
	"publicity": "宣传 宣传活动 科普宣传 宣传形式 宣传工作",
	"meeting":   "三会一课 会议 组织生活 召开会议 支部会议",
	"rule":      "制度 规章制度 建立制度",
	"venue":     "场所设施 活动场所 场所 设施 阵地 活动阵地 场地",
	"issue":     "社区问题 存在问题 问题 民情诉求 诉求 群众诉求 居民诉求 反映问题",
	"plan":      "工作计划 工作任务 任务 计划",
	"safety":    "综治 综治工作 社会治安综合治理",
	"health":    "卫生健康 卫生工作 卫生健康工作",
	"transfer":  "组织关系转接 转接组织关系 组织关系 转接",
	"candidate": "发展党员对象 培养对象",
}

// filterWords are the wordings of those of whom numbers are wanted.
var filterWords = map[string]string{
	"sex=1":                    "男 男性",
	"sex=2":                    "女 女性 妇女",
	"ethnicity!=01":            "少数民族",
	"political_status=01":      "正式",
	"political_status=02":      "预备",
	"political_status=03":      "共青团员 团员",
	"political_status=13":      "群众 非党员 非中共党员",
	"post=residents_committee": "兼任居委会委员 兼任居委会成员 兼居委会委员 兼任居民委员会委员 交叉任职",
	"post=directors":           "兼任居委会主任 兼居委会主任 兼任居民委员会主任 一肩挑 书记主任一肩挑",
	"class=流动党员":               "流动",
	"lost=1":                   "失联",
	"stage=入党申请人":              "入党申请人 申请人 申请入党",
	"stage=入党积极分子":             "入党积极分子 积极分子",
	"stage=发展对象":               "发展对象",
}

// unitWords are the wordings of units.
var unitWords = map[string]units{
	"数": {}, "数量": {}, "总数": {}, "个数": {}, "个": {}, "件数": {}, "件": {}, "处": {}, "处数": {}, "项": {}, "项数": {}, "总量": {}, "份": {}, "条": {}, "家": {}, "家数": {}, "间": {}, "间数": {}, "单位数": {},
	"人数": {of: tally.People}, "人": {of: tally.People}, "名": {of: tally.People}, "总人数": {of: tally.People},
	"次数": {of: tally.Times}, "次": {of: tally.Times}, "场次": {of: tally.Times}, "场": {of: tally.Times}, "期数": {of: tally.Times}, "期": {of: tally.Times}, "场数": {of: tally.Times},
	"人次": {of: tally.Attendance}, "人次数": {of: tally.Attendance}, "参加人数": {of: tally.Attendance}, "受教育人数": {of: tally.Attendance},
	"金额": {of: tally.Sum}, "元": {of: tally.Sum, scale: 1}, "万元": {of: tally.Sum, scale: 10000}, "千元": {of: tally.Sum, scale: 1000}, "款": {of: tally.Sum}, "资金": {of: tally.Sum},
}

// idleWords change nothing of what is counted.
var idleWords = strings.Fields("社区 情况 结构 分布 构成 年龄 年龄结构 年龄段 岁 周岁 学历 文化 文化程度 学历结构 教育程度 性别 民族 政治面貌 类别 人员类别 党员类别 分类 类型 指标 项目 名称 内容 单位 的 有 共 建有 共有 " +
	"本 现有 实有 全体 全部 登记 统计 开展 举办 召开 组织 累计 参加 参与 受益 接受 覆盖 发放 办理 人员 群众性 及 和 与 或 等 均 已 工作 基本 具体 主要 队伍 建设 数据 层次 状况 身份 对象 在册 按 分 各 类 型 学历层次 党龄 含 其它情况 本年 本期 本年度 年度 全年 期末 年末 年底 ")

var totalWords = strings.Fields("合计 总计 小计 共计 累计合计 总 合 计 全镇合计 全镇 全乡 全部合计 社区合计")

// choiceFields are the fields of which values stand in headings: 老年人 under 走访慰问.
var choiceFields = map[string][]string{
	"member": {"class", "management", "flow"}, "cadre": {"chosen_by"}, "meeting": {"type"}, "activity": {"type"}, "course": {"school", "form"}, "publicity": {"form"}, "venue": {"type"},
	"service": {"item"}, "visit": {"category"}, "health": {"type"}, "safety": {"type"}, "issue": {"category", "state"}, "plan": {"category", "state"}, "partner": {"nature"},
	"transfer": {"direction", "state"}, "rule": {"state"},
}

// lexicon is all words that are understood.
type lexicon struct {
	words   map[string][]sense
	choices map[string][]chosenAs
	orgs    func(word string) string // id of the community that a word names, "" if none
	longest int                      // in runes
}

var commonWords = sync.OnceValue(func() *lexicon {
	l := &lexicon{words: map[string][]sense{}, choices: map[string][]chosenAs{}}
	add := func(list string, f sense) {
		for w := range strings.FieldsSeq(list) {
			l.words[w] = append(l.words[w], f)
		}
	}
	for key, list := range measureWords {
		add(list, measureSense(key))
	}
	for key, list := range topicWords {
		add(list, topicSense(key))
	}
	for key, list := range filterWords {
		add(list, filterSense(key))
	}
	for word, u := range unitWords {
		add(word, unitSense(u.of, u.scale))
	}
	for _, w := range idleWords {
		add(w, func(*said) {})
	}
	for _, w := range totalWords {
		add(w, func(s *said) { s.total = true })
	}
	add("户 (户)", func(s *said) { s.houses = true })
	add("其中 其", func(s *said) { s.part = true })
	add("占比 比例 比重 百分比 占 率 % ％", func(s *said) { s.unit.share = true })
	for w := range l.words {
		l.longest = max(l.longest, len([]rune(w)))
	}
	return l
})

// lexiconFor returns the words that are understood where there are records of some kinds, and communities.
func lexiconFor(kinds []*catalog.Kind, orgs func(string) string) *lexicon {
	common := commonWords()
	l := &lexicon{words: common.words, choices: map[string][]chosenAs{}, orgs: orgs, longest: common.longest}
	for _, k := range kinds {
		for _, key := range choiceFields[k.Key] {
			f := k.Field(key)
			if f == nil {
				continue
			}
			chooser, ok := f.Type.(catalog.Chooser)
			if !ok {
				continue
			}
			for _, c := range chooser.Choices() {
				l.addChoice(k.Key, key, c)
			}
		}
	}
	return l
}

// addChoice takes the wordings of a value in; those of one character are those of everything.
func (l *lexicon) addChoice(kind, field string, c catalog.Choice) {
	for i, w := range append([]string{c.Title}, c.Aliases...) {
		w = foldSigns.Replace(value.Tight(w))
		if n := len([]rune(w)); n >= 2 && strings.Trim(w, "0123456789") != "" {
			l.choices[w] = append(l.choices[w], chosenAs{kind, field, c.Code, i > 0})
			l.longest = max(l.longest, n)
		}
	}
}

var (
	numbering        = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[、.]|\([一二三四五六七八九十\d]{1,3}\)|[①②③④⑤⑥⑦⑧⑨⑩])`)
	agesAt           = regexp.MustCompile(`^(?:年龄)?(?:在)?(\d{1,3})(?:周?岁)?(及|含|\(含\)|或)?(以上|以下)(?:年龄)?`)
	spanAt           = regexp.MustCompile(`^(?:年龄)?(\d{1,3})(?:周?岁)?[-—–―~～至到](\d{1,3})(周?岁|年)?(?:之间)?`)
	ageAloneAt       = regexp.MustCompile(`^(\d{1,3})周?岁`)
	partyAgeAt       = regexp.MustCompile(`^(?:党龄(?:满|在)?)?(\d{1,3})年(及|含)?(以上|以下)(?:党龄)?`)
	monthsAt         = regexp.MustCompile(`^(\d{1,2})月?[-—–~～至到](\d{1,2})月份?|^(\d{1,2})月份?`)
	quarterAt        = regexp.MustCompile(`^(?:第)?([一二三四1234])季度|^(上|下)半年`)
	yearAt           = regexp.MustCompile(`^(19|20)\d{2}年(度)?`)
	withProbation    = regexp.MustCompile(`\((?:含|包括|包含)预备(?:党员)?\)`)
	withoutProbation = regexp.MustCompile(`\((?:不含|不包括)预备(?:党员)?\)`)
	educationAt      = regexp.MustCompile(`^(研究生|大学本科|本科|大学专科|大专|专科|高中\(?(?:含|、|及|/|和)?(?:中专|中技)\)?|高中|中专|中技|技校|职高|初中|小学|文盲)(学历)?(及|含|\(含\))?(以上|以下)?(?:学历|文化程度|文化)?`)
)

// educationLevels are the codes from one level of the national standard on to the next.
var educationLevels = []struct {
	words string
	codes []string
}{
	{"研究生", []string{"10"}}, {"大学本科 本科", []string{"20"}}, {"大学专科 大专 专科", []string{"30"}}, {"中专 中技", []string{"40", "41"}},
	{"高中 技校 职高", []string{"44", "47", "60"}}, {"初中", []string{"70"}}, {"小学", []string{"80"}}, {"文盲", []string{"90"}},
}

// educationFilter returns the filter for levels of education. Vocational schools and high schools are of one height: above
// and below take both in.
func educationFilter(word, direction string) string {
	at := -1
	for i, l := range educationLevels {
		if slices.Contains(strings.Fields(l.words), word) {
			at = i
		}
	}
	both := at < 0 && strings.Contains(word, "中专") // 高中、中专 and the like
	if at < 0 {
		at = 4
	}
	from, to := at, at
	high := at == 3 || at == 4
	switch {
	case direction == "以上" && high:
		from, to = 0, 4
	case direction == "以上":
		from = 0
	case direction == "以下" && high:
		from, to = 3, len(educationLevels)-1
	case direction == "以下":
		to = len(educationLevels) - 1
	case both:
		from = 3
	}
	var codes []string
	for _, l := range educationLevels[from : to+1] {
		codes = append(codes, l.codes...)
	}
	if word == "中技" && direction == "" {
		codes = []string{"44", "47", "60"}
	}
	if word == "小学" && direction == "以下" {
		codes = []string{"80", "90"}
	}
	return "education=" + strings.Join(codes, ",")
}

// read takes the levels of a heading apart. among are the headings of its kind: 35岁以下 leaves 35 out, unless the next
// begins at 36.
func (l *lexicon) read(levels []string, among []string) said {
	s := said{empty: true}
	for _, level := range levels {
		text := foldSigns.Replace(value.Tight(level))
		text = strings.ReplaceAll(text, "\n", "")
		s.ages = s.ages || strings.Contains(text, "年龄") || strings.Contains(text, "岁")
		s.years = s.years || strings.Contains(text, "党龄")
		if text == "" {
			continue
		}
		s.empty = false
		l.level(&s, text, among)
	}
	return s
}

// level reads one level of a heading.
func (l *lexicon) level(s *said, text string, among []string) {
	if l.orgs != nil {
		if id := l.orgs(text); id != "" {
			s.org = id
			return
		}
	}
	text = text[len(numbering.FindString(text)):]
	if m := withoutProbation.FindString(text); m != "" {
		s.filters = append(s.filters, "political_status=01")
		text = strings.Replace(text, m, "", 1)
	}
	text = withProbation.ReplaceAllString(text, "")
	left := ""
	flush := func() {
		if left = strings.Trim(left, ":,.;、/()-—_*\"“”"); left != "" {
			s.unknown = append(s.unknown, left)
		}
		left = ""
	}
	for text != "" {
		n := l.pattern(s, text, among)
		if n == 0 {
			n = l.word(s, text)
		}
		if n > 0 {
			flush()
			text = text[n:]
			continue
		}
		r := []rune(text)[0]
		left += string(r)
		text = text[len(string(r)):]
	}
	flush()
}

// word takes the longest word at the start of a text and returns its length; 0 if there is none.
func (l *lexicon) word(s *said, text string) int {
	runes := []rune(text)
	for n := min(len(runes), l.longest); n > 0; n-- {
		w := string(runes[:n])
		senses, choices := l.words[w], l.choices[w]
		if len(senses) == 0 && len(choices) == 0 {
			continue
		}
		for _, f := range senses {
			f(s)
		}
		if len(senses) == 0 {
			s.choices = append(s.choices, choices)
		}
		return len(w)
	}
	return 0
}

// pattern takes ages, levels of education and months at the start of a text.
func (l *lexicon) pattern(s *said, text string, among []string) int {
	if m := yearAt.FindString(text); m != "" {
		return len(m)
	}
	if m := quarterAt.FindStringSubmatch(text); m != nil {
		s.months = quarter(m[1], m[2])
		return len(m[0])
	}
	if m := partyAgeAt.FindStringSubmatch(text); m != nil && (s.years || strings.Contains(text, "党龄")) {
		s.filters = append(s.filters, band("party_age", m[1], m[2], m[3], among))
		return len(m[0])
	}
	if m := spanAt.FindStringSubmatch(text); m != nil && !strings.HasPrefix(text[len(m[0]):], "月") {
		if field := spanField(s, m[3]); field != "" {
			from, _ := strconv.Atoi(m[1])
			to, _ := strconv.Atoi(m[2])
			s.filters = append(s.filters, tally.SpanFilter(field, from, to))
			return len(m[0])
		}
	}
	if m := monthsAt.FindStringSubmatch(text); m != nil {
		if months, ok := monthSpan(m); ok {
			s.months = months
			return len(m[0])
		}
	}
	if m := agesAt.FindStringSubmatch(text); m != nil && s.ages {
		s.filters = append(s.filters, band("age", m[1], m[2], m[3], among))
		return len(m[0])
	}
	if m := ageAloneAt.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		s.filters = append(s.filters, tally.SpanFilter("age", n, n))
		return len(m[0])
	}
	if m := educationAt.FindStringSubmatch(text); m != nil && !strings.HasPrefix(text, "大学生") {
		s.filters = append(s.filters, l.education(m, among))
		return len(m[0])
	}
	return 0
}

// education reads a level of education. 高中及以下 takes in 中专, unless another heading is of those.
func (l *lexicon) education(m, among []string) string {
	key := educationFilter(m[1], m[4])
	below := m[4] == "以下" && (m[1] == "高中" || m[1] == "中专")
	others := slices.ContainsFunc(among, func(a string) bool {
		return strings.Contains(a, "中专") && !strings.Contains(a, "高中") && !strings.Contains(a, m[1])
	})
	if below && m[1] == "高中" && others {
		return "education=44,47,60,70,80,90"
	}
	return key
}

// spanField returns the field of which a span of numbers speaks, "" if that isn't clear.
func spanField(s *said, unit string) string {
	switch {
	case strings.HasSuffix(unit, "岁"), unit == "" && s.ages && !s.years:
		return "age"
	case unit == "年" && s.years, unit == "" && s.years:
		return "party_age"
	}
	return ""
}

// band returns the filter of 35岁及以下 and the like.
func band(field, number, with, direction string, among []string) string {
	n, _ := strconv.Atoi(number)
	says := func(pattern string) bool {
		re := regexp.MustCompile(pattern)
		return slices.ContainsFunc(among, re.MatchString)
	}
	if direction == "以上" {
		if with == "" && (says(fmt.Sprintf(`[-—–―~～至到]%d(\D|$)`, n)) || says(fmt.Sprintf(`(^|\D)%d(周?岁|年)?(及|含)以下`, n))) {
			n++ // the one before ends at the number itself
		}
		return tally.SpanFilter(field, n, -1)
	}
	if with == "" && (says(fmt.Sprintf(`^\D*%d(周?岁|年)?[-—–―~～至到]`, n)) || says(fmt.Sprintf(`^\D*%d(周?岁|年)?(及|含)?以上`, n))) {
		n-- // the next begins at the number itself; by itself 以下 takes it in (民法典第1259条)
	}
	return tally.SpanFilter(field, 0, n)
}

// monthSpan returns the months of a match of monthsAt.
func monthSpan(m []string) (months [2]int, ok bool) {
	if m[3] != "" {
		n, _ := strconv.Atoi(m[3])
		return [2]int{n, n}, n >= 1 && n <= 12
	}
	from, _ := strconv.Atoi(m[1])
	to, _ := strconv.Atoi(m[2])
	return [2]int{from, to}, from >= 1 && from <= to && to <= 12
}

func quarter(number, half string) [2]int {
	switch {
	case half == "上":
		return [2]int{1, 6}
	case half == "下":
		return [2]int{7, 12}
	}
	n := strings.Index("一二三四", number) / len("一")
	if len(number) == 1 {
		n = int(number[0] - '1')
	}
	return [2]int{3*n + 1, 3*n + 3}
}
