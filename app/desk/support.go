package desk

import (
	"context"
	"fmt"
	"os"
	"strings"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/app/support"
	"taizhang/data/file"
	"taizhang/data/store"
)

// CopyForSupport puts on the clipboard what technical support asks for. None of it says anything about people.
func (d *Desk) CopyForSupport() {
	facts := []support.Fact{
		{Name: "版本", Value: d.Updates.Version},
		{Name: "系统", Value: platform.System()},
		{Name: "显示", Value: fmt.Sprintf("%s, 缩放 %.2f", platform.Graphics(d.app), d.Window.Canvas().Scale())},
	}
	var text string
	d.Run("收集给技术支持的信息", func(ctx context.Context, _ Progress) error {
		text = d.Log.Report(append(facts, d.databaseFacts(ctx)...))
		return nil
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.app.Clipboard().SetContent(text)
		d.Say("已复制,可以粘贴到微信或邮件里发给技术支持。里面是版本、系统、记录条数和最近的错误代码,没有姓名、证件号等内容")
	})
}

// databaseFacts are the size and the state of the records; what can't be read is told by its error.
func (d *Desk) databaseFacts(ctx context.Context) []support.Fact {
	told := func(value string, err error) string {
		if err != nil {
			return support.Describe(err)
		}
		return value
	}
	var facts []support.Fact
	add := func(name, value string, err error) {
		facts = append(facts, support.Fact{Name: name, Value: told(value, err)})
	}
	schema, err := d.Store.Schema(ctx)
	add("库结构", fmt.Sprint(schema), err)
	if store.IsPostgres(d.Store.DSN()) {
		add("数据库", "PostgreSQL", nil)
	} else {
		info, err := os.Stat(d.Store.DSN())
		size := ""
		if err == nil {
			size = file.Size(info.Size())
		}
		add("数据库", "SQLite, "+size, err)
	}
	var counts []string
	for _, k := range d.Kinds {
		n, err := d.Store.Count(ctx, store.Query{Kind: k})
		if err != nil || n > 0 {
			counts = append(counts, k.Key+" "+told(fmt.Sprint(n), err))
		}
	}
	add("记录", strings.Join(counts, ", "), nil)
	return facts
}

// TellCrash tells the clerk that the program ended unexpectedly the last time, if it did.
func (d *Desk) TellCrash() {
	if d.Log.Crashed() {
		d.Warn("上次程序意外退出了。已保存的记录都在", look.Step{Label: "复制给技术支持", Do: d.CopyForSupport})
	}
}
