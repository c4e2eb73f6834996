package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
)

// foot is the line at the foot of the window: what the page says of its records, and the work that is under way.
type foot struct {
	box  *fyne.Container
	text *look.Text
	page string // what the page says
	job  *fyne.Container
}

func newFoot() *foot {
	f := &foot{text: look.NewCutText("", look.Caption), job: container.NewHBox()}
	f.box = container.NewBorder(nil, nil, nil, f.job, look.Inset(f.text, 0, 8, 0, 16))
	return f
}

func (f *foot) say(text string) {
	f.page = text
	f.text.SetText(text)
}

// remark puts a word before what the page says, until that changes: less than a banner, which moves the page.
func (f *foot) remark(text string) {
	if f.page != "" {
		text += " · " + f.page
	}
	f.text.SetText(text)
}

// setJob shows the strip of a job, or nothing for nil.
func (f *foot) setJob(strip *fyne.Container) {
	f.job.Objects = nil
	if strip != nil {
		f.job.Objects = []fyne.CanvasObject{strip}
	}
	f.job.Refresh()
	f.box.Refresh()
}

// banner is a sentence above the page: what was done, or what could not be done and why.
type banner struct {
	box    *fyne.Container
	parent *fyne.Container // laid out anew when the banner comes or goes
}

func newBanner() *banner {
	b := &banner{box: container.NewStack()}
	b.box.Hide()
	return b
}

func (b *banner) show(text string, tone look.Tone, actions []look.Step) {
	mark := widget.NewIcon(bannerIcon(tone))
	right := container.NewHBox()
	for _, a := range actions {
		right.Add(look.Button(a.Label, a.Icon, func() {
			b.hide()
			a.Do()
		}))
	}
	closing := look.QuietButton("✕", nil, func() { b.hide() })
	closing.Tip = "关闭(Esc)"
	right.Add(closing)
	sentence := look.NewParagraph(text)
	line := container.NewBorder(nil, nil, container.NewCenter(mark), container.NewCenter(right), sentence)
	b.box.Objects = []fyne.CanvasObject{look.Toned(tone, look.Inset(line, 6, 8, 6, 16))}
	b.box.Show()
	b.parent.Refresh()
}

// bannerIcon is the sign of what a banner says: done, mind, failed.
func bannerIcon(tone look.Tone) fyne.Resource {
	switch tone {
	case look.Broken:
		return theme.NewErrorThemedResource(theme.ErrorIcon())
	case look.Doubt:
		return theme.NewWarningThemedResource(theme.WarningIcon())
	}
	return theme.NewSuccessThemedResource(theme.ConfirmIcon())
}

// hide takes the banner away and reports whether there was one.
func (b *banner) hide() bool {
	if !b.box.Visible() {
		return false
	}
	b.box.Hide()
	b.parent.Refresh()
	return true
}
