package settings

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/data/catalog"
	"taizhang/data/store"
)

// Page lets a clerk choose the appearance, name the office, and copy and check the records.
type Page struct {
	desk    *desk.Desk
	box     fyne.CanvasObject
	mode    *look.Select
	compact *look.Check
	scale   *look.Text
	office  *look.Entry
	clerk   *look.Entry     // 填表人
	phone   *look.Entry     // 联系电话
	memory  *fyne.Container // what is remembered of tables and forms
	asking  desk.Latest
	held    *look.Text // how much room pictures take
	holding desk.Latest
}

// modes are the words for the palettes: the system's, and then those of look.Mode in their order.
var modes = []string{"跟随系统", "浅色", "深色", "高对比度"}

// New returns the page.
func New(d *desk.Desk) desk.Page {
	p := &Page{desk: d, mode: look.NewSelect(modes, nil), compact: look.NewCheck("表格行距紧凑", nil),
		scale: look.NewText("", look.Body), office: look.NewEntry(),
		clerk: look.NewEntry(), phone: look.NewEntry(), memory: look.Column(8), held: look.NewText("", look.Body)}
	sections := look.Column(20,
		section("外观", p.appearance()...),
		section("单位", p.unit()...),
		section("数据", p.data()...),
		section("程序", p.program()...),
		section("记住的决定", p.memory),
	)
	p.box = container.NewBorder(desk.Head([]fyne.CanvasObject{look.PageTitle("设置")}, nil), nil, nil, nil,
		container.NewVScroll(look.Inset(look.Wide(640, sections), 8, 16, 16, 16)))
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) {
	p.showAppearance()
	p.showMemory()
	p.showHolding()
	p.showClerk()
	if p.desk.Office.Name == desk.Unnamed {
		p.office.SetText("")
		p.desk.Window.Canvas().Focus(p.office) // what one comes here for in a new office
		return
	}
	p.office.SetText(p.desk.Office.Name)
}

// Retheme implements desk.Rethemer.
func (p *Page) Retheme() { p.showAppearance() }

func section(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return look.Column(8, append([]fyne.CanvasObject{look.NewText(title, look.Strong), look.Hairline()}, rows...)...)
}

func row(caption string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return look.Row(12, look.Wide(96, look.MutedText(caption)), look.Row(8, objects...))
}

func (p *Page) appearance() []fyne.CanvasObject {
	p.mode.OnChanged = func(name string) {
		if i := slices.Index(modes, name); i > 0 {
			p.desk.UseMode(look.Mode(i - 1))
			return
		}
		p.desk.UseSystemMode()
	}
	p.compact.OnChanged = func(on bool) {
		o := p.desk.Appearance()
		o.Compact = on
		p.desk.SetAppearance(o)
	}
	resize := func(by float32) func() {
		return func() {
			o := p.desk.Appearance()
			o.Scale += by
			p.desk.SetAppearance(o)
		}
	}
	return []fyne.CanvasObject{
		row("颜色", look.Wide(140, p.mode)),
		row("文字大小", look.Button("A−", nil, resize(-0.1)), p.scale, look.Button("A+", nil, resize(+0.1))),
		row("行距", p.compact),
	}
}

// showAppearance shows what is in force, which can be changed at the top of the window too.
func (p *Page) showAppearance() {
	o := p.desk.Appearance()
	p.mode.Selected = modes[o.Mode+1]
	if p.desk.FollowsSystem() {
		p.mode.Selected = modes[0]
	}
	p.mode.Refresh()
	p.compact.Checked = o.Compact
	p.compact.Refresh()
	p.scale.SetText(fmt.Sprintf("%.0f %%", o.Scale*100))
}

func (p *Page) unit() []fyne.CanvasObject {
	p.office.SetPlaceHolder("例如:青山镇")
	p.office.OnSubmitted = p.rename
	save := look.Button("保存", nil, func() { p.rename(p.office.Text) })
	return append([]fyne.CanvasObject{row("单位名称", look.Wide(240, p.office), save)}, p.who()...)
}

// Save implements desk.Saver: it takes what stands in the fields and isn't stored yet.
func (p *Page) Save() bool {
	said := p.written() != p.desk.Clerk()
	if said {
		p.sayClerk()
	}
	if p.office.Text == "" || p.office.Text == p.desk.Office.Name {
		return said
	}
	p.rename(p.office.Text)
	return true
}

func (p *Page) rename(name string) {
	name = strings.TrimSpace(name)
	p.desk.Run("保存单位名称", func(ctx context.Context, _ desk.Progress) error {
		return p.desk.Store.RenameOffice(ctx, name)
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.Renamed(name)
		p.desk.Say("单位名称已改为「" + name + "」,会印在每张表上")
	})
}

func (p *Page) data() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		row("存放位置", look.NewText(p.desk.Store.DSN(), look.Body)),
		row("图片", p.held, look.MutedText("和台账在同一个数据库里,备份和交接包都带着")),
		row("备份", look.Button("备份到…", nil, p.backup), look.MutedText("做完会自动核对,可以存到 U 盘")),
		row("交接包", look.Button("打包到 U 盘…", nil, p.desk.Pack), look.Button("打开交接包或备份…", nil, p.desk.ChoosePacket),
			look.MutedText("整个单位的台账做成一个文件,换电脑时用")),
		row("检查", look.Button("检查数据", nil, p.check), look.MutedText("核对每一条记录和操作记录")),
	}
}

func (p *Page) program() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		row("版本", look.NewText(p.desk.Updates.Version, look.Body)),
		row("更新", look.Button("从 U 盘更新", nil, p.desk.UpdateFromStick), look.MutedText("核对文件、备份台账后再换新版本,不用联网")),
		row("出错时", look.Button("复制给技术支持", nil, p.desk.CopyForSupport), look.MutedText("版本、系统和最近的错误,不含人员信息")),
	}
}

func (p *Page) backup() {
	platform.ChooseFolder(p.desk.Window, "备份保存到哪个文件夹", func(dir string) {
		var made string
		p.desk.Run("备份", func(ctx context.Context, _ desk.Progress) (err error) {
			made, err = p.desk.Store.Backup(ctx, dir)
			return err
		}, func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			p.desk.Saved(made)
		})
	})
}

func (p *Page) check() {
	var report store.CheckReport
	p.desk.Run("检查数据", func(ctx context.Context, _ desk.Progress) (err error) {
		report, err = p.desk.Store.Check(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.desk.Warn(catalog.Message(err))
		case len(report.Faults) > 0:
			p.desk.Warn(fmt.Sprintf("发现 %d 处问题:%s。请先备份,再联系技术支持", len(report.Faults), report.Faults[0]))
		default:
			n := 0
			for _, live := range report.Records {
				n += live
			}
			p.desk.Say(soundWords(n, report))
		}
	})
}
