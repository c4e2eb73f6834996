// Package packet is the page that shows what is in a hand-over package or a backup, beside what is here now, before it
// takes its place.
package packet
