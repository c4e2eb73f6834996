// Package roster is the page of one ledger: the grid of its records, what limits and orders them, and the form of
// the current record at the side.
package roster
