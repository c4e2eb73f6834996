// Command taizhang is the window: it reads the flags, opens the records and shows them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"taizhang"
	"taizhang/app/bookings"
	"taizhang/app/candidates"
	"taizhang/app/desk"
	"taizhang/app/filling"
	"taizhang/app/help"
	"taizhang/app/history"
	"taizhang/app/intake"
	"taizhang/app/lanes"
	"taizhang/app/overview"
	"taizhang/app/packet"
	"taizhang/app/platform"
	"taizhang/app/preview"
	"taizhang/app/reminders"
	"taizhang/app/report"
	"taizhang/app/roster"
	"taizhang/app/settings"
	"taizhang/app/sheets"
	"taizhang/app/support"
	"taizhang/app/tallies"
	"taizhang/assets"
	"taizhang/cmd/internal/account"
	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/update"
)

// appID names the program to the system: where its preferences are kept.
const appID = "cn.taizhang.desk"

// programName is the program's name as people know it.
const programName = "社区党建台账"

// pages are the pages of the window.
var pages = map[string]func(*desk.Desk) desk.Page{
	desk.PageOverview:  overview.New,
	desk.PageReminders: reminders.New,
	desk.PageRoster:    roster.New,
	desk.PageIntake:    intake.New,
	desk.PageFilling:   filling.New,
	desk.PageTallies:   tallies.New,
	desk.PageReport:    report.New,
	desk.PagePreview:   preview.New,
	desk.PageHistory:   history.New,
	desk.PageSettings:  settings.New,
	desk.PagePacket:    packet.New,
	desk.PageHelp:      help.New,
}

// views are the second ways to see a ledger.
var views = []struct {
	desk.View
	page func(*desk.Desk) desk.Page
}{
	{bookings.View, bookings.New},
	{candidates.View, candidates.New},
	{lanes.IssueView, lanes.NewIssues},
	{lanes.PlanView, lanes.NewPlans},
}

// gcPercent has the garbage collected earlier than Go's usual 100: the office PCs have 4 GB for everything.
const gcPercent = 50

// start is what the command line asks the window to open with.
type start struct {
	db    string // a file, or postgres://…
	demo  bool
	kind  string // key of the ledger to show first
	form  string // a superior's blank form to complete
	page  string // a page of desk's to show first
	safe  bool   // paint by the processor
	files []string
}

func main() {
	debug.SetGCPercent(gcPercent)
	var s start
	flag.StringVar(&s.db, "db", "", "records: a file, or postgres://…")
	flag.BoolVar(&s.demo, "demo", false, "show the demonstration office in a file of its own")
	flag.StringVar(&s.kind, "ledger", "", "show this ledger first: cadre, member …")
	flag.StringVar(&s.form, "fill", "", "complete this blank form of a superior office")
	flag.StringVar(&s.page, "page", "", "show this page first: intake, filling …")
	flag.BoolVar(&s.safe, platform.SafeFlag, false, "paint without the graphics card (安全显示模式)")
	flag.Parse()
	s.files = flag.Args()
	if err := s.run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (o start) run() error {
	app.SetMetadata(fyne.AppMetadata{ID: appID, Name: programName, Version: taizhang.Version()})
	a := app.NewWithID(appID)
	platform.ChooseDisplay(a, o.safe)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	ctx := context.Background()
	db, elsewhere := o.database()
	claimed, handed, claiming := o.claim(ctx, db)
	if handed {
		return nil
	}
	defer claimed.Close()
	log, err := support.Open(filepath.Join(a.Storage().RootURI().Path(), "log"), time.Now)
	if err != nil {
		fmt.Fprintln(os.Stderr, "the log:", err) // the program works without one
	}
	if err := platform.SpeakChinese(); err != nil {
		log.Note("the words of the toolkit", err)
	}
	s, err := open(ctx, db, o.demo)
	if err != nil {
		log.Note("opening the records", err)
		return desk.ShowFailure(a, db, ledger.All(), whyClosed(err, claiming))
	}
	defer s.Close()
	office, err := s.Office(ctx)
	if err != nil {
		return desk.ShowFailure(a, db, ledger.All(), err)
	}
	d := desk.New(a, s, ledger.All(), office)
	d.Account, d.Log, d.Updates = account.Name(), log, updates()
	if o.demo {
		d.Day = demo.AsOf()
	}
	for key, page := range pages {
		d.Register(key, page)
	}
	for _, v := range views {
		d.Offer(v.View, v.page)
	}
	for _, v := range sheets.Views() {
		d.Offer(v.View, v.New)
	}
	wish := o.wish()
	files := wish.Files
	wish.Files = nil
	grant(d, wish) // before the window is there, so that no other page flashes up
	d.Show()
	d.TellReadOnly()
	if said := secondWindow(claiming); said != "" {
		d.Warn(said)
	}
	if elsewhere != nil {
		d.Warn(catalog.Message(elsewhere))
	}
	d.TellCrash()
	d.Import(files)
	d.LookForUpdate()
	serve(d, claimed)
	a.Lifecycle().SetOnStarted(func() { settle(d, log) })
	a.Run()
	return nil
}

// tasks can be chosen at the program's button in the task bar; cn.taizhang.desk.desktop has them for Linux.
var tasks = []platform.Task{
	{Title: "导入表格", Arguments: "-page " + desk.PageIntake},
	{Title: "套表", Arguments: "-page " + desk.PageFilling},
	{Title: "安全显示模式", Arguments: "-" + platform.SafeFlag},
}

// settle makes the window, which is shown, one among those of the system's other programs.
func settle(d *desk.Desk, log *support.Log) {
	platform.Adapt(d.Window, platform.Events{Looks: d.FollowSystem, Stick: d.LookForUpdate})
	if d.Updates.Kind != update.Portable { // which leaves nothing on the PC
		platform.OfferTasks(tasks, func(err error) { log.Note("the tasks in the task bar", err) })
	}
}

// database returns where the records are. The error, if there is one, tells why they are not where one would expect.
func (o start) database() (db string, elsewhere error) {
	if o.db != "" {
		return o.db, nil
	}
	db, elsewhere = store.DefaultPath()
	if o.demo {
		db = filepath.Join(filepath.Dir(db), "demo.db")
	}
	return db, elsewhere
}

// open opens the records, and makes the file on the first start.
func open(ctx context.Context, db string, demonstration bool) (*store.Store, error) {
	fresh := !store.Exists(ctx, db)
	if err := makeFolder(db); err != nil {
		return nil, err
	}
	options := store.Options{Create: true, Office: store.Office{Name: desk.Unnamed}}
	if demonstration {
		options.Office = store.Office(demo.Office())
	}
	s, err := store.Open(ctx, db, ledger.All(), options)
	if err != nil || !fresh || !demonstration {
		return s, err
	}
	for _, op := range demo.Operations(ledger.All()) {
		if _, err := s.Apply(ctx, op); err != nil {
			return nil, errors.Join(fmt.Errorf("filling the demonstration office: %w", err), s.Close())
		}
	}
	return s, nil
}

func makeFolder(db string) error {
	if store.IsPostgres(db) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(db), 0o700); err != nil {
		return fmt.Errorf("making the folder of the records: %w", err)
	}
	return nil
}

// updates says how this program is brought up to date.
func updates() desk.Updates {
	kind := update.Debian
	if runtime.GOOS == "windows" {
		kind = update.Installer
		if store.IsPortable() {
			kind = update.Portable
		}
	}
	into, err := os.UserCacheDir()
	if err != nil {
		into = os.TempDir()
	}
	return desk.Updates{Version: taizhang.Version(), Kind: kind, Into: filepath.Join(into, "taizhang", "update"), Sticks: platform.Sticks, Admit: platform.AdmitUpdate, Start: platform.OpenFile}
}

func absolute(files []string) []string {
	var out []string
	for _, f := range files {
		if abs, err := filepath.Abs(f); err == nil {
			out = append(out, abs)
		}
	}
	return out
}
