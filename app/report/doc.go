// Package report is the page of the work report: the text as it reads, each number a link to its records.
package report
