package filling_test

import (
	"slices"
	"strings"
	"testing"

	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestPartsOfValues: what a form from paper wants in several cells stands in them, one part each, and what is lacking is
// listed once.
func TestPartsOfValues(t *testing.T) {
	id := idNumber("19680512", 21)
	o := office{
		record(t, ledger.Org, "o1", map[string]string{"name": "北门社区"}),
		record(t, ledger.Member, "m1", map[string]string{"name": "覃业成", "sex": "男", "birth": "1968-05", "id_number": id, "joined": "1993-06", "political_status": "中共预备党员", "floating": "是", "org": "o1"}),
		record(t, ledger.Member, "m2", map[string]string{"name": "李玉兰", "sex": "女", "birth": "1970", "political_status": "中共党员", "org": "o1"}),
		record(t, ledger.Member, "m3", map[string]string{"name": "梁秋燕", "org": "o1"}),
	}
	f := form(t, "one-thing-in-parts.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	s := done.book.Sheets[0]
	wantRow(t, s, 4, append([]string{"1", "覃业成", "√", "", "1968", "5", "12", "1993", "6", "", "√", "√", ""}, strings.Split(id, "")...)...)
	wantRow(t, s, 5, "2", "李玉兰", "", "√", "1970", "", "", "", "", "√")
	wantRow(t, s, 6, "3", "梁秋燕")
	count := map[string]int{}
	for _, m := range done.results[0].Missing {
		count[m.Name+m.Field]++
	}
	// 男 and 女, 是 and 否 are two columns; the first digit speaks for all, of dates each part that is lacking.
	for of, want := range map[string]int{"李玉兰id_number": 1, "李玉兰birth": 3, "李玉兰joined": 1, "梁秋燕birth": 1, "梁秋燕id_number": 1, "覃业成birth": 0, "覃业成joined": 0} {
		if count[of] != want {
			t.Errorf("%s is listed %d times, want %d: %+v", of, count[of], want, done.results[0].Missing)
		}
	}
	for i := range p.Blanks[0].Columns {
		if p.Blanks[0].Columns[i].Unknown() {
			t.Errorf("%s is not known", p.Blanks[0].Columns[i].Title())
		}
	}
}

// TestDigitsOfACard: a cell for each digit, on a card too; a number that is longer than its cells is not cut.
func TestDigitsOfACard(t *testing.T) {
	id := idNumber("19701103", 22)
	o := office{
		record(t, ledger.Member, "m1", map[string]string{"name": "覃业成", "birth": "1970-11-03", "id_number": id, "phone": "13900000001", "education": "中专", "address": "北门街 1 号"}),
		record(t, ledger.Member, "m2", map[string]string{"name": "李玉兰"}).With("phone", value.Text("0775-0000101-802")),
	}
	f := form(t, "digits-in-cells.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	s := done.book.Sheets[0]
	wantRow(t, s, 3, "出生日期", "", "1970", "", "年", "11", "月", "3", "日", "入党时间")
	wantRow(t, s, 4, append([]string{"身份证号码", ""}, strings.Split(id, "")...)...)
	wantRow(t, s, 5, append(append([]string{"联系电话", ""}, strings.Split("13900000001", "")...), "学历", "", "中专")...)
	wantRow(t, done.book.Sheets[1], 5, "联系电话", "", "", "", "", "", "", "", "", "", "", "", "", "学历")
	if !slices.ContainsFunc(done.results[1].Missing, func(m filling.Missing) bool { return m.Cell == "C5" && strings.Contains(m.Problem, "放不下") }) {
		t.Errorf("listed is %+v", done.results[1].Missing)
	}
}

// TestTicksWithoutHeading: 男 and 女 side by side are ticked, and where nobody is named they are counts.
func TestTicksWithoutHeading(t *testing.T) {
	o := someOffice(t, 3)
	f := form(t, "ticks-without-heading.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	wantRow(t, done.book.Sheets[0], 3, append([]string{"1", "覃业成", "√", "", "汉族"}, strings.Split("13900000001", "")...)...)
	wantRow(t, done.book.Sheets[0], 4, append([]string{"2", "李玉兰", "", "√", "壮族"}, strings.Split("13900000002", "")...)...)
}
