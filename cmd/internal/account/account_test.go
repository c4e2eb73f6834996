package account

import "testing"

func TestWithoutComputer(t *testing.T) {
	for name, want := range map[string]string{`OFFICE-PC\王小明`: "王小明", "王小明": "王小明", "": ""} {
		if got := withoutComputer(name); got != want {
			t.Errorf("of %q stays %q, want %q", name, got, want)
		}
	}
}
