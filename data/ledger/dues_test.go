package ledger_test

import (
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func TestDuesOfTiers(t *testing.T) {
	for _, c := range []struct {
		class string
		base  int64 // fen
		want  int64
	}{
		{ledger.PayerWorking, 3000_00, 15_00}, {ledger.PayerWorking, 3000_01, 30_00}, {ledger.PayerWorking, 5000_00, 50_00}, {ledger.PayerWorking, 5000_01, 75_00},
		{ledger.PayerWorking, 10000_00, 150_00}, {ledger.PayerWorking, 10000_01, 200_00}, {ledger.PayerWorking, 0, 0},
		{ledger.PayerRetired, 5000_00, 25_00}, {ledger.PayerRetired, 5000_01, 50_00}, {ledger.PayerStudent, 900_00, 20}, {ledger.PayerRelief, 0, 20},
		{ledger.PayerWorking, 1_00, 1}, // half a fen is rounded up
	} {
		least, most, ok := ledger.DuesOf(c.class, value.Int(c.base))
		if !ok || least != c.want || most != c.want {
			t.Errorf("%s on %d fen: %d to %d, want %d", c.class, c.base, least, most, c.want)
		}
	}
	if least, most, _ := ledger.DuesOf(ledger.PayerFarmer, value.Value{}); least != 20 || most != 100 {
		t.Errorf("a farmer pays %d to %d", least, most)
	}
}

func TestDuesRules(t *testing.T) {
	for pairs, want := range map[string]string{
		"class=在职 base=320000 due=3200":    "",
		"class=在职 base=320000 due=3205":    "",
		"class=在职 base=320000 due=3206":    "due dues_tier 3200",
		"class=离退休 base=320000 due=1600":   "",
		"base=320000 due=1600":             "",
		"base=320000 due=3200":             "",
		"base=320000 due=2000":             "due dues_tier",
		"class=农民 due=50":                  "",
		"class=农民 due=200":                 "due dues_tier",
		"class=学生 due=20":                  "",
		"class=在职 due=5000":                "",
		"class=在职 base=320000 paid=-1":     "paid negative",
		"class=免交 base=320000 due=0":       "",
		"class=在职 base=?三千 due=3200":       "",
		"month=2003-05 paid_on=2003-10-01": "paid_on date_future",
	} {
		got := ""
		for _, p := range problems(record(ledger.Dues, pairs), asof) {
			got += p
		}
		if got != want {
			t.Errorf("%s: %q, want %q", pairs, got, want)
		}
	}
}

func TestDuesAreComputedWhereNothingIsGiven(t *testing.T) {
	if due := catalog.Complete(record(ledger.Dues, "class=在职 base=320000")).Get("due").Canonical(); due != "3200" {
		t.Errorf("due %q", due)
	}
	if due := catalog.Complete(record(ledger.Dues, "class=在职 base=320000 due=100")).Get("due").Canonical(); due != "100" {
		t.Errorf("what was given became %q", due)
	}
	if due := catalog.Complete(record(ledger.Dues, "base=320000")).Get("due"); !due.IsEmpty() {
		t.Errorf("without a class it is %q", due.Canonical())
	}
}
