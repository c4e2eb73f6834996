package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode is one of the designed palettes.
type Mode uint8

// The modes.
const (
	Light Mode = iota
	Dark
	HighContrast
)

// The limits of the scale of text.
const (
	MinScale = 0.8
	MaxScale = 2.0
)

// Options are what a clerk may choose about the appearance.
type Options struct {
	Mode    Mode
	Scale   float32 // of text and everything around it: 1 is 14 px text; 0 means 1; held between MinScale and MaxScale
	Compact bool    // grid rows of 26 px instead of 30 px
}

// Theme is the appearance of the window. It is immutable: to change it, set another one on the app's settings.
type Theme struct {
	Options
	Palette Palette
	base    fyne.Theme
	fonts   fonts
}

// New returns the theme for the options given.
func New(o Options) *Theme {
	if o.Scale == 0 {
		o.Scale = 1
	}
	o.Scale = min(max(o.Scale, MinScale), MaxScale)
	t := &Theme{Options: o, base: theme.DefaultTheme(), fonts: bundled()}
	switch o.Mode {
	case Dark:
		t.Palette = dark()
	case HighContrast:
		t.Palette = highContrast()
	default:
		t.Palette = light()
	}
	return t
}

// Current returns the theme of the running app, or the light one if the app has a foreign theme (as in tests of
// other packages).
func Current() *Theme {
	if t, ok := theme.Current().(*Theme); ok {
		return t
	}
	return New(Options{})
}

// Px scales a measure at 100 % to the current scale, rounded to whole pixels so that edges stay sharp.
func (t *Theme) Px(n float32) float32 { return float32(math.Round(float64(n * t.Scale))) }

// The sizes of text in pixels at 100 %.
const (
	textSize  = 14
	gridSize  = 13
	smallSize = 12
	titleSize = 18
)

// TextSize is the size of ordinary text.
func (t *Theme) TextSize() float32 { return textSize * t.Scale }

// GridSize is the size of text in a grid.
func (t *Theme) GridSize() float32 { return gridSize * t.Scale }

// SmallSize is the size of captions, tags and badges.
func (t *Theme) SmallSize() float32 { return smallSize * t.Scale }

// TitleSize is the size of a page's title.
func (t *Theme) TitleSize() float32 { return titleSize * t.Scale }

// RowHeight is the height of a row in a grid or a list.
func (t *Theme) RowHeight() float32 {
	if t.Compact {
		return t.Px(26)
	}
	return t.Px(30)
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return t.TextSize()
	case theme.SizeNameCaptionText:
		return t.SmallSize()
	case theme.SizeNameHeadingText:
		return t.TitleSize()
	case theme.SizeNameSubHeadingText:
		return 15 * t.Scale
	case theme.SizeNamePadding:
		return t.Px(4)
	case theme.SizeNameInnerPadding:
		return t.Px(5) // with one line of text this makes controls as high as a row
	case theme.SizeNameLineSpacing:
		return t.Px(4)
	case theme.SizeNameInlineIcon:
		return t.Px(18)
	case theme.SizeNameScrollBar:
		return t.Px(10)
	case theme.SizeNameScrollBarSmall:
		return t.Px(4)
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameSplitThickness:
		return t.Px(4)
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius, theme.SizeNameMenuRadius:
		return 3
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius:
		return 4
	}
	return t.base.Size(name)
}

// Color implements fyne.Theme. The variant that the system asks for is ignored: the clerk's choice rules.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	p := &t.Palette
	switch name {
	case theme.ColorNameBackground:
		return p.Ground
	case theme.ColorNameForeground:
		return p.Text
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return p.Faint
	case theme.ColorNamePrimary:
		return p.Accent
	case theme.ColorNameHyperlink:
		return p.AccentInk
	case theme.ColorNameForegroundOnPrimary:
		return p.OnAccent
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return p.Ground
	case theme.ColorNameButton, theme.ColorNameDisabledButton:
		return p.Control
	case theme.ColorNameHover:
		return overlay(p.Text, 0x12)
	case theme.ColorNamePressed:
		return overlay(p.Text, 0x22)
	case theme.ColorNameFocus:
		return overlay(p.AccentInk, 0x30)
	case theme.ColorNameSelection:
		return overlay(p.AccentInk, 0x38)
	case theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return p.Raised
	case theme.ColorNameInputBorder:
		return p.LineStrong
	case theme.ColorNameHeaderBackground:
		return p.Panel
	case theme.ColorNameSeparator:
		return p.Line
	case theme.ColorNameScrollBar:
		return overlay(p.Text, 0x58)
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		return p.Shadow
	case theme.ColorNameError:
		return p.Tone(Broken).Ink
	case theme.ColorNameWarning:
		return p.Tone(Doubt).Ink
	case theme.ColorNameSuccess:
		return p.Tone(Added).Ink
	}
	variant := theme.VariantLight
	if t.Mode == Dark {
		variant = theme.VariantDark
	}
	return t.base.Color(name, variant)
}

func overlay(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Font implements fyne.Theme. Characters that the bundled face lacks are looked up in the system's fonts by Fyne,
// one by one.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return t.base.Font(style)
	case style.Bold:
		return t.fonts.bold
	}
	return t.fonts.regular
}
