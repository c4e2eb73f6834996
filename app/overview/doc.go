// Package overview is the page that the window opens with: how many records each community has, and what was done
// last.
package overview
