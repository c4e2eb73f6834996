package filling_test

import (
	"strings"
	"testing"

	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestOwnBranch: who asks a person for the branch gets the branch, in whatever words, and nothing where nobody has
// written it down; the community's name would be wrong.
func TestOwnBranch(t *testing.T) {
	o := office{
		record(t, ledger.Org, "o1", map[string]string{"name": "北门社区", "branch": "北门社区第一党支部", "phone": "0775-0000101"}),
		record(t, ledger.Org, "o2", map[string]string{"name": "西上社区"}),
		record(t, ledger.Member, "m1", map[string]string{"name": "覃业成", "sex": "男", "phone": "13900000001", "org": "o1"}),
		record(t, ledger.Member, "m2", map[string]string{"name": "李玉兰", "sex": "女", "org": "o2"}),
	}
	headings := []string{"所在支部", "支部", "现所在党支部", "党组织关系所在支部", "所在社区党支部", "所属党组织", "所在党支部\n(全称)"}
	f := form(t, "own-branch.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	done := fill(t, f, p, filling.Job{Records: o.of(ledger.Member), KeepOrder: true})
	for i, h := range headings {
		if got := done.book.Sheets[0].Cell(3+i, 0).Text; got != h {
			t.Fatalf("row %d asks for %q", 3+i, got)
		}
	}
	if got := done.book.Sheets[0].Cell(2, 1).Text; got != "北门社区" {
		t.Errorf("the community is %q", got)
	}
	for i, h := range headings {
		if got := done.book.Sheets[0].Cell(3+i, 1).Text; got != "北门社区第一党支部" {
			t.Errorf("%s is %q", h, got)
		}
		if got := done.book.Sheets[1].Cell(3+i, 1).Text; got != "" {
			t.Errorf("%s is %q although the branch is not known", h, got)
		}
	}
	var problems []string
	for _, m := range done.results[1].Missing {
		if m.Field == "org" {
			problems = append(problems, m.Problem)
		}
	}
	if len(problems) != len(headings) || problems[0] != "「西上社区」没有填党支部名称" {
		t.Errorf("listed is %q", problems)
	}
}

// TestAnswersStayWithThePerson: a card of one community says whose it is, and the office's number does not take the
// place of the person's.
func TestAnswersStayWithThePerson(t *testing.T) {
	o := someOffice(t, 1)
	org := o[0]
	f := form(t, "inline-labels.xlsx")
	p := read(t, f, "x.xlsx", o, options())
	for _, job := range []filling.Job{{Org: org, Records: o.of(ledger.Member)}, {Records: o.of(ledger.Member)}} {
		copied, err := f.Clone()
		if err != nil {
			t.Fatal(err)
		}
		s := fill(t, copied, p, job).book.Sheets[0]
		for cell, want := range map[[2]int][]string{{1, 0}: {"填报单位：容城镇北门社区"}, {5, 0}: {"13900000001", "450999"}, {6, 0}: {"1993年6月28日", "北门社区"}} {
			got := s.Cell(cell[0], cell[1]).Text
			for _, w := range want {
				if !strings.Contains(got, w) || strings.Contains(got, "0775") {
					t.Errorf("%s is %q", sheet.CellName(cell[0], cell[1]), got)
				}
			}
		}
	}
}
