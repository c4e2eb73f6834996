//go:build !windows

package platform

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// desktopPatience is how long the settings of a desktop may take to answer: the window waits for them.
const desktopPatience = 300 * time.Millisecond

// SystemLook returns what the user has chosen for all programs, as GNOME and the desktops that follow it keep it; a
// system that doesn't tell is light.
func SystemLook() Look {
	if os.Getenv("XDG_CURRENT_DESKTOP") == "" {
		return LookLight // no desktop, nobody to ask
	}
	ctx, cancel := context.WithTimeout(context.Background(), desktopPatience)
	defer cancel()
	ask := func(schema, key string) string {
		out, err := exec.CommandContext(ctx, "gsettings", "get", schema, key).Output()
		if err != nil {
			return ""
		}
		return strings.Trim(strings.TrimSpace(string(out)), "'")
	}
	switch {
	case ask("org.gnome.desktop.a11y.interface", "high-contrast") == "true":
		return LookHighContrast
	case ask("org.gnome.desktop.interface", "color-scheme") == "prefer-dark":
		return LookDark
	}
	return LookLight
}

// Notify shows a notice of the desktop's.
func Notify(a fyne.App, _ fyne.Window, title, text string) {
	a.SendNotification(fyne.NewNotification(title, text))
}

// AddRecent does nothing: lists of recent files differ by desktop.
func AddRecent(string) {}
