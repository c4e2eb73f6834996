// Package cmd_test checks what holds for the whole program: which package may import which.
package cmd_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const module = "taizhang"

// rule says what the packages in a folder must not import. Folders are seen from the module's root.
// .golangci.yml says the same to depguard; change both.
type rule struct {
	in     []string // folders that the rule is about, with all below them
	except []string // folders in them that it is not about
	never  []string // import paths that are refused, with all below them; our own as folders
	only   []string // if not nil, the only folders of ours that may be imported
	why    string
}

var (
	everywhere = []string{"app", "assets", "cmd", "data"}
	pages      = []string{"app/overview", "app/roster", "app/intake", "app/filling", "app/tallies", "app/report",
		"app/preview", "app/history", "app/settings", "app/help", "app/reminders",
		"app/bookings", "app/candidates", "app/lanes", "app/sheets", "app/packet"}
)

var rules = append([]rule{
	{in: []string{"data"}, never: []string{"fyne.io", "app", "cmd"}, why: "data works without a window"},
	{in: []string{"app", "assets"}, never: []string{"cmd"}, why: "the layers are cmd, app, data"},
	{in: []string{"assets"}, only: []string{}, why: "assets are bytes for everybody"},
	{in: []string{"data/value"}, only: []string{}, why: "values stand below everything"},
	{in: []string{"data/catalog"}, only: []string{"data/value"}, why: "the catalog knows values alone"},
	{in: []string{"data/ledger"}, only: []string{"data/value", "data/catalog"}, why: "kinds are descriptions, not machinery"},
	{in: []string{"data/store", "data/sheet"}, only: []string{"data/value", "data/catalog"},
		why: "store, sheet and paper know the catalog, not each other"},
	{in: []string{"data/paper"}, only: []string{"data/value", "data/catalog", "assets"},
		why: "store, sheet and paper know the catalog, not each other; paper draws with the bundled fonts"},
	{in: []string{"data/sign"}, only: []string{"data/value", "data/catalog", "data/ledger", "data/store", "data/paper"},
		why: "sign gives the wording of what hangs on walls; tables are roster's work"},
	{in: []string{"data/picture"}, only: []string{"data/catalog"}, why: "picture knows bytes, not records"},
	{in: []string{"data/file"}, only: []string{"data/catalog"}, why: "file knows bytes, not what they mean"},
	{in: []string{"data/packet"}, only: []string{"data/catalog", "data/file", "data/store"},
		why: "a package carries a database, whatever is in it"},
	{in: []string{"data/update"}, only: []string{"data/catalog", "data/file"}, why: "update knows files, not records"},
	{in: []string{"data/board"}, only: []string{"data/value", "data/catalog", "data/ledger", "data/due"},
		why: "board arranges records, wherever they are kept"},
	{in: []string{"data/filling"}, only: []string{"data/value", "data/catalog", "data/sheet", "data/intake", "data/ledger", "data/tally"},
		why: "filling knows records and what they count up to, not where they are kept"},
	{in: []string{"data/report"}, only: []string{"data/value", "data/catalog", "data/ledger", "data/tally", "data/due", "data/paper"},
		why: "the report counts records, wherever they are kept"},
	{in: everywhere, except: []string{"data/store"}, why: "all SQL is in store",
		never: []string{"database/sql", "github.com/mattn/go-sqlite3", "github.com/jackc/pgx"}},
	{in: everywhere, except: []string{"data/sheet"}, why: "workbooks are sheet's work",
		never: []string{"github.com/xuri/excelize"}},
	{in: everywhere, except: []string{"data/paper"}, why: "PDF is paper's work",
		never: []string{"github.com/signintech/gopdf", "github.com/pdfcpu/pdfcpu"}},
	{in: everywhere, except: []string{"app/chart"}, why: "charts are chart's work",
		never: []string{"github.com/go-analyze/charts", "github.com/golang/freetype"}},
	{in: everywhere, except: []string{"data/value"}, why: "the lunar calendar is value's work",
		never: []string{"github.com/6tail/lunar-go"}},
	{in: []string{"app/chart"}, only: []string{"app/look", "assets"}, why: "chart draws numbers, wherever they come from"},
	{in: everywhere, except: []string{"app/trial"}, never: []string{"app/trial"}, why: "trial opens pages in tests"},
	{in: everywhere, except: []string{"data/trial"}, never: []string{"data/trial"}, why: "trial keeps records for tests"},
	{in: []string{"app/support"}, only: []string{"data/catalog"}, why: "support knows errors, not records"},
	{in: []string{"app/grid", "app/form"}, never: []string{"data/store"}, why: "grid and form know the catalog, not the store"},
}, pageRules()...)

// pageRules refuses every page to every other one.
func pageRules() []rule {
	var all []rule
	for _, page := range pages {
		others := slices.DeleteFunc(slices.Clone(pages), func(other string) bool { return other == page })
		all = append(all, rule{in: []string{page}, never: others, why: "pages ask desk, not each other"})
	}
	return all
}

// under tells whether a path is one of the folders or lies below one.
func under(folders []string, p string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool {
		return p == folder || strings.HasPrefix(p, folder+"/")
	})
}

// breach is the first rule that a package in a folder breaks by an import, or "".
func breach(folder, imported string) string {
	ours, isOurs := strings.CutPrefix(imported, module+"/")
	for _, r := range rules {
		if !under(r.in, folder) || under(r.except, folder) {
			continue
		}
		refused := under(r.never, ours)
		if isOurs && r.only != nil && !under(r.only, ours) && !under([]string{ours}, folder) { // a part may use its whole
			refused = true
		}
		if refused {
			return fmt.Sprintf("%s must not import %s: %s", folder, imported, r.why)
		}
	}
	return ""
}

// breaches reads every Go file below root and lists the rules broken.
func breaches(root fs.FS) (files int, found []string, err error) {
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && skipped(entry.Name()) {
			return fs.SkipDir
		}
		if entry.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		files++
		imports, err := importsOf(root, name)
		if err != nil {
			return fmt.Errorf("read the imports of %s: %w", name, err)
		}
		for _, imported := range imports {
			if b := breach(path.Dir(name), imported); b != "" && !forTestsAlone(name, imported) {
				found = append(found, name+": "+b)
			}
		}
		return nil
	})
	return files, found, err
}

// skipped tells whether a folder of that name holds nothing of the program.
func skipped(name string) bool {
	return name == "testdata" || name == "build" || name != "." && strings.HasPrefix(name, ".")
}

// forTestsAlone tells whether a test may import what the program may not: any tool may be held against our work
// (excelize as an oracle, a stored record behind a grid), except that data is tested without a window too.
func forTestsAlone(name, imported string) bool {
	return strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(imported, "fyne.io/")
}

func importsOf(root fs.FS, name string) ([]string, error) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		imports = append(imports, imported)
	}
	return imports, nil
}

func TestImportRules(t *testing.T) {
	files, found, err := breaches(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("only %d Go files seen: the test looks at the wrong place", files)
	}
	for _, f := range found {
		t.Error(f)
	}
}

// TestImportRulesRefuse shows that each rule can be broken, and what it leaves alone.
func TestImportRulesRefuse(t *testing.T) {
	for _, tc := range []struct {
		file, imported string
		refused        bool
	}{
		{"data/tally/tally.go", "fyne.io/fyne/v2", true},
		{"data/tally/tally_test.go", "fyne.io/fyne/v2/test", true},
		{"data/tally/tally.go", "taizhang/app/look", true},
		{"data/tally/tally.go", "taizhang/data/store", false},
		{"app/desk/desk.go", "taizhang/cmd/taizhang", true},
		{"app/desk/desk.go", "taizhang/data/store", false},
		{"assets/assets.go", "taizhang/data/value", true},
		{"data/value/date.go", "taizhang/data/catalog", true},
		{"data/value/date_test.go", "taizhang/data/value", false},
		{"data/catalog/kind.go", "taizhang/data/value", false},
		{"data/catalog/kind.go", "taizhang/data/ledger", true},
		{"data/ledger/all.go", "taizhang/data/store", true},
		{"data/store/open.go", "database/sql", false},
		{"data/store/open.go", "taizhang/data/sheet", true},
		{"data/sheet/open.go", "taizhang/data/paper", true},
		{"data/sheet/write.go", "github.com/xuri/excelize/v2", false},
		{"data/paper/pdf.go", "taizhang/assets", false},
		{"data/paper/pdf.go", "taizhang/data/store", true},
		{"data/roster/pdf.go", "github.com/signintech/gopdf", true},
		{"data/roster/pdf.go", "github.com/pdfcpu/pdfcpu/pkg/api", true},
		{"data/filling/fill.go", "taizhang/data/store", true},
		{"data/filling/fill.go", "taizhang/data/ledger", false},
		{"data/filling/fill.go", "taizhang/data/intake", false},
		{"data/filling/fill_test.go", "taizhang/data/ledger", false},
		{"data/report/report.go", "taizhang/data/store", true},
		{"data/picture/take.go", "taizhang/data/store", true},
		{"data/report/report.go", "taizhang/data/tally", false},
		{"data/board/sheet.go", "taizhang/data/store", true},
		{"data/board/cover.go", "taizhang/data/due", false},
		{"app/lanes/page.go", "taizhang/app/sheets", true},
		{"data/intake/plan.go", "github.com/xuri/excelize/v2", true},
		{"data/intake/plan_test.go", "github.com/xuri/excelize/v2", false},
		{"cmd/taizhangctl/main.go", "database/sql/driver", true},
		{"cmd/taizhangctl/main.go", "github.com/jackc/pgx/v5/stdlib", true},
		{"app/overview/page.go", "github.com/go-analyze/charts", true},
		{"app/chart/drawing.go", "github.com/go-analyze/charts", false},
		{"app/chart/drawing.go", "taizhang/data/tally", true},
		{"app/reminders/page.go", "taizhang/app/overview", true},
		{"app/grid/grid.go", "taizhang/data/store", true},
		{"app/form/form.go", "taizhang/data/storeroom", false},
		{"app/roster/page.go", "taizhang/app/desk", false},
		{"app/roster/page.go", "taizhang/app/tallies", true},
	} {
		source := fmt.Sprintf("package p\n\nimport _ %q\n", tc.imported)
		_, found, err := breaches(fstest.MapFS{tc.file: {Data: []byte(source)}})
		if err != nil {
			t.Fatal(err)
		}
		if refused := len(found) > 0; refused != tc.refused {
			t.Errorf("%s imports %s: refused %v, want %v %q", tc.file, tc.imported, refused, tc.refused, found)
		}
	}
}
