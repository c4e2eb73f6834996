// Package preview is the page that shows tables as they will be printed, from the same page model that the PDF and
// the printer draw, and saves or prints them.
package preview
