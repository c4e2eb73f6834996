// Package chart draws the charts of the window: bars for comparing, a line for months, the numbers written on them. A
// click on a number opens what is behind it, the arrow keys go from number to number and Enter opens too.
//
// The drawing is a charting library's (docs/decisions/0010-charts.md); this package alone knows it. It is asked off
// the UI goroutine for a picture of the very pixels that the window will show, without axes of values and with
// margins that are reckoned here: so it is known which part of the picture stands for which number.
package chart
