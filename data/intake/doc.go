// Package intake turns rectangles of cells and the kinds of record into a plan, and the plan into one operation.
//
// Recognise finds the tables of workbooks and says of every row and column what it was taken for and why. A clerk
// may overrule each of these decisions on the Reading. Plan then says what would become of each row (new, changed,
// same, doubtful, broken, left out), with the problems of its cells; Operation is what is handed to the store.
// Diff compares a plan with the roster instead. Gather opens what a clerk has dropped: workbooks, .lrmx forms, folders
// of them. Nothing here writes to a database: Memory and Records are what intake asks of whoever does.
//
// Match, which ties headings to fields, stands alone: whoever completes a form uses it the other way round.
package intake
