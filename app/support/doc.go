// Package support keeps what technical support asks for: a log of errors and of crashes, limited in size, and the text
// to copy from it. None of it says anything about people: errors are noted by their codes and kinds, never by their
// words, which may quote what a clerk typed.
package support
