package packet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"taizhang/data/file"
)

// A package ends with a seal, as the comment of the zip archive: the SHA-256 sum of all bytes before it. Sums of the
// parts alone would leave the bytes between them open.
const (
	sealWord = "sha256:"
	sumSize  = sha256.Size
	sealSize = len(sealWord) + 2*sumSize
	// endSize is the size of the archive's end record without the comment (APPNOTE.TXT 4.3.16).
	endSize = 22
)

// openSeal stands in the place of the seal until all is written.
var openSeal = sealWord + string(bytes.Repeat([]byte{'0'}, 2*sumSize))

// sealer passes on an archive with an open seal and closes it.
type sealer struct {
	to   io.Writer
	hash hash.Hash
	held []byte // the last sealSize bytes
}

func newSealer(to io.Writer) *sealer { return &sealer{to: to, hash: sha256.New()} }

// Write implements io.Writer.
func (s *sealer) Write(p []byte) (int, error) {
	s.held = append(s.held, p...)
	n := len(s.held) - sealSize
	if n <= 0 {
		return len(p), nil
	}
	s.hash.Write(s.held[:n])
	if _, err := s.to.Write(s.held[:n]); err != nil {
		return 0, err
	}
	s.held = append(s.held[:0], s.held[n:]...)
	return len(p), nil
}

// close writes the seal.
func (s *sealer) close() error {
	if string(s.held) != openSeal {
		return errors.New("the archive has no open seal")
	}
	_, err := io.WriteString(s.to, sealWord+hex.EncodeToString(s.hash.Sum(nil)))
	return err
}

// isSealed reads a whole file of the given size and reports whether its seal is there and right.
func isSealed(ctx context.Context, in io.ReaderAt, size int64, report file.Report) (bool, error) {
	seal := make([]byte, sealSize)
	if _, err := in.ReadAt(seal, size-int64(sealSize)); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	if !bytes.HasPrefix(seal, []byte(sealWord)) {
		return false, nil
	}
	sum := sha256.New()
	body := io.NewSectionReader(in, 0, size-int64(sealSize))
	if err := file.Copy(ctx, sum, body, body.Size(), report); err != nil {
		return false, err
	}
	return string(seal[len(sealWord):]) == hex.EncodeToString(sum.Sum(nil)), nil
}

// hasFewFiles reads the end record of an archive: a list of millions of names is never read.
func hasFewFiles(in io.ReaderAt, size int64) bool {
	end := make([]byte, endSize)
	if _, err := in.ReadAt(end, size-int64(sealSize)-endSize); err != nil {
		return false
	}
	return string(end[:4]) == "PK\x05\x06" && binary.LittleEndian.Uint16(end[10:]) <= maxParts && int(binary.LittleEndian.Uint16(end[20:])) == sealSize
}
