// Package update recognises a newer version of the program on a stick, by the names that our releases have, and takes
// it from there when its SHA-256 sum is the one that was released with it.
package update
