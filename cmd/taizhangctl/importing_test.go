package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// workbook writes a file of text and returns its path.
func workbook(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// beimen is a roster as offices write them: title, unit line, total, footer. 李四's birth month is in doubt, because
// the ID number says another; 王五 is sound.
const beimen = `容城镇北门社区干部花名册,,,,,,
填报单位：北门社区,,,,,,填报日期：2003年9月30日
序号,姓名,性别,出生年月,身份证号码,学历,党内职务
1,张　三,女,1968.05,450999196805121240,大专,书记
2,李四,男,1971.10,450999197104030017,高中,
3,王五,男,1955年,,,
合计,3人,,,,,
填表人：赵六,,,审核人：,,,
`

// xishang is a list without any doubt.
const xishang = `西上社区干部花名册,,,,,
序号,社区,姓名,性别,出生年月,联系电话
1,西上社区,钱七,男,1960.02,13900009991
2,西上社区,孙八,女,1972.11,13900009992
`

func TestImport(t *testing.T) {
	onBoth(t, func(t *testing.T, c ctl) {
		path := workbook(t, "北门.csv", beimen)
		c.ok("import", "-dry-run", path)
		if code, _, _ := c.run("list", "cadre"); code != exitRefused {
			t.Fatal("a dry run has made the database")
		}
		if out := c.ok("import", path); !strings.Contains(out, "操作编号") || !strings.Contains(out, "D5") {
			t.Errorf("%s", out)
		}
		list := c.records("cadre")
		if len(list) != 2 || list[0]["name"] != "张三" || list[0]["birth"] != "1968-05" || list[0]["org"] != "北门社区" || list[1]["birth"] != "1955" {
			t.Fatalf("stored %v", list)
		}
		before := c.dump()
		if out := c.ok("import", path); !strings.Contains(out, "没有改动") || c.dump() != before {
			t.Errorf("the second import has changed something: %s", out)
		}
		c.ok("import", "-dry-run", "-accept", "all", path)
		if c.dump() != before {
			t.Error("a dry run has changed something")
		}
		c.ok("import", "-accept=all", path)
		if list := c.records("cadre"); len(list) != 3 || list[2]["name"] != "李四" {
			t.Errorf("after -accept all: %v", list)
		}
		c.ok("undo")
		c.ok("undo")
		if list := c.records("cadre"); len(list) != 0 {
			t.Errorf("after two undos: %v", list)
		}
		if list := c.records("org"); len(list) != 0 {
			t.Errorf("the community that the import made is still there: %v", list)
		}
	})
}

// TestImportJSON holds the report against the keys that CLI.md fixes.
func TestImportJSON(t *testing.T) {
	c := newFile(t)
	var report struct {
		Op    *string
		Files []map[string]any
	}
	decode(t, c.ok("import", "-json", workbook(t, "北门.csv", beimen)), &report)
	if report.Op == nil || *report.Op == "" || len(report.Files) != 1 {
		t.Fatalf("%+v", report)
	}
	file := report.Files[0]
	if file["file"] != "北门.csv" || file["error"] != nil {
		t.Errorf("%v", file)
	}
	table := file["tables"].([]any)[0].(map[string]any)
	for key, want := range map[string]any{
		"range": "A3:G6", "kind": "cadre", "title": "容城镇北门社区干部花名册", "org": "北门社区",
		"rows": 3.0, "new": 2.0, "changed": 0.0, "same": 0.0, "doubtful": 1.0, "broken": 0.0,
	} {
		if table[key] != want {
			t.Errorf("%s = %v, want %v", key, table[key], want)
		}
	}
	if _, ok := table["sheet"]; !ok || len(table["heading_rows"].([]any)) != 1 || table["heading_rows"].([]any)[0] != 3.0 {
		t.Errorf("sheet or heading_rows: %v", table)
	}
	column := table["columns"].([]any)[1].(map[string]any)
	if column["column"] != "B" || column["heading"] != "姓名" || column["field"] != "name" || column["why"] == "" {
		t.Errorf("column %v", column)
	}
	problem := table["problems"].([]any)[0].(map[string]any)
	if problem["cell"] != "D5" || problem["field"] != "birth" || problem["value"] != "1971.10" || problem["suggestion"] != "1971年4月" {
		t.Errorf("problem %v", problem)
	}
	var ops []operationJSON
	decode(t, c.ok("history", "-json"), &ops)
	if len(ops) != 1 || ops[0].Op != *report.Op {
		t.Errorf("the report names %s, the journal %+v", *report.Op, ops)
	}
}

// TestImportIsAllOrNothing: one file that can't be read keeps the others out.
func TestImportIsAllOrNothing(t *testing.T) {
	good := workbook(t, "西上.csv", xishang)
	for name, text := range map[string]string{"空.xlsx": "", "乱码.xlsx": "PK\x03\x04 no workbook", "无表头.csv": "今天天气很好\n"} {
		bad := workbook(t, name, text)
		c := newFile(t)
		code, out, msg := c.run("import", "-json", good, bad)
		var report struct {
			Op    *string
			Files []struct {
				File                      string
				Error                     *string
				Tables, Skipped, Warnings []any
			}
		}
		decode(t, out, &report)
		if code != exitRefused || !strings.Contains(msg, name) || report.Op != nil || len(report.Files) != 2 || report.Files[0].Error != nil ||
			report.Files[1].Error == nil || !strings.Contains(*report.Files[1].Error, name) {
			t.Errorf("%s: exit %d, %s%s", name, code, msg, out)
		}
		if _, err := os.Stat(c.db); err == nil {
			t.Errorf("%s: a failed import has made the database", name)
		}
		c.ok("import", good)
		if n := len(c.records("cadre")); n != 2 {
			t.Fatalf("%d cadres are stored", n)
		}
		before := c.dump()
		if code, _, _ := c.run("import", workbook(t, "北门.csv", beimen), bad); code != exitRefused || c.dump() != before {
			t.Errorf("%s: exit %d, or something was stored", name, code)
		}
	}
}

func TestImportOptions(t *testing.T) {
	c := newFile(t)
	nameless := workbook(t, "名单.csv", "序号,姓名,性别,出生年月,人员类别\n1,钱七,男,1960.02,离退休党员\n")
	c.ok("import", "-kind", "member", "-org", "西上社区", nameless)
	if list := c.records("member", "-org", "西上"); len(list) != 1 || list[0]["class"] != "离退休党员" {
		t.Errorf("%v", list)
	}
	c.ok("import", workbook(t, "西上.csv", xishang), workbook(t, "北门.csv", beimen))
	var ops []operationJSON
	decode(t, c.ok("history", "-json"), &ops)
	if len(ops) != 2 || len(c.records("cadre")) != 4 {
		t.Errorf("two files in one command: operations %+v", ops)
	}
	for _, bad := range [][]string{{"import"}, {"import", "-accept", "some", nameless}, {"import", "-kind", "dog", nameless}} {
		c.fails(exitMisused, "", bad...)
	}
	c.fails(exitRefused, "没有.xlsx", "import", "没有.xlsx")
}

// TestImportAsAnotherKind: a kind that fits nothing of a table is refused, in one line and with nothing stored, whether no
// column is of it or one is missing that it requires; and -skip-unreadable passes such a file over.
func TestImportAsAnotherKind(t *testing.T) {
	cadres := workbook(t, "北门.csv", beimen)
	visits := workbook(t, "走访.csv", "走访时间,社区,慰问对象类别,慰问金(元)\n2003-01-20,北门社区,老年人,200\n")
	for kind, want := range map[string]string{
		"rule":  "「北门.csv」:表里没有「制度」的列;看表头像「社区干部」",
		"visit": "「北门.csv」:这张表不是「走访慰问」:没有「慰问时间」这一栏,3 行都不能存;看表头像「社区干部」",
	} {
		c := newFile(t)
		refused := func(flags ...string) {
			t.Helper()
			code, _, msg := c.run(append([]string{"import", "-kind", kind, cadres}, flags...)...)
			if code != exitRefused || !strings.Contains(msg, want) {
				t.Errorf("%s %v: exit %d, %s", kind, flags, code, msg)
			}
		}
		refused()
		refused("-accept", "all")
		if _, err := os.Stat(c.db); err == nil {
			t.Errorf("%s: a failed import has made the database", kind)
		}
		c.ok("import", visits)
		before := c.dump()
		refused("-dry-run")
		refused("-json")
		if c.dump() != before {
			t.Errorf("%s: something was stored", kind)
		}
	}
	c := newFile(t)
	c.ok("import", "-kind", "visit", "-accept", "all", "-skip-unreadable", cadres, visits)
	if list := c.records("visit"); len(list) != 1 {
		t.Errorf("passed over: %v", list)
	}
}

// TestExportsComeBack: what the office exports, in any layout, is read as what is there already; and another office
// that imports it counts the same.
func TestExportsComeBack(t *testing.T) {
	c := demoOffice(t)
	dir := t.TempDir()
	before := c.dump()
	for _, kind := range []string{"org", "cadre", "member", "service", "visit"} {
		layouts := map[string][]string{"a.xlsx": nil, "a.csv": nil}
		if kind != "org" {
			layouts["split.xlsx"], layouts["group.xlsx"] = []string{"-split", "org"}, []string{"-group", "org"}
		}
		for name, flags := range layouts {
			path := filepath.Join(dir, kind+"-"+name)
			c.ok(append([]string{"export", kind, "-o", path}, flags...)...)
			if out := c.ok("import", path); !strings.Contains(out, "没有改动") {
				t.Errorf("%s: %s", filepath.Base(path), out)
			}
		}
	}
	if c.dump() != before {
		t.Error("importing exports has changed the office")
	}
	other := newFile(t)
	other.ok("import", "-accept", "all", filepath.Join(dir, "org-a.xlsx"), filepath.Join(dir, "cadre-split.xlsx"))
	for _, where := range []string{"sex=女", "education=大专", "org=福船岭", "party_post=书记", "birth<=1963"} {
		here, there := len(c.records("cadre", "-where", where)), len(other.records("cadre", "-where", where))
		if here != there || here == 0 {
			t.Errorf("%s: %d cadres, and %d in the office that imported them", where, here, there)
		}
	}
}
