package main

import "golang.org/x/sys/windows"

// chineseConsole makes the console take UTF-8, if there is one: its own code page is 936 or 437. Files and pipes
// get UTF-8 anyhow. The code page belongs to the console, not to us: restore gives it back.
func chineseConsole() (restore func()) {
	const utf8 = 65001
	before, err := windows.GetConsoleOutputCP()
	if err != nil || before == 0 || before == utf8 || !isConsole(windows.STD_OUTPUT_HANDLE) && !isConsole(windows.STD_ERROR_HANDLE) {
		return func() {}
	}
	if err := windows.SetConsoleOutputCP(utf8); err != nil {
		return func() {}
	}
	return func() { _ = windows.SetConsoleOutputCP(before) }
}

func isConsole(std uint32) bool {
	handle, err := windows.GetStdHandle(std)
	if err != nil {
		return false
	}
	var mode uint32
	return windows.GetConsoleMode(handle, &mode) == nil
}
