package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// gatherer opens what is to be reviewed, off the UI goroutine.
type gatherer func(ctx context.Context, report desk.Progress) ([]intake.Source, error)

// read reviews the workbooks at paths, and those in folders; password opens encrypted ones.
func (p *Page) read(paths []string, password string) {
	options := sheet.Options{Password: password}
	started := p.review(names(paths), func(ctx context.Context, report desk.Progress) ([]intake.Source, error) {
		return intake.Gather(ctx, paths, options, report)
	}, func() { p.askPassword(paths, password != "") })
	if started {
		p.glance(paths, options)
	}
}

// Paste reviews the block of cells on the clipboard.
func (p *Page) Paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	p.review("粘贴的内容", func(context.Context, desk.Progress) ([]intake.Source, error) {
		return []intake.Source{intake.Pasted(text)}, nil
	}, nil)
}

// review reads what gather opens and shows what it was understood to say. locked is called if it is an encrypted
// workbook alone. It is false if other work is not finished yet.
func (p *Page) review(from string, gather gatherer, locked func()) bool {
	p.forget()
	p.from = from
	unwanted, giveUp := context.WithCancel(context.Background())
	p.stop = giveUp
	p.show(container.NewCenter(look.MutedText("正在读取 " + from + " …")))
	var reading *intake.Reading
	var plan *intake.Plan
	var blanks []string
	options := intake.Options{Kinds: p.desk.Kinds, Today: p.desk.Today(), Org: p.desk.OrgName(p.desk.Org()), Memory: intake.NewMemory(p.desk.Store),
		Past: p.desk.Records().At}
	started := p.desk.Run("读取 "+from, func(ctx context.Context, report desk.Progress) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(unwanted, cancel)()
		sources, err := gather(ctx, report.Part(0, readPart))
		if err != nil {
			return err
		}
		options.Report = report.Part(readPart, plannedPart)
		if reading, err = intake.Recognise(ctx, sources, p.desk.Records(), options); err != nil {
			return err
		}
		if plan, err = reading.Plan(ctx); err == nil {
			blanks = p.blankForms(ctx, reading, plan)
		}
		return err
	}, func(err error) {
		giveUp()
		p.looking.Cancel()
		glimpsed := p.endGlimpse()
		switch {
		case errors.Is(err, context.Canceled):
			p.show(p.nothing())
			p.desk.Fail(err)
		case err != nil:
			p.show(p.failure(catalog.Message(err)))
		case locked != nil && isLocked(reading):
			locked()
		default:
			p.reading = reading
			p.opened(plan, blanks, glimpsed)
		}
	})
	if !started {
		giveUp()
		p.show(p.nothing())
	}
	return started
}

// The parts of the time that reading the cells of a large file takes, and that it takes until all rows are understood.
const (
	readPart    = 0.3
	plannedPart = 0.8
)

// isLocked reports whether what was read is one workbook that wants a password.
func isLocked(r *intake.Reading) bool {
	return len(r.Files) == 1 && errors.Is(r.Files[0].Err, &catalog.Refusal{Code: sheet.CodePassword})
}

// askPassword asks for the password of an encrypted workbook; again says that one was wrong.
func (p *Page) askPassword(paths []string, again bool) {
	p.desk.SetTitle(p, "需要密码 "+p.from)
	text := "这个文件有打开密码,请输入后再读取"
	if again {
		text = "密码不对,请再输入一次"
	}
	entry := look.NewPasswordEntry()
	open := func() { p.read(paths, entry.Text) }
	entry.OnSubmitted = func(string) { open() }
	p.show(container.NewCenter(look.Wide(360, look.Column(12, look.NewText(p.from, look.Strong), look.NewParagraph(text), entry,
		look.Row(8, look.PrimaryButton("打开", theme.ConfirmIcon(), open), look.QuietButton("放弃", nil, p.giveUp))))))
	p.desk.Window.Canvas().Focus(entry)
}

// opened shows what was read for the first time; blanks are the paths of the files that are blank forms, glimpsed says
// that its first rows were to be seen before.
func (p *Page) opened(plan *intake.Plan, blanks []string, glimpsed bool) {
	var faults []string
	for _, f := range p.reading.Files {
		if f.Err != nil && !slices.Contains(blanks, f.Path) {
			faults = append(faults, fault(f))
		}
	}
	review := func() { p.reviewed(plan, glimpsed) }
	if len(plan.Tables) == 0 {
		review = nil
	}
	switch {
	case len(blanks) > 0 && len(blanks)+len(faults) == len(p.reading.Files):
		p.show(p.blank(blanks, review))
		if len(faults) > 0 {
			p.desk.Warn("有文件没有读入。" + strings.Join(faults, ";"))
		}
		return
	case len(plan.Tables) == 0:
		p.show(p.failure(strings.Join(faults, "\n")))
		return
	}
	var said []string
	if len(faults) > 0 {
		said = append(said, "有文件没有读入。"+strings.Join(faults, ";"))
	}
	if len(blanks) > 0 {
		said = append(said, fmt.Sprintf("%s 是空白表,没有可以导入的记录,可以到「套表」填写", names(blanks)))
	}
	review()
	if len(said) > 0 {
		p.desk.Warn(strings.Join(said, "。"), p.fillSteps(blanks)...)
	}
}

// reviewed shows the review of what was read.
func (p *Page) reviewed(plan *intake.Plan, glimpsed bool) {
	p.show(p.body)
	p.planned(plan)
	p.chooseTable(firstIncluded(plan))
	if !glimpsed { // whoever looks at the first rows goes on from there
		p.panel.firstDoubt()
	}
	p.Focus()
}

// firstIncluded is the first table of which something is imported: one with rows, if there is any.
func firstIncluded(plan *intake.Plan) int {
	first := -1
	for i, t := range plan.Tables {
		if !t.Table.Included {
			continue
		}
		if t.Counts.Rows > 0 {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return max(first, 0)
}

// failure says why nothing could be read and what to do.
func (p *Page) failure(text string) fyne.CanvasObject {
	p.desk.SetTitle(p, "没有读入 "+p.from)
	head := look.NewText("没有读入任何内容,现有记录没有改动", look.Strong)
	head.Align = fyne.TextAlignCenter
	sentence := look.NewParagraph(text)
	sentence.Alignment = fyne.TextAlignCenter
	again := look.PrimaryButton("选择其他文件", theme.FolderOpenIcon(), p.desk.ChooseImport)
	return container.NewCenter(look.Wide(640, look.Column(12, head, sentence, container.NewCenter(again))))
}

// fault says what is wrong with a file, by its name.
func fault(f *intake.File) string {
	text := catalog.Message(f.Err)
	if strings.Contains(text, f.Name) {
		return text
	}
	return f.Name + ":" + text
}

func names(paths []string) string {
	if len(paths) == 1 {
		return filepath.Base(paths[0])
	}
	return fmt.Sprintf("%s 等 %d 个文件", filepath.Base(paths[0]), len(paths))
}
