package catalog

import (
	"slices"
	"testing"
)

func TestRefNamed(t *testing.T) {
	ref := Ref{Kind: "org", Trim: []string{"党支部", "社区"}}
	labels := map[string]string{"1": "北门社区", "2": "西上社区", "3": "西上", "4": "南 大社区"}
	for word, want := range map[string][]string{
		"北门": {"1"}, "北门社区党支部": {"1"}, " 北门 社区 ": {"1"}, "西上": {"3"}, "西上社区": {"2"}, "西上党支部": {"2", "3"}, "南大": {"4"}, "东门": nil, "": nil, "社区": nil,
	} {
		if got := ref.Named(word, labels); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", word, got, want)
		}
	}
}
