package intake

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
	blankCard   = "../../data/filling/testdata/one-person.xlsx"
	numbersForm = "../../data/filling/testdata/numbers-by-community.xlsx"
	crossTable  = "../../data/filling/testdata/party-statistics-communities.xlsx"
	withExample = "../../data/filling/testdata/ticks-and-codes.xlsx"
	namesGiven  = "../../data/filling/testdata/names-given.xlsx"
	filledTable = "../../data/sheet/testdata/cadre_sheet_per_community.xlsx"
)

// atHome opens a window that shows another page than the import, and catches what goes to the page that fills forms.
func atHome(t *testing.T) (w *trial.Window, filling *desk.Place) {
	w = trial.Demo(t)
	w.Register(desk.PageIntake, New)
	w.Catch(desk.PageOverview)
	filling = w.Catch(desk.PageFilling)
	w.Start(desk.Place{Page: desk.PageOverview})
	return w, filling
}

func wantFilling(t *testing.T, filling *desk.Place, path string) {
	t.Helper()
	if paths, _ := filling.Data.([]string); !slices.Equal(paths, []string{path}) {
		t.Errorf("the page that fills forms was given %v, want %s", filling.Data, path)
	}
}

// TestBlankFormLeadsToFilling: a superior's blank form has nothing to import, and the window says where it belongs.
func TestBlankFormLeadsToFilling(t *testing.T) {
	for _, path := range []string{blankTable, blankCard, withExample, numbersForm, crossTable} {
		t.Run(filepath.Base(path), func(t *testing.T) {
			w, filling := atHome(t)
			w.Import([]string{path})
			w.UntilTitle("空白表 " + filepath.Base(path))
			words := trial.Words(w.Window.Content())
			if !strings.Contains(words, "这是一张空白表,没有可以导入的记录") {
				t.Errorf("the page says\n%s", words)
			}
			if review := strings.Contains(words, "仍按花名册核对"); review != (path != blankCard) {
				t.Errorf("the review is offered: %v", review)
			}
			w.Press("去套表填写")
			wantFilling(t, filling, path)
		})
	}
}

// TestReviewOfABlankFormAllTheSame: who wants to see what the import makes of a form sees it.
func TestReviewOfABlankFormAllTheSame(t *testing.T) {
	w, filling := atHome(t)
	w.Import([]string{blankTable})
	w.UntilTitle("空白表 ")
	w.Press("仍按花名册核对")
	w.UntilTitle("导入核对 two-rows-with-total.xlsx:没有要新增或更新的记录")
	if filling.Data != nil {
		t.Error("the page that fills forms was opened")
	}
}

// TestRosterIsNoBlankForm: what has people in it is reviewed as ever, also where a superior has written nothing but their
// names.
func TestRosterIsNoBlankForm(t *testing.T) {
	for _, path := range []string{filledTable, namesGiven} {
		w, _ := atHome(t)
		w.Import([]string{path})
		w.UntilTitle("导入核对 " + filepath.Base(path) + ":将新增")
	}
}

// TestFolderWithBlankForms: of a folder the rosters are reviewed, and of a blank form among them is said where it
// belongs; a folder of forms alone has a button for each.
func TestFolderWithBlankForms(t *testing.T) {
	folder := t.TempDir()
	put := func(from, name string) string {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	form := put(blankTable, "上级表.xlsx")
	card := put(blankCard, "任免审批表.xlsx")
	w, filling := atHome(t)
	w.Import([]string{folder})
	w.UntilTitle("空白表 ")
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "这 2 个都是空白表") {
		t.Errorf("the page says\n%s", words)
	}
	w.Press("填写 任免审批表")
	wantFilling(t, filling, card)

	put(filledTable, "花名册.xlsx")
	if err := os.Remove(card); err != nil {
		t.Fatal(err)
	}
	w.Go(desk.Place{Page: desk.PageOverview})
	w.Import([]string{folder})
	w.UntilTitle("导入核对 " + filepath.Base(folder) + ":将新增")
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "上级表.xlsx 是空白表,没有可以导入的记录") {
		t.Errorf("the page says\n%s", words)
	}
	if words := trial.Words(w.Window.Content()); !strings.Contains(words, "现有记录中没有,将新增") {
		t.Errorf("the review doesn't begin with what is imported:\n%s", words)
	}
	w.Press("去套表填写")
	wantFilling(t, filling, form)
}
