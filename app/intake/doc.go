// Package intake is the page on which a clerk sees what a workbook was understood to say before any of it is stored:
// the sheet in the colours of what each row would become, the meaning of each column, each doubt at its cell.
package intake
