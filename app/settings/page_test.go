package settings

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/trial"
)

// TestClerk: forms and the journal have the name that was written, the journal the account's before.
func TestClerk(t *testing.T) {
	w := trial.Empty(t)
	w.Account = "Administrator"
	w.Register(desk.PageSettings, New)
	w.Start(desk.Place{Page: desk.PageSettings})
	if got := w.Actor(); got != "Administrator" {
		t.Errorf("while nobody has said who it is, the journal names %q", got)
	}
	p := New(w.Desk).(*Page)
	p.Open(desk.Place{})
	if p.Save() {
		t.Error("nothing was written, and something was saved")
	}
	p.clerk.SetText(" 王小明 ")
	p.phone.SetText("0775-0000101")
	if !p.Save() {
		t.Error("Ctrl+S saves nothing")
	}
	want := desk.Clerk{Name: "王小明", Phone: "0775-0000101"}
	if got := w.Clerk(); got != want || w.Actor() != want.Name {
		t.Errorf("remembered %+v, the journal names %q", got, w.Actor())
	}
	p.clerk.SetText("")
	p.clerk.OnSubmitted("")
	if got := w.Clerk().Name; got != "" || w.Actor() != "Administrator" {
		t.Errorf("a name that was taken away is %q still", got)
	}
}

// TestNamingTheOffice is a clerk's first act: the field waits for the name, and Enter is enough.
func TestNamingTheOffice(t *testing.T) {
	w := trial.Empty(t)
	if err := w.Store.RenameOffice(context.Background(), desk.Unnamed); err != nil {
		t.Fatal(err)
	}
	w.Office.Name = desk.Unnamed
	w.Register(desk.PageSettings, New)
	w.Start(desk.Place{Page: desk.PageSettings})
	w.Type("青山镇 ")
	w.Key(fyne.KeyReturn)
	w.Until("the name in the title", func() bool { return strings.Contains(w.Window.Title(), " · 青山镇 · ") })
	if o, err := w.Store.Office(context.Background()); err != nil || o.Name != "青山镇" {
		t.Errorf("the office is called %q (%v)", o.Name, err)
	}
}
