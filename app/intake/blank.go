package intake

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/filling"
	"taizhang/data/intake"
)

// A superior's blank form has nothing to import: it belongs on the page that completes forms.

const (
	// mostExamples is how many rows a file may have and still be looked at as a form: forms show how to fill them in.
	mostExamples = 3
	// mostOffered is how many forms are offered at once, each with a button.
	mostOffered = 4
)

// blankForms returns the paths of the files in a reading that are blank forms.
func (p *Page) blankForms(ctx context.Context, reading *intake.Reading, plan *intake.Plan) []string {
	rows := map[*intake.File]int{}
	for _, t := range plan.Tables {
		rows[t.Table.File] += t.Counts.Rows - t.Counts.Broken + len(t.Missing) // words of rows are read as records that make no sense
	}
	opt := filling.Options{Kinds: p.desk.Kinds, Office: p.desk.Office.Name, Today: p.desk.Today()}
	var out []string
	for _, f := range reading.Files {
		if ctx.Err() == nil && f.Path != "" && rows[f] <= mostExamples && filling.IsBlankForm(ctx, f.Path, p.desk.Records(), opt) {
			out = append(out, f.Path)
		}
	}
	return out
}

// blank says that what was handed over are blank forms, and leads to where they are completed. review, which may be nil,
// shows what the import makes of them all the same.
func (p *Page) blank(paths []string, review func()) fyne.CanvasObject {
	p.desk.SetTitle(p, "空白表 "+p.from)
	sentence := "这是一张空白表,没有可以导入的记录;要按它的版式填好,请到「套表」"
	if n := len(paths); n > 1 {
		sentence = fmt.Sprintf("这 %d 个都是空白表,没有可以导入的记录;要按它们的版式填好,请到「套表」", n)
	}
	steps := p.fillSteps(paths)
	if review != nil {
		steps = append(steps, look.Step{Label: "仍按花名册核对", Do: review})
	}
	return look.EmptyState(sentence, names(paths), steps...)
}

// fillSteps lead to the page that completes forms, with one form each.
func (p *Page) fillSteps(paths []string) []look.Step {
	var steps []look.Step
	for _, path := range paths[:min(len(paths), mostOffered)] {
		label := "去套表填写"
		if len(paths) > 1 {
			label = "填写 " + shortName(filepath.Base(path))
		}
		steps = append(steps, look.Step{Label: label, Icon: theme.DocumentCreateIcon(), Do: func() {
			p.forget()
			p.show(p.nothing())
			p.desk.Replace(desk.Place{Page: desk.PageFilling, Data: []string{path}})
		}})
	}
	return steps
}

// longestName is how many characters of a file's name a button shows.
const longestName = 16

func shortName(name string) string {
	runes := []rune(strings.TrimSuffix(name, filepath.Ext(name)))
	if len(runes) > longestName {
		return string(runes[:longestName]) + "…"
	}
	return string(runes)
}
