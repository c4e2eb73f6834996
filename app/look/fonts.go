package look

import (
	"fyne.io/fyne/v2"

	"taizhang/assets"
)

// bundledFont is a face. It is unpacked when the toolkit first asks for its content, not when a theme is made.
type bundledFont struct {
	name    string
	content func() []byte
}

var _ fyne.Resource = (*bundledFont)(nil)

// Name implements fyne.Resource.
func (f *bundledFont) Name() string { return f.name }

// Content implements fyne.Resource.
func (f *bundledFont) Content() []byte { return f.content() }

// fonts are the faces of the window.
type fonts struct{ regular, bold fyne.Resource }

// bundled returns the faces of package assets.
func bundled() fonts {
	return fonts{
		regular: &bundledFont{"taizhang-sans-regular.ttf", assets.SansRegular},
		bold:    &bundledFont{"taizhang-sans-bold.ttf", assets.SansBold},
	}
}
