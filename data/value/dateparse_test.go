package value

import (
	"strings"
	"testing"
)

func TestParseDate(t *testing.T) {
	sure := map[string]string{
		"2005-12-20": "2005-12-20", "2005.12.20": "2005-12-20", "2005/12/20": "2005-12-20", "20051220": "2005-12-20",
		"2005．１２．２０": "2005-12-20", "2005、12、20": "2005-12-20", "2005 12 20": "2005-12-20", "2005-1-5": "2005-01-05",
		"2005. 12. 20": "2005-12-20", "2005..12": "2005-12", "2005·12": "2005-12", "2005—12": "2005-12",
		"2003.01": "2003-01", "2003.1": "2003-01", "2003.1.": "2003-01", "200301": "2003-01", "2003/1": "2003-01", "20030100": "2003-01",
		"2003年1月": "2003-01", "2003年1月5日": "2003-01-05", "2003年1月5号": "2003-01-05", "2003 年 1 月 5 日": "2003-01-05",
		"2003年1月5": "2003-01-05", "2003年1": "2003-01", "2003年01月份": "2003-01", "2003.5月": "2003-05", "2003.5月12日": "2003-05-12",
		"2003年5.12日": "2003-05-12", "1968": "1968", "1968年": "1968", "19680000": "1968",
		"1968年5月生": "1968-05", "1968.05出生": "1968-05", "2003年1月起": "2003-01", "2003.01-": "2003-01",
		"1970。5": "1970-05", "1970、5": "1970-05", "1970。5。3": "1970-05-03", "25/03/1970": "1970-03-25", "03/25/1970": "1970-03-25", "5.5.1970": "1970-05-05",
		"二〇〇三年十二月": "2003-12", "二○○三年十二月三十一日": "2003-12-31", "二零零三年十月": "2003-10", "二OO三年一月二十日": "2003-01-20",
		"二００三年十一月廿三日": "2003-11-23", "一九六八年": "1968", "2003年十月一日": "2003-10-01", "2003年元月": "2003-01", "二〇〇三年元月五日": "2003-01-05",
		"2003-01-05 00:00:00": "2003-01-05", "2003-01-05T08:30:00Z": "2003-01-05", "2003/1/5 8:30": "2003-01-05",
		"2003年1月5日8：30": "2003-01-05", "2003年1月5日上午9时30分": "2003-01-05", "2003年1月5日下午": "2003-01-05", "2003-1-5 上午 9:00": "2003-01-05",
		"2003年5月12日 星期一": "2003-05-12", "2003年5月12日（星期一）上午9:00": "2003-05-12", "2003-5-12周日": "2003-05-12", "二〇〇三年五月十二日星期一": "2003-05-12",
		"2000-02-29": "2000-02-29", "\ufeff2003-05": "2003-05", "'2003-05": "2003-05", "’2003.5": "2003-05",
	}
	for text, want := range sure {
		r, ok := ParseDate(text)
		if ok != (want != "") || r.Date.String() != want || r.Guessed || !r.Other.IsZero() {
			t.Errorf("ParseDate(%q) = %+v, %v; want %q for sure", text, r, ok, want)
		}
	}
}

func TestParseDateGuesses(t *testing.T) {
	for text, want := range map[string]string{
		"68.5": "1968-05", "68.05.12": "1968-05-12", "05-06-07": "2005-06-07", "29.1": "2029-01", "30.1": "1930-01",
		"680512": "1968-05-12", "六八年五月": "1968-05", "68年": "1968", "2003-9.10": "2003-09-10", "2003/9.10": "2003-09-10",
	} {
		r, ok := ParseDate(text)
		if !ok || r.Date.String() != want || !r.Guessed {
			t.Errorf("ParseDate(%q) = %+v, %v; want %q as a guess", text, r, ok, want)
		}
	}
}

func TestParseDateWithTheYearLast(t *testing.T) {
	for _, text := range []string{"05/03/1970", "5-3-1970", "5.3.1970", "05 / 03 / 1970"} {
		if r, ok := ParseDate(text); !ok || r.Date.String() != "1970-05-03" || r.Other.String() != "1970-03-05" || r.Guessed {
			t.Errorf("ParseDate(%q) = %+v, %v", text, r, ok)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "无", "至今", "去年", "不详", "1968?", "2003年前", "2003年后", "约1968年",
		"2002.10-2003.09", "2002-2003", "2002.10-12", "2003.9—10", "2003年5-6月", "2003年5、6月", "2003年5月1-3日", "2003年5月至6月", "2002.10~2003.09", "2002年10月至2003年9月", "2002.10-至今",
		"十月", "10月", "10月1日", "10月12", "05号03", "十月一日", "5日", "68", "1", "12,10", "68 5", "1,968", "3、4",
		"2003-13", "2003-00", "2003-02-30", "2001-02-29", "2003.1.32", "2003-05-00", "20031301", "20030005", "200300", "200013", "1879", "2101", "9999-01-01",
		"13/13/2003", "0/12/2003", "31/2/2003", "5/12-2003", "5、12、2003", "13800000000", "450999196805120010", "8:30", "2003.5:30", "-2003", "年2003", "2003.5.6.7", "2003月5年", "2003年5月12月",
		"二百", "#N/A", strings.Repeat("2", 200), strings.Repeat("十", 20),
	} {
		if r, ok := ParseDate(text); ok {
			t.Errorf("ParseDate(%q) = %+v, want none", text, r)
		}
	}
}

func TestParseDateNumber(t *testing.T) {
	tests := []struct {
		text, format string
		want, other  string
		guessed      bool
	}{
		{"1968", "", "1968", "", false},
		{"200301", "", "2003-01", "", false},
		{"20051220", "0", "2005-12-20", "", false},
		{"2.0051220E7", "", "2005-12-20", "", false},
		{"680512", "", "1968-05-12", "", true},
		{"1978.05", "", "1978-05", "", false},
		{"1978.1", "", "1978-01", "1978-10", false},
		{"1978.10", "", "1978-01", "1978-10", false},
		{"1978.1", "0.00", "1978-10", "", false},
		{"1978.1", "0.00_ ", "1978-10", "", false},
		{"1978.1", "0.0", "1978-01", "1978-10", false},
		{"1978.5", "", "1978-05", "", false},
		{"1978.12", "", "1978-12", "", false},
		{"1978.0900000000001", "", "1978-09", "", false},
		{"37987", "", "2004-01-01", "", true},
		{"1978.5", "0.00", "", "", false},
		{"1978.13", "", "", "", false},
		{"1978.001", "", "", "", false},
		{"1978.123", "", "", "", false},
		{"0", "", "", "", false},
		{"-1968", "", "", "", false},
		{"12", "", "", "", false},
		{"1e300", "", "", "", false},
		{"NaN", "", "", "", false},
		{"Inf", "", "", "", false},
		{"13900000001", "", "", "", false},
		{"x", "", "", "", false},
	}
	for _, test := range tests {
		r, ok := ParseDateNumber(test.text, test.format)
		if ok != (test.want != "") || r.Date.String() != test.want || r.Other.String() != test.other || r.Guessed != test.guessed {
			t.Errorf("ParseDateNumber(%q, %q) = %+v, %v; want %q, other %q, guessed %v", test.text, test.format, r, ok, test.want, test.other, test.guessed)
		}
	}
}

// FuzzParseDate shows that what is read is a day of the calendar, and that each form in which we write it is read as
// the same without doubt.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2005-12-20", "2005.12", "20051220", "680512", "二〇〇三年十二月", "2003年5月12日（星期一）上午9:00", "2002.10-2003.09", "1978.1", "37987", "元月", "T:", "时", "十十"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		readings := []DateReading{}
		if r, ok := ParseDate(s); ok {
			readings = append(readings, r)
		}
		if r, ok := ParseDateNumber(s, "0.00"); ok {
			readings = append(readings, r)
		}
		for _, r := range readings {
			d := r.Date
			if same, ok := NewDate(d.Year, d.Month, d.Day); !ok || same != d || d.IsZero() {
				t.Fatalf("%q was read as %+v, which is no day", s, d)
			}
			for _, form := range []string{d.String(), d.Chinese(), d.Dotted(), "\u3000" + d.Chinese() + "生"} {
				if again, ok := ParseDate(form); !ok || again != (DateReading{Date: d}) {
					t.Errorf("%q was read as %v, but %q as %+v", s, d, form, again)
				}
			}
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	texts := []string{"1968-05-12", "1968.05", "2003年1月5日", "二〇〇三年十二月", "200301"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, ok := ParseDate(texts[i%len(texts)]); !ok {
			b.Fatal("not read")
		}
	}
}
