package look

import (
	"os"

	"fyne.io/fyne/v2"
)

// fonts are the faces of the window; nil means the toolkit's own.
type fonts struct{ regular, bold fyne.Resource }

// bundled returns the faces of package assets.
func bundled() fonts {
	return fonts{face("TAIZHANG_FONT"), face("TAIZHANG_FONT_BOLD")}
}

func face(env string) fyne.Resource {
	data, err := os.ReadFile(os.Getenv(env))
	if err != nil {
		return nil
	}
	return fyne.NewStaticResource(env, data)
}
