//go:build !windows

package main

// chineseConsole does nothing: terminals of these systems take UTF-8.
func chineseConsole() (restore func()) { return func() {} }
