package filling

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// counts is a table that asks for numbers: its rows and columns say of what, each cell is a tally (data/tally) with the
// records behind it.
type counts struct {
	grids    []countGrid
	title    meaning       // what the title says is counted
	from, to value.Date    // the period of logs
	own      [3]value.Date // what the form itself says: its day, the first and the last day of its period
	blank    *Blank
}

// countGrid is one of the tables that stand side by side, with what its headings mean.
type countGrid struct {
	grid
	cols []countHead
	rows []countHead // from the first row of the table on
	open bool        // its blank rows are for communities
}

// countHead is the heading of a column, or the words of a row.
type countHead struct {
	meaning
	at     int // column or row of the sheet
	levels []string
	column int // place in Blank.Columns, -1 if it is not one that can be overruled
	ofRow  bool
}

// orgList gives the communities in the order of the ledger.
type orgList struct {
	ids    []string
	labels map[string]string
}

func (p *Plan) orgList(ctx context.Context) (orgList, error) {
	l := orgList{labels: map[string]string{}}
	err := p.records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		l.ids = append(l.ids, r.ID)
		l.labels[r.ID] = r.Label()
		return ctx.Err()
	})
	return l, err
}

// named returns the id of the community that words name, "" if they name none or several.
func (l orgList) named(words string) string {
	ref, ok := ledger.Member.Field(orgKey).Type.(catalog.Ref)
	if !ok || words == "" {
		return ""
	}
	if ids := ref.Named(words, l.labels); len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// within returns the id of the one community that a line names, "" if it names none or several. A name within a longer one
// doesn't count: 城社区 in 新城社区.
func (l orgList) within(line string) string {
	var found string
	names := slices.Clone(l.ids)
	slices.SortStableFunc(names, func(a, b string) int { return len(l.labels[b]) - len(l.labels[a]) })
	for _, id := range names {
		name := value.Tight(l.labels[id])
		if name == "" || !strings.Contains(line, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found, line = id, strings.ReplaceAll(line, name, " ")
	}
	return found
}

// readCounts finds the sheets that ask for numbers.
func (p *Plan) readCounts(ctx context.Context) error {
	if p.opt.Kind != nil && !p.opt.Numbers {
		return nil
	}
	orgs, err := p.orgList(ctx)
	if err != nil {
		return fmt.Errorf("read the communities: %w", err)
	}
	lex := lexiconFor(p.opt.Kinds, orgs.named)
	for place, src := range p.form.Book().Sheets {
		if src.Hidden || src.Rows() == 0 {
			continue
		}
		fs, err := p.form.Sheet(place)
		if err != nil {
			return err
		}
		s := &gridScan{fs: fs, src: src, lex: lex}
		grids := s.find()
		if len(grids) == 0 {
			continue
		}
		b := &Blank{plan: p, Place: place, Sheet: src.Name}
		b.body.example = -1
		b.counts = &counts{blank: b}
		b.readAbove(s, grids[0].head[0])
		for _, g := range grids {
			b.addGrid(s, g)
		}
		b.counts.lists(func(list []*meaning, _ []string) { settleMembers(list) })
		if why := b.wantsNumbers(s); why != "" {
			b.counts.lists(func(list []*meaning, _ []string) { partOfPosts(list, isPost(b.counts.title.measure)) })
			b.counts.lendAll()
			b.explain()
			p.Blanks = append(p.Blanks, b)
			if p.KindWhy == "" {
				p.KindWhy = why
			}
			b.findOrgAbove(ctx, s, orgs, grids[0].head[0])
		}
	}
	return nil
}

// Counts reports whether the form asks for numbers rather than for records.
func (p *Plan) Counts() bool { return len(p.Blanks) > 0 && p.Blanks[0].counts != nil }

// Counts reports whether the table asks for numbers rather than for records.
func (b *Blank) Counts() bool { return b.counts != nil }

// readAbove reads the title and the dates above the headings.
func (b *Blank) readAbove(s *gridScan, head int) {
	for r := range head {
		for c := range min(s.src.Cols(), mostCountCols) {
			text := foldHeading(s.src.Cell(r, c).Text)
			if text == "" {
				continue
			}
			if b.Title == "" && !strings.Contains(text, ":") && len([]rune(text)) >= 5 {
				b.Title = text
				b.counts.title = titleMeaning(s.lex, text)
			}
			b.readPeriod(text)
		}
	}
	if b.Title == "" {
		b.Title = s.src.Name
		b.counts.title = titleMeaning(s.lex, foldHeading(s.src.Name))
	}
}

// titleMeaning returns what a title says is counted; what it says besides doesn't matter.
func titleMeaning(lex *lexicon, title string) meaning {
	read := lex.read([]string{title}, nil)
	m := said{measures: read.measures, topics: read.topics}.meant()
	both := slices.Contains(read.measures, "members") && slices.ContainsFunc(read.measures, isPost) // 党员和干部
	if m.problem != "" || both {
		return meaning{}
	}
	m.filters = nil
	return m
}

// addGrid reads the headings of one of the tables.
func (b *Blank) addGrid(s *gridScan, g grid) {
	out := countGrid{grid: g}
	var among []string
	for _, c := range g.columns {
		among = append(among, foldHeading(strings.Join(s.path(&g, c), "")))
	}
	for _, c := range g.columns {
		levels := s.path(&g, c)
		h := countHead{meaning: s.lex.read(levels, among).meant(), at: c, levels: levels, column: -1}
		if h.org == "" {
			h.column = len(b.Columns)
			b.Columns = append(b.Columns, Column{Col: c, Row: g.first, Heading: levels, place: len(b.Columns)})
		}
		out.cols = append(out.cols, h)
	}
	among = nil
	forOrgs := s.forOrgs(&out)
	for r := g.first; r < g.end; r++ {
		among = append(among, foldHeading(strings.Join(s.rowPath(&g, r), "")))
	}
	for r := g.first; r < g.end; r++ {
		levels := s.rowPath(&g, r)
		if len(levels) > 0 && isDots(strings.Join(levels, "")) {
			levels = nil
		}
		h := countHead{meaning: s.lex.read(levels, among).meant(), at: r, levels: levels, column: -1, ofRow: true}
		if forOrgs && len(h.unknown) > 0 {
			h.problem = "台账里没有这个社区"
		}
		if h.org == "" && len(levels) > 0 && !sumWords.MatchString(value.Tight(levels[len(levels)-1])) {
			h.column = len(b.Columns)
			b.Columns = append(b.Columns, Column{Col: g.labels[0], Row: r, Heading: levels, place: len(b.Columns), ofRow: true})
		}
		out.rows = append(out.rows, h)
	}
	b.counts.grids = append(b.counts.grids, out)
}

// titles that are of lists of records rather than of numbers, and the other way round.
var (
	listTitle  = regexp.MustCompile(`登记表|登记簿|花名册|名册|名单|签领|发放表|记录|采集表|一览表|通讯录|明细表|申报表|审批表`)
	countTitle = regexp.MustCompile(`统计|汇总|报表|月报|季报|年报|构成表|数据`)
)

// evidence is what speaks for a form of numbers.
type evidence struct {
	cols, rows     int  // headings and words of rows that say what to count
	orgs, blank    int  // communities that are named, and rows without words
	unknown, named int  // rows that nobody understands, and tables in the rows of which communities stand
	fields         int  // headings of what a record says of itself, for the kind that has most of them
	list           bool // there is a column for people, or for days
}

// weigh gathers what speaks for a form of numbers, and finds the tables of which the blank rows are for communities.
func (b *Blank) weigh(s *gridScan) evidence {
	var e evidence
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		for _, c := range slices.Concat(g.labels, g.columns) {
			e.list = e.list || slices.ContainsFunc(s.path(&g.grid, c), func(level string) bool { return personHeading.MatchString(foldHeading(level)) })
		}
		own := b.ownColumns(g)
		e.addColumns(g, own)
		for _, k := range b.plan.opt.Kinds {
			if k != ledger.Org {
				e.fields = max(e.fields, fieldsAsked(g, k))
			}
		}
		e.list = e.list || slices.ContainsFunc(g.cols, func(h countHead) bool { return !own[h.at] && h.isDay() })
		forOrgs, blank := s.forOrgs(g), e.blank
		e.addRows(g, forOrgs)
		g.open = e.blank > blank && forOrgs
		if forOrgs && e.orgs > 0 {
			e.named++
		}
	}
	return e
}

var dayHeading = regexp.MustCompile(`(日期|时间|年月|年月日)$`)

// isDay reports whether a heading asks for a day, as those of records do.
func (h *countHead) isDay() bool {
	return len(h.levels) > 0 && dayHeading.MatchString(foldHeading(h.levels[len(h.levels)-1]))
}

// fieldsAsked counts the headings that ask for what is no number of a record: 服务项目, 联系人.
func fieldsAsked(g *countGrid, k *catalog.Kind) int {
	n := 0
	for _, h := range g.cols {
		if h.asksField(k) {
			n++
		}
	}
	return n
}

// asksField reports whether a heading asks for a field of records of a kind, which may be nil, that is no number.
func (h *countHead) asksField(k *catalog.Kind) bool {
	if k == nil || len(h.levels) == 0 {
		return false
	}
	f := fieldNamed(k, h.levels[len(h.levels)-1])
	if f == nil || f.Key == orgKey || f.Key == "note" {
		return false
	}
	switch f.Type.(type) {
	case catalog.Int, catalog.Decimal, catalog.Percent, catalog.Money:
		return false
	}
	return true
}

// addColumns counts the columns; own are those that the ledger of communities has itself.
func (e *evidence) addColumns(g *countGrid, own map[int]bool) {
	for _, h := range g.cols {
		switch {
		case h.org != "":
			e.orgs, e.cols = e.orgs+1, e.cols+1
		case h.tells() && h.follows() && h.share == nil && !own[h.at] && !h.asksField(kindOfTopic(h.topic)):
			e.cols++
		}
	}
}

func (e *evidence) addRows(g *countGrid, forOrgs bool) {
	for _, h := range g.rows {
		switch {
		case len(h.levels) == 0:
			e.blank++
		case h.org != "":
			e.orgs++
		case h.tells() && h.follows():
			e.rows++
		case !h.total && !forOrgs:
			e.unknown++
		}
	}
}

// wantsNumbers says why the tables ask for numbers, "" if they don't.
func (b *Blank) wantsNumbers(s *gridScan) string {
	e := b.weigh(s)
	counting := countTitle.MatchString(b.Title + b.Sheet)
	listing := listTitle.MatchString(b.Title+b.Sheet) && !counting
	open := b.counts.grids[0].open
	switch {
	case e.list || e.cols == 0 || !s.hasRoom(b.counts) || e.unknown > e.rows+e.orgs+e.blank:
		return ""
	case e.rows >= leastKnownRows:
		return fmt.Sprintf("各列和 %d 行的名称说的都是数(如「%s」),没有姓名一列,是要填数的统计表", e.rows, b.firstTelling())
	case open && e.fields > 1 && (e.fields > e.cols || e.fields == e.cols && !counting):
		return "" // each row is a record, with the community that it is of
	case listing || e.rows == 0 && e.orgs < 2 && e.named == 0 && !open:
		return ""
	case !counting && (e.cols < leastKnownCols || open && e.cols <= leastKnownCols):
		return ""
	}
	return fmt.Sprintf("每行一个社区,%d 列的表头说的都是数(如「%s」),没有姓名一列,是要填数的统计表", e.cols, b.firstTelling())
}

// firstTelling returns the first heading that says what is counted.
func (b *Blank) firstTelling() string {
	for i := range b.counts.grids {
		g := &b.counts.grids[i]
		own := b.ownColumns(g)
		for _, h := range slices.Concat(g.cols, g.rows) {
			if (h.subject() || len(h.filters)+len(h.choices) > 0) && h.follows() && (h.ofRow || !own[h.at]) {
				return value.Tight(strings.Join(h.levels, "/"))
			}
		}
	}
	return b.Title
}

// ownColumns are the columns that the ledger of communities has itself: a form of nothing else lists communities.
func (b *Blank) ownColumns(g *countGrid) map[int]bool {
	var columns []intake.Column
	for _, h := range g.cols {
		columns = append(columns, intake.Column{Heading: readHints(h.levels).plain})
	}
	own := map[int]bool{}
	for i, m := range intake.Match(columns, ledger.Org) {
		if m.Mapped() && m.Basis >= intake.ByTitle && m.Basis <= intake.ByBare && len(g.cols[i].levels) > 0 {
			own[g.cols[i].at] = true
		}
	}
	return own
}

// forOrgs reports whether the rows of a table are for communities: nothing but their names is asked for beside the numbers.
func (s *gridScan) forOrgs(g *countGrid) bool {
	named := false
	for _, c := range g.labels {
		path := s.path(&g.grid, c)
		if len(path) == 0 {
			return false
		}
		leaf := foldHeading(path[len(path)-1])
		switch {
		case officeHeadings.MatchString(leaf):
		case orgHeading.MatchString(leaf):
			named = true
		default:
			return false
		}
	}
	return named
}

// hasRoom reports whether most of the cells wait for numbers.
func (s *gridScan) hasRoom(c *counts) bool {
	free, taken := 0, 0
	for i := range c.grids {
		g := &c.grids[i]
		for _, row := range g.rows {
			for _, col := range g.cols {
				cell := s.src.Cell(row.at, col.at)
				_, formula := s.fs.Has(row.at, col.at)
				switch {
				case formula:
				case isFree(cell):
					free++
				default:
					taken++
				}
			}
		}
	}
	return free > taken
}

// isFree reports whether a cell may be written on.
func isFree(c catalog.Cell) bool {
	return c.IsEmpty() || c.Type == catalog.CellNumber && c.Text == "0" || isDots(c.Text)
}

// findOrgAbove takes the community that the lines above the table or its title name.
func (b *Blank) findOrgAbove(ctx context.Context, s *gridScan, orgs orgList, head int) {
	for r := range head {
		for c := range min(s.src.Cols(), mostCountCols) {
			id := orgs.within(foldHeading(s.src.Cell(r, c).Text))
			if id == "" {
				continue
			}
			found, err := b.plan.records.Lookup(ctx, ledger.Org.Key, []string{id})
			if err == nil && !found[id].IsZero() {
				b.Org, b.OrgWhy = found[id], "「"+sheet.CellName(r, c)+"」写有「"+orgs.labels[id]+"」"
				return
			}
		}
	}
}
