package desk

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/app/support"
	"taizhang/data/catalog"
	"taizhang/data/picture"
	"taizhang/data/store"
	"taizhang/data/value"
)

// Desk is the window of one office's records.
type Desk struct {
	Window fyne.Window
	Store  *store.Store
	Kinds  []*catalog.Kind
	Office store.Office
	// Account is the user of the computer.
	Account string
	// Now is the clock.
	Now func() time.Time
	// Day, if not zero, is the day on which ages and terms are reckoned instead of today: the demonstration office
	// lives in 2003.
	Day value.Date
	// Log, which may be nil, is where errors are noted for technical support.
	Log     *support.Log
	Updates Updates

	app      fyne.App
	makers   map[string]func(*Desk) Page
	pages    map[string]Page
	page     Page
	place    Place
	called   string  // the window's title, while no dialog gives it another
	trail    []Place // where Esc leads back to
	job      *job
	waiting  []func() // jobs that were asked for while another had only begun
	commands []Command
	views    []View

	top      *topBar
	nav      *navigation
	foot     *foot
	banner   *banner
	middle   *fyne.Container
	shell    *fyne.Container
	org      string // the community that the navigation has chosen
	counted  Latest
	due      reminders
	asked    Latest
	away     bool // another program's window is in front
	updating updating
}

// New returns the window for the records in s. Show opens it.
func New(app fyne.App, s *store.Store, kinds []*catalog.Kind, office store.Office) *Desk {
	if office.Name == "" {
		office.Name = Unnamed
	}
	d := &Desk{app: app, Store: s, Kinds: kinds, Office: office, Now: time.Now,
		makers: map[string]func(*Desk) Page{}, pages: map[string]Page{}}
	app.Settings().SetTheme(look.New(d.appearance()))
	d.Window = app.NewWindow(programName)
	d.Window.SetMaster()
	d.Window.SetPadded(false)
	d.commands = d.makeCommands()
	d.build()
	d.addShortcuts()
	app.Lifecycle().SetOnEnteredForeground(func() { d.away = false })
	app.Lifecycle().SetOnExitedForeground(func() { d.away = true })
	d.Window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { d.dropped(uris) })
	s.Watch(func(done store.Done) { fyne.Do(func() { d.changed(done) }) })
	return d
}

// Register tells the window how to make a page.
func (d *Desk) Register(key string, make func(*Desk) Page) { d.makers[key] = make }

// The size of the smallest screen that the window is designed for, less the task bar and the frame.
const (
	firstWidth  = 1366
	firstHeight = 700
)

// Show opens the window on the overview.
func (d *Desk) Show() {
	d.Window.Resize(fyne.NewSize(firstWidth, firstHeight))
	d.Window.CenterOnScreen()
	d.refreshCounts()
	d.refreshUndo()
	if d.page == nil {
		d.Go(Place{Page: PageOverview})
	}
	d.Window.Show()
}

// Today is the day on which ages and terms are reckoned.
func (d *Desk) Today() value.Date {
	if !d.Day.IsZero() {
		return d.Day
	}
	return value.DateOf(d.Now())
}

// Kind returns the kind with that key, or nil.
func (d *Desk) Kind(key string) *catalog.Kind { return catalog.Find(d.Kinds, key) }

// Org returns the id of the community that the navigation has chosen, "" for all.
func (d *Desk) Org() string { return d.org }

// Place returns where the window is.
func (d *Desk) Place() Place { return d.place }

// Go shows a place.
func (d *Desk) Go(p Place) {
	if d.page != nil {
		d.trail = append(d.trail, d.place)
		if len(d.trail) > 50 {
			d.trail = d.trail[1:]
		}
	}
	d.open(p)
}

// Replace shows a place instead of the present one, to which Esc shall not lead back.
func (d *Desk) Replace(p Place) { d.open(p) }

func (d *Desk) open(p Place) {
	page := d.pages[p.Page]
	if page == nil {
		make, ok := d.makers[p.Page]
		if !ok {
			return
		}
		page = make(d)
		d.pages[p.Page] = page
	}
	d.banner.hide()
	d.closeOverlay()
	d.Window.Canvas().Unfocus() // what had the keyboard may be gone with the page
	d.page, d.place = page, p
	d.nav.show(p)
	d.top.setSearch("")
	d.foot.say("")
	d.middle.Objects = []fyne.CanvasObject{page.Content()}
	d.middle.Refresh()
	page.Open(p)
	d.title(d.titleOf(p))
}

// Back goes one step back: within the page, or to the place before.
func (d *Desk) Back() {
	if d.banner.hide() {
		return
	}
	if p, ok := d.page.(Stepper); ok && p.Back() {
		return
	}
	if len(d.trail) == 0 {
		return
	}
	last := d.trail[len(d.trail)-1]
	d.trail = d.trail[:len(d.trail)-1]
	d.open(last)
}

// Status shows a line about a page at the foot of the window, unless the clerk has gone to another one since.
func (d *Desk) Status(from Page, text string) {
	if from == d.page {
		d.foot.say(text)
	}
}

// Say tells the clerk that something was done; actions are what can be done next.
func (d *Desk) Say(text string, actions ...look.Step) { d.banner.show(text, look.Added, actions) }

// Warn tells the clerk what could not be done and why.
func (d *Desk) Warn(text string, actions ...look.Step) { d.banner.show(text, look.Doubt, actions) }

// Fail tells the clerk about err; nil is no news. Work that the clerk has cancelled has not failed.
func (d *Desk) Fail(err error) {
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled):
		d.Say(catalog.Message(err))
	default:
		d.Log.Note("shown to the clerk", err)
		d.banner.show(catalog.Message(err), look.Broken, nil)
	}
}

// changed brings the window up to date after records were changed.
func (d *Desk) changed(done store.Done) {
	d.refreshCounts()
	d.refreshUndo()
	if c, ok := d.page.(Changer); ok {
		c.Changed(done)
	}
}

// Apply changes records off the UI goroutine; then, which may be nil, is called with what came of it.
func (d *Desk) Apply(op catalog.Operation, then func(store.Done, error)) {
	op.Actor, op.At = d.Actor(), d.Now()
	d.banner.hide()
	go func() {
		var done store.Done
		err := support.Guard(func() (err error) {
			done, err = d.Store.Apply(context.Background(), op)
			return err
		})
		fyne.Do(func() {
			if then == nil || d.Store.ReadOnly() { // a mark at a cell would not say it loud enough
				d.Fail(err)
			}
			if then != nil {
				then(done, err)
			}
		})
	}()
}

func (d *Desk) dropped(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, filepath.FromSlash(u.Path()))
		}
	}
	d.Import(paths)
}

// Import opens the review of the workbooks given, or what is in a package or backup.
func (d *Desk) Import(paths []string) {
	if len(paths) == 0 {
		return
	}
	for _, path := range paths {
		if !picture.IsPicture(path) {
			platform.AddRecent(path)
		}
	}
	if d.openPacket(paths) {
		return
	}
	if p, ok := d.page.(Dropper); ok && p.Drop(paths) {
		return
	}
	if !slices.ContainsFunc(paths, func(path string) bool { return !picture.IsPicture(path) }) {
		d.Warn("要添加图片,请先到活动、三会一课等台账里选中一条,再把图片拖进来")
		return
	}
	d.Go(Place{Page: PageIntake, Data: paths})
	d.place.Data = nil // to come back is to go on with the review, not to read the files anew
}

// build puts the window together.
func (d *Desk) build() {
	d.top, d.nav, d.foot, d.banner = newTopBar(d), newNavigation(d), newFoot(), newBanner()
	d.middle = container.NewStack()
	centre := container.NewBorder(d.banner.box, nil, nil, nil, d.middle)
	d.banner.parent = centre
	d.shell = container.New(shellLayout{}, look.Surface(look.OnPanel, d.top.box), look.Hairline(),
		look.Surface(look.OnPanel, d.nav.box), look.Hairline(), look.Surface(look.OnGround, centre), look.Hairline(), look.Surface(look.OnPanel, d.foot.box))
	d.Window.SetContent(look.WithTips(d.shell))
}

// shellLayout places the seven parts of the window: bar, line, navigation, line, page, line, foot.
type shellLayout struct{}

// The measures of the window's parts, in pixels at 100 %.
const (
	topHeight  = 44
	navWidth   = 176
	footHeight = 30
)

// Layout implements fyne.Layout.
func (shellLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	th := look.Current()
	top, nav, foot := th.Px(topHeight), th.Px(navWidth), th.Px(footHeight)
	place := func(i int, x, y, w, h float32) {
		o[i].Move(fyne.NewPos(x, y))
		o[i].Resize(fyne.NewSize(w, h))
	}
	body := s.Height - top - foot - 2
	place(0, 0, 0, s.Width, top)
	place(1, 0, top, s.Width, 1)
	place(2, 0, top+1, nav, body)
	place(3, nav, top+1, 1, body)
	place(4, nav+1, top+1, s.Width-nav-1, body)
	place(5, 0, s.Height-foot-1, s.Width, 1)
	place(6, 0, s.Height-foot, s.Width, foot)
}

// MinSize implements fyne.Layout: small, so that the window can be made as small as its user likes.
func (shellLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(800, 480) }

// Renamed shows the office under its new name.
func (d *Desk) Renamed(name string) {
	d.Office.Name = name
	d.title(d.titleOf(d.place))
	d.top.office.SetText(d.officeWords())
}

// officeWords name the office at the head of the window.
func (d *Desk) officeWords() string {
	if d.Store.ReadOnly() {
		return "(只读)" + d.Office.Name
	}
	return d.Office.Name
}

// TellReadOnly says, where that is so, that the records can only be looked at.
func (d *Desk) TellReadOnly() {
	if d.Store.ReadOnly() {
		d.Warn("这份台账是只读的(" + d.Store.DSN() + "):可以查看、统计、打印、导出和备份,不能修改。要修改,请打开 U 盘的写保护开关、取消文件的“只读”,或者把它复制到电脑硬盘上再打开")
	}
}

// Unnamed stands for the name of an office that has not given one yet.
const Unnamed = "本单位"

// programName is the program's name as people know it.
const programName = "社区党建台账"

// titles are the words for the pages in the window's title.
var titles = map[string]string{PageOverview: "总览", PageReminders: "到期提醒", PageIntake: "导入核对", PageFilling: "套表", PageTallies: "统计", PageReport: "工作汇报", PagePreview: "打印预览", PageHistory: "操作记录",
	PageSettings: "设置", PagePacket: "交接包", PageHelp: "帮助"}

func (d *Desk) titleOf(p Place) string {
	if k := d.Kind(p.Kind); p.Page == PageRoster && k != nil {
		return k.Title
	}
	if v, ok := d.view(p.Page); ok {
		return v.Name
	}
	return titles[p.Page]
}

// SetTitle names the window after what a page shows: 党员 · 容城镇 · 社区党建台账.
func (d *Desk) SetTitle(from Page, what string) {
	if from == d.page {
		d.title(what)
	}
}

func (d *Desk) title(what string) {
	d.called = what + " · " + d.Office.Name + " · " + programName
	d.Window.SetTitle(d.called)
}
