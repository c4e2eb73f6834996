package catalog

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"taizhang/data/value"
)

// Int is a whole number: people, sessions, 人次.
type Int struct{ Unit string }

// Name implements Type.
func (Int) Name() string { return "int" }

// Storage implements Type.
func (Int) Storage() Storage { return StoreInteger }

// Parse implements Type.
func (t Int) Parse(c Cell) (value.Value, *Problem) {
	raw := numberText(c)
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	n, ok := value.ParseInt(raw)
	if !ok || isMistyped(c) {
		return broken("int", fmt.Sprintf("「%s」不是整数", raw), raw)
	}
	return value.Int(n), aboutProblem(raw, strconv.FormatInt(n, 10))
}

// numberText is the text of a cell that should hold a number.
func numberText(c Cell) string {
	if isMistyped(c) {
		return value.Clean(shownText(c))
	}
	return value.Clean(c.Text)
}

// aboutProblem doubts numbers that were given roughly: 约30人, 1000余人.
func aboutProblem(raw, read string) *Problem {
	if !strings.ContainsAny(raw, "约余多近几左超不") {
		return nil
	}
	return &Problem{Code: "number_about", Severity: Doubt, Text: fmt.Sprintf("「%s」不是确数,按 %s 理解,请核对", raw, read)}
}

// Format implements Type.
func (Int) Format(v value.Value) string { return plain(v) }

// Compare implements Type.
func (Int) Compare(a, b value.Value) int { return compareInts(a, b) }

// Money is an amount in yuan, kept in fen.
type Money struct {
	Cents bool // amounts in which 分 matter are shown with both decimals: 6.30
}

// Name implements Type.
func (Money) Name() string { return "money" }

// Storage implements Type.
func (Money) Storage() Storage { return StoreInteger }

// Parse implements Type.
func (Money) Parse(c Cell) (value.Value, *Problem) {
	raw := numberText(c)
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	fen, ok := value.ParseMoney(raw)
	if !ok || isMistyped(c) {
		return broken("money", fmt.Sprintf("「%s」不是金额", raw), raw)
	}
	return value.Int(fen), aboutProblem(raw, value.FormatMoney(fen)+" 元")
}

// Format implements Type: in yuan.
func (t Money) Format(v value.Value) string {
	fen, ok := v.Int()
	switch {
	case ok && t.Cents:
		return value.FormatCents(fen)
	case ok:
		return value.FormatMoney(fen)
	}
	return plain(v)
}

// Compare implements Type.
func (Money) Compare(a, b value.Value) int { return compareInts(a, b) }

// Decimal is a measure of at most two decimals (学时, 面积), kept in hundredths; more decimals are rounded.
type Decimal struct{ Unit string }

// Name implements Type.
func (Decimal) Name() string { return "decimal" }

// Storage implements Type.
func (Decimal) Storage() Storage { return StoreInteger }

// Parse implements Type.
func (Decimal) Parse(c Cell) (value.Value, *Problem) {
	raw := numberText(c)
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	hundredths, ok := value.ParseMoney(raw) // 分 are hundredths as well
	if !ok || isMistyped(c) {
		return broken("decimal", fmt.Sprintf("「%s」不是数", raw), raw)
	}
	return value.Int(hundredths), aboutProblem(raw, value.FormatMoney(hundredths))
}

// Format implements Type: without needless zeros.
func (Decimal) Format(v value.Value) string { return Money{}.Format(v) }

// Compare implements Type.
func (Decimal) Compare(a, b value.Value) int { return compareInts(a, b) }

// Percent is a share in whole per cent: 60% is kept as 60.
type Percent struct{}

// Name implements Type.
func (Percent) Name() string { return "percent" }

// Storage implements Type.
func (Percent) Storage() Storage { return StoreInteger }

// Parse implements Type. A cell that holds 0.6 and shows 60% is 60; a bare 0.6 may be a share of one and is doubted.
func (Percent) Parse(c Cell) (value.Value, *Problem) {
	raw := numberText(c)
	if isBlankMark(raw) {
		return value.Value{}, nil
	}
	digits, marked := strings.CutSuffix(strings.ReplaceAll(strings.TrimPrefix(raw, "百分之"), "％", "%"), "%")
	hundredths, ok := value.ParseMoney(digits)
	if !ok || isMistyped(c) {
		return broken("percent", fmt.Sprintf("「%s」不是百分比", raw), raw)
	}
	if c.Type == CellNumber && strings.Contains(c.Format, "%") {
		return value.Int(hundredths), nil // 0.6 is 60 hundredths
	}
	if !marked && digits == raw && 0 < hundredths && hundredths <= 100 && strings.Contains(digits, ".") {
		v := value.Int(hundredths)
		return v, &Problem{Code: "percent_share", Severity: Doubt, Suggestion: v, Text: fmt.Sprintf("「%s」按 %d%% 理解,请核对", raw, hundredths)}
	}
	n := (hundredths + 50) / 100
	return value.Int(n), aboutProblem(raw, strconv.FormatInt(n, 10)+"%")
}

// Format implements Type.
func (Percent) Format(v value.Value) string {
	if n, ok := v.Int(); ok {
		return strconv.FormatInt(n, 10) + "%"
	}
	return plain(v)
}

// Compare implements Type.
func (Percent) Compare(a, b value.Value) int { return compareInts(a, b) }

// Bool is yes or no; the canonical texts are "1" and "0".
type Bool struct{}

// Name implements Type.
func (Bool) Name() string { return "bool" }

// Storage implements Type.
func (Bool) Storage() Storage { return StoreInteger }

// Parse implements Type.
func (Bool) Parse(c Cell) (value.Value, *Problem) {
	raw := value.Tight(c.Text)
	if c.Type != CellDate {
		switch strings.ToLower(raw) {
		case "":
			return value.Value{}, nil
		case "是", "√", "✓", "✔", "☑", "v", "有", "1", "y", "yes", "对", "true", "已":
			return value.Int(1), nil
		case "否", "×", "✕", "✗", "✘", "☒", "x", "无", "0", "n", "no", "不", "不是", "没有", "false", "未", "-", "/", "—", "——":
			return value.Int(0), nil
		}
	}
	raw = value.Clean(shownText(c))
	return broken("bool", fmt.Sprintf("「%s」应填「是」或「否」", raw), raw)
}

// Format implements Type.
func (Bool) Format(v value.Value) string {
	switch v.Canonical() {
	case "1":
		return "是"
	case "0":
		return "否"
	}
	return plain(v)
}

// Compare implements Type: 是 before 否.
func (Bool) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return compareInts(b, a) })
}

// Choices implements Chooser.
func (Bool) Choices() []Choice {
	return []Choice{{Code: strconv.Itoa(1), Title: "是"}, {Code: strconv.Itoa(0), Title: "否"}}
}

func compareInts(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int {
		x, _ := a.Int()
		y, _ := b.Int()
		return cmp.Compare(x, y)
	})
}

// isBlankMark finds what clerks put into a cell to say that there is nothing.
func isBlankMark(s string) bool {
	switch s {
	case "", "-", "--", "/", "//", "\\", "—", "——", "―", "无", "暂无", "没有", "无。", "null", "NULL":
		return true
	}
	return false
}
