// Package report writes the office's work report (工作汇报): parts and paragraphs whose every number is counted from the
// ledgers and knows the records behind it.
//
// A paragraph is a wording that calls figures by name, 现有社区干部{干部人数}人; see Wording. The wordings here are the
// usual ones; a clerk may keep others, and the numbers are counted anew each time. Of people and places the roster counts
// as it stands, of logs the entries of the period, as package tally does; figures that a tally counts are taken from it.
package report
