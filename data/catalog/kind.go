package catalog

import (
	"fmt"
	"slices"

	"taizhang/data/value"
)

// Kind describes one kind of record. It is made once, by New, and never changed afterwards.
type Kind struct {
	Key   string // "cadre": in code, on the command line, as the SQL table's name
	Title string // "社区干部"
	Unit  string // the measure word of its records: 人, 次, 个
	// Aliases are words by which a sheet's title or name gives the kind away, the strongest first: 干部花名册.
	Aliases []string
	Fields  []Field
	// Telling are keys of fields of which a sheet of the kind has at least one, unless its title says what it is:
	// people without any post are hardly a list of cadres. Empty where any field will do.
	Telling []string
	// Identity lists the sets of fields by which two rows are the same record, the surest first. A set counts
	// only when all its fields are filled in both.
	Identity []Identity
	// Name is the key of the field that names a record to people; such records can be referred to by it.
	Name string
	// Describe, if not nil, names a record that has no name of its own: "2003-05-12 北门 义诊".
	Describe func(Record) string
	Rules    []Rule
	Views    []View
	// Groups are the headings of the form, in order; each field names its own.
	Groups []string
	// Spread, if not nil, says that sheets may hold several records in one row, one for each month.
	Spread *Spread
	// Clash, if not nil, finds records that contradict each other.
	Clash *Clash

	index map[string]int
}

// Identity is a set of fields that together name one record.
type Identity struct {
	Fields []string
	Sure   bool // an equal set settles it; otherwise a clerk is asked
}

// Spread describes wide sheets of a kind: a row for each person with columns 1月 … 12月, each filled cell a record.
type Spread struct {
	By    string // key of the field that the columns stand for: a date that is a month
	Value string // key of the field that their cells hold: 实交金额
	// Of are keys of the fields that are the same along a row and together name it, at least two. The last one tells
	// apart who is alike in the others; it may be empty in some months.
	Of []string
	// Each, unless empty, is the key of the field that a column with a heading of Value holds beside the months: what
	// is to be paid in each of them.
	Each string
}

// Field describes one field of a kind.
type Field struct {
	Key   string // "id_number"
	Title string // "身份证号码"
	// Aliases are other headings under which it is met. A slash stands for a level of headings:
	// "现任职务/党内职务".
	Aliases   []string
	Type      Type
	Required  bool
	Sensitive bool    // never in logs, support files or file names
	Width     float32 // in a printed table, in millimetres
	Group     string  // heading in the form
	Search    bool    // found by the search box
	// Derive, if not nil, computes the field on the day asof; such a field is shown, never stored or typed.
	Derive func(r Record, asof value.Date) value.Value
	// Default, if not nil, computes what the field holds where nothing is given; see Complete.
	Default func(r Record) value.Value
	Hint    string // an example in the empty editor: 1968年5月
	// Typical are words of which nearly every value of a text has one: they tell a column of posts from one of
	// occupations that bears the same heading.
	Typical []string
	Several bool // a text that may name several things, joined by ListComma: the posts of one person
	// Until, unless empty, is the key of the date with which the period ends that this date begins: sheets write both
	// into one cell, 2003.5—2006.5.
	Until string
	// Deadline says that the date is one by which something is to be done: sheets write 6月30日前, 年底 and 第三季度 there.
	Deadline bool
}

// Stored reports whether the field has a column in the database.
func (f *Field) Stored() bool { return f.Derive == nil }

// View is a usual layout of a kind: which columns a printed roster has, in which order.
type View struct {
	Name    string // "花名册"
	Title   string // title of the printed table; %s stands for the office: "%s社区干部花名册"
	Columns []ViewColumn
	Sort    []string // keys of the fields to sort by
	Default bool
	// Wide views of a kind with Spread have a row for each person and year, with a column for each month and their sum
	// in the place of the column of Spread.Value.
	Wide bool
	// Only, if not nil, says which records stand on the view: those who sign, on a list to sign.
	Only func(Record) bool
}

// Select returns those of the records that stand on the view, in their order.
func (v *View) Select(records []Record) []Record {
	if v.Only == nil {
		return records
	}
	var out []Record
	for _, r := range records {
		if v.Only(r) {
			out = append(out, r)
		}
	}
	return out
}

// Holding is a View.Only: the records in which a field has one of the given values, or any if none is given.
func Holding(field string, values ...string) func(Record) bool {
	return func(r Record) bool {
		v := r.Get(field)
		return !v.IsEmpty() && (len(values) == 0 || slices.Contains(values, v.Canonical()))
	}
}

// ViewColumn is a column of a View.
type ViewColumn struct {
	Field   string // key; "#" is the serial number
	Heading string // "" is the field's title; "现任职务/党内职务" gives two levels
	Width   float32
	Sum     bool // a last row 合计 adds it up
}

// New completes k, or panics on a description that contradicts itself: a programmer's mistake, found by the
// first test that loads the package.
func New(k Kind) *Kind {
	k.index = make(map[string]int, len(k.Fields))
	for i, f := range k.Fields {
		if _, twice := k.index[f.Key]; twice || f.Key == "" || f.Type == nil || f.Title == "" {
			panic(fmt.Sprintf("kind %s: field %d (%q) is incomplete or stands twice", k.Key, i, f.Key))
		}
		k.index[f.Key] = i
	}
	k.mustHave(k.Name)
	for _, id := range k.Identity {
		k.mustHave(id.Fields...)
	}
	k.mustHave(k.Telling...)
	for i := range k.Fields {
		k.mustHave(k.Fields[i].Until)
	}
	if s := k.Spread; s != nil {
		k.mustHave(append([]string{s.By, s.Value, s.Each}, s.Of...)...)
	}
	for _, v := range k.Views {
		if v.Wide && k.Spread == nil {
			panic(fmt.Sprintf("kind %s has the wide view %s and no Spread", k.Key, v.Name))
		}
		k.mustHave(v.Sort...)
		for _, c := range v.Columns {
			if c.Field != Serial {
				k.mustHave(c.Field)
			}
		}
	}
	return &k
}

// Serial stands for the serial number in a View's columns.
const Serial = "#"

func (k *Kind) mustHave(keys ...string) {
	for _, key := range keys {
		if _, ok := k.index[key]; !ok && key != "" {
			panic(fmt.Sprintf("kind %s has no field %q", k.Key, key))
		}
	}
}

// Field returns the field with the given key, or nil.
func (k *Kind) Field(key string) *Field {
	i, ok := k.index[key]
	if !ok {
		return nil
	}
	return &k.Fields[i]
}

// Index returns the place of a field in Fields, or -1.
func (k *Kind) Index(key string) int {
	if i, ok := k.index[key]; ok {
		return i
	}
	return -1
}

// View returns the view of that name, the default view for "", or nil.
func (k *Kind) View(name string) *View {
	for i := range k.Views {
		if v := &k.Views[i]; v.Name == name || name == "" && v.Default {
			return v
		}
	}
	if name == "" && len(k.Views) > 0 {
		return &k.Views[0]
	}
	return nil
}

// Find returns the kind with the given key, or nil.
func Find(kinds []*Kind, key string) *Kind {
	for _, k := range kinds {
		if k.Key == key {
			return k
		}
	}
	return nil
}
