package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/sheet"
)

// edited reads a workbook and writes it as csv with some texts replaced, as a community gives it back.
func edited(t *testing.T, path string, pairs ...string) string {
	t.Helper()
	book, err := sheet.Open(context.Background(), path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), strings.TrimSuffix(filepath.Base(path), ".xlsx")+".csv")
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	w, s := csv.NewWriter(f), book.Sheets[0]
	for row := range s.Rows() {
		line := make([]string, s.Cols())
		for col := range line {
			line[col] = strings.NewReplacer(pairs...).Replace(s.Cell(row, col).Text)
		}
		if err := w.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSplitAndMerge: a workbook for each community; back unchanged they change nothing, back changed exactly that.
func TestSplitAndMerge(t *testing.T) {
	c := demoOffice(t)
	for _, kind := range []string{"cadre", "member", "service"} {
		dir := filepath.Join(t.TempDir(), "分发")
		c.ok("export", kind, "-split", "org", "-o", dir+"/")
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(files) < 10 {
			t.Fatalf("%s: %v %v", kind, files, err)
		}
		before := c.dump()
		if out := c.ok("import", dir); !strings.Contains(out, "没有改动") || c.dump() != before {
			t.Errorf("%s: %s", kind, out)
		}
		book, err := sheet.Open(context.Background(), files[0], sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s := book.Sheets[0]
		if last := s.Cols() - 1; !s.ColHidden(last) || s.ColHidden(last-1) {
			t.Errorf("%s: the column of ids is not hidden, or another one is", kind)
		}
	}

	dir := t.TempDir()
	c.ok("export", "cadre", "-split", "org", "-o", filepath.Join(dir, "{社区}干部.xlsx"))
	path := filepath.Join(dir, "北门社区干部.xlsx")
	people := c.records("cadre", "-org", "北门")
	first, second := people[0], people[1]
	phone := first["phone"].(string)
	c.ok("import", "-kind", "cadre", workbook(t, "我们改.csv", "姓名,身份证号码,出生年月,社区,职务\n"+second["name"].(string)+",,"+second["birth"].(string)+",北门社区,新职务\n"))
	if got := c.records("cadre", "-org", "北门")[1]["committee_post"]; got != "新职务" {
		t.Fatalf("the office's own change: %v", got)
	}
	back := edited(t, path, phone, "13711112222", first["name"].(string), "新名字")
	c.ok("import", back)
	list := c.records("cadre", "-org", "北门")
	if len(list) != len(people) || list[0]["phone"] != "13711112222" || list[0]["name"] != "新名字" || list[1]["committee_post"] != "新职务" {
		t.Errorf("%v", list)
	}
	var report struct {
		Op    *string
		Files []struct {
			File, Error any
			Tables      []struct {
				Changed, Doubtful int
				Problems          []struct{ Problem string }
			}
		}
	}
	back = edited(t, path, phone, "13733334444")
	_, out, _ := c.run("import", "-json", back)
	if err := json.Unmarshal([]byte(out), &report); err != nil || report.Op != nil || report.Files[0].Tables[0].Doubtful != 1 ||
		!strings.Contains(report.Files[0].Tables[0].Problems[0].Problem, "两边都改了") {
		t.Errorf("%v %s", err, out)
	}
	c.fails(exitMisused, "-split org", "export", "cadre", "-o", dir)
	for _, name := range []string{"{社区}.txt", "{社区}"} {
		c.fails(exitRefused, ".xlsx", "export", "cadre", "-split", "org", "-o", filepath.Join(dir, name))
	}
	if rest, _ := filepath.Glob(filepath.Join(dir, ".*")); len(rest) > 0 {
		t.Errorf("left behind: %v", rest)
	}
}
