package demo_test

import (
	"testing"

	"taizhang/data/demo"
	"taizhang/data/ledger"
)

func BenchmarkOffice(b *testing.B) {
	for b.Loop() {
		demo.Operations(ledger.All())
	}
}
