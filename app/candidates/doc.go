// Package candidates is the process of admission: who is at which stage, and for one candidate the 25 steps with their
// days, what is next and why.
package candidates
