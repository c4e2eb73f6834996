package main

import (
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"taizhang/data/demo"
	"taizhang/data/ledger"
)

func TestUsage(t *testing.T) {
	c := demoOffice(t)
	before := c.dump()
	for _, bad := range [][]string{
		{}, {"nosuch"}, {"list"}, {"list", "gathering"}, {"list", "cadre", "member"}, {"list", "cadre", "-nosuch"}, {"list", "cadre", "-limit", "x"},
		{"list", "cadre", "-limit", "-1"}, {"list", "cadre", "-json", "-csv"}, {"list", "cadre", "-where", "sex"}, {"list", "cadre", "-where", "=1"},
		{"list", "cadre", "-where", "shoe=42"}, {"list", "cadre", "-where", "age=42"}, {"list", "cadre", "-where", "birth>="}, {"list", "cadre", "-sort", "shoe"},
		{"list", "cadre", "-asof", "1968"}, {"list", "cadre", "-org"}, {"export", "cadre"}, {"export", "-o", "a.xlsx"}, {"export", "cadre", "-split", "sex", "-o", "a.xlsx"},
		{"export", "cadre", "-date", "gestern", "-o", "a.xlsx"}, {"export", "cadre", "-paper", "A5", "-o", "a.xlsx"},
		{"tally", "a", "b"}, {"tally", "cadre-composition", "-asof", "2003"}, {"tally", "cadre-composition", "-bands", "60,30"}, {"tally", "-o", "a.xlsx"}, {"print"}, {"print", "roster"}, {"print", "money", "-o", "a.pdf"},
		{"print", "roster", "cadre"}, {"undo", "x"}, {"redo", "x"}, {"history", "cadre"}, {"history", "-limit", "0"}, {"trash", "x"}, {"cells"}, {"cells", "a", "b"},
		{"check", "x"}, {"backup"}, {"restore"}, {"init", "x"}, {"init", "-demo", "-office", "x"}, {"kinds", "x"}, {"help", "nosuch"}, {"-nosuch", "list", "cadre"}, {"-db", "", "list", "cadre"},
	} {
		if code, out, msg := c.run(bad...); code != exitMisused || out != "" || msg == "" {
			t.Errorf("%q: exit %d, result %q, message %q", bad, code, out, msg)
		}
	}
	if c.dump() != before {
		t.Error("wrong usage has changed the database")
	}
}

func TestHelp(t *testing.T) {
	c := newFile(t)
	overview := c.ok("help")
	for _, cmd := range commands() {
		if !strings.Contains(overview, cmd.name) || !strings.Contains(c.ok("help", cmd.name), cmd.usage) || !strings.Contains(c.ok(cmd.name, "-h"), "用法") {
			t.Errorf("no help on %s", cmd.name)
		}
	}
	if c.ok("-help") != overview {
		t.Error("-help differs from help")
	}
}

func TestNoDatabase(t *testing.T) {
	c := newFile(t)
	for _, args := range [][]string{
		{"list", "cadre"}, {"export", "cadre", "-o", "a.xlsx"}, {"tally", "services"}, {"report"}, {"undo"}, {"redo"}, {"history", "cadre", "x"}, {"trash"},
		{"check"}, {"backup", t.TempDir()}, {"print", "roster", "cadre", "-o", "a.pdf"},
	} {
		c.fails(exitRefused, "没有找到数据库", args...)
	}
	if _, err := os.Stat(c.db); err == nil {
		t.Error("a command has made the database")
	}
}

func TestInit(t *testing.T) {
	c := newFile(t)
	if got := c.ok("init", "-office", "容城镇", "-code", "450999100"); strings.TrimSpace(got) != c.db {
		t.Errorf("init printed %q", got)
	}
	c.fails(exitRefused, "已经存在", "init")
	c.fails(exitRefused, "已经存在", "init", "-demo")
	if got := c.ok("list", "cadre", "-json"); strings.TrimSpace(got) != "[]" {
		t.Errorf("an empty office lists %q", got)
	}
	other := newFile(t)
	other.fails(exitRefused, "单位代码", "init", "-code", "x")
	if _, err := os.Stat(other.db); err == nil {
		t.Error("a refused init has left a file")
	}
	if err := os.WriteFile(other.db, []byte("姓名,性别\n张三,男\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, msg := other.run("init"); code != exitRefused || !strings.Contains(msg, "不是台账数据库") {
		t.Errorf("init over a csv file: %d %s", code, msg)
	}
	if got, _ := os.ReadFile(other.db); !strings.HasPrefix(string(got), "姓名") {
		t.Errorf("init has spoilt a file: %q", got)
	}
}

// TestDefaultDatabase: without -db the window's file is used, and its folder made by init.
func TestDefaultDatabase(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_DATA_HOME", home)
	t.Setenv("APPDATA", home)
	if code := run(context.Background(), []string{"list", "org"}, io.Discard, io.Discard); code != exitRefused {
		t.Errorf("list without a database: exit %d", code)
	}
	if code := run(context.Background(), []string{"init"}, io.Discard, io.Discard); code != exitDone {
		t.Errorf("init: exit %d", code)
	}
	if _, err := os.Stat(filepath.Join(home, "taizhang", "taizhang.db")); err != nil {
		t.Error(err)
	}
}

func TestKinds(t *testing.T) {
	var kinds []kindJSON
	decode(t, newFile(t).ok("kinds", "-json"), &kinds)
	var keys []string
	for _, k := range kinds {
		keys = append(keys, k.Key)
		for _, f := range k.Fields {
			if f.Key == "" || f.Title == "" || f.Type == "" || f.Aliases == nil {
				t.Errorf("%s: field %+v", k.Key, f)
			}
		}
	}
	// The kinds that CLI.md fixes, in its order.
	if want := strings.Fields("org cadre member transfer candidate dues meeting rule partner activity course publicity safety venue service visit health issue plan economy"); !slices.Equal(keys, want) {
		t.Errorf("kinds %q", keys)
	}
}

func TestListJSON(t *testing.T) {
	c := demoOffice(t)
	list := c.records("cadre", "-org", "北门", "-limit", "1")
	if len(list) != 1 {
		t.Fatalf("%d records", len(list))
	}
	r := list[0]
	orgs := c.records("org", "-where", "name=北门社区")
	for key, want := range map[string]any{
		"kind": "cadre", "org": "北门社区", "org_id": orgs[0]["id"], "sex": "女", "birth": "1961-04", "post_since": "2002-10-10",
		"education": "大学专科", "pay": 480.0, "cross_post": true, "reelected": false,
	} {
		if r[key] != want {
			t.Errorf("%s = %v, want %v", key, r[key], want)
		}
	}
	for _, key := range []string{"note", "age", "unread", "skill"} {
		if v, ok := r[key]; ok {
			t.Errorf("%s = %v should be left out", key, v)
		}
	}
}

func TestListSelects(t *testing.T) {
	c := demoOffice(t)
	for _, q := range []struct {
		args []string
		want int
	}{
		{[]string{"cadre"}, 30},
		{[]string{"社区干部"}, 30},
		{[]string{"cadre", "-where", "sex=女"}, 21},
		{[]string{"cadre", "-where", "sex=2"}, 21},
		{[]string{"cadre", "-where", "性别=女"}, 21},
		{[]string{"cadre", "-where", "sex!=女"}, 9},
		{[]string{"cadre", "-where", "sex=女", "-org", "北门社区党支部"}, 2},
		{[]string{"cadre", "-org=北门"}, 3},
		{[]string{"cadre", "-where", "org=北门"}, 3},
		{[]string{"cadre", "-where", "birth=1961-04"}, 1},
		{[]string{"cadre", "-where", "birth>=1961", "-where", "birth<=1961", "-where", "education=大专"}, 1},
		{[]string{"cadre", "-where", "birth=1961", "-where", "education=大专"}, 1},
		{[]string{"cadre", "-where", "pay=480"}, 10},
		{[]string{"cadre", "-where", "note="}, 30},
		{[]string{"cadre", "-where", "name="}, 0},
		{[]string{"cadre", "-where", "party_post=书记"}, 10},
		{[]string{"cadre", "-where", "party_post~书记"}, 16},
		{[]string{"cadre", "-find", "liyulan"}, 1},
		{[]string{"cadre", "-find", "768x"}, 1},
		{[]string{"cadre", "-limit", "7"}, 7},
		{[]string{"org", "-org", "西上"}, 1},
		{[]string{"member"}, 600},
		{[]string{"cadre", "-asof", "2003-09-28"}, 0}, // wherever on earth the computer stands
		{[]string{"cadre", "-asof", "2003-10-01"}, 30},
	} {
		if got := len(c.records(q.args...)); got != q.want {
			t.Errorf("%q: %d records, want %d", q.args, got, q.want)
		}
	}
	sorted := c.records("cadre", "-sort", "-birth", "-limit", "2")
	if sorted[0]["birth"].(string) < sorted[1]["birth"].(string) {
		t.Errorf("births %v, %v", sorted[0]["birth"], sorted[1]["birth"])
	}
	c.fails(exitRefused, "北门社区、西上社区", "list", "cadre", "-org", "东门")
	c.fails(exitRefused, "男", "list", "cadre", "-where", "sex=高")
	c.fails(exitRefused, "看不懂的日期", "list", "cadre", "-where", "birth=某天")
}

func TestListCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(demoOffice(t).ok("list", "cadre", "-csv", "-org", "北门"))).ReadAll()
	if err != nil || len(rows) != 4 || rows[0][0] != "编号" || rows[0][1] != "姓名" || rows[1][1] != "李玉兰" {
		t.Errorf("%q, %v", rows, err)
	}
}

func TestListTable(t *testing.T) {
	lines := strings.Split(demoOffice(t).ok("list", "cadre", "-org", "北门"), "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[0], "社区      姓名") || !strings.HasPrefix(lines[1], "北门社区  李玉兰") {
		t.Errorf("%q", lines)
	}
}

func TestTally(t *testing.T) {
	c := demoOffice(t)
	var result struct {
		Tally, Title, AsOf string
		Groups             []struct {
			Key, Title string
			Cells      []struct {
				Key     string
				Count   int
				Records []string
			}
		}
	}
	decode(t, c.ok("tally", "cadre-composition", "-asof", "2003-09-30", "-json"), &result)
	got := map[string]int{}
	for _, g := range result.Groups {
		for _, cell := range g.Cells {
			got[g.Key+" "+cell.Key] = cell.Count
			if len(cell.Records) != cell.Count {
				t.Errorf("%s %s: %d of %d records", g.Key, cell.Key, len(cell.Records), cell.Count)
			}
		}
	}
	for key, want := range map[string]int{"sex 女": 21, "age ≤30": 4, "age 31–45": 19, "age 46–60": 7} {
		if got[key] != want {
			t.Errorf("%s: %d, want %d", key, got[key], want)
		}
	}
	decode(t, c.ok("tally", "services", "-org", "北门", "-from", "2003-01-01", "-to", "2003-03-31", "-asof", "2003-09-30", "-json"), &result)
	var list []tallyInfoJSON
	decode(t, c.ok("tally", "-json"), &list)
	if len(list) < 4 {
		t.Errorf("tallies %v", list)
	}
	path := filepath.Join(t.TempDir(), "统计.xlsx")
	if out := c.ok("tally", "visits", "-asof", "2003-09-30", "-o", path); out != "" {
		t.Errorf("printed %q", out)
	}
	if info, err := os.Stat(path); err != nil || info.Size() < 1000 {
		t.Errorf("%v", err)
	}
	c.fails(exitRefused, "cadre-composition", "tally", "shoe-sizes", "-asof", "2003-09-30")
	c.fails(exitMisused, "年龄段", "tally", "cadre-composition", "-bands", "45,30")
	c.fails(exitRefused, "东门", "tally", "cadre-composition", "-org", "东门")
	c.fails(exitRefused, ".doc", "tally", "cadre-composition", "-o", "a.doc")
}

func TestExport(t *testing.T) {
	c := demoOffice(t)
	dir := t.TempDir()
	for _, name := range []string{"a.xlsx", "a.csv", "a.pdf"} {
		path := filepath.Join(dir, name)
		if got := c.ok("export", "cadre", "-o", path, "-org", "北门", "-date", "2003-09-30"); strings.TrimSpace(got) != path {
			t.Errorf("export printed %q", got)
		}
		if info, err := os.Stat(path); err != nil || info.Size() < 300 {
			t.Errorf("%s: %v", name, err)
		}
	}
	cells := c.ok("cells", filepath.Join(dir, "a.xlsx"))
	for _, want := range []string{"容城镇北门社区干部花名册", "填报单位：容城镇北门社区", "填报日期：2003年9月30日", "现任职务", "李玉兰", "共 3 人"} {
		if !strings.Contains(cells, want) {
			t.Errorf("the workbook lacks %q", want)
		}
	}
	split := filepath.Join(dir, "split.xlsx")
	c.ok("export", "member", "-split", "org", "-o", split)
	var dump struct {
		Sheets []struct {
			Name   string
			Hidden bool
			Cells  [][]any
			Merges [][4]int
		}
	}
	decode(t, c.ok("cells", "-json", split), &dump)
	if len(dump.Sheets) != 10 || dump.Sheets[0].Name != "北门社区" || dump.Sheets[9].Name != "福船岭社区" {
		t.Errorf("%d sheets, the first %q", len(dump.Sheets), dump.Sheets[0].Name)
	}
	c.ok("print", "roster", "cadre", "-o", filepath.Join(dir, "p.pdf"))
	if head, err := os.ReadFile(filepath.Join(dir, "p.pdf")); err != nil || !strings.HasPrefix(string(head), "%PDF-") {
		t.Errorf("%v", err)
	}
	c.fails(exitRefused, ".doc", "export", "cadre", "-o", filepath.Join(dir, "a.doc"))
	c.fails(exitRefused, "通讯录", "export", "cadre", "-view", "光荣榜", "-o", split)
	c.fails(exitRefused, "不存在", "export", "cadre", "-o", filepath.Join(dir, "没有", "a.xlsx"))
	c.fails(exitRefused, "csv", "export", "cadre", "-split", "org", "-o", filepath.Join(dir, "b.csv"))
	c.fails(exitRefused, "不按社区分", "export", "org", "-split", "org", "-o", split)
	c.fails(exitRefused, "PDF", "print", "roster", "cadre", "-o", filepath.Join(dir, "p.xlsx"))
	c.fails(exitRefused, "没有名为「1」的制度", "print", "poster", "1", "-o", filepath.Join(dir, "p.pdf"))
}

func TestCells(t *testing.T) {
	c := newFile(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(path, []byte("姓名,金额\n张三,12.50\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var dump struct {
		Sheets []struct {
			Name   string
			Hidden bool
			Cells  [][]any
			Merges [][4]int
		}
	}
	decode(t, c.ok("cells", path, "-json"), &dump)
	if len(dump.Sheets) != 1 || len(dump.Sheets[0].Cells) != 4 || dump.Sheets[0].Cells[2][3] != "张三" {
		t.Errorf("%+v", dump)
	}
	if out := c.ok("cells", path); !strings.Contains(out, "A2") || !strings.Contains(out, "张三") {
		t.Errorf("%s", out)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c.fails(exitRefused, "a.csv", "cells", path)
	c.fails(exitRefused, "没有.xlsx", "cells", filepath.Join(dir, "没有.xlsx"))
}

func TestJournal(t *testing.T) {
	onBoth(t, func(t *testing.T, c ctl) {
		c.ok("init", "-demo")
		made := demo.Operations(ledger.All())
		last := made[len(made)-1].Changes
		kind := last[0].After.Kind.Key
		before := c.ok("list", kind, "-json")

		var done doneJSON
		decode(t, c.ok("undo", "-json"), &done)
		if done.Deleted != len(last) || done.Op == "" || len(c.records(kind)) != 0 {
			t.Errorf("undo: %+v", done)
		}
		c.ok("redo")
		if got := c.ok("list", kind, "-json"); got != before {
			t.Error("redo brought other records back")
		}
		c.fails(exitRefused, "没有可以重做", "redo")
		c.fails(exitRefused, "没有找到", "undo", "-op", "nosuch")

		var ops []operationJSON
		decode(t, c.ok("history", "-json"), &ops)
		if len(ops) != len(made)+2 || ops[0].Undoes == "" || !strings.HasPrefix(ops[0].Label, "重做") {
			t.Fatalf("operations %+v", ops)
		}
		orgs := ops[len(ops)-1].Op
		c.fails(exitRefused, "后来又有改动", "undo", "-op", orgs) // everything refers to the communities

		id := c.records("cadre", "-limit", "1")[0]["id"].(string)
		var history []entryJSON
		decode(t, c.ok("history", "cadre", id, "-json"), &history)
		if len(history) != 1 || history[0].Action != "created" || history[0].Actor != "示范数据" || history[0].At != "2003-09-30T00:40:00Z" {
			t.Errorf("%+v", history)
		}
		if out := c.ok("history", "cadre", id); !strings.Contains(out, "新增") {
			t.Errorf("%s", out)
		}
		c.fails(exitRefused, "没有找到", "history", "cadre", "nosuch")

		var trash []trashedJSON
		decode(t, c.ok("trash", "-json"), &trash)
		if trash == nil || len(trash) != 0 {
			t.Errorf("trash %v", trash)
		}
		c.fails(exitRefused, "回收站", "trash", "-restore", id)
	})
}

func TestCheckBackupRestore(t *testing.T) {
	c := demoOffice(t)
	var report checkJSON
	decode(t, c.ok("check", "-json"), &report)
	if !report.OK || report.Engine != "sqlite" || report.Operations != len(demo.Operations(ledger.All())) || report.Records["cadre"] != 30 || report.Faults == nil {
		t.Errorf("%+v", report)
	}
	dir := filepath.Join(t.TempDir(), "备份")
	file := strings.TrimSpace(c.ok("backup", dir))
	if filepath.Dir(file) != dir {
		t.Errorf("backup at %q", file)
	}
	const last = "economy" // what the newest operation made
	before := c.ok("list", last, "-json")
	c.ok("undo")
	c.fails(exitRefused, "找不到备份", "restore", filepath.Join(dir, "没有.db"))
	junk := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(junk, []byte("姓名\n张三\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.fails(exitRefused, "", "restore", junk)
	aside := strings.TrimSpace(c.ok("restore", file))
	if got := c.ok("list", last, "-json"); got != before || got == "[]\n" {
		t.Error("restore brought other records back")
	}
	if got := (ctl{t, aside}).records(last); len(got) != 0 {
		t.Errorf("the database that was replaced holds %d records of %s", len(got), last)
	}
	fresh := newFile(t)
	if out := fresh.ok("restore", file); out != "" || len(fresh.records("cadre")) != 30 {
		t.Errorf("restore to a new place printed %q", out)
	}
}

// TestCancelled: a cancelled command says so and exits with 1.
func TestCancelled(t *testing.T) {
	c := demoOffice(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, msg strings.Builder
	if code := run(ctx, []string{"list", "cadre", "-json", "-db", c.db}, &out, &msg); code != exitRefused || !strings.Contains(msg.String(), "已取消") {
		t.Errorf("exit %d, %q", code, msg.String())
	}
}

// TestListJSONGivesNumbersAsNumbers: whoever reads the list may sum hours, areas and shares without reading texts, and
// derived fields stand there on the day that was asked for.
func TestListJSONGivesNumbersAsNumbers(t *testing.T) {
	c := demoOffice(t)
	for kind, keys := range map[string][]string{"course": {"hours", "count"}, "venue": {"area"}, "plan": {"progress"}, "dues": {"base", "due"}, "partner": {"area"}} {
		for _, key := range keys {
			found := 0
			for _, r := range c.records(kind) {
				if v, ok := r[key]; ok {
					found++
					if _, isNumber := v.(float64); !isNumber {
						t.Fatalf("%s of %s is %T %v", key, kind, v, v)
					}
				}
			}
			if found == 0 {
				t.Errorf("no %s has a %s", kind, key)
			}
		}
	}
	one := c.records("cadre", "-limit", "1")[0]
	if _, ok := one["age"]; ok {
		t.Errorf("an age without a day: %v", one)
	}
	year, err := strconv.Atoi(one["birth"].(string)[:4])
	if err != nil {
		t.Fatal(err)
	}
	if aged := c.records("cadre", "-where", "name="+one["name"].(string), "-asof", "2030-12-31")[0]; aged["age"] != float64(2030-year) {
		t.Errorf("%s, born in %d, is %v at the end of 2030", one["name"], year, aged["age"])
	}
}
