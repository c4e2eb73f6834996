// Package assets holds what is built into the programs: fonts with their licences and the icon.
//
// Fonts are stored packed and are unpacked at their first use, so that a program that draws nothing pays nothing.
package assets
