package desk

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/app/platform"
)

// The keys of what a clerk chose about the appearance, in the app's preferences.
const (
	prefMode    = "look.mode" // missing or followSystem: as the system is
	prefScale   = "look.scale"
	prefCompact = "look.compact"
)

// followSystem stands for a mode that the clerk has not chosen.
const followSystem = -1

// systemMode is the mode that the clerk has chosen for all programs.
func systemMode() look.Mode {
	switch platform.SystemLook() {
	case platform.LookDark:
		return look.Dark
	case platform.LookHighContrast:
		return look.HighContrast
	case platform.LookLight:
	}
	return look.Light
}

// scaleStep is how much A+ and A− change the size of text.
const scaleStep = 0.1

func (d *Desk) appearance() look.Options {
	p := d.app.Preferences()
	mode := look.Mode(p.IntWithFallback(prefMode, followSystem))
	if d.FollowsSystem() || mode > look.HighContrast {
		mode = systemMode()
	}
	return look.Options{
		Mode:    mode,
		Scale:   float32(p.FloatWithFallback(prefScale, 1)),
		Compact: p.BoolWithFallback(prefCompact, false),
	}
}

// Appearance returns what the clerk chose.
func (d *Desk) Appearance() look.Options { return look.Current().Options }

// FollowsSystem reports whether the colours are those that the system has, because the clerk has chosen none.
func (d *Desk) FollowsSystem() bool {
	return d.app.Preferences().IntWithFallback(prefMode, followSystem) == followSystem
}

// UseSystemMode gives up the choice of colours for that of the system.
func (d *Desk) UseSystemMode() {
	d.app.Preferences().SetInt(prefMode, followSystem)
	d.FollowSystem()
}

// UseMode chooses colours, whatever the system has.
func (d *Desk) UseMode(m look.Mode) {
	d.app.Preferences().SetInt(prefMode, int(m))
	d.show(look.New(d.appearance()))
}

// FollowSystem takes the system's colours if the clerk has chosen none.
func (d *Desk) FollowSystem() {
	if o := d.appearance(); d.FollowsSystem() {
		d.show(look.New(o))
	}
}

// SetAppearance changes the appearance and remembers it. Colours that are not changed by it go on following the system.
func (d *Desk) SetAppearance(o look.Options) {
	t := look.New(o)
	p := d.app.Preferences()
	if t.Mode != look.Current().Mode {
		p.SetInt(prefMode, int(t.Mode))
	}
	p.SetFloat(prefScale, float64(t.Scale))
	p.SetBool(prefCompact, t.Compact)
	d.show(t)
}

// show has every part of the window take another appearance.
func (d *Desk) show(t *look.Theme) {
	d.app.Settings().SetTheme(t)
	for _, page := range d.pages {
		if r, ok := page.(Rethemer); ok {
			r.Retheme()
		}
	}
	d.shell.Refresh()
}

func (d *Desk) zoom(steps float32) {
	o := d.Appearance()
	o.Scale += steps * scaleStep
	d.SetAppearance(o)
}

// nextMode goes from light to dark to high contrast and back to light.
func (d *Desk) nextMode() {
	o := d.Appearance()
	o.Mode = (o.Mode + 1) % (look.HighContrast + 1)
	d.SetAppearance(o)
}

// Preferences are for what a page remembers between starts, such as its filters.
func (d *Desk) Preferences() fyne.Preferences { return d.app.Preferences() }
