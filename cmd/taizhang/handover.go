package main

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/platform"
	"taizhang/data/catalog"
)

// wish is what the command line asks of a window, be it this program's or one that is open already.
func (o start) wish() platform.Handover {
	wish := platform.Handover{Files: absolute(o.files), Ledger: o.kind, Page: o.page}
	if o.form != "" {
		wish.Form = absolute([]string{o.form})[0]
	}
	return wish
}

// claim makes this start the window of its records, or hands its wish to the window that is open: then handed is true.
func (o start) claim(ctx context.Context, db string) (claimed *platform.Instance, handed bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, platform.HandoverPatience)
	defer cancel()
	return platform.Claim(ctx, db, o.wish())
}

// grant shows what is wished for.
func grant(d *desk.Desk, wish platform.Handover) {
	switch {
	case wish.Form != "":
		d.Go(desk.Place{Page: desk.PageFilling, Data: []string{wish.Form}})
	case pages[wish.Page] != nil:
		d.Go(desk.Place{Page: wish.Page})
	case wish.Ledger != "":
		d.Go(desk.Place{Page: desk.PageRoster, Kind: wish.Ledger})
	}
	d.Import(wish.Files)
}

// serve brings the window to the front for every later start, and shows what that one asks for.
func serve(d *desk.Desk, claimed *platform.Instance) {
	claimed.Serve(func(ctx context.Context, wish platform.Handover) {
		fyne.DoAndWait(func() {
			if ctx.Err() != nil { // it has opened a window of its own
				return
			}
			platform.Raise(d.Window)
			grant(d, wish)
		})
	})
}

// secondWindow says why there is a second window of the same records; "" if there is none.
func secondWindow(claiming error) string {
	if !errors.Is(claiming, platform.ErrSilent) {
		return ""
	}
	return "这份台账已在另一个窗口打开,那个窗口没有回应,所以另开了这个窗口。那边没有保存的修改请先在那边处理"
}

// whyClosed is the reason why the records could not be opened, if claiming them ended with the error given.
func whyClosed(err, claiming error) error {
	if errors.Is(claiming, platform.ErrSilent) && errors.Is(err, &catalog.Refusal{Code: "locked"}) {
		return catalog.Refuse("locked", "这份台账已在另一个窗口打开,那个窗口没有回应,也没有放开台账:请等它恢复;如果一直没有反应,请在任务管理器里结束“taizhang”,再打开本程序。已保存的记录不会丢失").Because(err)
	}
	return err
}
