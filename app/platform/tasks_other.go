//go:build !windows

package platform

// OfferTasks does nothing: on Linux the tasks stand in the program's desktop file.
func OfferTasks([]Task, func(error)) {}
