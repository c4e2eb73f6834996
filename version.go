// Package taizhang is the program as a whole: its version.
package taizhang

import (
	_ "embed"
	"strings"
)

// details is FyneApp.toml, where the version has its one place.
//
//go:embed FyneApp.toml
var details string

// Version is the program's version, such as 0.1.0.
func Version() string {
	for line := range strings.Lines(details) {
		name, value, _ := strings.Cut(line, "=")
		if strings.TrimSpace(name) == "Version" {
			return strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return ""
}
