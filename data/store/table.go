package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// table is the table of one kind: how its records become rows and rows become records.
type table struct {
	kind   *catalog.Kind
	insert insertion
	fields []int // places in kind.Fields of the stored fields, in the order of the columns
	refs   []ref // fields that refer to other records
	lists  []ref // fields that hold lists of references
	// pictures are the places of fields that name pictures.
	pictures []int
	search   []int // places of the fields that the search box finds
	sounds   *sounds
	index    *searchIndex
	rowSQL   string
	fromSQL  string // " FROM … WHERE township = $1"
	liveSQL  string // the same for live records alone
	// changedSQL finds the ids of records that were created or changed after operation $2; $3 is the kind's key.
	changedSQL string
}

// ref is a field that refers to records of another kind.
type ref struct {
	field  int // place in kind.Fields
	target string
}

// link is a reference seen from the kind that it points to.
type link struct {
	from *table
	ref
}

var systemColumns = []string{colTownship, colID, colState, colCreated, colUpdated, colSearch, colUnread}

func newTables(kinds []*catalog.Kind) (map[string]*table, error) {
	out := make(map[string]*table, len(kinds))
	sounds := newSounds()
	for _, k := range kinds {
		t, err := newTable(k, sounds)
		if err != nil {
			return nil, err
		}
		out[k.Key] = t
	}
	for _, t := range out {
		for _, r := range t.targets() {
			if out[r.target] == nil {
				return nil, fmt.Errorf("kind %s refers to %s, which is not there", t.kind.Key, r.target)
			}
		}
	}
	return out, nil
}

func newTable(k *catalog.Kind, sounds *sounds) (*table, error) {
	t := &table{kind: k, sounds: sounds, index: &searchIndex{}, insert: insertion{table: k.Key, columns: append([]string(nil), systemColumns...)}}
	for i := range k.Fields {
		f := &k.Fields[i]
		if !f.Stored() {
			continue
		}
		if strings.HasPrefix(f.Key, "_") || f.Key == colTownship || f.Key == colID {
			return nil, fmt.Errorf("kind %s: a field can't be called %q", k.Key, f.Key)
		}
		t.fields = append(t.fields, i)
		t.insert.columns = append(t.insert.columns, f.Key)
		switch typ := f.Type.(type) {
		case catalog.Referrer:
			t.refs = append(t.refs, ref{i, typ.Target()})
			continue
		case catalog.ListReferrer:
			t.lists = append(t.lists, ref{i, typ.ListTarget()})
		case catalog.Pictures:
			t.pictures = append(t.pictures, i)
		}
		if f.Search {
			t.search = append(t.search, i)
		}
	}
	columns := []string{colID, colState, colCreated, colUpdated, colUnread}
	for _, i := range t.fields {
		columns = append(columns, k.Fields[i].Key)
	}
	for i := range columns {
		columns[i] = quote(columns[i])
	}
	t.fromSQL = " FROM " + quote(k.Key) + " WHERE township = $1"
	t.liveSQL = t.fromSQL + andLive
	t.changedSQL = "SELECT id" + t.fromSQL + " AND " + quote(colCreated) + " > $2 UNION SELECT record FROM change WHERE township = $1 AND op > $2 AND kind = $3"
	t.rowSQL = "SELECT " + strings.Join(columns, ", ") + t.fromSQL
	return t, nil
}

// targets returns all fields that refer to other records, one by one or in lists.
func (t *table) targets() []ref { return append(slices.Clip(t.refs), t.lists...) }

// rowWith returns rowSQL with one more column at the end of its list.
func (t *table) rowWith(column string) string {
	return strings.TrimSuffix(t.rowSQL, t.fromSQL) + ", " + quote(column) + t.fromSQL
}

// row is a record with what the store keeps about it.
type row struct {
	catalog.Record
	state            state
	created, updated int64
}

// scanner reads rows of one table.
type scanner struct {
	t    *table
	id   string
	st   int64
	born int64
	last int64
	odd  sql.NullString
	cols []any
	dest []any
}

func (t *table) scanner() *scanner {
	s := &scanner{t: t, cols: make([]any, len(t.fields))}
	s.dest = append(s.dest, &s.id, &s.st, &s.born, &s.last, &s.odd)
	for i := range s.cols {
		s.dest = append(s.dest, &s.cols[i])
	}
	return s
}

// scan reads the current row of a query that began with rowSQL.
func (s *scanner) scan(rows *sql.Rows) (row, error) {
	if err := rows.Scan(s.dest...); err != nil {
		return row{}, err
	}
	values := make([]value.Value, len(s.t.kind.Fields))
	for i, at := range s.t.fields {
		values[at] = fromColumn(s.cols[i])
	}
	if s.odd.Valid {
		if err := s.t.addOdd(values, s.odd.String); err != nil {
			return row{}, fmt.Errorf("record %s %s: %w", s.t.kind.Key, s.id, err)
		}
	}
	return row{catalog.RecordOf(s.t.kind, s.id, values), state(s.st), s.born, s.last}, nil
}

// addOdd fills in the values that have no place in their columns.
func (t *table) addOdd(values []value.Value, text string) error {
	odd, err := decodeImage(text)
	if err != nil {
		return err
	}
	for key, v := range odd {
		if i := t.kind.Index(key); i >= 0 {
			values[i] = v
		}
	}
	return nil
}

// stored returns what the column of f holds for v. odd means that the column can't hold it: such values stand in
// _unread.
func stored(f *catalog.Field, v value.Value) (col any, odd bool) {
	switch {
	case v.IsEmpty():
		return nil, false
	case v.IsUnread():
		return nil, true
	case f.Type.Storage() == catalog.StoreInteger:
		n, ok := v.Int()
		if !ok || strconv.FormatInt(n, 10) != v.Canonical() {
			return nil, true
		}
		return n, false
	}
	return v.Canonical(), false
}

// row appends the values of a new record's row, in the order of insert.columns, to out, which is empty.
func (t *table) row(out []any, township string, op int64, r catalog.Record) ([]any, error) {
	out = append(out, township, r.ID, int64(live), op, op, searchText(t, r), nil)
	const oddAt = 6
	var odd image
	for _, i := range t.fields {
		f := &t.kind.Fields[i]
		col, isOdd := stored(f, r.At(i))
		if isOdd {
			odd = odd.with(f.Key, r.At(i))
		}
		out = append(out, col)
	}
	if odd != nil {
		text, err := odd.encode()
		if err != nil {
			return nil, err
		}
		out[oddAt] = text
	}
	return out, nil
}

// oddText returns what _unread holds for r: nil if nothing.
func (t *table) oddText(r catalog.Record) (any, error) {
	var odd image
	for _, i := range t.fields {
		f := &t.kind.Fields[i]
		if _, isOdd := stored(f, r.At(i)); isOdd {
			odd = odd.with(f.Key, r.At(i))
		}
	}
	if odd == nil {
		return nil, nil
	}
	return odd.encode()
}

// cleaned returns r with texts that both engines can store: valid UTF-8 without NUL. Almost every record is
// returned as it is.
func (t *table) cleaned(r catalog.Record) catalog.Record {
	for _, i := range t.fields {
		v := r.At(i)
		s := v.Canonical()
		if v.IsUnread() {
			s = v.Raw()
		}
		if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
			continue
		}
		clean := strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\x00", "")
		if v.IsUnread() {
			r = r.With(t.kind.Fields[i].Key, value.Unread(clean))
		} else {
			r = r.With(t.kind.Fields[i].Key, value.Text(clean))
		}
	}
	return r
}

// image is some of a record's fields at one moment.
type image map[string]value.Value

func (m image) with(key string, v value.Value) image {
	if m == nil {
		m = image{}
	}
	m[key] = v
	return m
}

// encode returns m as a JSON object of encoded values.
func (m image) encode() (string, error) {
	texts := make(map[string]string, len(m))
	for key, v := range m {
		texts[key] = v.Encode()
	}
	b, err := json.Marshal(texts)
	return string(b), err
}

// decodeImage is the inverse of encode. "" is an empty image.
func decodeImage(text string) (image, error) {
	if text == "" {
		return nil, nil
	}
	var texts map[string]string
	if err := json.Unmarshal([]byte(text), &texts); err != nil {
		return nil, fmt.Errorf("read a stored image: %w", err)
	}
	m := make(image, len(texts))
	for key, s := range texts {
		m[key] = value.Decode(s)
	}
	return m, nil
}
