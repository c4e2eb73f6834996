//go:build !windows

package platform

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// clipboardTime bounds the wait for the program that holds the clipboard.
const clipboardTime = 5 * time.Second

// copied asks the programs that Linux desktops have for it: the toolkit knows texts alone. Where they are not installed
// nothing is copied.
func copied() (files []string, picture []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), clipboardTime)
	defer cancel()
	ask := func(format string) []byte {
		name, args := "xclip", []string{"-selection", "clipboard", "-o", "-t", format}
		if os.Getenv("WAYLAND_DISPLAY") != "" {
			name, args = "wl-paste", []string{"-n", "-t", format}
			if format == "TARGETS" {
				args = []string{"-l"}
			}
		}
		out := bounded{most: mostCopied}
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Stdout = &out
		if cmd.Run() != nil {
			return nil
		}
		return out.Bytes()
	}
	formats := strings.Fields(string(ask("TARGETS")))
	if slices.Contains(formats, "text/uri-list") {
		if files = filesOf(string(ask("text/uri-list"))); len(files) > 0 {
			return files, nil
		}
	}
	for _, format := range []string{"image/png", "image/jpeg", "image/bmp"} {
		if slices.Contains(formats, format) {
			return nil, ask(format)
		}
	}
	return nil, nil
}

// filesOf returns the paths of a list of addresses, a line each (RFC 2483).
func filesOf(list string) []string {
	var paths []string
	for line := range strings.Lines(list) {
		u, err := url.Parse(strings.TrimSpace(line))
		if err == nil && u.Scheme == "file" && u.Path != "" {
			paths = append(paths, filepath.FromSlash(u.Path))
		}
	}
	return paths
}

// bounded keeps at most so many bytes of what is written to it, and fails behind them.
type bounded struct {
	bytes.Buffer
	most int
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, bytes.ErrTooLarge
	}
	return b.Buffer.Write(p)
}
