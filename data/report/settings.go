package report

import (
	"context"
	"strings"
)

// Settings keeps the clerk's wordings: a store does.
type Settings interface {
	Setting(ctx context.Context, key string, v any) (ok bool, err error)
	SetSetting(ctx context.Context, key string, v any) error
}

// wordingsKey is the setting that holds the wordings by the keys of paragraphs.
const wordingsKey = "report.wordings"

// Load returns the clerk's own wordings by the keys of paragraphs.
func Load(ctx context.Context, s Settings) (map[string]string, error) {
	wordings := map[string]string{}
	_, err := s.Setting(ctx, wordingsKey, &wordings)
	return wordings, err
}

// Keep stores the wording of one paragraph; an empty one, or the usual one, brings back the usual one. Check it with
// Report.Try before.
func Keep(ctx context.Context, s Settings, key, wording string) error {
	wordings, err := Load(ctx, s)
	if err != nil {
		return err
	}
	wording = strings.TrimSpace(wording)
	if wording == "" || wording == usual(key) {
		delete(wordings, key)
	} else {
		wordings[key] = wording
	}
	return s.SetSetting(ctx, wordingsKey, wordings)
}

// usual is the program's own wording of a paragraph.
func usual(key string) string {
	for _, part := range parts() {
		for _, d := range part.paragraphs {
			if d.key == key {
				return d.wording
			}
		}
	}
	return ""
}
