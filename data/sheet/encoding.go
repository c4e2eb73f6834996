package sheet

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// codePages are the encodings of texts by the numbers that old workbooks give them. GB18030 contains 936 and reads
// what programs write beyond it.
var codePages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 866: charmap.CodePage866,
	874: charmap.Windows874, 932: japanese.ShiftJIS, 936: simplifiedchinese.GB18030, 949: korean.EUCKR,
	950: traditionalchinese.Big5, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252,
	1253: charmap.Windows1253, 1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256,
	1257: charmap.Windows1257, 1258: charmap.Windows1258, 10000: charmap.Macintosh, 10001: japanese.ShiftJIS,
	10002: traditionalchinese.Big5, 10003: korean.EUCKR, 10007: charmap.MacintoshCyrillic, 10008: simplifiedchinese.GB18030,
	32768: charmap.Macintosh, 54936: simplifiedchinese.GB18030,
}

// westernPage reports whether a code page is what programs write that know of none, so that the texts may well be
// Chinese.
func westernPage(page int) bool {
	return page == 0 || page == 1252 || page == 32769 || codePages[page] == nil
}

// charsetPages are the code pages of the character sets that fonts name, where these say anything of a text.
var charsetPages = map[byte]int{
	128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251,
	222: 874, 238: 1250,
}

// byteTexts counts what the texts of a workbook look like whose code page can't be trusted.
type byteTexts struct {
	high   int // bytes beyond ASCII
	runs   int // of such bytes
	paired int // texts that may be GB18030
	other  int // texts that may not
}

// look takes one text into account.
func (c *byteTexts) look(b []byte) {
	paired, high := true, 0
	for i := 0; i < len(b); {
		if b[i] < 0x80 {
			i++
			continue
		}
		start := i
		for i < len(b) && b[i] >= 0x80 {
			i++
		}
		high += i - start
		c.runs++
		if (i-start)%2 != 0 && (i == len(b) || b[i] < 0x40) { // GBK has second bytes from 0x40 on
			paired = false
		}
	}
	c.high += high
	switch {
	case high == 0:
	case paired:
		c.paired++
	default:
		c.other++
	}
}

// chinese reports whether the texts are GB18030: their bytes beyond ASCII stand in pairs, and several together,
// which letters with accents seldom do.
func (c *byteTexts) chinese() bool {
	return c.paired > 20*c.other && float64(c.high) >= 2.5*float64(c.runs)
}

// guessPages returns the code pages that a text may be in which is not Unicode, the likeliest first. GB18030 decodes
// almost everything, so what it would be in others is looked at:
//
//   - Big5 (Taiwan, Hong Kong): its frequent characters are led by A4–C6, and a good part of their second bytes lie in
//     40–7E; in GB18030 such pairs are rare characters.
//   - Windows-1252: letters with accents stand alone among ASCII.
func guessPages(text []byte) []int {
	pairs, frequent, low, outside := 0, 0, 0, 0
	for i := 0; i+1 < len(text); i++ {
		lead, trail := text[i], text[i+1]
		if lead < 0x80 {
			continue
		}
		pairs++
		switch {
		case lead >= 0xA1 && lead <= 0xC6:
			frequent++
		case lead < 0xA1 || lead > 0xF9:
			outside++
		}
		if trail >= 0x40 && trail <= 0x7E {
			low++
		}
		i++
	}
	var alone byteTexts
	alone.look(text)
	switch {
	case pairs >= 4 && outside == 0 && frequent*10 >= pairs*8 && low*8 >= pairs && alone.high > alone.runs*5/4:
		return []int{950, 54936, 1252}
	case alone.high*4 <= alone.runs*5:
		return []int{1252, 54936}
	}
	return []int{54936}
}

// decodeWeb turns the text of a web page into UTF-8. The encoding that it declares is obeyed where the bytes allow it.
func decodeWeb(raw []byte) (text []byte, ok bool) {
	if _, marked := utf16Order(raw); marked || bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")) {
		return decodeText(raw)
	}
	declared, err := htmlindex.Get(declaredCharset(raw))
	if err != nil {
		return decodeText(raw)
	}
	switch name, _ := htmlindex.Name(declared); name {
	case "utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "gb2312", "replacement":
		return decodeText(raw) // which tells these apart
	}
	text, err = declared.NewDecoder().Bytes(raw)
	return text, err == nil
}

// declaredCharset returns the encoding that the head of a page declares, "" if it is silent.
func declaredCharset(raw []byte) string {
	head := bytes.ToLower(raw[:min(len(raw), 4096)])
	for _, key := range []string{"charset=", "encoding="} {
		_, rest, found := bytes.Cut(head, []byte(key))
		if !found {
			continue
		}
		rest = bytes.TrimLeft(rest, "\"' ")
		if end := bytes.IndexAny(rest, "\"' ;>?/\r\n"); end > 0 {
			return string(rest[:end])
		}
	}
	return ""
}
