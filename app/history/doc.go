// Package history is the page of what was done: every operation, which can be taken back also weeks later, and the
// recycle bin.
package history
