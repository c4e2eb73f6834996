package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

// TestDecisionsOfTheWindowHoldOnTheCommandLine: they are in the database; seen, applied and forgotten.
func TestDecisionsOfTheWindowHoldOnTheCommandLine(t *testing.T) {
	c := newFile(t)
	c.ok("import", workbook(t, "西上.csv", xishang))
	st, err := store.Open(context.Background(), c.db, ledger.All(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	shape := intake.Fingerprint([][]string{{"序号"}, {"社区"}, {"姓名"}, {"性别"}, {"出生年月"}, {"联系电话"}})
	err = intake.NewMemory(st).Put(context.Background(), intake.Decisions{Shape: shape, Headings: []string{"序号", "社区", "姓名", "性别", "出生年月", "联系电话"},
		Columns: []intake.ColumnDecision{{Column: 5, Policy: "never"}}, At: time.Date(2003, 9, 30, 0, 0, 0, 0, time.UTC)})
	if err != nil || st.Close() != nil {
		t.Fatal(err)
	}
	var list []memoryJSON
	decode(t, c.ok("memory", "-json"), &list)
	if len(list) != 1 || list[0].Shape != shape || list[0].Decisions[0] != "「联系电话」,对已有记录不更新" {
		t.Fatalf("%+v", list)
	}
	path := workbook(t, "新.csv", strings.Replace(xishang, "13900009991", "13800000000", 1))
	if out := c.ok("import", path); !strings.Contains(out, "没有改动") {
		t.Error(out)
	}
	c.fails(exitRefused, "memory", "memory", "-forget", "x")
	c.ok("import", "-forget", path)
	if r := c.records("cadre")[0]; r["phone"] != "13800000000" {
		t.Errorf("%v", r)
	}
	decode(t, c.ok("memory", "-json"), &list)
	if len(list) != 0 {
		t.Errorf("after -forget: %v", list)
	}
}
