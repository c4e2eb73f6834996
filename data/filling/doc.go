// Package filling completes a superior office's blank form from our records, in the form's own layout.
//
// Read finds out what the form asks for: the tables of which each row is a record, or the labels of a form for one
// person; which column is which field, by the matcher that reads rosters (intake.Match); and in which wording the
// headings, the examples and the lists of the form want it. A clerk may overrule all of it. Fill then writes records
// into the workbook (a sheet.Form), and says of every cell that it could not fill why. What we don't know stays blank:
// the superior must not get guesses.
package filling
