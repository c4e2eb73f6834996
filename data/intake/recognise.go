package intake

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// orgKey is the field that ties a record to its community, in every kind that has one.
const orgKey = "org"

const sampleSize = 40

// sample takes some cells of each column, from the whole length of the table.
func (t *Table) sample() {
	var rows []int
	n := 0
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if t.mayBeRecord(r) {
			n++
		}
	}
	step := max(1, n/sampleSize/2) // twice as many as are needed: not every cell is filled
	n = 0
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if !t.mayBeRecord(r) {
			continue
		}
		lead := t.grid.tight(r, int(t.grid.shapes[r].first))
		if n++; n%step == 0 && !isTotal(lead) && !isFooter(lead) {
			rows = append(rows, r)
		}
	}
	for i, p := range t.layout.paths {
		c := Column{Heading: p}
		for _, r := range rows {
			if cell := t.grid.over(r, t.layout.col1+i); !cell.IsEmpty() && !isBlank(cell.Text) && !isDitto(cell.Text) {
				if c.Sample = append(c.Sample, cell); len(c.Sample) == sampleSize {
					break
				}
			}
		}
		t.samples = append(t.samples, c)
	}
}

func (t *Table) mayBeRecord(r int) bool {
	return t.grid.shapes[r].filled >= 2 && t.layout.marks[r] == RoleNone
}

// kindScore is how well a kind fits a table.
type kindScore struct {
	kind   *catalog.Kind
	score  float64
	mapped int
	whole  bool // all that it requires has a column
	// sortless says that all it requires has a column, but for a list: that is asked once; see unsaid
	sortless bool
	word     string // wording of the kind in the title or the sheet's name
	told     bool   // a column tells of it (catalog.Kind.Telling), or the title
	inName   bool   // it stands in the sheet's or the file's name
}

// The weights by which a kind is recognised: a heading that one kind alone knows counts most.
const (
	weightHeading  = 3.0  // divided by the number of kinds that know the heading
	weightPart     = 0.25 // times that, for a heading that only contains a wording
	weightByValues = 0.5
	weightRequired = 4.0 // taken off for each required field without a column
	weightSort     = 1.5 // and for a list whose kind the title names: lines between the rows may say it, or it is asked
	weightTitle    = 0.8 // for each character of the wording in the title
	weightName     = 0.6 // and in the sheet's name, or the file's
	weightTelling  = 3.0 // taken off where no column tells of the kind, nor the title, but of another
	weightTypical  = 2.5 // for a column of values that are typical of the field
	leastScore     = 2.0
	closeScore     = 2.0 // a second kind as near as this is said as a doubt
)

// recogniseKind finds the kind of the table, or takes the one that was given.
func (t *Table) recogniseKind() {
	if k := t.reading.opt.Kind; k != nil {
		t.giveKind(k)
		return
	}
	if t.handed != nil {
		t.Kind, t.KindWhy = t.handed.kind, "是本程序分发的「"+t.handed.kind.Title+"」"
		return
	}
	if t.layout.no != "" {
		t.KindWhy = t.layout.no
		return
	}
	scores := t.scores()
	if t.tally = t.isTally(scores); t.tally {
		t.KindWhy = whyTally
		return
	}
	if len(scores) == 0 || scores[0].score < leastScore || scores[0].mapped < 2 {
		t.KindWhy = "表头里认识的列太少,认不出是哪一种台账"
		return
	}
	best := scores[0]
	if !best.whole && !best.sortless && containsAny(t.Title, dutyWords) && !containsAny(t.Title, patrolWords) {
		t.layout.no, t.KindWhy = whyDutyRows, whyDutyRows
		return
	}
	t.Kind = best.kind
	t.KindWhy = fmt.Sprintf("%d 列是「%s」的字段", best.mapped, best.kind.Title)
	switch {
	case best.word != "" && best.inName:
		t.KindWhy += ",工作表名或文件名里有「" + best.word + "」"
	case best.word != "":
		t.KindWhy += ",标题里有「" + best.word + "」"
	}
	if len(scores) > 1 && scores[1].mapped >= 2 && best.score-scores[1].score < closeScore && (best.word == "" || scores[1].word != "") {
		t.KindDoubt = fmt.Sprintf("这张表像「%s」,也可能是「%s」,请确认台账种类", best.kind.Title, scores[1].kind.Title)
	}
}

// whyTally is the reason why a table of sums is not taken in.
const whyTally = "像一张统计表(各列都是数目,没有逐条的记录),不是花名册,没有导入"

// isTally reports whether a table counts instead of listing: most of its columns are small numbers, and the kind that
// fits best lacks what it requires.
func (t *Table) isTally(scores []kindScore) bool {
	if len(scores) > 0 && scores[0].whole {
		return false
	}
	numbers, others := 0, 0
	for i, c := range t.samples {
		switch {
		case len(c.Sample) == 0, isSerialColumn(i, c):
		case strings.Contains(path(c.Heading), "姓名"):
			return false
		case count(c.Sample, isFigure) == len(c.Sample):
			numbers++
		default:
			others++
		}
	}
	return numbers >= 3 && others <= 2
}

// isFigure finds counts, sums and shares, which have fewer digits than telephone numbers, ID numbers and years with months.
func isFigure(c catalog.Cell) bool {
	s := strings.TrimRight(value.Tight(text(c)), "%人户次个名")
	n, ok := value.ParseMoney(s)
	return ok && c.Type != catalog.CellDate && n < 10_000_000 && (n >= 210_000 || n < 190_000 || n%100 != 0)
}

// giveKind takes the kind that was given, unless the table, such as a summary beside the rosters, has next to nothing
// of it.
func (t *Table) giveKind(k *catalog.Kind) {
	mapped, required := 0, false
	for _, m := range Match(t.samples, k) {
		if m.Mapped() {
			mapped++
			required = required || k.Fields[m.Field].Required
		}
	}
	if mapped < 2 && !required {
		t.KindWhy = "表里没有「" + k.Title + "」的列" + t.looksLike()
		return
	}
	t.Kind, t.KindWhy = k, "已指定"
}

func (t *Table) scores() []kindScore {
	vocabularies := t.reading.vocabularies
	known := make([]int, len(vocabularies))
	shared := make([]int, len(t.samples)) // how many kinds know a heading
	for i, c := range t.samples {
		var set uint64
		for j, v := range vocabularies {
			n := len(c.Heading)
			if n > 0 && (v.knows(c.Heading[n-1]) || v.knows(path(c.Heading)) || n > 1 && v.knows(c.Heading[n-2]) && isMarks(c)) {
				known[j]++
				set |= 1 << (j % 64)
			}
		}
		shared[i] = max(1, bits.OnesCount64(set))
	}
	most := slices.Max(known)
	var out []kindScore
	for j, v := range vocabularies {
		if known[j]*2 < most { // not worth looking at the values
			continue
		}
		out = append(out, t.score(v, shared))
	}
	if slices.ContainsFunc(out, func(s kindScore) bool { return s.told }) {
		for i := range out {
			if !out[i].told && len(out[i].kind.Telling) > 0 {
				out[i].score -= weightTelling
			}
		}
	}
	slices.SortStableFunc(out, func(a, b kindScore) int {
		if a.score > b.score {
			return -1
		}
		return 1
	})
	return out
}

func (t *Table) score(v *vocabulary, shared []int) kindScore {
	s := kindScore{kind: v.kind}
	filled := map[int]bool{}
	telling := false
	mappings := v.match(t.samples)
	t.findTicks(v, mappings)
	t.findPieces(v, mappings)
	t.findShares(v, mappings)
	t.findGoods(v, mappings)
	for i, m := range mappings {
		telling = telling || v.tells(m, t.samples[i].Heading)
		if !m.Mapped() || m.Score == scoreUnreadable {
			continue
		}
		if isTypical(&v.kind.Fields[m.Field], t.samples[i].Sample) {
			s.score += weightTypical
		}
		if (m.Basis == ByMonth || m.Basis == ByTick || m.Basis == ByPiece) && filled[m.Field] {
			continue // twelve months are one field
		}
		filled[m.Field] = true
		if m.Basis == ByMonth {
			filled[v.kind.Index(v.kind.Spread.By)] = true
		}
		s.mapped++
		switch m.Basis {
		case ByValues:
			s.score += weightByValues
		case ByPart:
			s.score += weightPart * weightHeading / float64(shared[i])
		default:
			s.score += weightHeading / float64(shared[i])
		}
	}
	s.whole = s.mapped >= 2
	s.sortless = s.whole
	named := kindWord(v.kind, t.Title) != ""
	for i := range v.kind.Fields {
		if f := &v.kind.Fields[i]; f.Required && f.Stored() && !filled[i] && !(f.Key == dateKey && named && yearIn(t.Title) != 0) {
			_, list := f.Type.(*catalog.ChoiceOf)
			s.whole, s.sortless = false, s.sortless && list
			if list && named {
				s.score -= weightSort
			} else {
				s.score -= weightRequired
			}
		}
	}
	if w := kindWord(v.kind, t.Title); w != "" {
		s.word = w
		s.score += weightTitle * float64(runes(w))
	}
	name := t.Sheet.Name
	if s.word == "" && kindWord(v.kind, name) == "" {
		name = t.File.Name
	}
	if w := kindWord(v.kind, name); w != "" {
		if s.word == "" {
			s.word, s.inName = w, true
		}
		s.score += weightName * float64(runes(w))
	}
	s.told = len(v.kind.Telling) > 0 && (telling || s.word != "")
	return s
}

// tells reports whether a column is one of those of which a sheet of the kind has at least one.
func (v *vocabulary) tells(m Mapping, heading []string) bool {
	if m.Mapped() && slices.Contains(v.kind.Telling, v.kind.Fields[m.Field].Key) && m.Score != scoreUnreadable {
		return true
	}
	if len(heading) == 0 {
		return false
	}
	for _, at := range v.exact[fold(heading[len(heading)-1])] { // 人员类别 tells of members, though it may hold 正式 and 预备
		if w := v.words[at]; w.isTitle && slices.Contains(v.kind.Telling, v.kind.Fields[w.field].Key) {
			return true
		}
	}
	return false
}

// isTypical reports whether most cells of a column have one of the words that are typical of a field.
func isTypical(f *catalog.Field, sample []catalog.Cell) bool {
	n := count(sample, func(c catalog.Cell) bool { return containsAny(c.Text, f.Typical) })
	return n > 0 && n*10 >= len(sample)*7
}

// mapColumns ties the columns to fields, a clerk's decisions first.
func (t *Table) mapColumns() {
	mappings := make([]Mapping, len(t.samples))
	for i := range mappings {
		mappings[i] = Mapping{Column: i, Field: -1, Why: "台账种类还没有确定"}
	}
	if t.Kind != nil {
		mappings = Match(t.samples, t.Kind)
	}
	if t.Kind != nil {
		t.mapPlaces(mappings)
	}
	for i, c := range t.samples {
		if isIdentityHeading(c.Heading) {
			mappings[i] = Mapping{i, -1, ByID, 100, "分发时写入的编号,用来认出原来的记录,不存储"}
		}
	}
	if t.ticks, t.pieces, t.shares, t.goods = nil, nil, nil, nil; t.Kind != nil {
		v := t.reading.vocabulary(t.Kind)
		t.ticks, t.pieces, t.shares = t.findTicks(v, mappings), t.findPieces(v, mappings), t.findShares(v, mappings)
		t.goods = t.findGoods(v, mappings)
	}
	for i, m := range t.manual {
		for j := range mappings {
			if m.Field >= 0 && mappings[j].Field == m.Field && mappings[j].Basis != ByMonth {
				mappings[j].Field, mappings[j].Basis = -1, NoBasis
			}
		}
		mappings[i] = m
	}
	t.Columns = t.Columns[:0]
	for i, m := range mappings {
		if m.Mapped() && !t.Kind.Fields[m.Field].Stored() {
			m.Why += ";" + t.Kind.Fields[m.Field].Title + "由其他字段推算,不存储,只用来核对"
		}
		t.Columns = append(t.Columns, TableColumn{Col: t.layout.col1 + i, Heading: t.samples[i].Heading, Mapping: m, Fills: t.fills(i, m)})
	}
	t.findMonths()
	t.findWhen()
	t.findSaid()
}

// findOrg finds the community of the whole table: given, named by the sheet, by 填报单位, or by the title.
func (t *Table) findOrg() {
	dir := t.reading.dirs[orgKey]
	if t.Kind == nil || t.Kind.Index(orgKey) < 0 || dir == nil {
		return
	}
	if t.reading.opt.Org != "" {
		t.Org, t.OrgWhy = t.reading.opt.Org, "已指定"
		return
	}
	name := sheetPlace(t.Sheet.Name, dir)
	switch {
	case dir.knows(name) || isPlace(name):
		t.Org, t.OrgWhy = name, "工作表名是「"+t.Sheet.Name+"」"
		if t.Unit != "" && (dir.knows(t.Unit) || isPlace(t.Unit)) && dir.stem(t.Unit) != dir.stem(name) {
			t.notes = append(t.notes, fmt.Sprintf("工作表名是「%s」,填报单位写的是「%s」,按工作表名处理", t.Sheet.Name, t.Unit))
		}
	case t.Unit != "" && !isOfficeName(t.Unit) && (dir.knows(t.Unit) || isPlace(t.Unit)):
		t.Org, t.OrgWhy = t.Unit, "填报单位是「"+t.Unit+"」"
	default:
		if org := dir.in(t.Title); org != "" {
			t.Org, t.OrgWhy = org, "标题里有「"+org+"」"
		} else if org := placeIn(t.Title); org != "" {
			t.Org, t.OrgWhy = org, "标题里有「"+org+"」"
		}
	}
}

// sheetPlace returns the name of a sheet, without its number and a count of people if only so it names a community:
// 3.北门(12人) is 北门.
func sheetPlace(sheetName string, dir *directory) string {
	name := value.Tight(sheetName)
	if bare := groupName(name); !dir.knows(name) && (dir.knows(bare) || isPlace(bare)) {
		return bare
	}
	return name
}

// communitiesBySheet takes sheets called 北门, 西上, 新北 … for communities where nothing else names one.
func (r *Reading) communitiesBySheet(f *File) {
	var bare []*Table
	sheets := map[*sheet.Sheet]bool{}
	for _, t := range f.Tables {
		name := groupName(t.Sheet.Name)
		if t.namesOrgs() {
			continue
		}
		if t.Org == "" && allHan(name) && runes(name) >= 2 && runes(name) <= 5 && !containsAny(name, notPlaces) && !isOfficeName(name) {
			bare = append(bare, t)
		}
		sheets[t.Sheet] = true
	}
	named := map[*sheet.Sheet]bool{}
	for _, t := range bare {
		named[t.Sheet] = true
	}
	if len(named) < 2 || len(named)*2 < len(sheets) {
		return
	}
	for _, t := range bare {
		t.Org, t.OrgWhy = groupName(t.Sheet.Name), "每个社区一张工作表,表名是「"+t.Sheet.Name+"」"
		if dir := t.reading.dirs[orgKey]; (dir == nil || !dir.knows(t.Org)) && !strings.Contains(t.Title+f.Name, "村") {
			t.Org += communityEnd // as it will be called, for the ledger does not know it yet
		}
	}
}

// communityAbove takes the community and the year that the title of a sheet names for the tables further down that name
// none.
func (r *Reading) communityAbove(f *File) {
	for i, t := range f.Tables {
		if i > 0 && f.Tables[i-1].Sheet == t.Sheet {
			t.yearAbove = cmp.Or(yearIn(f.Tables[i-1].Title), f.Tables[i-1].yearAbove)
		}
		if i == 0 || f.Tables[i-1].Sheet != t.Sheet || t.Org != "" || f.Tables[i-1].Org == "" || t.namesOrgs() {
			continue
		}
		t.Org, t.OrgWhy = f.Tables[i-1].Org, "同一工作表上面的表是「"+f.Tables[i-1].Org+"」的"
	}
}

// namesOrgs reports whether the rows of a table name their communities, or have none.
func (t *Table) namesOrgs() bool {
	return t.Kind == nil || t.Kind.Index(orgKey) < 0 || t.column(t.Kind.Index(orgKey)) >= 0 || len(t.groups) > 0
}

// communityByFile takes the community that the name of the file names for tables that name none themselves.
func (r *Reading) communityByFile(f *File) {
	dir := r.dirs[orgKey]
	if dir == nil {
		return
	}
	org := dir.in(f.Name)
	if org == "" {
		org = placeIn(f.Name)
	}
	for _, t := range f.Tables {
		if org == "" || t.Org != "" || t.namesOrgs() {
			continue
		}
		t.Org, t.OrgWhy = org, "文件名里有「"+org+"」"
	}
}

// unstored says which columns have content that is not stored.
func (t *Table) unstored() string {
	var names []string
	for i, c := range t.Columns {
		if c.Mapped() || c.Basis == BySerial || c.Basis == ByID || c.Basis == AsNote || c.Basis == ByClerk || len(t.samples[i].Sample) == 0 {
			continue
		}
		name := c.Title()
		if name == "" {
			name = sheet.ColName(c.Col) + " 列"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return "有内容但不存储的列:" + strings.Join(names, "、")
}

// noteHidden says which rows and columns are hidden; they are taken in.
func (t *Table) noteHidden() {
	var rows, cols []string
	n := 0
	for r := t.layout.first(); r <= t.layout.end; r++ {
		if t.Sheet.RowHidden(r) && t.Role(r) == RoleBody {
			if n++; n <= 5 {
				rows = append(rows, fmt.Sprint(r+1))
			}
		}
	}
	for _, c := range t.Columns {
		if t.Sheet.ColHidden(c.Col) && c.Basis != ByID {
			cols = append(cols, sheet.ColName(c.Col))
		}
	}
	if n > 0 {
		etc := ""
		if n > len(rows) {
			etc = fmt.Sprintf(" 等 %d 行", n)
		}
		t.notes = append(t.notes, "第 "+strings.Join(rows, "、")+" 行"+etc+"是隐藏行,已一并读入")
	}
	if len(cols) > 0 {
		t.notes = append(t.notes, strings.Join(cols, "、")+" 列是隐藏列,已一并读入")
	}
}
