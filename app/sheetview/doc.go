// Package sheetview shows a sheet of a workbook in a grid as it looks in a spreadsheet program: widths of columns,
// texts of cells, merged cells. The pages that show workbooks add what they know of them.
package sheetview
