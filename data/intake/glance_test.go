package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestGlance: the first rows of a folder's first file, with their headings understood.
func TestGlance(t *testing.T) {
	folder := t.TempDir()
	lines := "党员花名册,,,\n姓名,性别,公民身份证号,备注\n" + strings.Repeat("张三,女,450999196805121229,\n", 40_000)
	for name, text := range map[string]string{"a.txt": "不是表格", "b.csv": lines, "c.csv": "姓名,职务\n李四,主任\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, paths := range [][]string{{folder}, {filepath.Join(folder, "b.csv")}} {
		g, err := intake.Glance(t.Context(), paths, 50, sheet.Options{}, ledger.All())
		if err != nil {
			t.Fatal(err)
		}
		if g.Sheet.Rows() != 50 || g.Table == nil || g.Table.Kind != ledger.Member || g.Table.Role(1) != intake.RoleHeading || g.Table.Role(2) != intake.RoleBody {
			t.Errorf("%v: %d rows, table %+v", paths, g.Sheet.Rows(), g.Table)
		}
	}
	for _, path := range []string{t.TempDir(), filepath.Join(folder, "nothing.xlsx"), filepath.Join(folder, "a.txt")} {
		if g, err := intake.Glance(t.Context(), []string{path}, 50, sheet.Options{}, ledger.All()); err == nil && g.Table != nil {
			t.Errorf("%s: a glimpse of %v", path, g.Table)
		}
	}
}

// TestGatherReports: the fraction grows within one file.
func TestGatherReports(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.csv")
	if err := os.WriteFile(path, []byte(strings.Repeat("张三,女,450999196805121229,容城镇北门社区\n", 100_000)), 0o644); err != nil {
		t.Fatal(err)
	}
	var told []int
	_, err := intake.Gather(t.Context(), []string{path}, sheet.Options{}, func(done, all int) {
		if len(told) > 0 && done < told[len(told)-1] || done > all {
			t.Errorf("told %d of %d after %v", done, all, told)
		}
		told = append(told, done)
	})
	if err != nil || len(told) < 4 {
		t.Errorf("told %v, %v", told, err)
	}
}
