package desk

import (
	"testing"

	"taizhang/data/tally"
)

func TestCellWords(t *testing.T) {
	cell := func(key string) tally.Cell { return tally.Cell{Key: key, Count: 7} }
	for _, c := range []struct {
		group tally.Group
		key   string
		want  string
	}{
		{tally.Group{Title: "年龄", Unit: "人"}, "31–45", "年龄 · 31–45 7 人"},
		{tally.Group{Title: "社区支部委员/小计", Unit: "人"}, "女", "社区支部委员 · 女 7 人"},
		{tally.Group{Title: "支部书记/兼任居委会主任"}, "女", "支部书记 兼任居委会主任 · 女 7"},
		{tally.Group{Title: "合计", Unit: "人"}, tally.Total, "合计 7 人"},
	} {
		if got := cellWords(&c.group, cell(c.key)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
