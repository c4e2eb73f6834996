package desk

import (
	"testing"

	"taizhang/app/look"
)

// TestColoursOfTheSystem: until the clerk chooses colours they are the system's, whatever else of the looks is changed.
func TestColoursOfTheSystem(t *testing.T) {
	d, _ := newDesk(t)
	if !d.FollowsSystem() {
		t.Fatal("at first the colours are not the system's")
	}
	d.zoom(+1)
	if !d.FollowsSystem() || d.Appearance().Scale <= 1 {
		t.Error("the size of text chooses colours too")
	}
	present := d.Appearance().Mode
	d.UseMode(present)
	if d.FollowsSystem() {
		t.Error("choosing the colours that the system has just now is no choice")
	}
	d.nextMode()
	chosen := d.Appearance().Mode
	if chosen == present {
		t.Error("the next colours are the same")
	}
	d.FollowSystem() // the system's have changed
	if d.Appearance().Mode != chosen {
		t.Error("the system overrules the clerk")
	}
	d.UseSystemMode()
	if !d.FollowsSystem() || d.Appearance().Mode != systemMode() {
		t.Errorf("back to the system's colours: %v", d.Appearance().Mode)
	}
	d.Preferences().SetInt(prefMode, 77)
	if o := d.appearance(); o.Mode > look.HighContrast {
		t.Errorf("a mode that is not there: %v", o.Mode)
	}
}
