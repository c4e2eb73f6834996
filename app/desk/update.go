package desk

import (
	"context"
	"path/filepath"

	"taizhang/app/look"
	"taizhang/app/platform"
	"taizhang/data/update"
)

// Updates is what is to be known to bring the program up to date from a stick.
type Updates struct {
	Version string      // of this program
	Kind    update.Kind // the form in which it is installed
	Into    string      // folder for what is taken from a stick
	// Sticks returns the folders to look into.
	Sticks func() []string
	// Admit, which may be nil, refuses an installer that was taken by its signature.
	Admit func(path string) error
	// Start opens what was taken.
	Start func(path string) error
}

// updating is how far the window is with that.
type updating struct {
	asked   Latest
	offered string // the path that was offered last: once is enough
}

// LookForUpdate offers a newer version if one lies on a stick, and is silent otherwise: it is called whenever a stick
// comes. What the clerk is being told is not written over.
func (d *Desk) LookForUpdate() {
	Ask(&d.updating.asked, func(ctx context.Context) ([]update.Release, error) {
		update.Tidy(d.Updates.Into, d.Updates.Version)
		return update.Find(ctx, d.Updates.Kind, d.Updates.Sticks())
	}, func(found []update.Release, err error) {
		if err != nil || !d.isNewer(found) || d.banner.box.Visible() || found[0].Path == d.updating.offered {
			return
		}
		d.offerUpdate(found[0])
	})
}

// UpdateFromStick looks for a newer version on the sticks, and tells what it finds.
func (d *Desk) UpdateFromStick() { d.seekUpdate("U 盘里", d.Updates.Sticks) }

// seekUpdate looks into folders, which are called place.
func (d *Desk) seekUpdate(place string, folders func() []string) {
	var found []update.Release
	d.Run("查找新版本", func(ctx context.Context, _ Progress) (err error) {
		found, err = update.Find(ctx, d.Updates.Kind, folders())
		return err
	}, func(err error) {
		switch {
		case err != nil:
			d.Fail(err)
		case len(found) == 0:
			d.Warn(place+"没有找到新版本:应有「"+d.Updates.Kind.Name("版本号")+"」和校验文件「"+d.Updates.Kind.Sums()+"」,放在同一个文件夹", look.Step{Label: "到文件夹里找", Do: d.seekUpdateInFolder})
		case !d.isNewer(found):
			d.Say(place+"的版本是 "+found[0].Version+",不比现在的 "+d.Updates.Version+" 新,不用更新", look.Step{Label: "到文件夹里找", Do: d.seekUpdateInFolder})
		default:
			d.offerUpdate(found[0])
		}
	})
}

func (d *Desk) seekUpdateInFolder() {
	platform.ChooseFolder(d.Window, "新版本在哪个文件夹", func(path string) {
		d.seekUpdate("「"+path+"」里", func() []string { return []string{path} })
	})
}

// isNewer reports whether the first of those found, which is the newest, is newer than this program.
func (d *Desk) isNewer(found []update.Release) bool {
	return len(found) > 0 && update.Compare(found[0].Version, d.Updates.Version) > 0
}

func (d *Desk) offerUpdate(r update.Release) {
	d.updating.offered = r.Path
	d.Say("有新版本 "+r.Version+"(现在是 "+d.Updates.Version+"):"+r.Path+"。更新前会核对文件、备份台账,记录都会保留",
		look.Step{Label: "更新", Do: func() { d.takeUpdate(r) }})
}

// takeUpdate copies a release from the stick, and opens the copy if it is whole.
func (d *Desk) takeUpdate(r update.Release) {
	var path string
	d.Run("核对新版本", func(ctx context.Context, report Progress) (err error) {
		path, err = r.Take(ctx, d.Updates.Into, func(done, total int64) { report(int(done), int(total)) })
		if err == nil && r.Kind == update.Installer && d.Updates.Admit != nil {
			err = d.Updates.Admit(path)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.startUpdate(r.Version, path)
	})
}

// startUpdate opens what was taken, and says what to do then.
func (d *Desk) startUpdate(version, path string) {
	switch d.Updates.Kind {
	case update.Installer:
		if err := d.Updates.Start(path); err != nil {
			d.Fail(err)
			return
		}
		d.Say("安装程序已打开:请按它的提示做。它会关闭这个窗口、备份台账,再换上 " + version)
	case update.Portable:
		d.Say("新版本 "+version+" 核对无误。请关闭这个窗口,把压缩包里的文件解压到本程序所在的文件夹,替换旧文件;data 文件夹里是台账,不要动",
			look.Step{Label: "打开压缩包所在文件夹", Do: func() { d.Fail(d.Updates.Start(filepath.Dir(path))) }})
	case update.Debian:
		command := "sudo apt install '" + path + "'"
		copied := look.Step{Label: "复制命令", Do: func() { d.app.Clipboard().SetContent(command) }}
		if err := d.Updates.Start(path); err != nil {
			d.Say("新版本 "+version+" 核对无误。请关闭这个窗口,在终端里运行:"+command, copied)
			return
		}
		d.Say("已交给系统的软件包安装器;没有弹出来的话,在终端里运行:"+command, copied)
	}
}
