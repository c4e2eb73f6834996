// Package desk is the window: the bar at its top, the navigation, the page in its middle, the line at its foot, and
// what all pages ask of it: going to another page, long work with progress and cancelling, undo, messages.
//
// A key goes to the widget that has the focus; what that has no use for comes to TakeKey, which closes what floats
// above the window, asks the page, and then runs the command of the key. If nothing has the focus, the page gets it
// with the first key. A page that the clerk has left can't write at the foot or in the title any more.
//
// Pages import desk and know nothing of each other; package main registers them.
package desk
