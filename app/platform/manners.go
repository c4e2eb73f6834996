package platform

// Look is what a user has chosen in the system for the colours of all programs.
type Look uint8

// The looks.
const (
	LookLight Look = iota
	LookDark
	LookHighContrast
)

// Events are what a system tells the windows on it.
type Events struct {
	Looks func() // the colours that the user wants may have changed
	Stick func() // a stick or a disk was plugged in
}
