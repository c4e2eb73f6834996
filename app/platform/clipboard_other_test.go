//go:build !windows

package platform

import (
	"slices"
	"testing"
)

func TestFilesOfTheClipboard(t *testing.T) {
	got := filesOf("# copied\r\nfile:///home/a/%E7%85%A7%E7%89%87%201.jpg\r\nhttp://x/y.jpg\r\nfile:///b.png\r\n")
	if want := []string{"/home/a/照片 1.jpg", "/b.png"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBounded(t *testing.T) {
	b := bounded{most: 4}
	if _, err := b.Write([]byte("abc")); err != nil {
		t.Error(err)
	}
	if _, err := b.Write([]byte("de")); err == nil || b.String() != "abc" {
		t.Errorf("%q, %v", b.String(), err)
	}
}
