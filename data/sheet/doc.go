// Package sheet treats workbooks as rectangles of cells: it reads the workbooks and tables of any writer (xlsx, xlsm;
// xls and et of BIFF 2 to 8; both encrypted; HTML, web archives and XML of 2003, usually named .xls; csv and pasted
// text), writes formatted xlsx and csv files, and completes forms in place.
//
// The format of a file is told from its bytes, never from the extension of its name. Reading is bounded: inflated
// bytes, sheets, cells, columns, merges and the length of a text have limits, so that no file can exhaust the
// machine. What cannot be read is a catalog.Refusal whose text tells a clerk what the file is and what to do.
package sheet
