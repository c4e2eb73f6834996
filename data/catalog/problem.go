package catalog

import "taizhang/data/value"

// Severity says how bad a problem is.
type Severity uint8

// The severities.
const (
	Notice Severity = iota // worth knowing; nothing to decide: 15 位证号已换成 18 位
	Doubt                  // may be right; a clerk should look: 证号与出生年月不符
	Broken                 // cannot be stored in the field as it stands: 看不懂的日期
)

// Problem is something that is wrong with a value, or with how several fit together.
type Problem struct {
	Code       string // for programs and tests: "id_check_digit"
	Field      string // key of the field; set by Field.Parse and by rules
	Severity   Severity
	Text       string      // for the clerk, in Chinese
	Suggestion value.Value // what the field probably should hold; empty if there is no telling
}

// Rule checks how the fields of a record fit together on the day asof.
type Rule func(r Record, asof value.Date) []Problem

// Check returns the problems of a record on the day asof: required fields that are empty, unread values, and what
// the kind's rules find.
func Check(r Record, asof value.Date) []Problem {
	if r.Kind == nil {
		return nil
	}
	var out []Problem
	for i := range r.Kind.Fields {
		f := &r.Kind.Fields[i]
		if !f.Stored() {
			continue
		}
		v := r.At(i)
		switch {
		case v.IsUnread():
			out = append(out, unreadProblem(f, v.Raw()))
		case f.Required && v.IsEmpty():
			out = append(out, Problem{Code: "required", Field: f.Key, Severity: Broken, Text: f.Title + "没有填写"})
		}
		if checker, ok := f.Type.(Checker); ok && v.Canonical() != "" {
			if p := checker.Check(v); p != nil {
				p.Field = f.Key
				out = append(out, *p)
			}
		}
	}
	for _, rule := range r.Kind.Rules {
		out = append(out, rule(r, asof)...)
	}
	return out
}

// unreadProblem says again why a text is kept beside its field.
func unreadProblem(f *Field, raw string) Problem {
	_, p := f.Type.Parse(TextCell(raw))
	if p == nil {
		p = &Problem{Code: "unread", Severity: Broken, Text: "「" + raw + "」没有读懂,已按原文保留"}
	}
	p.Field = f.Key
	p.Severity = Broken
	return *p
}
