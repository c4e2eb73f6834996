// Package tallies is the page of statistics: a tally as charts, or as the table in which each number is a link.
package tallies
