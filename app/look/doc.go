// Package look gives the whole window one appearance: the theme with its palettes, sizes and fonts, and the few
// small pieces that every page is put together from.
//
// A page takes colours from Current().Palette and measures from Current().Px, never from a literal, so that light,
// dark, high contrast and text of 80 to 200 % stay one design.
package look
