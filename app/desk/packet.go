package desk

import (
	"context"
	"fmt"
	"slices"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/data/file"
	"taizhang/data/packet"
	"taizhang/data/store"
)

var packets = []platform.FileType{{Title: "交接包", Extensions: []string{packet.Extension}}}

// packetsAndBackups are the files that hold a whole office.
var packetsAndBackups = []platform.FileType{{Title: "交接包和备份", Extensions: []string{packet.Extension, ".db"}}}

// Pack asks where to, and packs the whole office into one file.
func (d *Desk) Pack() {
	platform.SaveFile(d.Window, "打包到", packet.Name(d.Office.Name, d.Now()), packets, func(path string) {
		d.Run("打包", func(ctx context.Context, report Progress) error {
			return packet.Write(ctx, path, d.Store, d.Updates.Version, d.Now(), report.bytes())
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.Saved(path)
		})
	})
}

// bytes is the progress of work that counts them.
func (p Progress) bytes() file.Report {
	return func(done, total int64) { p(int(done>>10), int(total>>10)) }
}

// ChoosePacket asks for a package or a backup, and shows what is in it.
func (d *Desk) ChoosePacket() {
	platform.OpenFiles(d.Window, "打开交接包或备份", packetsAndBackups, d.Import)
}

// openPacket shows what is in the package or backup among the files given, and reports whether there is one.
func (d *Desk) openPacket(paths []string) bool {
	i := slices.IndexFunc(paths, packet.IsOurs)
	if i < 0 {
		return false
	}
	d.Go(Place{Page: PagePacket, Data: paths[i]})
	d.place.Data = nil // to come back is to look at it again, not to read it anew
	if n := len(paths) - 1; n > 0 {
		d.Warn(fmt.Sprintf("交接包要单独打开:另外 %d 个文件没有读入", n))
	}
	return true
}

// OpenPacket reads a package or a backup for the page that shows it.
func (d *Desk) OpenPacket(path string, then func(packet.Package, store.Contents, error)) (started bool) {
	var p packet.Package
	var now store.Contents
	return d.Run("核对交接包", func(ctx context.Context, report Progress) (err error) {
		if p, err = packet.Open(ctx, path, d.Kinds, report.bytes()); err != nil {
			return err
		}
		now, err = d.Store.Contents(ctx)
		return err
	}, func(err error) { then(p, now, err) })
}

// Receive puts the office of a package in the place of the one that is shown, and shows it. If that fails, nothing has
// changed, the clerk is told so, and failed is called.
func (d *Desk) Receive(p packet.Package, failed func()) {
	var backup string
	var office store.Office
	started := d.Run("放入「"+p.Office.Name+"」的数据", func(ctx context.Context, report Progress) (err error) {
		if backup, err = p.Receive(ctx, d.Store, report.bytes()); err != nil {
			return err
		}
		office, err = d.Store.Office(ctx)
		return err
	}, func(err error) {
		if err != nil {
			failed()
			d.Fail(err)
			return
		}
		d.startAnew(office)
		said := "已放入" + office.Name + "的数据"
		if backup == "" {
			d.Say(said)
			return
		}
		d.Say(said+"。原来的数据备份在 "+backup, look.Step{Label: "换回原来的数据", Do: func() { d.Import([]string{backup}) }})
	})
	if !started {
		failed()
	}
}

// startAnew shows another office: no page holds what it has read of the one before.
func (d *Desk) startAnew(office store.Office) {
	if office.Name == "" {
		office.Name = Unnamed
	}
	d.Office = office
	d.Renamed(office.Name)
	d.pages, d.page, d.trail, d.org = map[string]Page{}, nil, nil, ""
	d.refreshCounts()
	d.refreshUndo()
	d.Go(Place{Page: PageOverview})
}
