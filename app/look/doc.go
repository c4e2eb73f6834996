// Package look gives the whole window one appearance: the theme with its palettes, sizes and fonts, and the few
// small pieces that every page is put together from.
//
// Pages use the controls of this package instead of the toolkit's own: they hand the keys that they have no use for
// to the window (PassKey), so that F1 and Esc work from everywhere.
//
// A page takes colours from Current().Palette and measures from Current().Px, never from a literal, so that light,
// dark, high contrast and text of 80 to 200 % stay one design.
package look
