package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type differenceKeys struct {
	Joined  []struct{ Name string }
	Left    []struct{ ID, Name string }
	Changed []struct {
		ID, Name string
		Fields   map[string][2]any
	}
	Doubtful []map[string]any
	Notes    []string
}

// TestDiff: who joined, left, moved or changed, in the communities that the workbook speaks of alone.
func TestDiff(t *testing.T) {
	c := newFile(t)
	c.ok("import", workbook(t, "西上.csv", xishang), workbook(t, "北门.csv", beimen))
	before := c.dump()
	path := workbook(t, "上报.csv", `西上社区干部花名册,,,,,
序号,社区,姓名,性别,出生年月,联系电话,月报酬
1,西上社区,钱七,男,1960,13900009999,1500
2,西上社区,周九,男,1970.02,13900009993,
3,西上社区,张三,女,1968.05,,
`)
	var d differenceKeys
	decode(t, c.ok("diff", "cadre", path, "-json"), &d)
	if len(d.Joined) != 1 || d.Joined[0].Name != "周九" || len(d.Left) != 1 || d.Left[0].Name != "孙八" || d.Left[0].ID == "" || len(d.Changed) != 2 || len(d.Doubtful) != 0 {
		t.Fatalf("%+v", d)
	}
	for _, ch := range d.Changed {
		switch ch.Name {
		case "钱七":
			if len(ch.Fields) != 2 || ch.Fields["phone"] != [2]any{"13900009991", "13900009999"} || ch.Fields["pay"] != [2]any{nil, 1500.0} {
				t.Errorf("钱七: %v", ch.Fields)
			}
		case "张三":
			if len(ch.Fields) != 1 || ch.Fields["org"] != [2]any{"北门社区", "西上社区"} {
				t.Errorf("张三: %v", ch.Fields)
			}
		}
	}
	pdf := filepath.Join(t.TempDir(), "变动.pdf")
	if out := c.ok("diff", "cadre", "-o", pdf, path); out != "" {
		t.Errorf("with -o, %q is printed", out)
	}
	if b, err := os.ReadFile(pdf); err != nil || !strings.HasPrefix(string(b), "%PDF") {
		t.Errorf("no PDF: %v", err)
	}
	if out := c.ok("diff", "cadre", path); !strings.Contains(out, "由北门社区转到西上社区") || !strings.Contains(out, "新增 1 人,减少 1 人,变化 2 人") {
		t.Error(out)
	}
	if c.dump() != before {
		t.Error("a comparison has changed the office")
	}
	c.fails(exitMisused, "", "diff", "cadre")
	c.fails(exitRefused, "没有.xlsx", "diff", "cadre", "没有.xlsx")
	c.fails(exitRefused, "党员", "diff", "member", workbook(t, "账.csv", "货号,单价,数量\nA,1,2\n"))
}

// TestAnExportDoesNotDiffer: what the office exports differs from the office in nothing, in any layout and of any kind.
func TestAnExportDoesNotDiffer(t *testing.T) {
	c := demoOffice(t)
	dir := t.TempDir()
	for _, kind := range []string{"org", "cadre", "member", "service", "visit"} {
		layouts := map[string][]string{"a.xlsx": nil, "a.csv": nil}
		if kind != "org" {
			layouts["split.xlsx"], layouts["group.xlsx"], layouts["one.xlsx"] = []string{"-split", "org"}, []string{"-group", "org"}, []string{"-org", "北门"}
		}
		for name, flags := range layouts {
			path := filepath.Join(dir, kind+"-"+name)
			c.ok(append([]string{"export", kind, "-o", path}, flags...)...)
			var d differenceKeys
			decode(t, c.ok("diff", kind, "-json", path), &d)
			if len(d.Joined)+len(d.Left)+len(d.Changed)+len(d.Doubtful) > 0 {
				t.Errorf("%s: %d joined, %d left, %d changed, doubtful %v, notes %v", filepath.Base(path), len(d.Joined), len(d.Left), len(d.Changed), d.Doubtful, d.Notes)
			}
		}
	}
}

// TestImportAFolder: everything readable in it is one operation; what can't be read stops all of it unless told to go on.
func TestImportAFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("西上/花名册.csv", xishang)
	write("北门.csv", beimen)
	write("~$北门.xlsx", "a lock file")
	write("说明.docx", "no table")
	write(".git/x.csv", "姓名,性别\n")
	c := newFile(t)
	var report struct {
		Op    *string
		Files []struct {
			File   string
			Error  *string
			Tables []any
		}
	}
	decode(t, c.ok("import", "-json", "-dry-run", dir), &report)
	if len(report.Files) != 2 || report.Files[0].File != "北门.csv" || report.Files[1].File != "西上/花名册.csv" {
		t.Fatalf("%+v", report.Files)
	}
	write("坏.xlsx", "PK\x03\x04 no workbook")
	code, _, msg := c.run("import", dir)
	if code != exitRefused || !strings.Contains(msg, "坏.xlsx") || !strings.Contains(msg, "-skip-unreadable") {
		t.Errorf("exit %d: %s", code, msg)
	}
	if _, err := os.Stat(c.db); err == nil {
		t.Fatal("a failed import has made the database")
	}
	code, _, msg = c.run("import", "-skip-unreadable", dir)
	if code != exitDone || !strings.Contains(msg, "坏.xlsx") || len(c.records("cadre")) != 4 {
		t.Errorf("exit %d, %d cadres: %s", code, len(c.records("cadre")), msg)
	}
	var ops []operationJSON
	decode(t, c.ok("history", "-json"), &ops)
	if len(ops) != 1 {
		t.Errorf("operations %+v", ops)
	}
	c.fails(exitRefused, "没有表格", "import", t.TempDir())
}

func TestImportKeepsWhatIsToBeKept(t *testing.T) {
	c := newFile(t)
	c.ok("import", workbook(t, "西上.csv", xishang))
	c.ok("import", "-keep", "联系电话", workbook(t, "新.csv", strings.NewReplacer("13900009991", "13800000000", "1960.02", "1960.02.03").Replace(xishang)))
	if r := c.records("cadre")[0]; r["phone"] != "13900009991" || r["birth"] != "1960-02-03" {
		t.Errorf("%v", r)
	}
	c.fails(exitMisused, "血型", "import", "-keep", "血型", workbook(t, "西上.csv", xishang))
}
