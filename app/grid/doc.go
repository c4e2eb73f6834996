// Package grid is the program's own virtual table: it shows any number of rows, keeps canvas objects for the
// visible cells alone, and is worked entirely by keyboard as clerks know it from spreadsheets.
//
// A Grid asks a Source for what it shows and tells by callbacks what the clerk wants (edit this cell, sort by that
// column); it changes no data itself. Everything here runs on the UI goroutine. A Source that reads from a
// database answers at once with what it has, loads the rest elsewhere, and calls RowsChanged through fyne.Do.
//
// The grid draws as an immediate-mode renderer would: each change repaints the visible part, by giving new
// positions and texts to pooled canvas objects. What a repaint costs depends on the size of the window alone.
package grid
