// Package sheet treats workbooks as rectangles of cells: it reads xlsx, xlsm and csv files of any writer, and
// writes formatted xlsx and csv files.
//
// The format of a file is told from its bytes, never from the extension of its name. Reading is bounded: inflated
// bytes, sheets, cells, columns, merges and the length of a text have limits, so that no file can exhaust the
// machine. What cannot be read is a catalog.Refusal whose text tells a clerk what the file is and what to do.
package sheet
