// Package roster turns records into the table that officials expect: title, headings, serial numbers, a line for
// whoever fills it in; and writes that table as a workbook, a csv file or a PDF.
//
// It takes records from whoever has them; of the store it knows only what Source asks for. Layout belongs to
// package paper, the formats of workbooks to package sheet.
package roster
