package filling

import (
	"slices"
	"strings"

	"taizhang/data/ledger"
	"taizhang/data/tally"
)

// What a heading of a form of numbers was taken for is remembered, printed and overruled in keys.

// keys returns what a heading means in words that are remembered.
func (m *meaning) keys() []string {
	var out []string
	switch {
	case m.orgKey != "":
		return []string{orgFieldPrefix + m.orgKey}
	case m.measure != "":
		out = append(out, m.measure)
	case m.topic != "":
		out = append(out, topicPrefix+m.topic)
	}
	out = append(out, m.filters...)
	for _, word := range m.choices {
		out = append(out, word[0].kind+"."+word[0].filter())
	}
	if m.months[0] > 0 {
		out = append(out, tally.SpanFilter(monthsKey, m.months[0], m.months[1]))
	}
	if m.share != nil {
		out = append(out, shareKey)
		if m.share.whole != nil {
			for _, key := range m.share.whole.keys() {
				out = append(out, wholePrefix+key)
			}
		}
		return out
	}
	if len(out) == 0 && m.unit.given {
		return []string{unitPrefix + string(rune('0'+m.unit.of))}
	}
	if len(out) == 0 {
		return []string{totalKey}
	}
	return out
}

// The words that keys of headings begin with, beside measures and filters.
const (
	orgFieldPrefix = "org:"
	topicPrefix    = "topic:"
	unitPrefix     = "unit:"
	monthsKey      = "months"
	totalKey       = "total"
	shareKey       = "share"
	wholePrefix    = "of:"
)

// meaningOf reads what keys wrote; ok is false if one of them is none.
func meaningOf(keys []string) (m meaning, ok bool) {
	for _, key := range keys {
		if !m.takeKey(key) {
			return m, false
		}
	}
	return m, true
}

func (m *meaning) takeKey(key string) bool {
	if rest, is := strings.CutPrefix(key, orgFieldPrefix); is {
		m.orgKey = rest
		return ledger.Org.Field(rest) != nil
	}
	if rest, is := strings.CutPrefix(key, topicPrefix); is {
		m.topic = rest
		return kindOfTopic(rest) != nil
	}
	if rest, is := strings.CutPrefix(key, unitPrefix); is && len(rest) == 1 && rest[0] >= '0' && rest[0] <= '0'+byte(tally.Sum) {
		m.unit = units{of: tally.Quantity(rest[0] - '0'), given: true}
		return true
	}
	if key == totalKey {
		m.total = true
		return true
	}
	if rest, is := strings.CutPrefix(key, wholePrefix); is || key == shareKey {
		return m.takeShare(rest, is)
	}
	if _, is := tally.MeasureOf(key); is {
		m.measure = key
		return true
	}
	f, ok := tally.ParseFilter(key)
	if !ok {
		return false
	}
	if from, to, is := f.Span(monthsKey); is {
		m.months = [2]int{from, to}
		return from >= 1 && from <= to && to <= 12
	}
	left, code, _ := strings.Cut(key, "=")
	if kind, field, is := strings.Cut(left, "."); is {
		m.choices = append(m.choices, []chosenAs{{kind: kind, field: field, code: code}})
		k := ledger.Kind(kind)
		return k != nil && k.Field(field) != nil
	}
	m.filters = append(m.filters, key)
	return slices.ContainsFunc(ledger.All(), f.Applies)
}

// takeShare reads a key of a share: ofWhole is one of the whole.
func (m *meaning) takeShare(key string, ofWhole bool) bool {
	if m.share == nil {
		m.share = &share{}
	}
	if !ofWhole {
		return true
	}
	if m.share.whole == nil {
		m.share.whole = &meaning{}
	}
	return !strings.HasPrefix(key, wholePrefix) && key != shareKey && m.share.whole.takeKey(key)
}
