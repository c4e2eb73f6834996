package filling_test

import (
	"slices"
	"strings"
	"testing"

	"taizhang/data/filling"
	"taizhang/data/ledger"
)

// TestHalves: a list in halves is filled down the left and then down the right, with rows for all.
func TestHalves(t *testing.T) {
	for n, want := range map[int]struct{ left, right, rows int }{2: {2, 0, 0}, 4: {3, 1, 0}, 6: {3, 3, 0}, 7: {4, 3, 1}, 12: {6, 6, 3}} {
		o := someOffice(t, n)
		f := form(t, "halves-side-by-side.xlsx")
		p := read(t, f, "x.xlsx", o, options())
		if len(p.Notes) > 0 {
			t.Errorf("notes are %q", p.Notes)
		}
		done := fill(t, f, p, filling.Job{Org: o[0], Records: o.of(ledger.Member), KeepOrder: true})
		s := done.book.Sheets[0]
		var left, right []string
		for r := 3; r < 3+max(3, want.left); r++ {
			if name := s.Cell(r, 1).Text; name != "" {
				left = append(left, s.Cell(r, 0).Text+name)
			}
			if name := s.Cell(r, 6).Text; name != "" {
				right = append(right, s.Cell(r, 5).Text+name)
			}
		}
		var all []string
		for i, r := range o.of(ledger.Member) {
			all = append(all, string("123456789abc"[i])+r.Label())
		}
		for i := range all {
			all[i] = strings.NewReplacer("a", "10", "b", "11", "c", "12").Replace(all[i])
		}
		if len(left) != want.left || len(right) != want.right || done.results[0].AddedRows != want.rows || !slices.Equal(append(left, right...), all) {
			t.Errorf("of %d people %v stand left, %v right, %d rows were added", n, left, right, done.results[0].AddedRows)
		}
		if got := s.Cell(3+max(3, want.left), 0).Text; !strings.HasPrefix(got, "共") || !strings.HasSuffix(got, " 人") {
			t.Errorf("the footer is %q", got)
		}
	}
}

// TestHalvesAsNumbered: serial numbers that are printed from half to half say where the next one goes, also in added rows.
func TestHalvesAsNumbered(t *testing.T) {
	for _, n := range []int{5, 14} {
		o := someOffice(t, n)
		f := form(t, "thirds-numbered-across.xlsx")
		opt := options()
		opt.Kind = ledger.Member // a name alone may be anybody's
		p := read(t, f, "x.xlsx", o, opt)
		done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
		s := done.book.Sheets[0]
		for i, r := range o.of(ledger.Member) {
			if got := s.Cell(3+i/3, 1+i%3*3).Text; got != r.Label() {
				t.Errorf("of %d the place of number %d holds %q, want %q", n, i+1, got, r.Label())
			}
		}
		last := map[int]string{5: "12", 14: "15"}[n]
		if got := s.Cell(3+(max(n, 12)-1)/3, 6).Text; got != last {
			t.Errorf("of %d the last number is %s, want %s", n, got, last)
		}
	}
}

// TestHalvesAreOverruledAlike: what is said of a column holds for it in each half.
func TestHalvesAreOverruledAlike(t *testing.T) {
	o := someOffice(t, 6)
	f := form(t, "halves-side-by-side.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	if err := p.Set(t.Context(), "电话", "民族"); err != nil {
		t.Fatal(err)
	}
	s := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true}).book.Sheets[0]
	if s.Cell(3, 4).Text != "汉族" || s.Cell(4, 9).Text != "壮族" {
		t.Errorf("row 4 holds %q, row 5 %q", row(s, 4), row(s, 5))
	}
}

// TestDigitsNumberedInAList: each person has 18 cells for the ID number, which are numbered in the headings.
func TestDigitsNumberedInAList(t *testing.T) {
	o := someOffice(t, 5)
	f := form(t, "digits-numbered-in-a-list.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	for i, r := range o.of(ledger.Member) {
		got := strings.Join(row(done.book.Sheets[0], 5+i)[2:20], "")
		if want := r.Get("id_number").Canonical(); got != want {
			t.Errorf("the digits of %s are %s, want %s", r.Label(), got, want)
		}
	}
	if len(done.results[0].Missing) > 0 {
		t.Errorf("missing are %v", done.results[0].Missing)
	}
}

// TestHandOuts: who signs for what is given is of the roster that the form asks for; the log of visits is for forms that ask
// of visits.
func TestHandOuts(t *testing.T) {
	o := append(someOffice(t, 3), work(t)...)
	for name, want := range map[string]struct{ kind, note string }{
		"money-for-members.xlsx":   {"member", "这张发放表要「身份证号码」,走访慰问台账里没有,党员名册里有,所以填党员;要填走访慰问的记录,种类请选「走访慰问」;哪些人困难台账里没有写,请先在名册里选出这些人再套表"},
		"goods-to-be-signed.xlsx":  {"visit", ""},
		"what-people-ask-for.xlsx": {"issue", ""},
	} {
		p := read(t, form(t, name), name, o, options())
		if p.Kind.Key != want.kind || strings.Join(p.Notes, "|") != want.note {
			t.Errorf("%s is for %s: %q", name, p.Kind.Key, p.Notes)
		}
		opt := options()
		opt.Kind = ledger.Visit
		if p := read(t, form(t, name), name, o, opt); p.Kind != ledger.Visit {
			t.Errorf("%s is for %s though visits were asked for", name, p.Kind.Key)
		}
	}
}
