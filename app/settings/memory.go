package settings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/filling"
	"taizhang/data/intake"
)

// remembered is something that was decided once for tables or forms with the same headings.
type remembered struct {
	about string // 导入「姓名、性别…」
	words string // what was decided
	when  string
	drop  func(ctx context.Context) error
}

// showMemory lists what is remembered, with a button to forget each.
func (p *Page) showMemory() {
	desk.Ask(&p.asking, p.recall, func(list []remembered, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.memory.Objects = nil
		for _, r := range list {
			p.memory.Add(p.memoryRow(r))
		}
		if len(list) == 0 {
			p.memory.Add(look.MutedText("还没有。导入或套表时改过的列,会记在这里,下次同样表头的表不用再改"))
		} else {
			p.memory.Add(look.Row(8, look.Button("全部忘掉", nil, func() { p.forget(list) })))
		}
		p.memory.Refresh()
	})
}

func (p *Page) memoryRow(r remembered) fyne.CanvasObject {
	text := look.NewParagraph(r.about + "\n" + r.words)
	return look.Dock(nil, nil, nil, look.Row(8, look.MutedText(r.when), look.QuietButton("忘掉", nil, func() { p.forget([]remembered{r}) })), text)
}

// forget drops what was decided; the tables and forms are understood by their headings alone then.
func (p *Page) forget(list []remembered) {
	p.desk.Run("忘掉记住的决定", func(ctx context.Context, _ desk.Progress) error {
		for _, r := range list {
			if err := r.drop(ctx); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.showMemory()
	})
}

// recall reads what is remembered of imports and of forms.
func (p *Page) recall(ctx context.Context) ([]remembered, error) {
	const minute = "2006-01-02 15:04"
	memory := intake.NewMemory(p.desk.Store)
	imports, err := memory.List(ctx)
	if err != nil {
		return nil, err
	}
	var out []remembered
	for _, d := range imports {
		out = append(out, remembered{
			about: "导入表头是「" + shortList(d.Headings) + "」的表", words: strings.Join(d.Words(p.desk.Kinds), ";"), when: d.At.Local().Format(minute),
			drop: func(ctx context.Context) error { return memory.Forget(ctx, d.Shape) },
		})
	}
	forms, err := filling.Recall(ctx, p.desk.Store)
	if err != nil {
		return nil, err
	}
	for _, f := range forms {
		out = append(out, remembered{
			about: "套表「" + f.Form + "」,表头是「" + shortList(f.Headings) + "」", words: strings.Join(f.Words(p.desk.Kinds), ";"), when: f.At.Local().Format(minute),
			drop: func(ctx context.Context) error {
				_, err := filling.Forget(ctx, p.desk.Store, f.Shape)
				return err
			},
		})
	}
	return out, nil
}

// shortList names the first few of some headings.
func shortList(headings []string) string {
	const few = 6
	if len(headings) > few {
		return strings.Join(slices.Concat(headings[:few], []string{"…"}), "、")
	}
	return strings.Join(headings, "、")
}
