package settings

import (
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
)

// who asks who completes the forms at this computer: the name of the account, which a journal can do with, is mostly
// nothing that a superior should read.
func (p *Page) who() []fyne.CanvasObject {
	p.clerk.SetPlaceHolder("例如:王小明")
	p.phone.SetPlaceHolder("例如:0775-0000101")
	for _, e := range []*look.Entry{p.clerk, p.phone} {
		e.OnSubmitted = func(string) { p.sayClerk() }
	}
	return []fyne.CanvasObject{
		row("填表人", look.Wide(240, p.clerk), look.Button("保存", nil, p.sayClerk), look.MutedText("写进上级表格的“填表人”,也记在操作记录里")),
		row("联系电话", look.Wide(240, p.phone), look.Button("保存", nil, p.sayClerk), look.MutedText("写进全单位表格的“联系电话”")),
	}
}

func (p *Page) showClerk() {
	c := p.desk.Clerk()
	p.clerk.SetText(c.Name)
	p.phone.SetText(c.Phone)
}

// written is what stands in the fields.
func (p *Page) written() desk.Clerk {
	return desk.Clerk{Name: strings.TrimSpace(p.clerk.Text), Phone: strings.TrimSpace(p.phone.Text)}
}

func (p *Page) sayClerk() {
	c := p.written()
	p.desk.SetClerk(c)
	p.showClerk()
	if c == (desk.Clerk{}) {
		p.desk.Say("上级表格的“填表人”和“联系电话”将留空")
		return
	}
	p.desk.Say("已记住填表人和联系电话,在这台电脑上套表时自动填写")
}
