// Package file writes files whole or not at all, and names them so that every system takes the name.
package file
