package filling_test

import (
	"context"
	"path/filepath"
	"testing"

	"taizhang/data/filling"
)

// TestBlankForms tells forms that wait to be filled in from rosters: by their rows, not by their names.
func TestBlankForms(t *testing.T) {
	o := someOffice(t, 1)
	for name, want := range map[string]bool{
		"two-rows-with-total.xlsx": true, "one-person.xlsx": true, "ticks-and-codes.xlsx": true, "boxes.xlsx": true, "inline-labels.xlsx": true,
		"headings-on-each-page.xlsx": true, "date-cells-one-row.xlsx": true, "prepared-cells.xlsx": true, "sheet-for-each.xlsx": true, "wide-dues.xlsx": true,
		"names-given.xlsx": false, "make.py": false, "nowhere.xlsx": false,
		"../../sheet/testdata/cadre_sheet_per_community.xlsx": false, "../../sheet/testdata/cadre_group_rows.xlsx": false,
		"../../sheet/testdata/lo_service_formulas.xls": false,
	} {
		if got := filling.IsBlankForm(context.Background(), filepath.Join("testdata", name), o, options()); got != want {
			t.Errorf("%s is a blank form: %v", name, got)
		}
	}
	held := map[string]int{"two-rows-with-total.xlsx": 0, "names-given.xlsx": 0, "one-person.xlsx": 0, "../../sheet/testdata/cadre_group_rows.xlsx": 8}
	for name, want := range held {
		if got := read(t, form(t, name), name, o, options()).Held(); got != want {
			t.Errorf("%s holds %d records, want %d", name, got, want)
		}
	}
}
