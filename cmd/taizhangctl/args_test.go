package main

import (
	"errors"
	"flag"
	"slices"
	"testing"
)

// options are flags of every sort.
type options struct {
	find  string
	limit int
	json  bool
	where list
}

func flagSet(o *options) *flag.FlagSet {
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	fs.StringVar(&o.find, "find", "", "`文字`")
	fs.IntVar(&o.limit, "limit", 0, "`条数`")
	fs.BoolVar(&o.json, "json", false, "")
	fs.Var(&o.where, "where", "`栏目=值`")
	return fs
}

func TestParseFlags(t *testing.T) {
	for _, c := range []struct {
		args  []string
		want  options
		words []string
	}{
		{nil, options{}, nil},
		{[]string{"cadre", "-json"}, options{json: true}, []string{"cadre"}},
		{[]string{"-json", "cadre"}, options{json: true}, []string{"cadre"}},
		{[]string{"-json=false", "cadre"}, options{}, []string{"cadre"}},
		{[]string{"--find", "张", "a", "--limit=3", "b"}, options{find: "张", limit: 3}, []string{"a", "b"}},
		{[]string{"-where", "sex=女", "x", "-where=org=北门"}, options{where: list{"sex=女", "org=北门"}}, []string{"x"}},
		{[]string{"-find", "-json"}, options{find: "-json"}, nil},
		{[]string{"-find="}, options{}, nil},
		{[]string{"-", "-json", "--", "-json", "--"}, options{json: true}, []string{"-", "-json", "--"}},
	} {
		var got options
		words, err := parseFlags(flagSet(&got), c.args)
		if err != nil || !slices.Equal(words, c.words) || got.find != c.want.find || got.limit != c.want.limit ||
			got.json != c.want.json || !slices.Equal(got.where, c.want.where) {
			t.Errorf("%q: %+v %q, %v", c.args, got, words, err)
		}
	}
	for _, bad := range [][]string{{"-nosuch"}, {"-find"}, {"-limit", "viele"}, {"-json=vielleicht"}, {"--="}} {
		var o options
		var wrong usageError
		if words, err := parseFlags(flagSet(&o), bad); !errors.As(err, &wrong) {
			t.Errorf("%q: %q, %v", bad, words, err)
		}
	}
}

func TestCommandWord(t *testing.T) {
	switches := map[string]bool{"json": true}
	for _, c := range []struct {
		args []string
		want int
	}{
		{nil, -1}, {[]string{"list"}, 0}, {[]string{"-db", "list", "import"}, 2}, {[]string{"-db=x", "list"}, 1}, {[]string{"-json", "list"}, 1},
		{[]string{"-json=true", "list"}, 1}, {[]string{"-db", "x"}, -1}, {[]string{"--", "list"}, 1}, {[]string{"--"}, -1}, {[]string{"-db"}, -1},
	} {
		if got := commandWord(c.args, switches); got != c.want {
			t.Errorf("%q: %d, want %d", c.args, got, c.want)
		}
	}
}

func FuzzParseFlags(f *testing.F) {
	f.Add("-find", "张三", "-where", "a=b")
	f.Add("--", "-json", "", "-")
	f.Add("-limit", "x", "--limit=", "=")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		var o options
		args := []string{a, b, c, d}
		words, err := parseFlags(flagSet(&o), args)
		if err == nil && len(words) > len(args) {
			t.Errorf("%q gave %q", args, words)
		}
		if at := commandWord(args, map[string]bool{"json": true}); at >= len(args) {
			t.Errorf("%q: command at %d", args, at)
		}
	})
}
