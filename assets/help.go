package assets

import _ "embed" // for the directive below

//go:embed help.md
var help string

// Help returns the help text, in Markdown.
func Help() string { return help }
