package packet

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

// FuzzRead: whatever a file holds, reading it ends, and what is unpacked is what was told.
func FuzzRead(f *testing.F) {
	whole, err := os.ReadFile(packed(f, office(f, "容城镇", "北门")))
	if err != nil {
		f.Fatal(err)
	}
	small, err := os.ReadFile(forge(f, func(z *zip.Writer) {
		put(f, z, manifestName, manifestOf(f, func(*Manifest) {}))
		put(f, z, databaseName, strings.NewReader("x"))
	}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole, false)
	f.Add(whole[:400], false)
	f.Add(small[:len(small)-sealSize], true)
	f.Fuzz(func(t *testing.T, content []byte, seal bool) {
		if seal { // a seal of our own lets changes come further than the first check
			sum := sha256.Sum256(content)
			content = append(bytes.Clone(content), sealWord+hex.EncodeToString(sum[:])...)
		}
		p, err := Package{Path: "a.tzb"}.read(ctx, bytes.NewReader(content), int64(len(content)), content[:min(64, len(content))], nil)
		if err != nil {
			if catalog.Message(err) == "" {
				t.Error("no sentence")
			}
			return
		}
		if len(p.Parts) != 1 || !p.Parts[0].isDatabase() {
			t.Errorf("opened as %+v", p.Manifest)
		}
		archive, err := p.list(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := p.unpack(ctx, archive, p.Parts[0], &got, nil); err != nil {
			return
		}
		if sum := sha256.Sum256(got.Bytes()); hex.EncodeToString(sum[:]) != p.Parts[0].SHA256 || int64(got.Len()) != p.Parts[0].Size {
			t.Errorf("unpacked %d bytes that are not those of %+v", got.Len(), p.Parts[0])
		}
	})
}
