package value

import (
	"math"
	"testing"
)

func TestParseInt(t *testing.T) {
	for in, want := range map[string]int64{
		"0": 0, "30": 30, "-5": -5, "+5": 5, "1,200": 1200, "1，234，567": 1234567, "12 500": 12500, "１２": 12, "30人": 30, "12500人次": 12500, "12500 人次": 12500, "1.2万": 12000, "0.57万人次": 5700,
		"3千人": 3000, "1.5亿": 150000000, "3.0": 3, "3.0000000000000004": 3, "2.9999999999999996": 3, "1.2E4": 12000, "1e3": 1000, "约30人": 30, "共30人": 30, "30(人)": 30, "30（人次）": 30, "120㎡": 120, "35岁": 35,
		"1e15": 1e15,
	} {
		if got, ok := ParseInt(in); !ok || got != want {
			t.Errorf("ParseInt(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{
		"", "-", "无", "人", "三十", "3.5", "1,2", "12,00", "1,2000", "1200,300", ",200", "1.200,300", "3 5", "3-5", "3-5人", "30+", "20%", "30a", "30?", "3人(其中女1人)", "3人（女一人）", "1万2千", "1万千", "0x10", "1_000", "inf", "NaN", "1e16", "1e400", "2003.1.2", "1e", "e5",
		"30人次以上都是估计的", "--5", "1、2",
	} {
		if got, ok := ParseInt(in); ok {
			t.Errorf("ParseInt(%q) = %d, want none", in, got)
		}
	}
}

func TestParseMoney(t *testing.T) {
	for in, want := range map[string]int64{
		"300": 30000, "1,200.50": 120050, "¥300": 30000, "￥1，200.5元": 120050, "300元": 30000, "300元整": 30000, "1.2万元": 1200000, "0.29": 29, "-12.5": -1250, "人民币300元": 30000, "300元/月": 30000, "1234.5600000000001": 123456, "0.05": 5, "3百元": 30000,
	} {
		if got, ok := ParseMoney(in); !ok || got != want {
			t.Errorf("ParseMoney(%q) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "元", "1.2.3", "三百元", "300-500元", "1e14", "$", "300元左右也许更多"} {
		if got, ok := ParseMoney(in); ok {
			t.Errorf("ParseMoney(%q) = %d, want none", in, got)
		}
	}
}

func TestFormatCents(t *testing.T) {
	for fen, want := range map[int64]string{0: "0.00", 5: "0.05", 10: "0.10", 100: "1.00", 1250: "12.50", 30000: "300.00", -1: "-0.01", -1250: "-12.50", math.MinInt64: "-92233720368547758.08"} {
		if got := FormatCents(fen); got != want {
			t.Errorf("FormatCents(%d) = %q, want %q", fen, got, want)
		}
	}
}

func TestFormatMoney(t *testing.T) {
	for fen, want := range map[int64]string{0: "0", 5: "0.05", 10: "0.1", 100: "1", 1250: "12.5", 30000: "300", -1: "-0.01", -1250: "-12.5", math.MinInt64: "-92233720368547758.08"} {
		if got := FormatMoney(fen); got != want {
			t.Errorf("FormatMoney(%d) = %q, want %q", fen, got, want)
		}
	}
}

// FuzzParseNumber shows that what is read can be written and read again.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1,200", "30人", "1.2万元", "3 5", "¥300", "0.57万", "-0.01", "1e15", ",,", "万", "1万2千"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := ParseInt(s); ok {
			if again, ok := ParseInt(Int(n).Canonical()); !ok || again != n {
				t.Errorf("%q is %d, which is %d", s, n, again)
			}
		}
		if fen, ok := ParseMoney(s); ok {
			if again, ok := ParseMoney(FormatMoney(fen)); !ok || again != fen {
				t.Errorf("%q is %d fen, which is %d", s, fen, again)
			}
		}
	})
}
