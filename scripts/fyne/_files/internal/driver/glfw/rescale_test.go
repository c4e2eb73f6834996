//go:build !wasm && !test_web_driver

package glfw

import "testing"

// TestCalculateScale_Quarters: what Windows offers is drawn as it says; other products are still rounded to tenths.
func TestCalculateScale_Quarters(t *testing.T) {
	for _, c := range []struct{ user, system, want float32 }{
		{1, 1, 1}, {1, 1.25, 1.25}, {1, 1.5, 1.5}, {1, 1.75, 1.75}, {1, 2.25, 2.25}, {1.25, 1, 1.25}, {0.75, 1, 0.75},
		{1, 1.3, 1.3}, {1.1, 1.25, 1.4}, {1, 1.26, 1.3},
	} {
		if got := calculateScale(c.user, c.system, 1); got != c.want {
			t.Errorf("by a user's scale of %v and the system's of %v: %v, want %v", c.user, c.system, got, c.want)
		}
	}
}
