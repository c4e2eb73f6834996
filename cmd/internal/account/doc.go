// Package account says who uses the computer, for the journal.
package account
