// Package picture makes pictures ready to be kept: upright, of a sensible size, as JPEG or PNG, and without what cameras
// write beside them, such as the place where a picture was taken.
//
// Formats are told from the bytes, never from the name. What is too large to be decoded safely is refused before it is
// decoded. Everything that is kept can be read again by Open.
package picture
