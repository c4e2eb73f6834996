package tally

import (
	"strings"

	"taizhang/data/catalog"
)

// post is one that cadres hold in the branch or in the residents' committee. Somebody may hold several.
type post struct {
	key, title string
	has        func(catalog.Record) bool
	column     bool // it is one of table T6 of the party statistics
}

// posts returns the posts by which cadres are counted. Those of ordinary members leave out who leads or is a deputy, whom the
// numbers of T6 include.
func posts() []post {
	branch := func(r catalog.Record) bool { return !r.Get("party_post").IsEmpty() && !left(r) }
	committee := func(r catalog.Record) bool { return !r.Get("committee_post").IsEmpty() && !left(r) }
	secretary := func(r catalog.Record) bool { return branch(r) && heads(r, "party_post", "书记") }
	director := func(r catalog.Record) bool { return committee(r) && heads(r, "committee_post", "主任") }
	both := func(a, b func(catalog.Record) bool) func(catalog.Record) bool {
		return func(r catalog.Record) bool { return a(r) && b(r) }
	}
	holds := func(field, words string) func(catalog.Record) bool {
		return func(r catalog.Record) bool { return !left(r) && strings.Contains(r.Get(field).Canonical(), words) }
	}
	ordinary := func(field, lead string) func(catalog.Record) bool {
		return func(r catalog.Record) bool {
			words := r.Get(field).Canonical()
			return !left(r) && strings.Contains(words, "委员") && !strings.Contains(words, lead)
		}
	}
	return []post{
		{"branch_committee", "社区支部委员/小计", branch, true},
		{"branch_and_residents", "社区支部委员/兼任居委会委员", both(branch, committee), true},
		{"secretaries", "支部书记/小计", secretary, true},
		{"secretary_directors", "支部书记/兼任居委会主任", both(secretary, director), true},
		{"residents_committee", "居委会委员", committee, true},
		{"directors", "居委会主任", director, true},
		{"deputy_secretaries", "支部副书记", holds("party_post", "副书记"), false},
		{"branch_members", "支部委员(不含书记、副书记)", ordinary("party_post", "书记"), false},
		{"deputy_directors", "居委会副主任", holds("committee_post", "副主任"), false},
		{"committee_members", "居委会委员(不含主任、副主任)", ordinary("committee_post", "主任"), false},
	}
}

// holdsPost reports whether a cadre holds the post with a key.
func holdsPost(r catalog.Record, key string) bool {
	for _, p := range posts() {
		if p.key == key {
			return p.has(r)
		}
	}
	return false
}

// postTitles are the names of posts in the order in which offices list them.
var postTitles = []struct{ key, title string }{
	{"secretaries", "支部书记"}, {"deputy_secretaries", "支部副书记"}, {"branch_members", "支部委员(不含书记、副书记)"},
	{"directors", "居委会主任"}, {"deputy_directors", "居委会副主任"}, {"committee_members", "居委会委员(不含主任、副主任)"},
	{"secretary_directors", "书记主任一肩挑"}, {"branch_and_residents", "支部和居委会交叉任职"},
}

// postsOf returns the posts that a cadre holds.
func postsOf(r catalog.Record) []string {
	var out []string
	for _, p := range postTitles {
		if holdsPost(r, p.key) {
			out = append(out, p.title)
		}
	}
	return out
}

func postOrder() []string {
	var out []string
	for _, p := range postTitles {
		out = append(out, p.title)
	}
	return out
}
