package value

import "strings"

// IDFault says what is wrong with a citizen ID number.
type IDFault uint8

// The faults, from none to the ones that leave nothing to trust.
const (
	IDSound      IDFault = iota
	IDOld                // 15 digits, the form issued before 1999-10-01; sound, and convertible by IDTo18
	IDCheckDigit         // the last character is not the one that the others demand
	IDBirthDate          // the birth date in it does not exist
	IDLostDigits         // typed as a number: a spreadsheet keeps 15 digits, the rest are lost for good
	IDLength             // neither 18 nor 15 characters
	IDCharacters         // holds something that is neither a digit nor a final X
)

// idWeights and idChecks are of GB 11643-1999, 6.3.
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idChecks = "10X98765432"

// CleanID returns an ID number without blanks, quotes and full-width forms, with a capital X.
func CleanID(s string) string {
	s = Tight(s)
	s = strings.Trim(s, "'’‘`\"“”")
	if strings.ContainsAny(s, "x×Хх") {
		s = capitalX.Replace(s)
	}
	return s
}

// capitalX brings what is typed for the last character X, Cyrillic letters among it, to one.
var capitalX = strings.NewReplacer("x", "X", "×", "X", "Х", "X", "х", "X")

// CheckID judges a citizen ID number that CleanID returned.
func CheckID(id string) IDFault {
	switch {
	case !idCharacters(id):
		if isScientific(id) {
			return IDLostDigits
		}
		return IDCharacters
	case len(id) == 15:
		if _, ok := idBirth(id); !ok {
			return IDBirthDate
		}
		return IDOld
	case len(id) != 18:
		return IDLength
	}
	if _, ok := idBirth(id); !ok {
		return IDBirthDate
	}
	if IDCheckCharacter(id[:17]) == id[17] {
		return IDSound
	}
	if strings.HasSuffix(id, "000") {
		return IDLostDigits
	}
	return IDCheckDigit
}

func idCharacters(id string) bool {
	for i := 0; i < len(id); i++ {
		if (id[i] < '0' || id[i] > '9') && (id[i] != 'X' || i != 17) {
			return false
		}
	}
	return id != ""
}

// isScientific finds 4.50999E+17, which is what a sheet shows of an ID number that was typed as a number.
func isScientific(id string) bool {
	i := strings.IndexAny(id, "Ee")
	if i <= 0 || strings.Trim(id[:i], "0123456789.") != "" {
		return false
	}
	power := strings.TrimPrefix(id[i+1:], "+")
	return len(power) == 2 && power[0] == '1' && isDigit(power[1])
}

// IDCheckCharacter returns the eighteenth character for the first seventeen digits (ISO 7064 MOD 11-2).
func IDCheckCharacter(first17 string) byte {
	sum := 0
	for i := 0; i < 17; i++ {
		sum += int(first17[i]-'0') * idWeights[i]
	}
	return idChecks[sum%11]
}

// IDTo18 converts a 15-digit ID number to its 18-character form: the century 19 and the check character.
// Any other text is returned as it is.
func IDTo18(id string) string {
	if len(id) != 15 || !idCharacters(id) {
		return id
	}
	id = id[:6] + "19" + id[6:]
	return id + string(IDCheckCharacter(id))
}

// IDBirth returns the birth date in an ID number of 18 or 15 characters.
func IDBirth(id string) (Date, bool) {
	if !idCharacters(id) || len(id) != 18 && len(id) != 15 {
		return Date{}, false
	}
	return idBirth(id)
}

func idBirth(id string) (Date, bool) {
	num := func(i, j int) int {
		n := 0
		for _, c := range []byte(id[i:j]) {
			n = n*10 + int(c-'0')
		}
		return n
	}
	if len(id) == 15 {
		d, ok := NewDate(1900+num(6, 8), num(8, 10), num(10, 12))
		return d, ok && d.Precision() == FullDate
	}
	d, ok := NewDate(num(6, 10), num(10, 12), num(12, 14))
	return d, ok && d.Precision() == FullDate
}

// LostIDBirth returns the birth date in an ID number that was typed as a number: a spreadsheet keeps its first 15
// digits, among them the whole of the date.
func LostIDBirth(id string) (Date, bool) {
	digits := CleanID(id)
	if i := strings.IndexAny(digits, "Ee"); i > 0 {
		if power := strings.TrimPrefix(digits[i+1:], "+"); power != "17" {
			return Date{}, false
		}
		whole, fraction, _ := strings.Cut(digits[:i], ".")
		if digits = whole + fraction; len(whole) != 1 || len(digits) < 14 {
			return Date{}, false
		}
	} else if len(digits) != 18 {
		return Date{}, false
	}
	if digits = digits[:14]; !idCharacters(digits) {
		return Date{}, false
	}
	return idBirth(digits + "0000")
}

// IDIsMale reports the sex in an ID number of 18 or 15 characters: an odd order number is a man's.
func IDIsMale(id string) (male, ok bool) {
	if !idCharacters(id) {
		return false, false
	}
	switch len(id) {
	case 18:
		return (id[16]-'0')%2 == 1, true
	case 15:
		return (id[14]-'0')%2 == 1, true
	}
	return false, false
}
