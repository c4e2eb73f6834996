package file

import (
	"context"
	"errors"
	"io"
)

// Report tells how far reading or writing has come, in bytes. It may be nil.
type Report func(done, total int64)

// WriteError is an error of the side that Copy writes to; any other error of Copy is of the side that is read, or the
// context's.
type WriteError struct{ error }

// Unwrap returns the error itself.
func (e WriteError) Unwrap() error { return e.error }

// Copy is io.Copy that can be cancelled and tells how far it is of total bytes.
func Copy(ctx context.Context, to io.Writer, from io.Reader, total int64, report Report) error {
	buffer := make([]byte, 1<<18)
	for done := int64(0); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := from.Read(buffer)
		if _, err := to.Write(buffer[:n]); err != nil {
			return WriteError{err}
		}
		if done += int64(n); report != nil && n > 0 {
			report(done, total)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
