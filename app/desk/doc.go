// Package desk is the window: the bar at its top, the navigation, the page in its middle, the line at its foot, and
// what all pages ask of it: going to another page, long work with progress and cancelling, undo, messages.
//
// Pages import desk and know nothing of each other; package main registers them.
package desk
