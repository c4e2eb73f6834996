package desk

import (
	"testing"

	"fyne.io/fyne/v2"

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

// TestSizeButtonsStayUnderThePointer: the size of text goes from one end to the other by presses at one place.
func TestSizeButtonsStayUnderThePointer(t *testing.T) {
	d, _ := newDesk(t)
	d.Window.Resize(fyne.NewSize(1366, 720))
	driver := fyne.CurrentApp().Driver()
	for _, c := range []struct {
		name   string
		button fyne.CanvasObject
		end    float32
	}{{"A+", d.top.larger, look.MaxScale}, {"A−", d.top.smaller, look.MinScale}, {"A+", d.top.larger, look.MaxScale}} {
		size := c.button.Size()
		middle := driver.AbsolutePositionForObject(c.button).AddXY(size.Width/2, size.Height/2)
		for presses := 0; d.Appearance().Scale != c.end; presses++ {
			at, size := driver.AbsolutePositionForObject(c.button), c.button.Size()
			if middle.X < at.X || middle.Y < at.Y || middle.X >= at.X+size.Width || middle.Y >= at.Y+size.Height {
				t.Fatalf("after %d presses, at %.0f %%, %s is at %v, %v, not under %v", presses, d.Appearance().Scale*100, c.name, at, size, middle)
			}
			if presses > 20 {
				t.Fatalf("%s ends at %v", c.name, d.Appearance().Scale)
			}
			c.button.(fyne.Tappable).Tapped(&fyne.PointEvent{})
		}
	}
}
