// Command demo shows a grid of 100,000 invented rows, to be looked at and driven by hand while the grid is worked
// on. It is no part of the product.
package main

import (
	"flag"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/grid"
	"taizhang/app/look"
)

func main() {
	dark := flag.Bool("dark", false, "dark palette")
	contrast := flag.Bool("contrast", false, "high contrast palette")
	scale := flag.Float64("scale", 1, "scale of text")
	compact := flag.Bool("compact", false, "rows of 26 px")
	rows := flag.Int("rows", 100_000, "number of rows")
	review := flag.Bool("review", false, "the look of an import review")
	flag.Parse()

	o := look.Options{Scale: float32(*scale), Compact: *compact}
	switch {
	case *dark:
		o.Mode = look.Dark
	case *contrast:
		o.Mode = look.HighContrast
	}
	a := app.NewWithID("taizhang.grid.demo")
	a.Settings().SetTheme(look.New(o))
	w := a.NewWindow("容城镇 · 社区党建台账")
	w.SetPadded(false)
	w.SetContent(content(*rows, *review))
	w.Resize(fyne.NewSize(1366, 768))
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { // F8 and F9 change scale and palette while it runs
		switch e.Name {
		case fyne.KeyF8:
			o.Scale = 2.2 - max(o.Scale, 0.8)
		case fyne.KeyF9:
			o.Mode = (o.Mode + 1) % 3
		default:
			return
		}
		a.Settings().SetTheme(look.New(o))
	})
	w.ShowAndRun()
}

func content(rows int, review bool) fyne.CanvasObject {
	bar := look.NewSentenceBar(fmt.Sprintf("%d 条", rows))
	var g *grid.Grid
	if review {
		g = newReview()
	} else {
		g = newRoster(rows, bar)
	}
	tools := look.Toolbar(
		[]fyne.CanvasObject{
			look.PrimaryButton("导入", theme.UploadIcon(), nil), look.Button("套表", nil, nil),
			look.Button("导出", nil, nil), look.Button("打印", theme.DocumentPrintIcon(), nil),
		},
		[]fyne.CanvasObject{look.NewTag("社区=北门", look.Changed, func() {}), look.QuietButton("列 ▾", nil, nil)},
	)
	head := look.Inset(look.Column(8, look.Row(12, look.PageTitle("社区干部"), look.MutedText(fmt.Sprintf("%d 人", rows))), tools), 12, 16, 8, 16)
	page := look.Dock(head, bar.Object, nil, nil, look.Dock(look.Hairline(), nil, nil, nil, g))
	return look.Dock(nil, nil, look.Dock(nil, nil, nil, look.Hairline(), navigation()), panel(), page)
}

func navigation() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	var all []*look.NavRow
	add := func(label string, count int, alert bool) {
		n := look.NewNavRow(label, nil, nil)
		n.OnTapped = func() {
			for _, other := range all {
				other.SetSelected(other == n)
			}
		}
		n.SetCount(count, alert)
		all = append(all, n)
		rows = append(rows, n)
	}
	add("总览", -1, false)
	add("到期提醒", 3, true)
	rows = append(rows, look.NavHeading("台账"))
	for i, s := range strings.Fields("党组织 社区干部 党员 服务 走访慰问") {
		add(s, []int{10, 30, 600, 1250, 287}[i], false)
	}
	rows = append(rows, look.NavHeading("社区"))
	for _, s := range strings.Fields("北门 西上 新北 新南 南大 城东") {
		add(s, -1, false)
	}
	all[3].SetSelected(true)
	return look.Surface(look.OnPanel, look.Wide(176, look.Inset(look.Column(2, rows...), 8, 0, 8, 0)))
}

func panel() fyne.CanvasObject {
	empty := look.EmptyState("还没有选中记录", "在表格里选一行,这里显示它的全部内容",
		look.Step{Label: "拖入表格"}, look.Step{Label: "新增"})
	return look.Dock(nil, nil, look.Hairline(), nil, look.Surface(look.OnRaised, look.Wide(300, empty)))
}
