package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// printedPDF is what print -json says.
type printedPDF struct {
	File     string
	Pages    int
	Title    string
	Records  int
	Cards    int
	Charts   int
	Size     string
	Kind     string
	Rule     string
	Tally    string
	Tables   int
	Pictures int
}

func TestPrint(t *testing.T) {
	c := demoOffice(t)
	dir := t.TempDir()
	print := func(words ...string) printedPDF {
		t.Helper()
		path := filepath.Join(dir, strings.NewReplacer("/", "", " ", "").Replace(words[0]+words[len(words)-1])+".pdf")
		var p printedPDF
		decode(t, c.ok(append([]string{"print", "-json", "-o", path}, words...)...), &p)
		if head, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(head), "%PDF-") {
			t.Errorf("%v: %v", words, err)
		}
		if p.File != path || p.Pages == 0 || p.Title == "" {
			t.Errorf("%v: %+v", words, p)
		}
		return p
	}
	first := func(kind string) string {
		t.Helper()
		return c.records(kind, "-limit", "1")[0]["id"].(string)
	}
	if p := print("form", "cadre", first("cadre")); p.Pages != 1 || p.Records != 1 || !strings.Contains(p.Title, "社区干部登记表") {
		t.Errorf("a form: %+v", p)
	}
	if p := print("form", "cadre", "-org", "北门"); p.Records != 3 || p.Pages != 3 {
		t.Errorf("the forms of a community: %+v", p)
	}
	for _, size := range []string{"A3", "A2", "A4"} {
		if p := print("poster", "社区党支部议事规则", "-size", size); p.Pages != 1 || p.Size != size || p.Title != "社区党支部议事规则" {
			t.Errorf("a poster of %s: %+v", size, p)
		}
	}
	if p := print("tags", "cadre"); p.Cards != 30 || p.Pages != 30 {
		t.Errorf("name cards: %+v", p)
	}
	if p := print("tags", "-labels", "cadre"); p.Cards != 30 || p.Pages != 2 {
		t.Errorf("labels: %+v", p)
	}
	if p := print("chain"); p.Charts != 11 || p.Pages != 11 {
		t.Errorf("the chain of responsibility: %+v", p)
	}
	if p := print("chain", "-org", "北门"); p.Charts != 1 || p.Title != "容城镇北门社区社会治安责任链图" {
		t.Errorf("the chain of a community: %+v", p)
	}
	print("tally", "cadre-composition", "-asof", "2003-09-30")
	all, season := print("roster", "visit", "-view", "慰问签领表"), print("roster", "visit", "-view", "慰问签领表", "-from", "2002-12-15", "-to", "2003-03-05")
	if season.Records == 0 || season.Records >= all.Records {
		t.Errorf("%d of %d visits are of one season", season.Records, all.Records)
	}

	out := filepath.Join(dir, "x.pdf")
	c.fails(exitRefused, "没有名为", "print", "poster", "没有的制度", "-o", out)
	c.fails(exitRefused, "上一版", "print", "compare", "社区党支部议事规则", "-o", out)
	c.fails(exitRefused, "席卡", "print", "tags", "org", "-o", out)
	c.fails(exitRefused, "没有日期", "print", "roster", "cadre", "-from", "2003-01-01", "-o", out)
	c.fails(exitMisused, "A5", "print", "poster", "社区党支部议事规则", "-size", "A5", "-o", out)
	c.fails(exitMisused, "编号", "print", "form", "cadre", "-o", out)
	c.fails(exitMisused, "不能打印", "print", "wall", "-o", out)
	if _, err := os.Stat(out); err == nil {
		t.Error("a refused print wrote a file")
	}
}
