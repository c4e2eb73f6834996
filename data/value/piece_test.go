package value_test

import (
	"slices"
	"testing"

	"taizhang/data/value"
)

// TestPieces: what belongs together stands in one piece, and lines are broken between pieces.
func TestPieces(t *testing.T) {
	for text, want := range map[string][]string{
		"出生日期(1968-05-12)有误":          {"出", "生", "日", "期", "(1968-05-12)", "有", "误"},
		"450999196805120011和1,250.5元": {"450999196805120011", "和", "1,250.5", "元"},
		"见“设置”：北门，城东":                 {"见", "“设", "置”：", "北", "门，", "城", "东"},
		"a@b.cn, 12 人":                {"a@b.cn, ", "12 ", "人"},
		"(":                           {"("},
		"":                            nil,
	} {
		var got []string
		for rest := text; rest != ""; {
			n := value.PieceLength(rest)
			got, rest = append(got, rest[:n]), rest[n:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
