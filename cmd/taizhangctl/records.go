package main

import (
	"encoding/json"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// targets are the words for the records that others refer to: by kind, by id.
type targets map[string]map[string]string

func (t targets) label(typ catalog.Type, v value.Value) string {
	return catalog.WordsOf(typ, v, t[catalog.Refers(typ)])
}

// list returns the names of a list's elements, and the ids of those that are records: null for words.
func (t targets) list(typ catalog.ListReferrer, v value.Value) (names []string, ids []any) {
	for _, link := range typ.Links(v) {
		names = append(names, link.In(t[typ.ListTarget()]))
		if link.ID == "" {
			ids = append(ids, nil)
		} else {
			ids = append(ids, link.ID)
		}
	}
	return names, ids
}

// recordJSON returns a record as `list -json` prints it: its id, its kind, and its filled fields by key. Numbers are
// numbers (money in yuan, shares in per cent), yes and no are booleans, dates have the precision that was given, choices are their
// titles, references the names of the records, with their ids beside them, lists of references arrays of both. Pictures are one text, with the arrays of their names and hashes beside it. Texts that could not be understood stand
// in their fields as they were given, and "unread" names those fields. Derived fields are those of the day asof; without
// a day there are none.
func recordJSON(r catalog.Record, refs targets, asof value.Date) object {
	o := object{{"id", r.ID}, {"kind", r.Kind.Key}}
	unread := []string{}
	for i := range r.Kind.Fields {
		f := &r.Kind.Fields[i]
		v := r.At(i)
		if !f.Stored() && !asof.IsZero() {
			v = r.On(f, asof)
		}
		list, isList := f.Type.(catalog.ListReferrer)
		switch {
		case v.IsEmpty():
		case v.IsUnread():
			o = append(o, member{f.Key, v.Raw()})
			unread = append(unread, f.Key)
		case isList:
			names, ids := refs.list(list, v)
			o = append(o, member{f.Key, names}, member{f.Key + "_ids", ids})
		case isPictures(f):
			names, hashes := pictureNames(v)
			o = append(o, member{f.Key, f.Type.Format(v)}, member{f.Key + "_names", names}, member{f.Key + "_ids", hashes})
		case catalog.Refers(f.Type) != "":
			o = append(o, member{f.Key, refs.label(f.Type, v)}, member{f.Key + "_id", v.Canonical()})
		default:
			o = append(o, member{f.Key, valueJSON(f, v)})
		}
	}
	if len(unread) > 0 {
		o = append(o, member{"unread", unread})
	}
	return o
}

func isPictures(f *catalog.Field) bool {
	_, ok := f.Type.(catalog.Pictures)
	return ok
}

func pictureNames(v value.Value) (names, hashes []string) {
	names, hashes = []string{}, []string{}
	for _, p := range (catalog.Pictures{}).List(v) {
		names, hashes = append(names, p.Name), append(hashes, p.Hash)
	}
	return names, hashes
}

// valueJSON returns a value that is neither empty, unread nor a reference.
func valueJSON(f *catalog.Field, v value.Value) any {
	switch f.Type.(type) {
	case catalog.Int, catalog.Money, catalog.Decimal:
		return json.Number(f.Type.Format(v))
	case catalog.Percent:
		return json.Number(v.Canonical())
	case catalog.Bool:
		return v.Canonical() == "1"
	case catalog.Date:
		return v.Canonical()
	}
	return f.Type.Format(v)
}

// valueText returns a value as tables for people and csv files show it: dates as they are typed, references as names.
func valueText(f *catalog.Field, v value.Value, refs targets) string {
	_, isDate := f.Type.(catalog.Date)
	switch {
	case v.IsUnread():
		return v.Raw()
	case catalog.Refers(f.Type) != "":
		return refs.label(f.Type, v)
	case isDate:
		return v.Canonical()
	}
	return f.Type.Format(v)
}
