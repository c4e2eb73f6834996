package value

import "testing"

func TestValueKinds(t *testing.T) {
	tests := []struct {
		name      string
		v         Value
		empty     bool
		unread    bool
		canonical string
		raw       string
	}{
		{"zero", Value{}, true, false, "", ""},
		{"empty text", Text(""), true, false, "", ""},
		{"text", Text("北门"), false, false, "北门", ""},
		{"a text can't pass for an unread one", Text("\x00\x00去年"), false, false, "去年", ""},
		{"number", Int(-12), false, false, "-12", ""},
		{"unread", Unread("去年"), false, true, "", "去年"},
		{"unread that begins with NUL", Unread("\x00a"), false, true, "", "\x00a"},
		{"unread nothing", Unread(""), true, false, "", ""},
	}
	for _, test := range tests {
		if test.v.IsEmpty() != test.empty || test.v.IsUnread() != test.unread || test.v.Canonical() != test.canonical || test.v.Raw() != test.raw {
			t.Errorf("%s: empty %v, unread %v, canonical %q, raw %q", test.name, test.v.IsEmpty(), test.v.IsUnread(), test.v.Canonical(), test.v.Raw())
		}
	}
}

func TestValueInt(t *testing.T) {
	for _, n := range []int64{0, 1, -1, 1 << 62, -1 << 63} {
		if got, ok := Int(n).Int(); !ok || got != n {
			t.Errorf("Int(%d) holds %d, %v", n, got, ok)
		}
	}
	for _, v := range []Value{{}, Text("三"), Text("1.5"), Unread("7")} {
		if n, ok := v.Int(); ok {
			t.Errorf("%q holds the number %d", v.s, n)
		}
	}
}

func TestDecodeTakesForeignTextAsUnread(t *testing.T) {
	for _, s := range []string{"2003", "=", "?", "=\x00x", "\x00"} {
		if v := Decode(s); !v.IsUnread() || v.Raw() != s {
			t.Errorf("Decode(%q) is %q, want it unread as it stands", s, v.s)
		}
	}
}

// FuzzEncode shows that nothing is lost between Encode and Decode, and that no two values share a code.
func FuzzEncode(f *testing.F) {
	for _, s := range []string{"", "北门", "=1+1", "?", "=", "\x00", "\x00去年", "1968-05"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, v := range []Value{Text(s), Unread(s)} {
			if got := Decode(v.Encode()); got != v {
				t.Errorf("%q comes back as %q", v.s, got.s)
			}
		}
		if v := Decode(s); v.Encode() != s && v.Encode() != "?"+s {
			t.Errorf("Decode(%q) is %q, whose code is %q", s, v.s, v.Encode())
		}
	})
}
