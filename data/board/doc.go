// Package board arranges records into the views by which an office follows its work: the calendar of bookings, the year
// of meetings, the steps of a candidate, tasks by state, dues by month, and who is in charge of what. It reads the
// ledgers by the rules of package ledger and knows no window: each view is made of words, states and the records behind.
package board
