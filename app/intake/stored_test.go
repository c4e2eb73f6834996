package intake

import (
	"testing"

	"taizhang/data/store"
)

func TestStoredWords(t *testing.T) {
	for _, c := range []struct {
		created, updated int
		want             string
	}{{28, 2, "新增 28 条,更新 2 条"}, {28, 0, "新增 28 条"}, {0, 2, "更新 2 条"}, {0, 0, "新增 0 条"}} {
		if got := storedWords(store.Done{Created: c.created, Updated: c.updated}); got != c.want {
			t.Errorf("%d, %d: %q, want %q", c.created, c.updated, got, c.want)
		}
	}
}
