package filling

import (
	"regexp"
	"slices"
	"strings"

	"taizhang/data/ledger"
)

// Headings name posts by short words, 委员 alone: of which committee is said above it or by those that stand beside it.

// unclearMember is why 委员 stays blank.
const unclearMember = "没有写明是支部的委员还是居委会的委员"

var (
	inBranch    = regexp.MustCompile(`支委|支部|党组织|党内`)
	inCommittee = regexp.MustCompile(`居委|居民委员会`)
)

// readPosts lets the levels of a heading say in which committee somebody is, and takes 支委会 over a post for the committee
// rather than for its meetings.
func (s *said) readPosts(levels []string) {
	if s.ordinary {
		above := foldHeading(strings.Join(levels, ""))
		branch, committee := inBranch.MatchString(above), inCommittee.MatchString(above)
		if branch != committee {
			s.ordinary = false
			s.measures = slices.DeleteFunc(s.measures, func(k string) bool {
				return kindOf(k) == ledger.Org || k == "branch_committee" || k == "residents_committee"
			})
			s.measures = append(s.measures, map[bool]string{true: "branch_members", false: "committee_members"}[branch])
		}
	}
	if slices.ContainsFunc(s.measures, isPost) {
		s.choices = slices.DeleteFunc(s.choices, func(word []chosenAs) bool {
			return !slices.ContainsFunc(word, func(c chosenAs) bool { return c.kind != ledger.Meeting.Key })
		})
	}
}

// settleMembers lets 委员 beside 书记 and 副书记 be those of the branch, beside 主任 and 副主任 those of the residents' committee.
func settleMembers(list []*meaning) {
	branch, committee := false, false
	for _, m := range list {
		branch = branch || m.measure == "secretaries" || m.measure == "deputy_secretaries"
		committee = committee || m.measure == "directors" || m.measure == "deputy_directors"
	}
	for _, m := range list {
		if !m.ordinary || m.problem != unclearMember || branch == committee || m.measure != "" && m.measure != "cadres" {
			continue
		}
		m.problem, m.ordinary = "", false
		m.measure = map[bool]string{true: "branch_members", false: "committee_members"}[branch]
	}
}

// namedPosts are the posts of which headings may ask who holds them rather than how many do.
var namedPosts = []string{"secretaries", "deputy_secretaries", "branch_members", "directors", "deputy_directors", "committee_members"}

// asksWho reports whether a heading may ask for names: 书记 without 人数.
func (h *countHead) asksWho() bool {
	return slices.Contains(namedPosts, h.measure) && !h.unit.given && len(h.filters)+len(h.choices) == 0 && h.share == nil && !h.ofRow
}

// countsPosts reports whether the headings 书记 and 主任 of a form by communities ask for numbers: 副书记 or 委员 stand beside
// them, of whom there may be several, and the title says that it counts.
func (b *Blank) countsPosts(g *countGrid) bool {
	return countTitle.MatchString(b.Title+b.Sheet) && slices.ContainsFunc(g.cols, func(h countHead) bool {
		return h.asksWho() && h.measure != "secretaries" && h.measure != "directors"
	})
}

// doubtPosts leaves posts blank where names may be wanted: beside communities, in a form that doesn't say that it counts.
func (b *Blank) doubtPosts(g *countGrid) {
	byOrg := g.open || slices.ContainsFunc(g.rows, func(h countHead) bool { return h.org != "" })
	if !byOrg || countTitle.MatchString(b.Title+b.Sheet) {
		return
	}
	for k := range g.cols {
		h := &g.cols[k]
		if h.column < 0 || !h.follows() || !h.asksWho() || b.Columns[h.column].byClerk {
			continue
		}
		h.unfit = "没有写明要人数还是要姓名"
		c := &b.Columns[h.column]
		c.Fields, c.Why = nil, h.unfit+",留空;可以指定"
	}
}
