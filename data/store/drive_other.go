//go:build !windows

package store

// onNetworkDrive: only Windows has drive letters that stand for a share.
func onNetworkDrive(string) bool { return false }
