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
	ordinary bool         // 委员 alone: of which committee stands elsewhere
	missing  string       // why no ledger tells it, in Chinese
	share    bool         // a share is wanted
	whole    *said        // of what; nil: not said
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

// joinedPosts are words for those who hold two posts: what is counted, and the other post.
var joinedPosts = map[string][2]string{
	"一肩挑": {"secretaries", "post=directors"}, "书记主任一肩挑": {"secretaries", "post=directors"}, "书记、主任一肩挑": {"secretaries", "post=directors"}, "书记兼主任": {"secretaries", "post=directors"}, "书记兼任主任": {"secretaries", "post=directors"},
	"两职一肩挑": {"secretaries", "post=directors"}, "支部书记兼居委会主任": {"secretaries", "post=directors"}, "支部书记兼任居委会主任": {"secretaries", "post=directors"}, "交叉任职": {"branch_committee", "post=residents_committee"},
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
	add(ordinaryWords, func(s *said) { s.ordinary = true })
	for word, why := range notKept {
		add(word, func(s *said) { s.missing = why })
	}
	for word, both := range joinedPosts {
		add(word, measureSense(both[0]))
		add(word, filterSense(both[1]))
	}
	add("其中 其", func(s *said) { s.part = true })
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
	s.readPosts(levels)
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
	text = l.readShare(s, withProbation.ReplaceAllString(text, ""), among)
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
