// Package tallies is the page of counts: each number is a bar that opens the records behind it.
package tallies
