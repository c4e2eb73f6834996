package ledger

import "taizhang/data/catalog"

// All returns the kinds of record, in the order in which the window shows them. The kinds are made once and
// shared: a kind can be compared with ==.
func All() []*catalog.Kind {
	return []*catalog.Kind{Org, Cadre, Member, Transfer, Candidate, Dues, Meeting, Rule, Partner, Activity, Course, Publicity, Safety, Venue, Service, Visit, Health, Issue, Plan, Economy}
}

// Kind returns the kind with the given key, or nil.
func Kind(key string) *catalog.Kind { return catalog.Find(All(), key) }
