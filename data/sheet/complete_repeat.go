package sheet

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// Repeat adds a copy of a sheet as it is now right behind the sheet after, with its pictures, comments, print area and
// all else; tables of Excel become plain ranges, for each has a name of its own.
func (f *Form) Repeat(s, after *FormSheet, name string) (*FormSheet, error) {
	name = f.freeName(name, nil)
	copied := &FormSheet{form: f, name: name, source: s.source, part: f.freePart("xl/worksheets/sheet%d.xml")}
	b := removeElements(s.bytes(), "tableParts", nil)
	b = editXML(b, func(e *element) {
		renameIn(e, s.name, name)
		if e.name == "sheetPr" && !e.closing && e.attr("codeName") != "" {
			e.setAttr("codeName", strings.TrimSuffix(path.Base(copied.part), ".xml")) // no two sheets have the same
		}
		if e.name == "sheetView" && !e.closing && e.attr("tabSelected") != "" {
			e.setAttr("tabSelected", "0")
		}
	})
	f.set(copied.part, b)
	if err := f.sameType(s.part, copied.part); err != nil {
		return nil, err
	}
	if err := f.repeatRelations(s.part, copied.part, s.name, name); err != nil {
		return nil, err
	}
	place := len(f.sheets)
	for i, other := range f.sheets {
		if other == after {
			place = i + 1
		}
	}
	if err := f.list(s, after, copied); err != nil {
		return nil, err
	}
	f.sheets = append(f.sheets[:place:place], append([]*FormSheet{copied}, f.sheets[place:]...)...)
	return copied, copied.load()
}

// freePart returns the name of a part that is not there.
func (f *Form) freePart(pattern string) string {
	for n := 1; ; n++ {
		part := fmt.Sprintf(pattern, n)
		_, old := f.zip.parts[part]
		_, added := f.changed[part]
		if !old && !added {
			return part
		}
	}
}

// sameType gives a new part the content type of another.
func (f *Form) sameType(old, part string) error {
	return f.edit(contentTypes, func(b []byte) []byte {
		kind := ""
		editXML(b, func(e *element) {
			if e.name == "Override" && !e.closing && partName(e.attr("PartName")) == old {
				kind = e.attr("ContentType")
			}
		})
		if kind == "" { // the type of its extension
			return b
		}
		return editXML(b, func(e *element) {
			if e.name == "Types" && e.closing {
				e.tag = append([]byte("<"+prefixOf(e.tag)+`Override PartName="/`+escapeXML(part)+`" ContentType="`+escapeXML(kind)+`"/>`), e.tag...)
			}
		})
	})
}

// repeatRelations gives a copied part relations like those of its original: drawings, comments and charts are copied,
// pictures are shared.
func (f *Form) repeatRelations(old, part, oldName, name string) error {
	b, err := f.bytes(relsPart(old))
	if err != nil || b == nil {
		return err
	}
	b = removeElements(b, "Relationship", func(e *element) bool { return strings.HasSuffix(e.attr("Type"), "/table") })
	b = editXML(b, func(e *element) {
		if e.name != "Relationship" || e.closing || strings.EqualFold(e.attr("TargetMode"), "External") || err != nil {
			return
		}
		target := targetOf(old, e.attr("Target"))
		kind := e.attr("Type")
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		switch {
		case kind == "comments", kind == "threadedComment", kind == "vmlDrawing", kind == "drawing", strings.HasPrefix(kind, "chart") && kind != "chartColorStyle" && kind != "chartStyle":
			target, err = f.repeatPart(target, oldName, name)
		}
		e.setAttr("Target", "/"+target)
	})
	if err != nil {
		return err
	}
	f.set(relsPart(part), b)
	return nil
}

// repeatPart copies a part of a sheet and returns the copy's name.
func (f *Form) repeatPart(old, oldName, name string) (string, error) {
	b, err := f.bytes(old)
	if err != nil || b == nil {
		return old, err
	}
	dir, file := path.Split(old)
	ext := path.Ext(file)
	part := f.freePart(dir + strings.TrimRight(strings.TrimSuffix(file, ext), "0123456789") + "%d" + ext)
	f.set(part, editXML(b, func(e *element) { renameIn(e, oldName, name) }))
	if err := f.sameType(old, part); err != nil {
		return "", err
	}
	return part, f.repeatRelations(old, part, oldName, name)
}

// list enters a copied sheet into the workbook behind another one, with the named ranges that its original has of its
// own, such as the print area.
func (f *Form) list(s, after, copied *FormSheet) error {
	relation := ""
	err := f.edit(relsPart(f.main), func(b []byte) []byte {
		kind, ids := "", map[string]bool{}
		editXML(b, func(e *element) {
			if e.name == "Relationship" && !e.closing {
				ids[e.attr("Id")] = true
				if strings.HasSuffix(e.attr("Type"), "/worksheet") {
					kind = e.attr("Type")
				}
			}
		})
		for n := 1; relation == "" || ids[relation]; n++ {
			relation = "rId" + strconv.Itoa(n)
		}
		return editXML(b, func(e *element) {
			if e.name == "Relationships" && e.closing {
				e.tag = append([]byte("<"+prefixOf(e.tag)+`Relationship Id="`+relation+`" Type="`+escapeXML(kind)+`" Target="/`+escapeXML(copied.part)+`"/>`), e.tag...)
			}
		})
	})
	if err != nil {
		return err
	}
	return f.edit(f.main, func(b []byte) []byte { return listSheet(b, s.name, after.name, copied.name, relation) })
}

// listSheet enters a sheet into the main part.
func listSheet(b []byte, original, after, name, relation string) []byte {
	ids, place, from, behind := 0, 0, -1, -1
	editXML(b, func(e *element) {
		if e.name == "sheet" && !e.closing {
			ids = max(ids, e.number("sheetId"))
			if e.attr("name") == original {
				from = place
			}
			if e.attr("name") == after {
				behind = place
			}
			place++
		}
	})
	var names strings.Builder
	var pending string // the new sheet, to be put behind the one that is open
	b = editXML(b, func(e *element) {
		switch e.name {
		case "workbookView":
			for _, attr := range []string{"activeTab", "firstSheet"} {
				if n := e.number(attr); n > behind {
					e.setAttr(attr, strconv.Itoa(n+1))
				}
			}
		case "sheet":
			if !e.closing && e.attr("name") == after {
				added := *e
				added.setAttr("name", name)
				added.setAttr("sheetId", strconv.Itoa(ids+1))
				added.setAttr("id", relation)
				pending = string(added.tag)
				if !e.empty {
					pending += "</" + prefixOf(e.tag) + "sheet>"
				}
			}
			if pending != "" && (e.empty || e.closing) {
				e.tag = append(append([]byte{}, e.tag...), pending...)
				pending = ""
			}
		case "definedName":
			local := e.number("localSheetId")
			if e.closing || local < 0 {
				return
			}
			if local == from {
				added := *e
				added.setAttr("localSheetId", strconv.Itoa(behind+1))
				added.setText(renamed(e.string(), original, name))
				names.WriteString(string(added.tag) + string(added.text) + "</" + prefixOf(e.tag) + "definedName>")
			}
			if local > behind {
				e.setAttr("localSheetId", strconv.Itoa(local+1))
			}
		}
	})
	return editXML(b, func(e *element) {
		if e.name == "definedNames" && e.closing {
			e.tag = append([]byte(names.String()), e.tag...)
		}
	})
}
