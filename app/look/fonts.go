package look

import (
	"fyne.io/fyne/v2"

	"taizhang/assets"
)

// font is a bundled face. It is unpacked when the toolkit first asks for its content, not when a theme is made.
type font struct {
	name    string
	content func() []byte
}

var _ fyne.Resource = (*font)(nil)

// Name implements fyne.Resource.
func (f *font) Name() string { return f.name }

// Content implements fyne.Resource.
func (f *font) Content() []byte { return f.content() }

// fonts are the faces of the window.
type fonts struct{ regular, bold fyne.Resource }

// bundled returns the faces of package assets.
func bundled() fonts {
	return fonts{
		regular: &font{"taizhang-sans-regular.ttf", assets.SansRegular},
		bold:    &font{"taizhang-sans-bold.ttf", assets.SansBold},
	}
}
