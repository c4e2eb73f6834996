package platform

// Look is what a user has chosen in the system for the colours of all programs.
type Look uint8

// The looks.
const (
	LookLight Look = iota
	LookDark
	LookHighContrast
)
