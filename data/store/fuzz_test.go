package store

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// FuzzImage: whatever stands in the journal is read or refused, and what was written comes back.
func FuzzImage(f *testing.F) {
	for _, s := range []string{`{}`, `{"name":"=张三","pay":"?一千","note":""}`, `{"a":1}`, `[`, `{"name":"x"}`, "null"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := decodeImage(text)
		if err != nil {
			return
		}
		again, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		back, err := decodeImage(again)
		if err != nil || len(back) != len(m) {
			t.Fatalf("%q became %q: %v", text, again, err)
		}
		for k, v := range m {
			if back[k] != v {
				t.Fatalf("%s: %q came back as %q", k, v.Encode(), back[k].Encode())
			}
		}
	})
}

// FuzzSearch: the index, SQL and the search in Go find the same with any text, and a part of a name always finds the name.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"张%", "_", `\`, "a\\%b", "xh", "0022", "311X", "张三 1234", "'", "|", "#", "\x00", "𬭎", "A·b", "\xff", "ǅ", "İ"} {
		f.Add(s, s)
		f.Add("曾小红", s)
	}
	s := mustOpen(f, filepath.Join(f.TempDir(), "f.db"), Options{Create: true})
	t1 := s.tables["cadre"]
	blank := rec(ledger.Cadre, "c1", "name", "x")
	mustApply(f, s, "人", catalog.Create(blank))
	f.Fuzz(func(t *testing.T, name, find string) {
		if len(name) > 200 || len(find) > 200 {
			return
		}
		was := mustGet(t, s, ledger.Cadre, "c1")
		mustApply(t, s, "改", catalog.Update(was, was.With("name", value.Text(name)).With("phone", value.Text("13800001234"))))
		r := mustGet(t, s, ledger.Cadre, "c1")
		bySQL, err := s.Count(ctx, Query{Kind: ledger.Cadre, Find: find})
		if err != nil {
			t.Fatal(err)
		}
		byGo := found(searchText(t1, r), needles(find))
		w := &where{eng: s.eng, args: []any{s.township()}}
		for _, list := range needles(find) {
			w.needles(list)
		}
		byLike := must1(number(ctx, s.read, "SELECT count(*)"+t1.liveSQL+w.sql.String(), w.args...))
		if byGo != (bySQL == 1) || byGo != (byLike == 1) {
			t.Fatalf("name %q, find %q: the index finds %d, the database %d, Go %v", name, find, bySQL, byLike, byGo)
		}
		if part := []rune(value.Clean(r.Label())); utf8.ValidString(name) && len(part) > 1 && len(part) < 6 {
			tail := string(part[1:])
			if n, err := s.Count(ctx, Query{Kind: ledger.Cadre, Find: strings.ReplaceAll(tail, " ", "")}); err != nil || n != 1 && !isNumber(plainWord(tail)) {
				t.Fatalf("name %q is not found by %q: %v", r.Label(), tail, err)
			}
		}
		contains := Condition{"name", Contains, []value.Value{value.Text(find)}}
		if holds(contains, r) != (must1(s.Count(ctx, Query{Kind: ledger.Cadre, Where: []Condition{contains}})) == 1) && utf8.ValidString(find) && !strings.Contains(find, "\x00") {
			t.Fatalf("name %q contains %q: SQL and Go differ", name, find)
		}
	})
}
