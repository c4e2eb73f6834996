package settings

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/trial"
)

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
