// Package paper puts tables and drawings on pages: one page model in millimetres, computed once, from which the PDF,
// the preview and the printer are all drawn, so that the preview can't lie.
//
// A Document is made by a layout such as LayoutTable, or by drawing on its pages directly. Every character is shown:
// what the asked face lacks is taken from another one, and what no face has is shown as a box with its code.
// Lengths are millimetres from the upper left corner of the page; sizes of text and weights of lines are points.
// The same input gives the same document and the same bytes.
package paper
