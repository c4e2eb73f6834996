// Package due finds what an office has to do soon or should have done: terms that end, probation that is over, fifty
// years in the party, arrears of dues, meetings that were not held, members away for over half a year, transfers,
// steps of admission, tasks and issues.
//
// Each rule is an entry of rules: what it is called and how it looks through the records. Nothing is stored; the list
// follows from the records on the day asked for.
package due
