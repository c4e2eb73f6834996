package look

import "image/color"

// Palette is a designed set of colours. Text on Ground and Text on any Soft colour have a contrast of 7:1 or
// more, Muted and every tone's Ink 4.5:1 or more (WCAG 2.1, 1.4.3 and 1.4.6); a test holds that.
type Palette struct {
	Ground     color.NRGBA // behind data
	Panel      color.NRGBA // navigation, headings of a grid, status strip
	Raised     color.NRGBA // entries, menus, the side panel
	Text       color.NRGBA // data
	Muted      color.NRGBA // captions, units, row numbers
	Faint      color.NRGBA // placeholders and what is disabled; never for data
	Line       color.NRGBA // hairlines
	LineStrong color.NRGBA // borders of entries, the edge of frozen columns
	Hover      color.NRGBA // under the pointer
	Pressed    color.NRGBA // under the pressed pointer
	Control    color.NRGBA // ground of ordinary buttons
	Accent     color.NRGBA // fill of the primary action, outline of the current cell
	AccentInk  color.NRGBA // the accent as text or as a thin mark
	OnAccent   color.NRGBA // text on Accent
	Selected   color.NRGBA // fill of selected rows, cells and the current page
	Highlight  color.NRGBA // behind text that was searched for
	Shadow     color.NRGBA

	tones [toneCount]ToneColors
}

// Tone is what a colour says. Each tone has a mark too, so that nothing is told by colour alone.
type Tone uint8

// The tones.
const (
	Plain   Tone = iota
	Doubt        // amber, 疑: may be wrong, a person must look
	Broken       // red, 错: can't be taken as it is
	Added        // green, 新
	Changed      // blue, 改
	Same         // grey, 同: nothing will happen
	Left         // grey, 略: left out

	toneCount
)

// Mark returns the one character that stands beside the tone's colour, "" for Plain.
func (t Tone) Mark() string {
	if t >= toneCount {
		return ""
	}
	return [toneCount]string{"", "疑", "错", "新", "改", "同", "略"}[t]
}

// ToneColors are a tone's colours: Ink for text and thin marks, Soft for the ground behind data.
type ToneColors struct{ Ink, Soft color.NRGBA }

// Tone returns the colours of t.
func (p *Palette) Tone(t Tone) ToneColors {
	if t >= toneCount {
		t = Plain
	}
	return p.tones[t]
}

// rgb returns the opaque colour 0xRRGGBB.
func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func light() Palette {
	return Palette{
		Ground: rgb(0xFDFCFA), Panel: rgb(0xF5F3EF), Raised: rgb(0xFFFFFF),
		Text: rgb(0x1C1B19), Muted: rgb(0x625D56), Faint: rgb(0x948E85),
		Line: rgb(0xE6E2DB), LineStrong: rgb(0xC8C2B8),
		Hover: rgb(0xF2EFE9), Pressed: rgb(0xE6E1D8), Control: rgb(0xEEEAE4),
		Accent: rgb(0xA61B1B), AccentInk: rgb(0xA61B1B), OnAccent: rgb(0xFFFFFF),
		Selected: rgb(0xF3E8E3), Highlight: rgb(0xFFE48A), Shadow: color.NRGBA{A: 0x2c},
		tones: [toneCount]ToneColors{
			Plain:   {rgb(0x625D56), rgb(0xF2EFE9)},
			Doubt:   {rgb(0x875000), rgb(0xFDF0D2)},
			Broken:  {rgb(0xB3161E), rgb(0xFCDFDB)},
			Added:   {rgb(0x1B6838), rgb(0xE0F1E3)},
			Changed: {rgb(0x1A5596), rgb(0xE0EBF8)},
			Same:    {rgb(0x625D56), rgb(0xF2EFE9)},
			Left:    {rgb(0x6B665F), rgb(0xEDEAE4)},
		},
	}
}

func dark() Palette {
	return Palette{
		Ground: rgb(0x191817), Panel: rgb(0x21201E), Raised: rgb(0x2A2826),
		Text: rgb(0xEDEAE5), Muted: rgb(0xADA79E), Faint: rgb(0x7F7971),
		Line: rgb(0x32302D), LineStrong: rgb(0x524E48),
		Hover: rgb(0x2A2826), Pressed: rgb(0x3A3733), Control: rgb(0x33302D),
		Accent: rgb(0xC9423A), AccentInk: rgb(0xF08A80), OnAccent: rgb(0xFFFFFF),
		Selected: rgb(0x3B2C29), Highlight: rgb(0x6A540E), Shadow: color.NRGBA{A: 0x80},
		tones: [toneCount]ToneColors{
			Plain:   {rgb(0xADA79E), rgb(0x302E2B)},
			Doubt:   {rgb(0xEDB954), rgb(0x3B3017)},
			Broken:  {rgb(0xFF9086), rgb(0x4C211F)},
			Added:   {rgb(0x86CF9A), rgb(0x1D3625)},
			Changed: {rgb(0x93BFF2), rgb(0x1C3048)},
			Same:    {rgb(0xADA79E), rgb(0x302E2B)},
			Left:    {rgb(0xA59F96), rgb(0x2B2927)},
		},
	}
}

// highContrast is for weak eyes and bad projectors: black on white, lines that can be seen, saturated tones.
func highContrast() Palette {
	return Palette{
		Ground: rgb(0xFFFFFF), Panel: rgb(0xFFFFFF), Raised: rgb(0xFFFFFF),
		Text: rgb(0x000000), Muted: rgb(0x1E1E1E), Faint: rgb(0x4A4A4A),
		Line: rgb(0x767676), LineStrong: rgb(0x000000),
		Hover: rgb(0xE8E8E8), Pressed: rgb(0xD0D0D0), Control: rgb(0xDEDEDE),
		Accent: rgb(0x8A0000), AccentInk: rgb(0x8A0000), OnAccent: rgb(0xFFFFFF),
		Selected: rgb(0xFFE0DC), Highlight: rgb(0xFFE000), Shadow: color.NRGBA{A: 0x60},
		tones: [toneCount]ToneColors{
			Plain:   {rgb(0x1E1E1E), rgb(0xE8E8E8)},
			Doubt:   {rgb(0x5C3500), rgb(0xFFE5A8)},
			Broken:  {rgb(0x8F0008), rgb(0xFFCAC4)},
			Added:   {rgb(0x004D1C), rgb(0xBFF0CB)},
			Changed: {rgb(0x003A7A), rgb(0xC4DEFF)},
			Same:    {rgb(0x1E1E1E), rgb(0xE8E8E8)},
			Left:    {rgb(0x1E1E1E), rgb(0xDCDCDC)},
		},
	}
}
