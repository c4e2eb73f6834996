package intake

import (
	"slices"
	"testing"

	"taizhang/data/intake"
)

// TestWarningsOfTheFileAreSaid: the review says what the reader could not make of a workbook, beside its own notes.
func TestWarningsOfTheFileAreSaid(t *testing.T) {
	tp := &intake.TablePlan{Table: &intake.Table{File: &intake.File{Warnings: []string{"公式从未计算"}}}, Notes: []string{"第 5 行是隐藏行"}}
	if got := notesOf(tp); !slices.Equal(got, []string{"第 5 行是隐藏行", "公式从未计算"}) {
		t.Errorf("%q", got)
	}
}
