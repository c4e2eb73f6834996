//go:build !windows

package platform

import (
	"os"
	"runtime"
	"strings"
)

// systemVersion is the name that a distribution gives itself.
func systemVersion() string {
	content, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return runtime.GOOS
	}
	for line := range strings.Lines(string(content)) {
		if name, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
			return runtime.GOOS + ", " + strings.Trim(strings.TrimSpace(name), `"'`)
		}
	}
	return runtime.GOOS
}
