package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Query says which records are wanted, and in which order.
type Query struct {
	Kind   *catalog.Kind
	Find   string      // what the search box holds: words of which each must be found
	Where  []Condition // all must hold
	Sort   []Order     // none: the order in which the records were created
	Limit  int         // 0 is no limit
	Offset int
	AsOf   time.Time // the records as they were then; the zero time is now
}

// Condition is a condition on one stored field.
type Condition struct {
	Field  string // key
	Op     Op
	Values []value.Value
}

// Op is the operator of a Condition.
type Op uint8

// The operators. Contains, From and To look at Values[0] alone. Of a list of references, Equal asks whether an element of
// one of the values stands in it.
const (
	Equal    Op = iota // the field has one of the values; an empty value stands for an empty field
	NotEqual           // the field has none of the values
	Empty
	NotEmpty
	Contains // the text contains Values[0], whatever its case
	From     // not before Values[0], or not less; an empty or unread field never is
	To       // not after Values[0], or not more; a date of which only the year is known counts as its first day
)

// Order sorts by one field.
type Order struct {
	Field string
	Desc  bool
}

// where builds the conditions of a query as SQL.
type where struct {
	eng  engine
	sql  strings.Builder
	args []any
}

func (w *where) place(v any) string {
	w.args = append(w.args, v)
	return fmt.Sprintf("$%d", len(w.args))
}

func (w *where) and(format string, args ...any) {
	w.sql.WriteString(" AND ")
	fmt.Fprintf(&w.sql, format, args...)
}

// where returns the text behind t.liveSQL and all arguments of a query for live records.
func (s *Store) where(ctx context.Context, db querier, t *table, q Query) (*where, error) {
	w := &where{eng: s.eng, args: []any{s.township()}}
	for _, c := range q.Where {
		if err := w.condition(t, c); err != nil {
			return nil, err
		}
	}
	lists := needles(q.Find)
	if len(lists) == 0 {
		return w, nil
	}
	ids, ok, err := s.hits(ctx, db, t, lists)
	switch {
	case err != nil:
		return nil, err
	case ok:
		w.amongIDs(ids)
		return w, nil
	}
	for _, list := range lists {
		w.needles(list)
	}
	return w, nil
}

func (w *where) amongIDs(ids []string) {
	if len(ids) == 0 {
		w.and("1 = 0")
		return
	}
	list := padded(ids)
	w.and("id IN (%s)", places(len(w.args)+1, len(list)))
	for _, id := range list {
		w.args = append(w.args, id)
	}
}

// needles searches in the database itself.
func (w *where) needles(list []string) {
	parts := make([]string, len(list))
	for i, n := range list {
		parts[i] = quote(colSearch) + " LIKE " + w.place("%"+n+"%")
	}
	w.and("(%s)", strings.Join(parts, " OR "))
}

// conditionField returns the field of a condition, or an error for a field that is not stored.
func (t *table) conditionField(c Condition) (*catalog.Field, error) {
	f := t.kind.Field(c.Field)
	if f == nil || !f.Stored() {
		return nil, fmt.Errorf("condition on %q, which is no stored field of %s", c.Field, t.kind.Key)
	}
	if len(c.Values) == 0 && c.Op != Empty && c.Op != NotEmpty {
		return nil, fmt.Errorf("condition on %s without a value", c.Field)
	}
	return f, nil
}

func (w *where) condition(t *table, c Condition) error {
	f, err := t.conditionField(c)
	if err != nil {
		return err
	}
	col := quote(f.Key)
	among := w.among
	if _, list := f.Type.(catalog.ListReferrer); list {
		among = w.listing
	}
	switch c.Op {
	case Equal:
		w.and("(%s)", among(f, c.Values))
	case NotEqual:
		w.and("NOT (%s)", among(f, c.Values))
	case Empty:
		w.and("(%s)", w.empty(f))
	case NotEmpty:
		w.and("NOT (%s)", w.empty(f))
	case Contains:
		w.and("(%s)", w.contains(f, c.Values[0]))
	case From, To:
		limit, ok := bound(f, c)
		sign := map[Op]string{From: ">=", To: "<="}[c.Op]
		if !ok {
			w.and("1 = 0")
		} else if f.Type.Storage() == catalog.StoreInteger {
			w.and("%s %s %s", col, sign, w.place(limit))
		} else {
			w.and("%s %s %s", w.eng.binary(col), sign, w.place(limit))
		}
	default:
		return fmt.Errorf("condition on %s: unknown operator %d", c.Field, c.Op)
	}
	return nil
}

// among returns the condition that a field has one of the values; it is never NULL.
func (w *where) among(f *catalog.Field, values []value.Value) string {
	var parts, places []string
	for _, v := range values {
		if col, odd := stored(f, v); col != nil && !odd {
			places = append(places, w.place(col))
		}
	}
	if len(places) > 0 {
		parts = append(parts, fmt.Sprintf("coalesce(%s IN (%s), 1 = 0)", quote(f.Key), strings.Join(places, ", ")))
	}
	for _, v := range values {
		if v.IsEmpty() {
			parts = append(parts, w.empty(f))
		} else if _, odd := stored(f, v); odd {
			parts = append(parts, w.odd(f, v))
		}
	}
	return strings.Join(parts, " OR ")
}

// listing returns the condition that an element of one of the values stands in a list of references.
func (w *where) listing(f *catalog.Field, values []value.Value) string {
	var parts []string
	for _, v := range values {
		if v.IsEmpty() {
			parts = append(parts, w.empty(f))
			continue
		}
		if _, odd := stored(f, v); odd {
			parts = append(parts, w.odd(f, v))
			continue
		}
		for element := range strings.SplitSeq(v.Canonical(), "\n") {
			parts = append(parts, fmt.Sprintf("coalesce('\n' || %s || '\n', '') LIKE %s", quote(f.Key), w.place("%\n"+escapeLike(element)+"\n%"))+likeEscape)
		}
	}
	return strings.Join(parts, " OR ")
}

// empty returns the condition that a field has no content: nothing in its column and nothing kept beside it.
func (w *where) empty(f *catalog.Field) string {
	return fmt.Sprintf("%s IS NULL AND coalesce(%s, '') NOT LIKE %s", quote(f.Key), quote(colUnread), w.place(`%"`+escapeLike(f.Key)+`":"%`)) + likeEscape
}

// odd returns the condition that v is kept beside the field.
func (w *where) odd(f *catalog.Field, v value.Value) string {
	text, err := image{f.Key: v}.encode()
	if err != nil {
		return "1 = 0"
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}")
	return fmt.Sprintf("coalesce(%s, '') LIKE %s", quote(colUnread), w.place("%"+escapeLike(text)+"%")) + likeEscape
}

func (w *where) contains(f *catalog.Field, v value.Value) string {
	needle := lowerASCII(text(v))
	col := quote(f.Key)
	if f.Type.Storage() == catalog.StoreInteger {
		col = "CAST(" + col + " AS TEXT)"
	}
	return fmt.Sprintf("coalesce(lower(%s), '') LIKE %s", w.eng.binary(col), w.place("%"+escapeLike(needle)+"%")) + likeEscape
}

const likeEscape = ` ESCAPE '\'`

// escapeLike returns s as a pattern of LIKE that matches s alone.
func escapeLike(s string) string {
	if !strings.ContainsAny(s, `%_\`) {
		return s
	}
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// bound returns the value that a column is compared with for From and To: for dates the shortest text of the first
// day, or the last day. ok is false if nothing can be compared with the condition's value.
func bound(f *catalog.Field, c Condition) (limit any, ok bool) {
	v := c.Values[0]
	if v.IsEmpty() || v.IsUnread() {
		return nil, false
	}
	if f.Type.Storage() == catalog.StoreInteger {
		return v.Int()
	}
	d, isDate := v.Date()
	switch {
	case f.Type.Name() != catalog.Date{}.Name():
		return v.Canonical(), true
	case !isDate:
		return nil, false
	case c.Op == To:
		return d.Last().String(), true
	}
	text := d.First().String()
	return strings.TrimSuffix(strings.TrimSuffix(text, "-01"), "-01"), true
}
