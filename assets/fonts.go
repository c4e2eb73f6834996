package assets

import (
	_ "embed" // for the directives below
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

var (
	//go:embed fonts/sans-regular.ttf.zst
	sansRegular []byte
	//go:embed fonts/sans-bold.ttf.zst
	sansBold []byte
	//go:embed fonts/serif-regular.ttf.zst
	serifRegular []byte
	//go:embed fonts/serif-black.ttf.zst
	serifBlack []byte
	//go:embed fonts/rare.ttf.zst
	rare []byte
)

// Each is unpacked once, by whoever asks first; the bytes are shared, so callers must not change them.
var (
	unpackedSansRegular  = sync.OnceValue(func() []byte { return unpack("sans-regular", sansRegular) })
	unpackedSansBold     = sync.OnceValue(func() []byte { return unpack("sans-bold", sansBold) })
	unpackedSerifRegular = sync.OnceValue(func() []byte { return unpack("serif-regular", serifRegular) })
	unpackedSerifBlack   = sync.OnceValue(func() []byte { return unpack("serif-black", serifBlack) })
	unpackedRare         = sync.OnceValue(func() []byte { return unpack("rare", rare) })
)

// SansRegular returns the TrueType font of the window, which is the 黑体 of printed headings too: 通用规范汉字表,
// GB 2312 and the signs that the window uses. Callers must not change the bytes; this holds for every font here.
func SansRegular() []byte { return unpackedSansRegular() }

// SansBold returns the bold weight of SansRegular.
func SansBold() []byte { return unpackedSansBold() }

// SerifRegular returns the 宋体 of printed text: every character of the Basic Multilingual Plane that Noto Serif SC
// draws (the whole of CJK Unified Ideographs and Extension A) and its few beyond.
func SerifRegular() []byte { return unpackedSerifRegular() }

// SerifBlack returns the face of printed titles, which stands in for 小标宋; it covers what SansRegular covers.
func SerifBlack() []byte { return unpackedSerifBlack() }

// Rare returns the face for Extensions B to F, less what SerifRegular draws: 30 MB unpacked, so ask only when a
// character needs it.
func Rare() []byte { return unpackedRare() }

// unpack inflates a font. Packed fonts are part of the program, so damage is a fault of the build, not of any input.
func unpack(name string, packed []byte) []byte {
	reader, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		panic(fmt.Sprintf("unpacking font %s: %v", name, err))
	}
	defer reader.Close()
	font, err := reader.DecodeAll(packed, nil)
	if err != nil {
		panic(fmt.Sprintf("unpacking font %s: %v", name, err))
	}
	return font
}
