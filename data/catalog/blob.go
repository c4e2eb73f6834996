package catalog

import (
	"crypto/sha256"
	"encoding/hex"
)

// Blob is the content of a picture. It is named by its bytes: the same picture is kept once, and never changes.
type Blob struct {
	Hash  string // SHA-256 in lower-case hexadecimal digits
	Media string // "image/jpeg" or "image/png"
	Data  []byte
}

const hashLength = 2 * sha256.Size

// NewBlob names some bytes. It keeps the slice.
func NewBlob(media string, data []byte) Blob {
	sum := sha256.Sum256(data)
	return Blob{hex.EncodeToString(sum[:]), media, data}
}

// Sound reports whether the bytes are those that the hash names.
func (b Blob) Sound() bool { return NewBlob(b.Media, b.Data).Hash == b.Hash }

// isHash reports whether a text is written as the hash of a Blob.
func isHash(s string) bool {
	if len(s) != hashLength {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
