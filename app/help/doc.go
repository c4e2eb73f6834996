// Package help is the page that says how the program is used: the first steps, the keys, and what to do when
// something goes wrong.
package help
