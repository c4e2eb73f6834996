package store

import (
	"path/filepath"
	"testing"
)

func TestDataHome(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"windows", map[string]string{"APPDATA": `C:\Users\张三\AppData\Roaming`, "USERPROFILE": `C:\Users\张三`}, `C:\Users\张三\AppData\Roaming`},
		{"windows", map[string]string{"USERPROFILE": `C:\Users\张三`}, `C:\Users\张三`},
		{"linux", map[string]string{"XDG_DATA_HOME": "/data", "HOME": "/home/a"}, "/data"},
		{"linux", map[string]string{"XDG_DATA_HOME": "relative", "HOME": "/home/a"}, filepath.Join("/home/a", ".local", "share")},
		{"linux", nil, ""},
	} {
		if got := dataHome(c.system, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.system, c.env, got, c.want)
		}
	}
}
