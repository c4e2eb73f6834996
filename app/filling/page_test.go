package filling

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
)

const (
	blankTable  = "../../data/filling/testdata/two-rows-with-total.xlsx"
	namesGiven  = "../../data/filling/testdata/names-given.xlsx"
	filledTable = "../../data/sheet/testdata/cadre_sheet_per_community.xlsx"
)

func opened(t *testing.T) (w *trial.Window, p *Page, imported *desk.Place) {
	w = trial.Demo(t)
	imported = w.Catch(desk.PageIntake)
	w.Register(desk.PageFilling, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Start(desk.Place{Page: desk.PageFilling})
	return w, p, imported
}

// TestFormsAreOpened: what is dropped on the page is a form, also where the superior has written names.
func TestFormsAreOpened(t *testing.T) {
	w, _, imported := opened(t)
	for _, path := range []string{blankTable, namesGiven} {
		w.Import([]string{path})
		w.UntilTitle("套表 " + filepath.Base(path) + ":将填入 30 人")
	}
	if imported.Page != "" {
		t.Errorf("the import was opened: %v", *imported)
	}
}

// TestFilledRosterLeadsToImport: a roster that is full is for the import, and the page says so.
func TestFilledRosterLeadsToImport(t *testing.T) {
	w, _, imported := opened(t)
	w.Import([]string{filledTable})
	w.UntilTitle("套表 cadre_sheet_per_community.xlsx:已经填有内容")
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "不是空白表;要把它读进台账,请到「导入」") {
		t.Errorf("the page says\n%s", words)
	}
	w.Press("去导入")
	if paths, _ := imported.Data.([]string); !slices.Equal(paths, []string{filledTable}) {
		t.Errorf("the import was given %v", imported.Data)
	}
}

// TestFilledRosterIsCompletedAllTheSame: its blank cells can be filled in.
func TestFilledRosterIsCompletedAllTheSame(t *testing.T) {
	w, _, _ := opened(t)
	w.Import([]string{filledTable})
	w.UntilTitle("套表 cadre_sheet_per_community.xlsx:已经填有内容")
	w.Press("仍补全它的空格")
	w.UntilTitle("套表 cadre_sheet_per_community.xlsx:将填入")
}

// TestNoFormMayBeATable: a table that asks for nothing known may be one to import.
func TestNoFormMayBeATable(t *testing.T) {
	w, _, imported := opened(t)
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, []byte("甲,乙\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Import([]string{path})
	w.UntilTitle("没有读入 x.csv")
	w.Press("去导入")
	if imported.Page != desk.PageIntake {
		t.Error("the import was not opened")
	}
}

// TestUnwritableTargets: where a form can't be saved the clerk is told why, and what was there stays as it was.
func TestUnwritableTargets(t *testing.T) {
	w, p, _ := opened(t)
	w.Import([]string{blankTable})
	w.UntilTitle("套表 " + filepath.Base(blankTable) + ":将填入 30 人")
	dir := t.TempDir()
	protected := filepath.Join(dir, "只读.xlsx")
	if err := os.WriteFile(protected, []byte("old"), 0o400); err != nil {
		t.Fatal(err)
	}
	for path, sentence := range map[string]string{
		protected:                          "「" + protected + "」是只读文件,没有写入",
		filepath.Join(dir, "没有", "表.xlsx"): "不存在,没有写入",
		dir:                                "「" + dir + "」是一个文件夹",
		filepath.Join(protected, "表.xlsx"): "请换一个位置",
	} {
		p.fill(byTable[0], path)
		w.Until("a sentence about "+path, func() bool { return strings.Contains(trial.Words(w.Window.Content()), sentence) })
		if len(p.results) > 0 {
			t.Errorf("%s: results are shown", path)
		}
	}
	for _, way := range []division{byTable[2]} {
		p.fill(way, filepath.Join(protected, "{社区}.xlsx"))
		w.Until("a sentence about several files", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "不能建立文件夹") })
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left are %v, %v", entries, err)
	}
	if text, err := os.ReadFile(protected); err != nil || string(text) != "old" {
		t.Errorf("the protected file is %q, %v", text, err)
	}
	p.fill(byTable[0], filepath.Join(dir, "填好.xlsx"))
	w.Until("the file", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "已保存到 "+dir) })
}

const numbersForm = "../../data/filling/testdata/party-statistics-communities.xlsx"

// TestNumbersLeadToRecords: a form of numbers is shown as it will be, each number leads to the records behind it, and what a
// heading asks for can be changed.
func TestNumbersLeadToRecords(t *testing.T) {
	w, p, _ := opened(t)
	members := w.Catch(desk.PageRoster)
	w.Import([]string{numbersForm})
	w.UntilTitle("套表 party-statistics-communities.xlsx:将填入 77 个数")
	if cell, _ := p.view.Cell(5, 3); cell.Text != "600" || !cell.Link {
		t.Errorf("all members are %+v", cell)
	}
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "支部书记 兼任居委会主任") || !strings.Contains(words, "各行填什么") {
		t.Errorf("the page says\n%s", words)
	}
	p.openNumber(6, 6) // women among the secretaries
	if members.Kind != "cadre" || len(members.IDs) != 8 || members.Title != "G7 支部书记 · 性别女 8" {
		t.Errorf("led to %+v", *members)
	}
	w.Back()
	w.UntilTitle("套表 party-statistics-communities.xlsx:将填入 77 个数")
	p.set("D", "cadres")
	w.Until("other numbers", func() bool { cell, _ := p.view.Cell(5, 3); return cell.Text == "30" })
	p.openNumber(6, 6)
	w.Back()
	w.UntilTitle("套表 party-statistics-communities.xlsx:将填入 77 个数")
	if len(p.plan.Blanks[0].Columns[0].Fields) != 1 || p.plan.Blanks[0].Columns[0].Fields[0] != "cadres" {
		t.Error("coming back from the records undid what was decided")
	}
	p.orgs.SetSelected("北门社区")
	w.Until("the numbers of one community", func() bool { cell, _ := p.view.Cell(5, 3); return cell.Text == "3" })
	out := filepath.Join(t.TempDir(), "填好.xlsx")
	p.fill(byCount[0], out)
	w.Until("the file", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "已保存到 "+out) })
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "已填 77 个数") {
		t.Errorf("the page says\n%s", words)
	}
	if len(p.results) != 1 || len(p.results[0].Numbers) != 77 || p.results[0].Org != "北门社区" {
		t.Errorf("filled are %d sheets", len(p.results))
	}
}

// TestNumbersOfAPeriod: what was done is counted in the days that the clerk gives.
func TestNumbersOfAPeriod(t *testing.T) {
	w, p, _ := opened(t)
	w.Import([]string{"../../data/filling/testdata/two-halves-of-sorts.xlsx"})
	w.UntilTitle("套表 two-halves-of-sorts.xlsx:将填入 12 个数")
	all, _ := p.view.Cell(5, 4)
	p.setPeriod("2003-02", "2003-03")
	w.Until("fewer visits", func() bool { cell, _ := p.view.Cell(5, 4); return cell.Text != all.Text && cell.Text != "" })
	p.setPeriod("x", "")
	w.Until("a warning", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "「x」不是日期") })
	p.kinds.SetSelected("走访慰问")
	w.Until("records", func() bool { return p.plan != nil && !p.plan.Counts() || p.plan == nil && p.form == nil })
}

// TestListsAndNumbers: a workbook with a list and with numbers is one form: both sheets are looked at by themselves, and saved at
// once.
func TestListsAndNumbers(t *testing.T) {
	w, p, _ := opened(t)
	members := w.Catch(desk.PageRoster)
	w.Import([]string{"../../data/filling/testdata/list-and-numbers.xlsx"})
	w.UntilTitle("套表 list-and-numbers.xlsx:将填入 30 人、44 个数,1 行或列不知道填什么,留空")
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "居委会职务") || strings.Contains(words, "占比(%)") {
		t.Errorf("the page says\n%s", words)
	}
	p.sheets.SetSelected("附件2统计表")
	w.Until("the numbers", func() bool { cell, _ := p.view.Cell(2, 1); return cell.Text != "" && cell.Link })
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "占比(%)") || p.kinds.Selected != numbersTitle {
		t.Errorf("the page says\n%s", words)
	}
	p.openNumber(12, 3)
	if members.Kind != "member" || len(members.IDs) == 0 || !strings.HasPrefix(members.Title, "D13 党员 · 性别女") {
		t.Errorf("led to %+v", *members)
	}
	w.Back()
	w.UntilTitle("套表 list-and-numbers.xlsx:将填入 30 人、44 个数,1 行或列不知道填什么,留空")
	p.set("F", "女干部")
	w.UntilTitle("套表 list-and-numbers.xlsx:将填入 30 人、55 个数")
	p.orgs.SetSelected("北门社区")
	w.UntilTitle("套表 list-and-numbers.xlsx:将填入 3 人、10 个数")
	out := filepath.Join(t.TempDir(), "填好.xlsx")
	p.fill(p.division(), out)
	w.Until("the file", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "已保存到 "+out) })
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "已填 3 条、10 个数,共 2 张") {
		t.Errorf("the page says\n%s", words)
	}
	p.orgs.SetSelected(allOrgs)
	w.UntilTitle("套表 list-and-numbers.xlsx:将填入 30 人、55 个数")
	p.split.SetSelectedIndex(1)
	dir := t.TempDir()
	p.fill(p.division(), filepath.Join(dir, "{社区}.xlsx"))
	w.Until("a file for each", func() bool { files, _ := filepath.Glob(filepath.Join(dir, "*.xlsx")); return len(files) == 10 })
}
