package intake

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Some sheets hold records, but not in rows: forms have their labels beside what they head, one form for each person or
// meeting; in others rows and columns are exchanged. They are read as the table that a clerk would make of them.

// filledForm is what one form says.
type filledForm struct {
	sheet  string // on which it stands
	title  string
	labels []string
	cells  []catalog.Cell
}

// upright is a table made of a sheet whose rows and columns are exchanged; nil if it holds nothing.
func (f *finder) upright() *sheet.Sheet {
	first, left := -1, -1
	for r := range f.shapes {
		if cols, _, _ := f.labelsOf(r, f.people()); len(cols) > 0 {
			first, left = r, cols[0]
			break
		}
	}
	if first < 0 {
		return nil
	}
	var rows [][]catalog.Cell
	for r := range first {
		if s := f.texts(r); len(s) > 0 {
			rows = append(rows, []catalog.Cell{catalog.TextCell(s[0])})
		}
	}
	for c := left; c < f.Cols(); c++ {
		var row []catalog.Cell
		for r := first; r < f.Rows(); r++ {
			if !f.Cell(r, left).IsEmpty() {
				row = append(row, f.over(r, c))
			}
		}
		if slices.ContainsFunc(row, func(c catalog.Cell) bool { return !c.IsEmpty() }) {
			rows = append(rows, row)
		}
	}
	return sheet.FromCells(f.Name, rows)
}

// forms returns what the forms of a sheet say, from top to bottom: a label that stands there again begins another one.
// Lists below them, such as that of the family, are no part of them.
func (f *finder) forms(known uint64) []filledForm {
	var out []filledForm
	form := filledForm{sheet: f.Name}
	end := func() {
		if filled := count(form.cells, func(c catalog.Cell) bool { return !c.IsEmpty() }); filled >= 2 {
			out = append(out, form)
		}
		form = filledForm{sheet: f.Name, title: form.title}
	}
	for r := range f.shapes {
		cols, _, beside := f.labelsOf(r, known)
		if alone := f.shapes[r].filled == 1 && len(form.labels) == 0; len(cols) == 0 || alone { // 会议记录 may be a title or a label
			if s := f.texts(r); len(s) > 0 && len(form.labels) == 0 && len(out) == 0 && form.title == "" {
				form.title = s[0]
			}
			continue
		}
		if !beside {
			break
		}
		for _, c := range cols {
			label := title(strings.TrimRight(f.tight(r, c), ":："))
			if len(form.labels) > 0 && label == form.labels[0] {
				end()
			}
			if slices.Contains(form.labels, label) {
				continue
			}
			form.labels = append(form.labels, label)
			form.cells = append(form.cells, f.besideLabel(r, c, known))
		}
	}
	end()
	return out
}

// besideLabel returns what stands to the right of a label, unless that is another one.
func (f *finder) besideLabel(r, c int, known uint64) catalog.Cell {
	next := c + 1
	if m, ok := f.merge(r, c); ok {
		next = m.Col2 + 1
	}
	cell := f.over(r, next)
	if cell.Type == catalog.CellText && f.knownBy(strings.TrimRight(cell.Text, ":： "))&known != 0 {
		return catalog.Cell{}
	}
	return cell
}

// named returns the forms in which a name stands.
func (f *finder) named(forms []filledForm) []filledForm {
	return slices.DeleteFunc(forms, func(form filledForm) bool {
		at := slices.IndexFunc(form.labels, f.isName)
		return at < 0 || form.cells[at].Type != catalog.CellText || !value.LooksLikeName(value.Name(form.cells[at].Text))
	})
}

// isMinutes returns the bit of the vocabulary of a log of which a sheet is one entry in the shape of a form: minutes of
// a meeting. 0 if it is none.
func (f *finder) isMinutes() uint64 {
	for i, v := range f.vocabularies {
		bit := uint64(1) << i
		if i > 62 || bit&f.people() != 0 {
			continue
		}
		rows, labels, values, ok := 0, map[string]bool{}, 0, true
		for r := range f.shapes[:min(len(f.shapes), mostFormRows)] {
			cols, _, beside := f.labelsOf(r, bit)
			if len(cols) == 0 {
				continue
			}
			if ok = beside; !ok {
				break
			}
			rows++
			for _, c := range cols {
				labels[fold(f.tight(r, c))] = true
				if !f.besideLabel(r, c, bit).IsEmpty() {
					values++
				}
			}
		}
		if ok && rows >= leastFormRows && len(labels) >= leastFormLabels && values*3 >= len(labels)*2 && f.titled(v) {
			return bit
		}
	}
	return 0
}

// titled reports whether the first line with content, or the name of the sheet, names a kind.
func (f *finder) titled(v *vocabulary) bool {
	for r := range f.shapes {
		if s := f.texts(r); len(s) > 0 {
			return len(s) <= 2 && kindWord(v.kind, s[0]) != "" || kindWord(v.kind, f.Name) != ""
		}
	}
	return false
}

// turn reads a sheet in which no table was found as what it is. It returns the table that was made of it, and forms,
// which are put together with those of the other sheets.
func (r *Reading) turn(g *grid, why string) (*sheet.Sheet, []filledForm) {
	f := &finder{grid: g, vocabularies: r.vocabularies, known: map[string]uint64{}}
	switch why {
	case whyTransposed:
		return f.upright(), nil
	case whyForm:
		return nil, f.named(f.forms(f.people()))
	case whyMinutes:
		return nil, f.forms(f.isMinutes())
	}
	return nil, nil
}

// dutyTables adds the table that a table of days makes, if a sheet holds one.
func (r *Reading) dutyTables(file *File, g *grid, why string) bool {
	if why != whyDuty {
		return false
	}
	f := &finder{grid: g, vocabularies: r.vocabularies, known: map[string]uint64{}}
	duty, _ := f.findDuty()
	s, note := f.dutySheet(duty)
	layouts, _ := findTables(newGrid(s), r.vocabularies)
	for _, l := range layouts {
		if l.notes = append(l.notes, note); !duty.patrol {
			l.no = whyDuty
		}
		file.Tables = append(file.Tables, r.table(file, l))
	}
	return len(layouts) > 0
}

// gathered makes one table of forms that have the same labels, and tells of which sheets it is.
func gathered(forms []filledForm, dir *directory) (s *sheet.Sheet, note string) {
	var heads []string
	for _, f := range forms {
		for _, l := range f.labels {
			if !slices.Contains(heads, l) {
				heads = append(heads, l)
			}
		}
	}
	placed := dir != nil && !slices.Contains(heads, "社区") && slices.ContainsFunc(forms, func(f filledForm) bool { return isPlaceSheet(f.sheet, dir) })
	if placed {
		heads = append(heads, "社区")
	}
	rows := [][]catalog.Cell{{catalog.TextCell(forms[0].title)}, nil}
	for _, h := range heads {
		rows[1] = append(rows[1], catalog.TextCell(h))
	}
	var names []string
	for _, f := range forms {
		row := make([]catalog.Cell, len(heads))
		for i, l := range f.labels {
			row[slices.Index(heads, l)] = f.cells[i]
		}
		if placed && isPlaceSheet(f.sheet, dir) {
			row[len(heads)-1] = catalog.TextCell(f.sheet)
		}
		rows = append(rows, row)
		if !slices.Contains(names, f.sheet) {
			names = append(names, f.sheet)
		}
	}
	const most = 5
	etc := ""
	if len(names) > most {
		etc = fmt.Sprintf(" 等 %d 张工作表", len(names))
	}
	note = fmt.Sprintf("由 %d 份登记表(标题旁边写内容)转成一份一行:%s%s", len(forms), strings.Join(names[:min(len(names), most)], "、"), etc)
	return sheet.FromCells(forms[0].sheet, rows), note
}

func isPlaceSheet(name string, dir *directory) bool {
	return dir.knows(value.Tight(name)) || isPlace(value.Tight(name))
}

// sameForms divides forms by their labels: those with most labels in common are one table.
func sameForms(forms []filledForm) [][]filledForm {
	var out [][]filledForm
	for _, f := range forms {
		at := slices.IndexFunc(out, func(group []filledForm) bool {
			same := 0
			for _, l := range f.labels {
				if slices.Contains(group[0].labels, l) {
					same++
				}
			}
			return same*10 >= min(len(f.labels), len(group[0].labels))*7
		})
		if at < 0 {
			out = append(out, []filledForm{f})
			continue
		}
		out[at] = append(out[at], f)
	}
	return out
}

// tablesOf adds the tables of a sheet that was made of others.
func (r *Reading) tablesOf(f *File, s *sheet.Sheet, note string) {
	layouts, _ := findTables(newGrid(s), r.vocabularies)
	for _, l := range layouts {
		l.notes = append(l.notes, note)
		f.Tables = append(f.Tables, r.table(f, l))
	}
}
