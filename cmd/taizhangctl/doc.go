// Command taizhangctl does the work of the window from a command line, for scripts, tests and big batches.
//
// It parses words and flags, calls the packages under data/ that the window calls, and writes what they answer:
// results to standard output, messages in Chinese to standard error. It exits with 0 when all was done, 1 when
// something was refused or failed, 2 when it was called wrongly. A command that fails has changed nothing.
package main
