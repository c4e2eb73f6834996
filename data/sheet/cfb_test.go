package sheet

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"testing"
	"time"
)

func TestCompound(t *testing.T) {
	long, short := bytes.Repeat([]byte("0123456789"), 2000), []byte("short")
	data := compoundOf(namedStream{"Long", long}, namedStream{"Short", short}, namedStream{"空", nil}, namedStream{"Middle", long[:1000]})
	c, err := openCompound(data)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"long": long, "SHORT": short, "空": nil, "Middle": long[:1000]} {
		got, ok := c.stream(name)
		if !ok || !bytes.Equal(got, want) {
			t.Errorf("stream %s: %d bytes, %v, want %d", name, len(got), ok, len(want))
		}
	}
	if _, ok := c.stream("other"); ok || c.short {
		t.Errorf("a stream that is not there is found, or one is short: %v", c.short)
	}
}

// TestBrokenCompound breaks the tables of a workbook: it must still be read, with a warning where something is lost.
func TestBrokenCompound(t *testing.T) {
	stream := xlsStream(t, "lo_cadre_sheet_per_community.xls")
	whole := compoundOf(namedStream{"Workbook", stream})
	le := binary.LittleEndian
	fat := 512 * (int(u32(whole[76:])) + 1)
	want := mustOpen(t, "lo_cadre_sheet_per_community.xls").Sheets[2]
	for name, c := range map[string]struct {
		change func(b []byte) []byte
		whole  bool
	}{
		"nothing":           {func(b []byte) []byte { return b }, true},
		"no table":          {func(b []byte) []byte { le.PutUint32(b[76:], freeSector); return b }, true},
		"free sectors":      {func(b []byte) []byte { le.PutUint32(b[fat+4*3:], freeSector); return b }, true},
		"a circle":          {func(b []byte) []byte { le.PutUint32(b[fat+4*10:], 5); return b }, false},
		"a chain too short": {func(b []byte) []byte { le.PutUint32(b[fat+4*10:], 0xFFFFFFFE); return b }, false},
		"table cut off":     {func(b []byte) []byte { return b[:fat] }, true},
		"no directory":      {func(b []byte) []byte { le.PutUint32(b[48:], 0xFFFFFFFE); return b }, true},
		"tree in circles": {func(b []byte) []byte {
			dir := 512 * (int(u32(b[48:])) + 1)
			le.PutUint32(b[dir+76:], 0)
			le.PutUint32(b[dir+68:], 0)
			return b
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			data := c.change(bytes.Clone(whole))
			book, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "某表.xls", Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := sheetText(book.Sheets[2]); c.whole && got != sheetText(want) {
				t.Errorf("reads %.200q", got)
			}
			if warned := len(book.Warnings) > 0; warned == c.whole {
				t.Errorf("warnings %q", book.Warnings)
			}
		})
	}
}

// TestBigCompound reads a large file whose every second sector is elsewhere: the time must grow with the size alone.
func TestBigCompound(t *testing.T) {
	const size = 40 << 20
	data := compoundOf(namedStream{"Contents", make([]byte, size)}, namedStream{"Small", []byte("x")})
	fat := 512 * (int(u32(data[76:])) + 1)
	sectors := size / 512
	for i := 0; i < sectors-1; i += 2 { // a chain over the even sectors, then over the odd ones
		binary.LittleEndian.PutUint32(data[fat+4*i:], uint32((i+2)%sectors+(i+2)/sectors))
		binary.LittleEndian.PutUint32(data[fat+4*i+4:], uint32(i+3))
	}
	start := time.Now()
	c, err := openCompound(data)
	if err != nil {
		t.Fatal(err)
	}
	content, ok := c.stream("Contents")
	if took := time.Since(start); !ok || len(content) < size/2 || took > hanging {
		t.Errorf("%d bytes in %v", len(content), took)
	}
}

func TestTruncatedXLS(t *testing.T) {
	whole := readFixture(t, "xlwt_strings_over_records.xls")
	for n := 512; n < len(whole); n += 4099 {
		book, err := Read(context.Background(), bytes.NewReader(whole[:n]), int64(n), "某表.xls", Options{})
		if err == nil && len(book.Warnings) == 0 && sheetText(book.Sheets[0]) != sheetText(mustOpen(t, "xlwt_strings_over_records.xls").Sheets[0]) {
			t.Errorf("%d of %d bytes are read without a word", n, len(whole))
		}
		if err != nil {
			_ = refusalOf(t, whole[:n], Options{}) // fails the test if err is no refusal
		}
	}
}

func TestOldBombs(t *testing.T) {
	cell := func(attrs string) string { return "<td " + attrs + ">x</td>" }
	table := func(s string) []byte { return []byte("<html><table><tr>" + s + "</tr></table></html>") }
	xml := func(s string) []byte {
		return []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>` + s + `</Table></Worksheet></Workbook>`)
	}
	for name, c := range map[string]struct {
		data []byte
		opt  Options
	}{
		"spans":           {table(strings.Repeat(cell(`colspan="1000"`), 20)), Options{}},
		"html cells":      {table(strings.Repeat(cell(""), 101)), Options{MaxCells: 100}},
		"html merges":     {table(strings.Repeat(cell(`colspan=2`), 101)), Options{MaxMerges: 100}},
		"html bytes":      {table(strings.Repeat(" ", 1<<20)), Options{MaxBytes: 1 << 20}},
		"a long tag":      {[]byte("<table><tr><td a='" + strings.Repeat("a", maxToken+10) + "'>"), Options{}},
		"xml rows":        {xml(`<Row ss:Index="1048577"><Cell><Data ss:Type="Number">1</Data></Cell></Row>`), Options{}},
		"xml hidden rows": {xml(`<Row ss:Hidden="1" ss:Span="1000000"/>`), Options{MaxCells: 1000}},
		"xml columns":     {xml(`<Row><Cell ss:Index="16385"><Data ss:Type="Number">1</Data></Cell></Row>`), Options{}},
		"xml cells":       {xml(`<Row>` + strings.Repeat(`<Cell><Data ss:Type="Number">1</Data></Cell>`, 101) + `</Row>`), Options{MaxCells: 100}},
		"xls cells":       {readFixture(t, "xlwt_strings_over_records.xls"), Options{MaxCells: 50}},
		"xls bytes":       {readFixture(t, "xlwt_strings_over_records.xls"), Options{MaxBytes: 1000}},
		"xls sheets":      {readFixture(t, "lo_cadre_sheet_per_community.xls"), Options{MaxSheets: 2}},
	} {
		t.Run(name, func(t *testing.T) {
			if r := refusalOf(t, c.data, c.opt); r.Code != CodeTooBig {
				t.Errorf("%s: %s", r.Code, r.Text)
			}
		})
	}
	deep := []byte(strings.Repeat("<table><tr><td>", 50_000) + "x")
	start := time.Now()
	if _, err := Read(context.Background(), bytes.NewReader(deep), int64(len(deep)), "某表.xls", Options{}); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > hanging {
		t.Errorf("tables in tables took %v", took)
	}
}
