// Package value holds the values of an office's records: partial dates, citizen ID numbers, phones, money
// and Chinese text, with what is needed to parse, format and compare them.
//
// It imports nothing of ours, and knows nothing of kinds of record, files or windows.
package value
