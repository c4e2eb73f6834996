package roster

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// community is the word by which the names of communities end, and which a heading 社区 says already.
const community = "社区"

// column is a column of the table: one field, or the serial number.
type column struct {
	field   *catalog.Field // nil for the serial number
	heading []string
	width   float32 // mm
	sum     bool
	numeric bool
	month   int // in a wide view: whose value it shows, 1 to 12, or sumOfMonths
}

// The widths, in millimetres, of columns for which nobody has named one.
const (
	serialWidth = 10
	usualWidth  = 20
)

func (b *builder) makeColumns() []column {
	columns := make([]column, 0, len(b.view.Columns))
	for _, vc := range b.view.Columns {
		c := column{width: vc.Width, sum: vc.Sum}
		words := vc.Heading
		if vc.Field == catalog.Serial {
			c.numeric = true
			words, c.width = or(words, "序号"), or(c.width, serialWidth)
		} else if c.field = b.req.Kind.Field(vc.Field); c.field != nil {
			c.numeric = isNumber(c.field)
			words, c.width = or(words, c.field.Title), or(or(c.width, c.field.Width), usualWidth)
		} else {
			continue // a column that a user has saved, of a field that is no more
		}
		c.heading = strings.Split(words, "/")
		if b.wide != nil && vc.Field == b.req.Kind.Spread.Value {
			columns = append(columns, b.months(c)...)
			continue
		}
		columns = append(columns, c)
	}
	return columns
}

// or returns v, or instead if v is zero.
func or[T comparable](v, instead T) T {
	var zero T
	if v == zero {
		return instead
	}
	return v
}

func isNumber(f *catalog.Field) bool {
	switch f.Type.(type) {
	case catalog.Int, catalog.Money, catalog.Decimal, catalog.Percent:
		return true
	}
	return false
}

func isText(f *catalog.Field) bool {
	switch f.Type.(type) {
	case catalog.Text, catalog.Refs, catalog.Pictures:
		return true
	}
	return false
}

// characterWidth is how much of a column one Chinese character takes, in millimetres, at the 10.5 pt of a roster's
// rows; two millimetres more are lost to the margins of the cell.
const (
	characterWidth = 3.7
	cellMargins    = 2
)

// alignFor returns the alignment of the column, the i-th of rows: numbers to the right, free text that doesn't fit
// one line to the left, all else in the middle.
func (c column) alignFor(rows []catalog.TableRow, i int) catalog.Align {
	switch {
	case c.field == nil:
		return catalog.AlignCenter
	case c.numeric:
		return catalog.AlignRight
	case !isText(c.field):
		return catalog.AlignCenter
	}
	room := int((c.width - cellMargins) / characterWidth)
	for _, r := range rows {
		if !r.Group && i < len(r.Cells) && utf8.RuneCountInString(r.Cells[i]) > room {
			return catalog.AlignLeft
		}
	}
	return catalog.AlignCenter
}

// row returns the row of one record.
func (b *builder) row(serial int, r catalog.Record) catalog.TableRow {
	cells := make([]string, len(b.columns))
	for i, c := range b.columns {
		if c.field == nil {
			cells[i] = strconv.Itoa(serial)
			continue
		}
		if c.month != 0 {
			cells[i] = c.field.Type.Format(b.inMonth(r, c))
			continue
		}
		cells[i] = b.format(c, r.On(c.field, b.req.AsOf))
	}
	if b.wide != nil {
		return catalog.TableRow{Cells: cells} // of several records: no id could name them
	}
	return catalog.TableRow{Cells: cells, ID: r.ID}
}

// format returns what a roster shows of a value. Dates are dotted, as the forms of organisation departments have
// them: 1968.05.
func (b *builder) format(c column, v value.Value) string {
	if v.IsEmpty() {
		return ""
	}
	if d, ok := v.Date(); ok {
		if _, isDate := c.field.Type.(catalog.Date); isDate {
			if b.wide != nil && c.field.Key == b.req.Kind.Spread.By {
				d = value.Date{Year: d.Year} // of the rows of several years
			}
			return d.Dotted()
		}
	}
	switch t := c.field.Type.(type) {
	case catalog.Referrer:
		return b.refLabel(c.field, v, c.heading)
	case catalog.ListReferrer:
		return b.listLabel(t, v)
	}
	return c.field.Type.Format(v)
}

// target returns the record that a reference points to, zero if there is none.
func (b *builder) target(f *catalog.Field, v value.Value) catalog.Record {
	ref, ok := f.Type.(catalog.Referrer)
	if !ok {
		return catalog.Record{}
	}
	return b.targets[ref.Target()][v.Canonical()]
}

// refLabel returns the words for a reference under a heading. A heading that names another field of the record
// pointed to gets that field: under 所在党支部 stands the name of the branch. Under 社区 the name does without that
// ending.
func (b *builder) refLabel(f *catalog.Field, v value.Value, heading []string) string {
	if v.IsUnread() {
		return v.Raw()
	}
	r := b.target(f, v)
	if r.IsZero() || len(heading) == 0 || b.view.Name == AllView {
		return r.Label()
	}
	last := heading[len(heading)-1]
	label := r.Label()
	if other := named(r.Kind, last); other != nil {
		label = or(other.Type.Format(r.Get(other.Key)), label)
	}
	if strings.HasSuffix(last, community) && label != community {
		label = strings.TrimSuffix(label, community)
	}
	return label
}

// listLabel returns the words for a list of references.
func (b *builder) listLabel(t catalog.ListReferrer, v value.Value) string {
	var words []string
	for _, link := range t.Links(v) {
		word := link.Words
		if r, ok := b.targets[t.ListTarget()][link.ID]; ok {
			word = r.Label()
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, catalog.ListComma)
}

// named returns the text field of k that a heading names, with or without 所在 or 所属 before it.
func named(k *catalog.Kind, heading string) *catalog.Field {
	for _, before := range []string{"所在", "所属"} {
		heading = strings.TrimPrefix(heading, before)
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if _, isText := f.Type.(catalog.Text); !isText {
			continue
		}
		for _, w := range append([]string{f.Title}, f.Aliases...) {
			if w == heading {
				return f
			}
		}
	}
	return nil
}

// total returns the row of sums; ok is false if no column wants one or there is nothing to add.
func (b *builder) total(records []catalog.Record) (row catalog.TableRow, ok bool) {
	cells := make([]string, len(b.columns))
	label := -1
	for i, c := range b.columns {
		if c.field == nil || !c.sum {
			if label < 0 {
				label = i
			}
			continue
		}
		var sum int64
		any := c.month == 0
		for _, r := range records {
			v := r.On(c.field, b.req.AsOf)
			if c.month != 0 {
				v = b.inMonth(r, c)
			}
			n, isNumber := v.Int()
			sum, any = sum+n, any || isNumber
		}
		if ok = true; !any {
			continue // a month that is still to come
		}
		cells[i] = c.field.Type.Format(value.Int(sum))
	}
	if !ok || len(records) == 0 {
		return catalog.TableRow{}, false
	}
	if label >= 0 {
		cells[label] = "合计"
	}
	return catalog.TableRow{Cells: cells, Total: true}, true
}
