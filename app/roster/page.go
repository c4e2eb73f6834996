package roster

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// Page shows the records of one kind at a time.
type Page struct {
	desk   *desk.Desk
	place  desk.Place
	kind   *catalog.Kind
	find   string
	filter []filter
	sort   []store.Order

	rows    *rows
	grid    *grid.Grid
	side    *side
	split   *look.PushButton
	print   *look.PushButton
	box     *fyne.Container
	more    *look.PushButton
	ways    *fyne.Container // the other views of the kind
	title   *look.Text
	count   *look.Text
	chips   *fyne.Container
	body    *fyne.Container
	loaded  bool // the rows are there
	total   int  // of the kind and community, before search and filters
	reading desk.Latest
	// comparing looks for the version before a rule.
	comparing desk.Latest
	wanted    string // id of the record to select when the rows are there
	top       bool   // the first row is to be selected then: the order is another one
	// arriving says that the grid is to have the keyboard when the rows are there, unless the clerk is typing
	// somewhere by then.
	arriving bool
}

// filter is a condition that a clerk chose, with the words of its chip.
type filter struct {
	field string
	words string
	cond  store.Condition
}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, title: look.PageTitle(""), count: look.MutedText(""), chips: container.NewHBox(), body: container.NewStack(), ways: container.NewStack()}
	p.side = newSide(p)
	p.more = look.QuietButton("模板和版式 ▾", nil, p.moreMenu)
	p.print = look.Button("打印 ▾", theme.DocumentPrintIcon(), p.printMenu)
	p.split = look.Button("拆分 ▾", theme.ContentCopyIcon(), p.splitMenu)
	head := desk.Head([]fyne.CanvasObject{p.title, p.count, p.ways}, []fyne.CanvasObject{
		look.PrimaryButton("导入", theme.DownloadIcon(), d.ChooseImport),
		look.Button("新增", theme.ContentAddIcon(), p.add),
		look.Button("导出", theme.DocumentSaveIcon(), p.Export),
		p.split,
		p.print,
		look.Button("套表", theme.DocumentCreateIcon(), p.fillForm),
		look.Button("统计", theme.ListIcon(), func() { d.Go(desk.Place{Page: desk.PageTallies, Kind: p.kind.Key, Org: p.place.Org}) }),
		p.more,
		look.QuietButton("列 ▾", nil, p.columnMenu),
	})
	p.box = container.New(&sideLayout{page: p}, container.NewBorder(container.NewVBox(head, p.chips), nil, nil, nil, p.body), look.Hairline(), p.side.box)
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(to desk.Place) {
	if to.Kind == "" {
		to.Kind = p.desk.Kinds[0].Key
	}
	if to.Org == "" && len(to.IDs) == 0 {
		to.Org = p.desk.Org()
	}
	kind := p.desk.Kind(to.Kind)
	if kind == nil {
		return
	}
	if p.kind != nil {
		p.side.abandon()
	}
	p.place, p.find, p.filter, p.wanted = to, "", nil, to.Record
	if p.kind != kind {
		p.useKind(kind)
	}
	p.grid.SetHighlight("")
	p.markFiltered()
	p.showHead()
	p.Reload()
	p.arriving = true
}

// useKind makes the grid for the fields of a kind.
func (p *Page) useKind(k *catalog.Kind) {
	p.kind, p.sort, p.loaded = k, nil, false
	p.rows = &rows{store: p.desk.Store, kind: k, today: p.desk.Today(), labels: labels{}, loaded: map[int]*row{}, failed: p.desk.Fail}
	p.rows.renew()
	columns, fields := columnsOf(k)
	p.rows.fields = fields
	p.grid = grid.New(p.rows, columns, 1)
	p.rows.ready = func(first, last int) {
		p.grid.RowsChanged(first, last)
		p.side.follow()
		p.showStatus()
	}
	p.bind(p.grid)
	if state, ok := p.savedState(); ok {
		p.grid.SetState(state)
		p.sort = p.orderOf(state)
	}
	p.side.useKind(k)
	p.ways.Objects = nil
	if ways := p.desk.Ways(k.Key, desk.PageRoster); ways != nil {
		p.ways.Objects = []fyne.CanvasObject{ways}
	}
}

// Focus gives the keyboard to the grid.
func (p *Page) Focus() {
	if p.grid != nil {
		p.desk.Window.Canvas().Focus(p.grid)
	}
}

func (p *Page) takeFocus() {
	if p.arriving && p.desk.Window.Canvas().Focused() == nil && len(p.rows.ids) > 0 {
		p.Focus()
	}
	p.arriving = false
}

// Reload implements desk.Reloader.
func (p *Page) Reload() {
	query := p.query()
	only := p.place.IDs
	desk.Ask(&p.reading, func(ctx context.Context) (answer, error) { return p.ask(ctx, query, only) }, p.answered)
}

// query is what limits and orders the rows.
func (p *Page) query() store.Query {
	q := store.Query{Kind: p.kind, Find: p.find, Sort: p.sort}
	if p.place.Org != "" && p.kind.Field("org") != nil && len(p.place.IDs) == 0 {
		q.Where = append(q.Where, store.Condition{Field: "org", Op: store.Equal, Values: []value.Value{value.Text(p.place.Org)}})
	}
	for _, f := range p.filter {
		q.Where = append(q.Where, f.cond)
	}
	return q
}

// answer is what a reload finds.
type answer struct {
	ids    []string
	total  int
	labels labels
}

func (p *Page) ask(ctx context.Context, q store.Query, only []string) (answer, error) {
	var a answer
	var err error
	if a.labels, err = readLabels(ctx, p.desk.Store, q.Kind); err != nil {
		return a, err
	}
	if a.ids, err = p.desk.Store.IDs(ctx, q); err != nil {
		return a, err
	}
	if len(only) > 0 {
		keep := make(map[string]bool, len(only))
		for _, id := range only {
			keep[id] = true
		}
		a.ids = slices.DeleteFunc(a.ids, func(id string) bool { return !keep[id] })
	}
	a.total, err = p.desk.Store.Count(ctx, store.Query{Kind: q.Kind})
	return a, err
}

func readLabels(ctx context.Context, s *store.Store, k *catalog.Kind) (labels, error) {
	all := labels{}
	for i := range k.Fields {
		target := catalog.Refers(k.Fields[i].Type)
		if target == "" || all[target] != nil {
			continue
		}
		words, err := s.Names(ctx, target)
		if err != nil {
			return nil, fmt.Errorf("reading the names of %s: %w", target, err)
		}
		all[target] = words
	}
	return all, nil
}

func (p *Page) answered(a answer, err error) {
	if err != nil {
		p.desk.Fail(err)
		return
	}
	current := p.current()
	p.total, p.rows.labels, p.rows.today = a.total, a.labels, p.desk.Today()
	p.loaded = true
	p.offerNames()
	p.rows.set(a.ids)
	if p.wanted == "" {
		p.wanted = current
	}
	if p.top && len(a.ids) > 0 {
		p.wanted = a.ids[0]
	}
	p.top = false
	p.showBody()
	p.grid.Refresh()
	p.selectWanted()
	if draft := p.place.Draft; !draft.IsZero() {
		p.place.Draft, p.arriving = catalog.Record{}, false
		p.side.draftFrom(draft)
	}
	p.takeFocus()
	p.showHead()
	p.desk.SetTitle(p, fmt.Sprintf("%s %d %s", p.kind.Title, len(a.ids), p.kind.Unit))
	p.side.follow()
}

// offerNames gives the columns of references the names to choose from.
func (p *Page) offerNames() {
	for i, f := range p.rows.fields {
		if target := catalog.Refers(f.Type); target != "" {
			_, list := f.Type.(catalog.ListReferrer)
			p.grid.UpdateColumn(i, func(c *grid.Column) { c.Choices, c.List = p.namesOf(target), list })
		}
	}
}

// selectWanted puts the cursor on the record that a clerk came for, or had before.
func (p *Page) selectWanted() {
	i := slices.Index(p.rows.ids, p.wanted)
	p.wanted = ""
	row, col, ok := p.grid.Current()
	if p.grid.Editing() || ok && i == row {
		return // what is being typed stays; the grid keeps it with its record
	}
	if i < 0 {
		i = min(max(row, 0), len(p.rows.ids)-1)
	}
	if i >= 0 {
		p.grid.Select(i, max(col, 0))
	}
}

// showBody shows the grid, or what to do where there is nothing to show.
func (p *Page) showBody() {
	content := fyne.CanvasObject(p.grid)
	switch {
	case len(p.rows.ids) > 0:
	case p.total == 0:
		content = look.EmptyState("还没有"+p.kind.Title+"记录", "把 Excel 花名册拖进窗口,或从下面开始",
			look.Step{Label: "导入表格", Icon: theme.DownloadIcon(), Do: p.desk.ChooseImport}, look.Step{Label: "新增一条", Icon: theme.ContentAddIcon(), Do: p.add},
			look.Step{Label: "下载空白模板", Icon: theme.DocumentIcon(), Do: p.saveTemplate})
	default:
		content = look.EmptyState("没有符合条件的"+p.kind.Title, "", look.Step{Label: "显示全部", Do: p.showAll})
	}
	if len(p.body.Objects) == 1 && p.body.Objects[0] == content {
		return
	}
	p.body.Objects = []fyne.CanvasObject{content}
	p.body.Refresh()
}

// showAll takes every limit away.
func (p *Page) showAll() {
	p.place.IDs, p.place.Title, p.filter = nil, "", nil
	p.setFind("")
	p.markFiltered()
	p.desk.ChooseOrg("")
}

// showHead shows the title, the count and a chip for each limit.
func (p *Page) showHead() {
	p.title.SetText(p.kind.Title)
	p.count.SetText("")
	if p.loaded {
		p.count.SetText(fmt.Sprintf("%d %s", len(p.rows.ids), p.kind.Unit))
	}
	p.chips.Objects = nil
	chip := func(text string, drop func()) {
		p.chips.Add(look.NewTag(text, look.Changed, func() {
			drop()
			p.showHead()
			p.Reload()
		}))
	}
	if len(p.place.IDs) > 0 {
		chip(p.place.Title, func() { p.place.IDs, p.place.Title = nil, "" })
	}
	if p.place.Org != "" && p.kind.Field("org") != nil && len(p.place.IDs) == 0 {
		chip("社区 = "+p.desk.OrgName(p.place.Org), func() { p.desk.ChooseOrg("") })
	}
	if p.find != "" {
		chip("查找:"+p.find, func() { p.setFind("") })
	}
	for i, f := range p.filter {
		chip(f.words, func() {
			p.filter = slices.Delete(slices.Clone(p.filter), i, i+1)
			p.markFiltered()
		})
	}
	if len(p.chips.Objects) > 0 {
		p.chips.Objects = []fyne.CanvasObject{look.Inset(look.Row(6, p.chips.Objects...), 0, 12, 6, 16)}
	}
	p.chips.Refresh()
	p.box.Refresh()
	p.showStatus()
}

// Search implements desk.Searcher.
func (p *Page) Search(text string) {
	p.find = text
	p.grid.SetHighlight(text)
	p.Reload()
}

// setFind looks for something else than the search box says.
func (p *Page) setFind(text string) {
	p.find = text
	p.grid.SetHighlight(text)
	p.desk.ShowSearch(text)
}

// Changed implements desk.Changer.
func (p *Page) Changed(done store.Done) {
	if p.kind == nil {
		return
	}
	if !slices.Contains(done.Kinds, p.kind.Key) && !slices.Contains(done.Kinds, "org") {
		return
	}
	if done.Created == 0 && done.Deleted == 0 && !slices.Contains(done.Kinds, "org") {
		p.rows.renew()
		p.grid.Refresh()
		p.side.changed()
		return
	}
	p.Reload()
}

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() { p.box.Refresh() }

// Back implements desk.Stepper: it takes the last limit away.
func (p *Page) Back() bool {
	switch {
	case p.side.drafting():
		p.side.clear()
		p.side.follow()
	case p.find != "":
		p.setFind("")
	case len(p.filter) > 0:
		p.filter = p.filter[:len(p.filter)-1]
		p.markFiltered()
	default:
		return false
	}
	p.showHead()
	p.Reload()
	return true
}

// TakeKey implements desk.KeyTaker.
func (p *Page) TakeKey(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyF4:
		p.side.toggle()
	case fyne.KeyF6:
		if p.desk.Window.Canvas().Focused() == fyne.Focusable(p.grid) {
			p.side.open()
		} else {
			p.Focus()
		}
	case fyne.KeyF2:
		p.Focus()
		p.grid.Edit()
	default:
		return false
	}
	return true
}

// current returns the id of the record under the cursor, "" if there is none.
func (p *Page) current() string {
	if p.grid == nil {
		return ""
	}
	row, _, ok := p.grid.Current()
	if !ok || row >= len(p.rows.ids) {
		return ""
	}
	return p.rows.ids[row]
}

// showStatus says at the foot what is shown and selected.
func (p *Page) showStatus() {
	if !p.loaded {
		p.desk.Status(p, "")
		return
	}
	text := fmt.Sprintf("%d 条", len(p.rows.ids))
	if n := p.grid.Selection().Count(); n > 1 {
		text += fmt.Sprintf(" · 已选 %d", n)
	}
	if mean, ok := p.meanAge(); ok {
		text += fmt.Sprintf(" · 平均年龄 %.1f", mean)
	}
	p.desk.Status(p, text)
}

// meanAgeRows bounds the rows over which the mean age is shown: all must be loaded.
const meanAgeRows = chunk

func (p *Page) meanAge() (float64, bool) {
	f := p.kind.Field("age")
	if f == nil || len(p.rows.ids) == 0 || len(p.rows.ids) > meanAgeRows {
		return 0, false
	}
	sum, n := 0, 0
	for i := range p.rows.ids {
		rec, ok := p.rows.record(i)
		if !ok {
			return 0, false
		}
		if age, ok := rec.On(f, p.rows.today).Int(); ok {
			sum, n = sum+int(age), n+1
		}
	}
	return float64(sum) / float64(max(n, 1)), n > 0
}
