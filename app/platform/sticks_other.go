//go:build !windows

package platform

import (
	"os"
	"strings"
)

// Sticks returns the folders at the top of the sticks that are plugged in: what the desktop has mounted for its user.
func Sticks() []string {
	content, err := os.ReadFile("/proc/self/mounts")
	if err != nil {
		return nil
	}
	return mountedSticks(string(content))
}

// mountedSticks reads a list of mounts as the kernel writes it.
func mountedSticks(mounts string) []string {
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	var found []string
	for line := range strings.Lines(mounts) {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		place := unescape.Replace(words[1])
		if strings.HasPrefix(place, "/media/") || strings.HasPrefix(place, "/run/media/") {
			found = append(found, place)
		}
	}
	return found
}
