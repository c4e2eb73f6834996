package assets

import _ "embed" // for the directive below

//go:embed icon/icon.png
var icon []byte

// Icon returns the program's icon as a PNG of 512 × 512 pixels; callers must not change the bytes. The same drawing
// for Windows is icon/icon.ico.
func Icon() []byte { return icon }
