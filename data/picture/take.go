package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"taizhang/data/catalog"
)

// The codes of refusals.
const (
	CodeFormat  = "picture_format"  // no picture that can be read
	CodeHEIC    = "picture_heic"    // a picture of an iPhone in a format that needs a licence
	CodeLarge   = "picture_large"   // too many bytes or pixels
	CodeDamaged = "picture_damaged" // it ends too early, or contradicts itself
	CodeAccess  = "picture_access"  // the file can't be read
)

// Limits of what is taken in.
const (
	// MostBytes bounds a file.
	MostBytes = 64 << 20
	// mostMemory bounds what decoding one picture needs: 128 megapixels of 8 bits a colour, half of them of 16 bits, about 50 of
	// a progressive JPEG.
	mostMemory = 512 << 20
	// mostPages bounds the pages of one scan.
	mostPages = 50
)

// Extensions are the endings of files that Take reads.
var Extensions = []string{".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff"}

// IsPicture reports whether a file looks like a picture by its name, be it one that is refused with a reason (HEIC).
func IsPicture(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	for _, e := range append([]string{".heic", ".heif", ".avif"}, Extensions...) {
		if e == ending {
			return true
		}
	}
	return false
}

// Kept is a picture that is ready to be kept.
type Kept struct {
	Blob catalog.Blob
	Name string // of the file, with the ending of its format
}

// Element is the picture as a value of a record names it.
func (k Kept) Element() catalog.Picture { return catalog.Picture{Hash: k.Blob.Hash, Name: k.Name} }

// TakeFile is Take for the file at path.
func TakeFile(ctx context.Context, path string) ([]Kept, error) {
	name := filepath.Base(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, catalog.Refuse(CodeAccess, "打不开图片「%s」:文件不在了,或没有权限", name).Because(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MostBytes+1))
	if err != nil {
		return nil, catalog.Refuse(CodeAccess, "读不出图片「%s」:请检查 U 盘或网络", name).Because(err)
	}
	return Take(ctx, name, data)
}

// Take makes the picture in data ready to be kept under the name of its file; a scan of several pages (TIFF) gives
// several. What can't be taken is refused with a catalog.Refusal of one of the codes above.
func Take(ctx context.Context, name string, data []byte) ([]Kept, error) {
	if len(data) > MostBytes {
		return nil, catalog.Refuse(CodeLarge, "图片「%s」超过 %d MB,没有添加;请先缩小", name, MostBytes>>20)
	}
	f := formatOf(data)
	switch f {
	case heic:
		return nil, catalog.Refuse(CodeHEIC, "「%s」是苹果手机的 HEIC 照片,不能直接添加。请在手机「设置→相机→格式」里选「兼容性最佳」再拍,或用微信、QQ 发到电脑(会转成 JPG)", name)
	case unknown:
		return nil, catalog.Refuse(CodeFormat, "「%s」不是能读的图片;可以添加 JPG、PNG、BMP、GIF、WebP、TIFF", name)
	case tif:
		return takePages(ctx, name, data)
	}
	kept, err := takeOne(ctx, f, name, data)
	if err != nil {
		return nil, err
	}
	return []Kept{kept}, nil
}

// takePages takes each page of a TIFF by itself. Small copies of a page that stand beside it are left out.
func takePages(ctx context.Context, name string, data []byte) ([]Kept, error) {
	var out []Kept
	pages := tiffPages(data)
	if len(pages) == 0 {
		return nil, damaged(name, fmt.Errorf("no page"))
	}
	if len(pages) > mostPages {
		return nil, catalog.Refuse(CodeLarge, "「%s」有 %d 页,超过 %d 页,没有添加;请分成几个文件", name, len(pages), mostPages)
	}
	for i, first := range pages {
		called := name
		if len(pages) > 1 {
			called = fmt.Sprintf("%s 第%d页%s", strings.TrimSuffix(name, filepath.Ext(name)), i+1, filepath.Ext(name))
		}
		kept, err := takeOne(ctx, tif, called, tiffFrom(data, first))
		if err != nil {
			return nil, err
		}
		out = append(out, kept)
	}
	return out, nil
}

func takeOne(ctx context.Context, f format, name string, data []byte) (Kept, error) {
	if err := ctx.Err(); err != nil {
		return Kept{}, err
	}
	size, err := measure(f, data)
	if err != nil {
		return Kept{}, damaged(name, err)
	}
	if size.memory() > mostMemory {
		return Kept{}, catalog.Refuse(CodeLarge, "图片「%s」有 %d×%d 点,太大,没有添加;请先缩小", name, size.Width, size.Height)
	}
	up := orientation(f, data)
	if f == jpg && up == upright && size.isModest(len(data)) {
		if plain, err := withoutNotes(data); err == nil {
			if _, err := decode(jpg, plain); err != nil {
				return Kept{}, damaged(name, err)
			}
			return keep(name, mediaJPEG, plain), nil
		}
	}
	img, err := decode(f, data)
	if err != nil {
		return Kept{}, damaged(name, err)
	}
	if err := ctx.Err(); err != nil {
		return Kept{}, err
	}
	media, encoded, err := encode(turned(scaled(img, f.edge()), up), f.isLossless())
	if err != nil {
		return Kept{}, fmt.Errorf("write the picture anew: %w", err)
	}
	return keep(name, media, encoded), nil
}

func damaged(name string, err error) error {
	return catalog.Refuse(CodeDamaged, "图片「%s」读不出来:文件不完整或已损坏,没有添加", name).Because(err)
}

// The types of what is kept.
const (
	mediaJPEG = "image/jpeg"
	mediaPNG  = "image/png"
)

// Extension returns the ending of files of a type that is kept, with the dot.
func Extension(media string) string {
	if media == mediaPNG {
		return ".png"
	}
	return ".jpg"
}

func keep(name, media string, data []byte) Kept {
	ending := strings.ToLower(filepath.Ext(name))
	if want := Extension(media); ending != want && !(want == ".jpg" && ending == ".jpeg") {
		name = strings.TrimSuffix(name, filepath.Ext(name)) + want
	}
	return Kept{catalog.NewBlob(media, data), name}
}

// Open decodes what Take has kept.
func Open(data []byte) (image.Image, error) {
	f := formatOf(data)
	if f != jpg && f != pngFile {
		return nil, fmt.Errorf("no picture that is kept")
	}
	return decode(f, data)
}

// format is what bytes are by their beginning.
type format uint8

const (
	unknown format = iota
	jpg
	pngFile
	gifFile
	bmpFile
	webpFile
	tif
	heic
)

// isLossless reports whether files of the format usually hold scans and screens, not photographs.
func (f format) isLossless() bool { return f == pngFile || f == gifFile || f == bmpFile || f == tif }

// formatOf tells the format from the first bytes.
func formatOf(data []byte) format {
	begins := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case begins("\xff\xd8\xff"):
		return jpg
	case begins("\x89PNG\r\n\x1a\n"):
		return pngFile
	case begins("GIF87a"), begins("GIF89a"):
		return gifFile
	case begins("BM"):
		return bmpFile
	case begins("RIFF") && len(data) >= 12 && string(data[8:12]) == "WEBP":
		return webpFile
	case begins("II*\x00"), begins("MM\x00*"):
		return tif
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		switch string(data[8:12]) {
		case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis":
			return heic
		}
	}
	return unknown
}

// measures are the size of a picture before it is decoded.
type measures struct {
	image.Config
	coefficients float64 // a pixel, which the decoder of a progressive JPEG keeps until its end
}

// memory returns about how many bytes decoding needs.
func (m measures) memory() int64 {
	const bytesOfCoefficient = 4
	pixel := 4.0
	switch m.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model, color.CMYKModel: // the last is put together from planes of as many bytes
		pixel = 8
	}
	pixel += bytesOfCoefficient * m.coefficients
	return int64(pixel * float64(m.Width) * float64(m.Height))
}

// The size up to which a JPEG is kept as it is, but for its notes: it would only become worse.
const (
	mostAsIs      = 1 << 20
	mostBytesEach = 0.7 // a pixel; what has more was saved with a needless quality
)

func (m measures) isModest(size int) bool {
	pixels := float64(m.Width) * float64(m.Height)
	return max(m.Width, m.Height) <= photoEdge && size <= mostAsIs && float64(size) <= 64<<10+mostBytesEach*pixels
}

// measure reads the head of a picture.
func measure(f format, data []byte) (m measures, err error) {
	defer func() {
		if r := recover(); r != nil { // the decoders are others' work
			err = fmt.Errorf("decoder: %v", r)
		}
	}()
	r := bytes.NewReader(data)
	switch f {
	case jpg:
		m.Config, err = jpeg.DecodeConfig(r)
		m.coefficients = coefficients(data)
	case pngFile:
		m.Config, err = png.DecodeConfig(r)
	case gifFile:
		m.Config, err = gif.DecodeConfig(r)
	case bmpFile:
		m.Config, err = bmp.DecodeConfig(r)
	case webpFile:
		m.Config, err = webp.DecodeConfig(r)
	case tif:
		m.Config, err = tiff.DecodeConfig(r)
	default:
		err = fmt.Errorf("format %d", f)
	}
	if err == nil && (m.Width <= 0 || m.Height <= 0) {
		err = fmt.Errorf("a picture of %d × %d", m.Width, m.Height)
	}
	return m, err
}

// decode reads a whole picture; of a moving one the first.
func decode(f format, data []byte) (img image.Image, err error) {
	defer func() {
		if r := recover(); r != nil { // the decoders are others' work
			img, err = nil, fmt.Errorf("decoder: %v", r)
		}
	}()
	r := bytes.NewReader(data)
	switch f {
	case jpg:
		img, err = jpeg.Decode(r)
	case pngFile:
		img, err = png.Decode(r)
	case gifFile:
		img, err = gif.Decode(r)
	case bmpFile:
		img, err = bmp.Decode(r)
	case webpFile:
		img, err = webp.Decode(r)
	case tif:
		img, err = tiff.Decode(r)
	default:
		err = fmt.Errorf("format %d", f)
	}
	if err == nil && img.Bounds().Empty() {
		err = fmt.Errorf("an empty picture")
	}
	return img, err
}

// FileName returns the name of a picture as every file system takes it, with the ending of its type.
func FileName(name, media string) string {
	name = strings.TrimSuffix(name, filepath.Ext(name))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, name)
	if name = strings.Trim(name, " ."); name == "" {
		name = "图片"
	}
	return name + Extension(media)
}
