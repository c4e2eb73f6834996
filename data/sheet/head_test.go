package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// writeFile writes data to a file of a test's own.
func writeFile(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// bigCSV returns the rows of a big roster as text.
func bigCSV(rows, cols int) []byte {
	var b bytes.Buffer
	for r := range rows {
		for c := range cols {
			fmt.Fprintf(&b, "容城镇北门%d,", r*31+c)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// TestHead: the first rows say what they say in the whole workbook, whatever the format.
func TestHead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	big := writeFile(t, "大.xlsx", bigBook(t, 3000, 25))
	old := writeFile(t, "大.xls", bigXLS(3000, 25))
	text := writeFile(t, "大.csv", bigCSV(6000, 25))
	const rows = 4
	for _, path := range append(files, big, old, text) {
		if strings.HasSuffix(path, ".py") {
			continue
		}
		whole, err := Open(t.Context(), path, Options{})
		if err != nil {
			continue
		}
		head, err := Head(t.Context(), path, rows, Options{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		var same *Sheet
		for _, w := range whole.Sheets {
			if !w.Hidden && w.Rows() > 0 {
				same = w
				break
			}
		}
		if same == nil || len(head.Sheets) != 1 {
			if same != nil || len(head.Sheets) != 0 {
				t.Errorf("%s: the head has %d sheets", path, len(head.Sheets))
			}
			continue
		}
		s := head.Sheets[0]
		if s.Name != same.Name || s.Rows() > rows || s.Rows() == 0 && same.row(0) != nil {
			t.Errorf("%s: the head is %d rows of %q, want %q", path, s.Rows(), s.Name, same.Name)
		}
		for r := range s.Rows() {
			for c := range same.Cols() {
				if got, want := s.Cell(r, c), same.Cell(r, c); got != want {
					t.Errorf("%s %s: %+v, in the whole workbook %+v", path, CellName(r, c), got, want)
				}
			}
		}
	}
}

// TestHeadReadsLittle: the time for the head does not grow with the file.
func TestHeadReadsLittle(t *testing.T) {
	data := bigBook(t, 60_000, 25)
	path := writeFile(t, "大.xlsx", data)
	count := &countingReader{r: bytes.NewReader(data)}
	opt := Options{MaxRows: 50, head: true}
	if _, err := Read(t.Context(), count, int64(len(data)), filepath.Base(path), opt); err != nil {
		t.Fatal(err)
	}
	if count.n > len(data)/4 {
		t.Errorf("%d of %d bytes were read for the head", count.n, len(data))
	}
}

type countingReader struct {
	r io.ReaderAt
	n int
}

func (c *countingReader) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n += n
	return n, err
}

// TestReport: whoever waits sees the reading come nearer to its end.
func TestReport(t *testing.T) {
	for name, data := range map[string][]byte{"大.xlsx": bigBook(t, 20_000, 25), "大.xls": bigXLS(20_000, 25), "大.csv": bigCSV(20_000, 25)} {
		var told []int64
		all := int64(0)
		_, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), name, Options{Report: func(done, of int64) {
			told, all = append(told, done), of
		}})
		if err != nil {
			t.Fatal(name, err)
		}
		if len(told) < 3 || told[0] > all/2 || told[len(told)-1] < all/2 || told[len(told)-1] > all {
			t.Errorf("%s: told %d times, from %v of %d", name, len(told), told, all)
		}
		for i := 1; i < len(told); i++ {
			if told[i] < told[i-1] {
				t.Errorf("%s: told %d after %d", name, told[i], told[i-1])
			}
		}
	}
}

// TestAhead: what is read ahead is what is there, with the error behind it; who closes early waits for nobody.
func TestAhead(t *testing.T) {
	want := bytes.Repeat([]byte("容城镇"), 200_000)
	broken := errors.New("the disk is gone")
	for _, c := range []struct {
		r   io.Reader
		err error
	}{
		{bytes.NewReader(want), nil},
		{iotest.HalfReader(bytes.NewReader(want)), nil},
		{iotest.DataErrReader(bytes.NewReader(want)), nil},
		{io.MultiReader(bytes.NewReader(want), iotest.ErrReader(broken)), broken},
	} {
		a := newAhead(c.r)
		got, err := io.ReadAll(iotest.OneByteReader(io.LimitReader(a, 10)))
		rest, restErr := io.ReadAll(a)
		if err != nil || !errors.Is(restErr, c.err) || !bytes.Equal(append(got, rest...), want) {
			t.Errorf("%d bytes, %v, %v; want %d, %v", len(got)+len(rest), err, restErr, len(want), c.err)
		}
		a.Close()
		early := newAhead(iotest.OneByteReader(bytes.NewReader(want)))
		early.Close()
	}
}

// BenchmarkHead is what a clerk waits for the first rows of a big workbook.
func BenchmarkHead(b *testing.B) {
	for name, data := range map[string][]byte{"xlsx": bigBook(b, benchRows, benchCols), "xls": bigXLS(65_000, benchCols), "csv": bigCSV(benchRows, benchCols)} {
		path := writeFile(b, "大."+name, data)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Head(context.Background(), path, 50, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
