package platform

import (
	"encoding/binary"
	"slices"
)

// Copied returns the pictures that another program has put on the clipboard: files that were copied, or the bytes of a
// PNG, JPEG or BMP file; neither if there are none. It may take long: not to be called on the UI goroutine.
func Copied() (files []string, picture []byte) { return copied() }

// mostCopied bounds a picture that is taken from the clipboard, in bytes: a screen of 8K.
const mostCopied = 160 << 20

// The header of a device-independent bitmap (BITMAPINFOHEADER, wingdi.h) and of a file that holds one.
const (
	dibHeader  = 40
	bmpHeader  = 14
	dibSize    = 0
	dibBits    = 14
	dibPacking = 16
	dibColours = 32

	packNone  = 0 // BI_RGB
	packMasks = 3 // BI_BITFIELDS
)

// bmpOf returns the file of a device-independent bitmap, nil if it is none that is understood. Masks that say what goes
// without saying are left out, as not every reader knows them.
func bmpOf(dib []byte) []byte {
	if len(dib) < dibHeader {
		return nil
	}
	dib = slices.Clone(dib)
	word := binary.LittleEndian.Uint32
	header := int(word(dib[dibSize:]))
	if header < dibHeader || header > len(dib) {
		return nil
	}
	bits, packing := binary.LittleEndian.Uint16(dib[dibBits:]), word(dib[dibPacking:])
	body := header
	switch {
	case packing == packMasks && header == dibHeader && bits == 32 && len(dib) >= header+12:
		if word(dib[header:]) != 0xFF0000 || word(dib[header+4:]) != 0xFF00 || word(dib[header+8:]) != 0xFF {
			return nil
		}
		dib = slices.Delete(dib, header, header+12)
		binary.LittleEndian.PutUint32(dib[dibPacking:], packNone)
	case packing == packNone && bits <= 8:
		colours := int(word(dib[dibColours:]))
		if colours == 0 {
			colours = 1 << bits
		}
		if colours > 256 {
			return nil
		}
		body += 4 * colours
	}
	if body > len(dib) {
		return nil
	}
	out := make([]byte, bmpHeader, bmpHeader+len(dib))
	copy(out, "BM")
	binary.LittleEndian.PutUint32(out[2:], uint32(bmpHeader+len(dib)))
	binary.LittleEndian.PutUint32(out[10:], uint32(bmpHeader+body))
	return append(out, dib...)
}
