package ledger_test

import (
	"testing"

	"taizhang/data/ledger"
)

// TestKindsLoad finds descriptions that contradict themselves: catalog.New panics on them.
func TestKindsLoad(t *testing.T) {
	for _, k := range ledger.All() {
		if ledger.Kind(k.Key) != k || k.View("") == nil || len(k.Identity) == 0 {
			t.Errorf("kind %s is incomplete", k.Key)
		}
	}
}
