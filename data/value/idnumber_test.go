package value

import (
	"strings"
	"testing"
)

// The numbers are of people who don't exist: the area 450999 is assigned to nobody.
const (
	soundID  = "450999196805120010"
	womanID  = "450999197802030024"
	oldID    = "450999680512001"
	numberID = "450999196805121000" // what a spreadsheet keeps of a number with 18 digits
)

func TestCheckCharacter(t *testing.T) {
	// The worked example of GB 11643-1999, annex A.
	if c := IDCheckCharacter("11010519491231002"); c != 'X' {
		t.Errorf("got %c", c)
	}
	if c := IDCheckCharacter(soundID[:17]); c != soundID[17] {
		t.Errorf("the check character of %s is %c", soundID, c)
	}
}

func TestCheckID(t *testing.T) {
	sound := func(first17 string) string { return first17 + string(IDCheckCharacter(first17)) }
	wrong := func(first17 string) string {
		c := IDCheckCharacter(first17)
		if c == '1' {
			return first17 + "2"
		}
		return first17 + "1"
	}
	for id, want := range map[string]IDFault{
		sound("45099919680512001"): IDSound, sound("45099920000229002"): IDSound, "11010519491231002X": IDSound,
		wrong("45099919680512001"): IDCheckDigit, sound("45099919680230001"): IDBirthDate, sound("45099919681301001"): IDBirthDate, sound("45099919680500001"): IDBirthDate, sound("45099900000101001"): IDBirthDate,
		oldID: IDOld, "450999680230001": IDBirthDate, "450999680000001": IDBirthDate,
		numberID: IDLostDigits, "4.50999E+17": IDLostDigits, "4.50999196805121E+17": IDLostDigits, "4.50999E17": IDLostDigits, "4.5e+14": IDLostDigits,
		"4.5E+2": IDCharacters, "E+17": IDCharacters, "45099919680512001*": IDCharacters, "450999X96805120017": IDCharacters, "45099968051200X": IDCharacters, "无": IDCharacters, "": IDCharacters, "４５": IDCharacters,
		"45099919680512001": IDLength, "4509991968051200101": IDLength, "4": IDLength,
	} {
		if got := CheckID(id); got != want {
			t.Errorf("CheckID(%q) = %d, want %d", id, got, want)
		}
	}
}

func TestCleanID(t *testing.T) {
	for in, want := range map[string]string{
		" 450999 19680512 0010 ": soundID, "４５０９９９１９６８０５１２００１０": soundID, "'450999196805120010": soundID, "‘450999196805120010’": soundID, "\ufeff450999196805120010": soundID,
		"11010519491231002x": "11010519491231002X", "11010519491231002ｘ": "11010519491231002X", "11010519491231002×": "11010519491231002X", "11010519491231002х": "11010519491231002X", "": "",
	} {
		if got := CleanID(in); got != want {
			t.Errorf("CleanID(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIDParts(t *testing.T) {
	tests := []struct {
		id, birth string
		male, ok  bool
	}{
		{soundID, "1968-05-12", true, true},
		{womanID, "1978-02-03", false, true},
		{oldID, "1968-05-12", true, true},
		{"11010519491231002X", "1949-12-31", false, true},
		{"4509991968", "", false, false},
		{"450999X96805120017", "", false, false},
		{"", "", false, false},
	}
	for _, test := range tests {
		birth, ok := IDBirth(test.id)
		male, okSex := IDIsMale(test.id)
		if ok != test.ok || birth.String() != test.birth || male != test.male || okSex != test.ok {
			t.Errorf("%q: born %v (%v), male %v (%v)", test.id, birth, ok, male, okSex)
		}
	}
}

func TestLostIDBirth(t *testing.T) {
	for id, want := range map[string]string{
		"450999196805120000": "1968-05-12", "4.50999196805120E+17": "1968-05-12", "4.5099919680512E17": "1968-05-12", "4.5099919680512001e+17": "1968-05-12",
		"4.50999E+17": "", "4.50999196805120E+14": "", "45099919680512": "", "450999196813120000": "", "": "", "E+17": "", "45.0999196805120E+17": "",
	} {
		if d, ok := LostIDBirth(id); d.String() != want || ok != (want != "") {
			t.Errorf("LostIDBirth(%q) = %s, %v; want %q", id, d, ok, want)
		}
	}
}

func TestIDTo18(t *testing.T) {
	if got := IDTo18(oldID); len(got) != 18 || CheckID(got) != IDSound || !strings.HasPrefix(got, "45099919680512001") {
		t.Errorf("%s becomes %s", oldID, got)
	}
	for _, id := range []string{"", soundID, "45099968051200X", "45099968051200"} {
		if got := IDTo18(id); got != id {
			t.Errorf("%q becomes %q", id, got)
		}
	}
}

// FuzzCheckID shows that a judgement of any text holds together with what else is read from it.
func FuzzCheckID(f *testing.F) {
	for _, s := range []string{soundID, womanID, oldID, numberID, "11010519491231002x", "4.50999E+17", "", "X", "45099919680512001X"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id := CleanID(s)
		if CleanID(id) != id {
			t.Errorf("CleanID(%q) = %q, of which it is %q", s, id, CleanID(id))
		}
		birth, hasBirth := IDBirth(id)
		_, hasSex := IDIsMale(id)
		switch CheckID(id) {
		case IDSound, IDCheckDigit:
			if len(id) != 18 || !hasBirth || !hasSex {
				t.Errorf("%q is a number without birth or sex", id)
			}
		case IDOld:
			now := IDTo18(id)
			if again, _ := IDBirth(now); CheckID(now) != IDSound || again != birth {
				t.Errorf("%q becomes %q", id, now)
			}
		case IDBirthDate:
			if hasBirth {
				t.Errorf("%q has a birth date and has none", id)
			}
		}
	})
}
