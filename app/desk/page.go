package desk

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// Place is somewhere a clerk can go: a page, and what it is to show.
type Place struct {
	Page  string // key of a registered page
	Kind  string // key of a kind of record
	Org   string // id of a community; "" is all of them
	Title string // names the selection, for places that a number led to: 性别 · 女 21 人
	IDs   []string
	// Record is the id of the record to select.
	Record string
	// Draft, if not zero, is a new record that the roster opens the form of.
	Draft catalog.Record
	// Data is what only the two pages in question know, such as a document to preview.
	Data any
}

// Page is one of the pages of the window. It is made once, when a clerk first goes there.
type Page interface {
	// Content returns what the page shows; always the same object.
	Content() fyne.CanvasObject
	// Open shows the place; its Page is this one.
	Open(Place)
}

// The abilities that a page may have besides. The window's keys and menus look for them.
type (
	// Searcher finds records as the clerk types in the search box; "" shows all again.
	Searcher interface{ Search(text string) }
	// Focuser gives the keyboard to what the page is there for, such as its grid.
	Focuser interface{ Focus() }
	// KeyTaker sees keys that no widget took, and reports whether it took them.
	KeyTaker interface{ TakeKey(*fyne.KeyEvent) bool }
	// Exporter saves what the page shows (Ctrl+E).
	Exporter interface{ Export() }
	// Printer shows the pages that it would print (Ctrl+P).
	Printer interface{ Print() }
	// Changer is told that records were changed while it is the page shown; the others read them anew in Open.
	Changer interface{ Changed(store.Done) }
	// Confirmer does what the page is there for (Ctrl+Enter).
	Confirmer interface{ Confirm() }
	// Saver stores what is written but not stored yet, such as a new record (Ctrl+S), and reports whether there was any.
	Saver interface{ Save() bool }
	// Paster takes what is on the clipboard (Ctrl+V where no cell or field takes it).
	Paster interface{ Paste() }
	// Reloader reads its records anew (F5).
	Reloader interface{ Reload() }
	// Stepper goes one step back within the page (Esc), and reports whether there was one.
	Stepper interface{ Back() bool }
	// Reminded is told while it is shown that what is due has been looked for anew.
	Reminded interface{ Reminded() }
	// Rethemer adapts to another appearance or size of text.
	Rethemer interface{ Retheme() }
	// Dropper takes files that were dropped on the window, and reports whether it did.
	Dropper interface{ Drop(paths []string) bool }
)

// The keys of the pages that the window itself leads to.
const (
	PageOverview  = "overview"
	PageReminders = "reminders"
	PageRoster    = "roster"
	PageIntake    = "intake"
	PageFilling   = "filling"
	PageTallies   = "tallies"
	PageReport    = "report"
	PagePreview   = "preview"
	PageHistory   = "history"
	PageSettings  = "settings"
	PagePacket    = "packet"
	PageHelp      = "help"
)

// Head returns the strip at the top of a page: its title at the left, its actions at the right.
func Head(left, right []fyne.CanvasObject) fyne.CanvasObject {
	return look.Inset(look.Toolbar(left, right), 8, 16, 8, 16)
}
