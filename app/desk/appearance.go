package desk

import (
	"fyne.io/fyne/v2"

	"taizhang/app/look"
)

// The keys of what a clerk chose about the appearance, in the app's preferences.
const (
	prefMode    = "look.mode"
	prefScale   = "look.scale"
	prefCompact = "look.compact"
)

// scaleStep is how much A+ and A− change the size of text.
const scaleStep = 0.1

func (d *Desk) appearance() look.Options {
	p := d.app.Preferences()
	return look.Options{
		Mode:    look.Mode(p.IntWithFallback(prefMode, int(look.Light))),
		Scale:   float32(p.FloatWithFallback(prefScale, 1)),
		Compact: p.BoolWithFallback(prefCompact, false),
	}
}

// Appearance returns what the clerk chose.
func (d *Desk) Appearance() look.Options { return look.Current().Options }

// SetAppearance changes the appearance and remembers it.
func (d *Desk) SetAppearance(o look.Options) {
	t := look.New(o)
	p := d.app.Preferences()
	p.SetInt(prefMode, int(t.Mode))
	p.SetFloat(prefScale, float64(t.Scale))
	p.SetBool(prefCompact, t.Compact)
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
