package roster

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
)

// AllView is the name of the view that every kind has beside its own: all stored fields.
const AllView = "全部栏目"

// templateRows is how many rows of a blank template are ruled; those below can be filled in as well.
const templateRows = 30

// AllColumns returns the columns of AllView and of templates: those of the usual view with their headings, but for what
// is computed, then the other stored fields.
func AllColumns(k *catalog.Kind) []catalog.ViewColumn {
	var out []catalog.ViewColumn
	seen := map[string]bool{}
	for _, c := range k.View("").Columns {
		if f := k.Field(c.Field); f == nil || f.Stored() {
			c.Sum = false
			out, seen[c.Field] = append(out, c), true
		}
	}
	for i := range k.Fields {
		if f := &k.Fields[i]; f.Stored() && !seen[f.Key] && !follows(f) {
			out = append(out, catalog.ViewColumn{Field: f.Key})
		}
	}
	return out
}

// follows reports whether a field is a reference that is found by what the record says in other fields.
func follows(f *catalog.Field) bool {
	ref, ok := f.Type.(catalog.Ref)
	return ok && len(ref.By) > 0
}

// Template returns the blank table of a kind, to be filled in and imported: the headings under which its fields are
// known, lists to choose from, and hints. office may be empty.
func Template(k *catalog.Kind, office string) catalog.Table {
	t := catalog.Table{
		Title: title(k.View("").Title, office, catalog.Record{}), Left: "填报单位：" + office, Right: "填报日期：    年    月    日",
		Sheet: k.Title, Open: true,
	}
	for _, c := range (&builder{req: Request{Kind: k}, view: catalog.View{Columns: AllColumns(k)}}).makeColumns() {
		column := catalog.Column{Heading: c.heading, Width: c.width, Numeric: c.numeric}
		if c.field != nil {
			column.Choices, column.Hint = wordsToChoose(c.field.Type), hint(c.field)
		}
		t.Columns = append(t.Columns, column)
	}
	for range templateRows {
		t.Rows = append(t.Rows, catalog.TableRow{Cells: make([]string, len(t.Columns))})
	}
	return t
}

// wordsToChoose are the words that a cell of a type offers.
func wordsToChoose(typ catalog.Type) []string {
	if _, ok := typ.(catalog.Bool); ok {
		return []string{"是", "否"}
	}
	chooser, ok := typ.(catalog.Chooser)
	if !ok {
		return nil
	}
	var out []string
	for _, c := range chooser.Choices() {
		out = append(out, c.Title)
	}
	return out
}

// hint says what a cell of the field should hold.
func hint(f *catalog.Field) string {
	var lines []string
	if f.Required {
		lines = append(lines, "必填")
	}
	switch t := f.Type.(type) {
	case catalog.Date:
		word := "只知道年月就写年月,如 1968.05"
		if t.Months {
			word = "写年月,如 2003.05"
		}
		lines = append(lines, word)
	case catalog.IDNumber:
		lines = append(lines, "18 位,按文本填写")
	case catalog.Money:
		lines = append(lines, "单位:元")
	case catalog.ListReferrer:
		lines = append(lines, "可以写几个,中间用顿号「、」隔开")
	case catalog.Referrer:
		lines = append(lines, "写名称")
	}
	if f.Hint != "" {
		lines = append(lines, fmt.Sprintf("例:%s", f.Hint))
	}
	return strings.Join(lines, "\n")
}
