// Package overview is the page that the window opens with: the figures that matter, what is due, blank spots, and charts
// of who there is and what is done.
package overview
