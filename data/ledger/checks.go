package ledger

import (
	"taizhang/data/catalog"
	"taizhang/data/value"
)

// notBelowZero returns the rule that numbers in the given fields are not negative.
func notBelowZero(keys ...string) catalog.Rule {
	return func(r catalog.Record, _ value.Date) []catalog.Problem {
		var out []catalog.Problem
		for _, key := range keys {
			if n, ok := r.Get(key).Int(); ok && n < 0 {
				f := r.Kind.Field(key)
				out = append(out, doubt("negative", key, "%s %s 小于 0", f.Title, f.Type.Format(r.Get(key))))
			}
		}
		return out
	}
}

// datesFollow returns the rule that the dates in the given fields follow each other; empty ones are passed over. A date is
// compared with the last filled one before it.
func datesFollow(code string, keys ...string) catalog.Rule {
	return func(r catalog.Record, _ value.Date) []catalog.Problem {
		var out []catalog.Problem
		var last value.Date
		lastKey := ""
		for _, key := range keys {
			date := r.Date(key)
			if date.IsZero() {
				continue
			}
			if !last.IsZero() && date.Last().Compare(last.First()) < 0 {
				out = append(out, doubt(code, key, "%s %s 早于%s %s", r.Kind.Field(key).Title, date.Chinese(), r.Kind.Field(lastKey).Title, last.Chinese()))
			}
			last, lastKey = date, key
		}
		return out
	}
}

// notInFuture returns the rule that the dates in the given fields have been.
func notInFuture(keys ...string) catalog.Rule {
	return func(r catalog.Record, asof value.Date) []catalog.Problem {
		var out []catalog.Problem
		for _, key := range keys {
			if date := r.Date(key); !date.IsZero() && !asof.IsZero() && date.First().Compare(asof.Last()) > 0 {
				out = append(out, doubt("date_future", key, "%s %s 在今天之后", r.Kind.Field(key).Title, date.Chinese()))
			}
		}
		return out
	}
}

// addDays returns the date n days later. What is unknown of it counts as its last: nothing is called late too early.
func addDays(d value.Date, n int) value.Date {
	if d.IsZero() {
		return d
	}
	return d.Last().AddDays(n)
}
