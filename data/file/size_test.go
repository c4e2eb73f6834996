package file

import "testing"

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0.0 KB", 600: "0.6 KB", 1 << 20: "1.0 MB", 5<<20 + 1<<19: "5.5 MB"} {
		if got := Size(n); got != want {
			t.Errorf("%d bytes are %q, want %q", n, got, want)
		}
	}
}
