// Package platform holds what differs by operating system: file dialogs, opening a file with its own program, and
// sending pages to a printer.
package platform
