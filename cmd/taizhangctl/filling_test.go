package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/sheet"
)

const forms = "../../data/filling/testdata/"

// filledAnswer is what fill -json prints of one sheet.
type filledAnswer struct {
	File, Out, Sheet, Range, Kind, Org string
	Rows                               int
	AddedRows                          int `json:"added_rows"`
	Columns                            []struct {
		Column, Heading, Why, Form string
		Kept                       bool
		Field                      *string
	}
	Missing   []struct{ Cell, Record, Name, Field, Problem string }
	Completed []struct{ Cell, Text string }
	Notes     []string
	Results   []filledAnswer
}

func TestFill(t *testing.T) {
	c := demoOffice(t)
	out := filepath.Join(t.TempDir(), "填好.xlsx")
	before := c.dump()
	var a filledAnswer
	decode(t, c.ok("fill", forms+"two-rows-with-total.xlsx", "-date", "2003-09-30", "-json", "-o", out), &a)
	if a.Rows != 30 || a.AddedRows != 24 || a.Kind != "cadre" || a.Range != "A5:L34" || a.Out != out || len(a.Completed) != 4 {
		t.Errorf("%+v", a)
	}
	if f := a.Columns[11].Field; f != nil {
		t.Errorf("the column QQ号 was filled with %s", *f)
	}
	book, err := sheet.Open(context.Background(), out, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := book.Sheets[0]
	if s.Cell(34, 3).Text != "21" || s.Cell(0, 0).Text != "容城镇社区干部花名册" {
		t.Errorf("%s women in %s", s.Cell(34, 3).Text, s.Cell(0, 0).Text)
	}
	if c.dump() != before {
		t.Error("filling a form changed records")
	}

	decode(t, c.ok("fill", forms+"two-rows-with-total.xlsx", "-org", "北门", "-map", "L=民族", "-json", "-o", out), &a)
	if a.Rows != 3 || a.Org != "北门社区" || *a.Columns[11].Field != "ethnicity" {
		t.Errorf("%+v", a)
	}
	decode(t, c.ok("fill", forms+"two-rows-with-total.xlsx", "-json", "-o", out), &a)
	if a.Columns[11].Field == nil {
		t.Error("the mapping was not remembered")
	}
	decode(t, c.ok("fill", forms+"two-rows-with-total.xlsx", "-forget", "-json", "-o", out), &a)
	a = filledAnswer{}
	decode(t, c.ok("fill", forms+"two-rows-with-total.xlsx", "-json", "-o", out), &a)
	if a.Columns[11].Field != nil {
		t.Error("the mapping was not forgotten")
	}
}

// TestFillSplit: a file for each community, a sheet for each community, a sheet for each person.
func TestFillSplit(t *testing.T) {
	c := demoOffice(t)
	dir := t.TempDir()
	c.ok("fill", forms+"two-rows-with-total.xlsx", "-split", "org", "-o", filepath.Join(dir, "干部-{社区}.xlsx"))
	files, err := filepath.Glob(filepath.Join(dir, "干部-*.xlsx"))
	if err != nil || len(files) != 10 {
		t.Fatalf("%q %v", files, err)
	}
	one := filepath.Join(dir, "一册.xlsx")
	var a filledAnswer
	decode(t, c.ok("fill", forms+"two-rows-with-total.xlsx", "-split", "org", "-json", "-o", one), &a)
	if len(a.Results) != 10 || a.Results[0].Sheet != "北门社区" || a.Results[9].Rows != 3 {
		t.Errorf("%+v", a)
	}
	a = filledAnswer{}
	decode(t, c.ok("fill", forms+"one-person.xlsx", "-where", "sex=女", "-org", "北门", "-json", "-o", one), &a)
	if len(a.Results) != 2 || a.Results[0].Sheet != "李玉兰" {
		t.Errorf("%+v", a)
	}
	c.ok("fill", forms+"one-person.xlsx", "-org", "北门", "-split", "person", "-o", dir+"/")
	files, err = filepath.Glob(filepath.Join(dir, "one-person-*.xlsx"))
	if err != nil || len(files) != 3 {
		t.Errorf("%q %v", files, err)
	}
	a = filledAnswer{}
	decode(t, c.ok("fill", forms+"protected-unruled.xlsx", "-json", "-o", one), &a)
	if want := len(c.records("member", "-org", "南大", "-where", "class=流动党员")); a.Rows != want || want == 0 {
		t.Errorf("a form for 流动党员 of 南大 has %d, want %d", a.Rows, want)
	}
}

func TestFillRefuses(t *testing.T) {
	c := demoOffice(t)
	out := filepath.Join(t.TempDir(), "x.xlsx")
	form := forms + "tall-rows.xlsx"
	c.fails(exitMisused, "-o", "fill", form)
	c.fails(exitMisused, "要填的表", "fill", "-o", out)
	c.fails(exitMisused, "org 或 person", "fill", form, "-split", "x", "-o", out)
	c.fails(exitRefused, ".xlsx", "fill", form, "-o", strings.TrimSuffix(out, "xlsx")+"pdf")
	c.fails(exitRefused, "没有「Z」", "fill", form, "-map", "Z=sex", "-o", out)
	c.fails(exitRefused, "没有符合条件", "fill", form, "-where", "name=没有这个人", "-o", out)
	c.fails(exitRefused, "找不到", "fill", forms+"none.xlsx", "-o", out)
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("a refused command wrote a file")
	}
	blank, err := os.ReadFile(form)
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(t.TempDir(), "空白表.xlsx")
	if err := os.WriteFile(own, blank, 0o600); err != nil {
		t.Fatal(err)
	}
	c.fails(exitMisused, "另一个文件名", "fill", own, "-o", filepath.Join(filepath.Dir(own), ".", "空白表.xlsx"))
	if now, err := os.ReadFile(own); err != nil || string(now) != string(blank) {
		t.Error("the form was written over")
	}
}
