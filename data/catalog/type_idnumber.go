package catalog

import (
	"fmt"
	"strings"

	"taizhang/data/value"
)

// IDNumber is a citizen ID number (GB 11643). A number with a wrong check digit is stored as it stands: the
// office's paper may say the same.
type IDNumber struct{}

// Name implements Type.
func (IDNumber) Name() string { return "id_number" }

// Storage implements Type.
func (IDNumber) Storage() Storage { return StoreText }

// Parse implements Type.
func (t IDNumber) Parse(c Cell) (value.Value, *Problem) {
	raw := value.CleanID(c.Text)
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	if isMistyped(c) {
		return broken("id_characters", "单元格里不是身份证号码", shownText(c))
	}
	if c.Type == CellNumber && len(raw) >= 16 || value.CheckID(raw) == value.IDLostDigits {
		return broken("id_lost_digits", "身份证号码按数字录入,15 位以后的数字已经丢失,无法恢复;请按原件重新填写", c.Text)
	}
	switch value.CheckID(raw) {
	case value.IDOld:
		id := value.IDTo18(raw)
		return value.Text(id), &Problem{Code: "id_15", Severity: Notice, Text: "15 位旧证号已换成 18 位 " + id}
	case value.IDLength:
		return broken("id_length", fmt.Sprintf("身份证号码应为 18 位,这里是 %d 位", len([]rune(raw))), c.Text)
	case value.IDCharacters:
		return broken("id_characters", "身份证号码里有不该有的字符", c.Text)
	}
	v := value.Text(raw)
	return v, t.Check(v)
}

// Check implements Checker.
func (IDNumber) Check(v value.Value) *Problem {
	switch value.CheckID(v.Canonical()) {
	case value.IDBirthDate:
		return &Problem{Code: "id_birth_date", Severity: Doubt, Text: "身份证号码中的出生日期不存在,请对照原件"}
	case value.IDCheckDigit:
		want := value.IDCheckCharacter(v.Canonical()[:17])
		return &Problem{Code: "id_check_digit", Severity: Doubt,
			Text: fmt.Sprintf("身份证号码末位校验不符(按前 17 位应为 %c),可能有一位写错,请对照原件", want)}
	}
	return nil
}

// Format implements Type.
func (IDNumber) Format(v value.Value) string { return plain(v) }

// Compare implements Type.
func (IDNumber) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return strings.Compare(a.Canonical(), b.Canonical()) })
}

// Phone is one phone number or several.
type Phone struct{}

// Name implements Type.
func (Phone) Name() string { return "phone" }

// Storage implements Type.
func (Phone) Storage() Storage { return StoreText }

// Parse implements Type.
func (Phone) Parse(c Cell) (value.Value, *Problem) {
	raw := value.Clean(shownText(c))
	if c.Type == CellNumber { // its format may put blanks or brackets into it
		raw = decimalText(c.Text)
	}
	if isBlankMark(raw) || raw == "0" || raw == "无电话" || raw == "无手机" {
		return value.Value{}, nil
	}
	phone, ok := value.ParsePhone(raw)
	if !ok || isMistyped(c) {
		return broken("phone", fmt.Sprintf("「%s」不是电话号码", raw), raw)
	}
	for number := range strings.SplitSeq(phone, "、") {
		if n := len(number); number[0] == '1' && n > 8 && n != 11 && !strings.Contains(number, "-") {
			return value.Text(phone), &Problem{Code: "phone_length", Severity: Doubt, Text: fmt.Sprintf("手机号码应为 11 位,这里是 %d 位", n)}
		}
	}
	return value.Text(phone), nil
}

// Format implements Type.
func (Phone) Format(v value.Value) string { return plain(v) }

// Compare implements Type.
func (Phone) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return strings.Compare(a.Canonical(), b.Canonical()) })
}
