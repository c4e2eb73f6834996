package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"runtime"
	"testing"
)

// recordOf returns a record of BIFF.
func recordOf(id int, data ...[]byte) []byte {
	body := bytes.Join(data, nil)
	head := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, uint16(id)), uint16(len(body)))
	return append(head, body...)
}

func u16Bytes(values ...int) []byte {
	var out []byte
	for _, v := range values {
		out = binary.LittleEndian.AppendUint16(out, uint16(v))
	}
	return out
}

// bigXLS returns the cells of bigBook as an xls: numbers, shared strings, and texts of their own.
func bigXLS(rows, cols int) []byte {
	globals := recordOf(recBOF, u16Bytes(0x600, subGlobals, 0, 0, 0, 0, 0, 0))
	table := make([]byte, 8)
	binary.LittleEndian.PutUint32(table[4:], uint32(20000+rows+cols))
	id := recSST
	text := func(s string) {
		wide := utf16Bytes(s)
		if len(table)+len(wide)+3 > 8224 {
			globals = append(globals, recordOf(id, table)...)
			table, id = table[:0], recContinue
		}
		table = append(append(append(table, u16Bytes(len(wide)/2)...), textWide), wide...)
	}
	for i := range 20000 {
		text(fmt.Sprintf("容城镇北门社区%d号", i))
	}
	for i := range rows + cols {
		text(fmt.Sprintf("张三%d", i))
	}
	globals = append(globals, recordOf(id, table)...)
	var sheet []byte
	sheet = append(sheet, recordOf(recBOF, u16Bytes(0x600, subSheet, 0, 0, 0, 0, 0, 0))...)
	for r := range rows {
		for c := range cols {
			head := u16Bytes(r, c, 0)
			switch c % 3 {
			case 0:
				sheet = append(sheet, recordOf(recNumber, head, binary.LittleEndian.AppendUint64(nil, math.Float64bits(float64(r*7+c)+0.5)))...)
			case 1:
				sheet = append(sheet, recordOf(recLabelSST, head, wordBytes([]uint32{uint32((r*31 + c) % 20000)}))...)
			default:
				sheet = append(sheet, recordOf(recLabelSST, head, wordBytes([]uint32{uint32(20000 + r + c)}))...)
			}
		}
	}
	sheet = append(sheet, recordOf(recEOF)...)
	list := recordOf(recBoundSheet, make([]byte, 6), []byte{1, textWide}, utf16Bytes("大"))
	end := recordOf(recEOF)
	binary.LittleEndian.PutUint32(list[4:], uint32(len(globals)+len(list)+len(end)))
	return compoundOf(namedStream{"Workbook", bytes.Join([][]byte{globals, list, end, sheet}, nil)})
}

// BenchmarkOldAndNew reads the same 65,000 × 25 cells from an xlsx and from an xls, in turns of one run.
func BenchmarkOldAndNew(b *testing.B) {
	const rows, cols = 65_000, 25
	for name, data := range map[string][]byte{"xlsx": bigBook(b, rows, cols), "xls": bigXLS(rows, cols)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "大.xls", Options{})
				if err != nil || book.Sheets[0].Rows() != rows || len(book.Warnings) > 0 {
					b.Fatal(err)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(book)
			}
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/1e6, "kept-MB")
		})
	}
}

// TestBigXLS makes sure that the two workbooks of the benchmark hold the same cells.
func TestBigXLS(t *testing.T) {
	const rows, cols = 700, 25
	data := bigXLS(rows, cols)
	old, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "大.xls", Options{})
	if err != nil {
		t.Fatal(err)
	}
	data = bigBook(t, rows, cols)
	book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "大.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sheetText(old.Sheets[0]), sheetText(book.Sheets[0]); got != want {
		t.Errorf("the xls reads %.300q, the xlsx %.300q", got, want)
	}
}
