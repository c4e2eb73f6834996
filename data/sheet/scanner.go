package sheet

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	errTooBig    = errors.New("more than the limits of a workbook allow")
	errMalformed = errors.New("malformed XML")
	errDamaged   = errors.New("damaged file")
)

const (
	scanBuffer = 1 << 17
	maxToken   = 4 << 20 // bytes of one tag or one run of text
)

// scanner splits XML into tags and the text between them, by bytes. It checks no nesting and knows no entities but
// the five of XML and numbers: workbooks are trusted for nothing, and decided on by what is found in them.
type scanner struct {
	r   io.Reader
	buf []byte
	pos int // buf[pos:end] is unread
	end int
	eof bool
	err error

	// The last tag, valid until the next call of next.
	tag     []byte // all between < and >, without the slashes
	name    []byte // local name
	closing bool   // </name>
	empty   bool   // <name/>

	// The text before the tag, or a CDATA section, then without a tag.
	text  []byte
	cdata bool

	entities bool // the part defines entities, which ECMA-376 part 2 forbids, for they are bombs
}

// newScanner returns a scanner of a part of a package, in whatever encoding the part is.
func newScanner(r io.Reader) *scanner {
	s := &scanner{r: r, buf: make([]byte, scanBuffer)}
	for s.end < 128 && s.fill() {
	}
	if decoder := partDecoder(s.buf[:s.end]); decoder != nil {
		head := bytes.Clone(s.buf[:s.end])
		s.r = transform.NewReader(io.MultiReader(bytes.NewReader(head), r), decoder)
		s.end, s.eof = 0, s.err != nil
	}
	return s
}

// partDecoder returns what turns a part that starts with head into UTF-8, nil if it is UTF-8.
func partDecoder(head []byte) transform.Transformer {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{'<', 0}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.HasPrefix(head, []byte{0, '<'}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	}
	declaration, _, _ := bytes.Cut(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"), []byte("?>"))
	if !bytes.HasPrefix(declaration, []byte("<?xml")) {
		return nil
	}
	s := scanner{}
	s.split(declaration)
	name := s.attr("encoding")
	switch encoding, err := htmlindex.Get(name); {
	case err != nil, strings.HasPrefix(strings.ToLower(name), "utf"): // told of UTF-16 otherwise
		return nil
	case encoding == simplifiedchinese.GBK:
		return simplifiedchinese.GB18030.NewDecoder()
	default:
		return encoding.NewDecoder()
	}
}

// fill reads more bytes behind those that are unread; it is false at the end.
func (s *scanner) fill() bool {
	if s.eof {
		return false
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			s.fail(errTooBig)
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.r.Read(s.buf[s.end:])
	s.end += n
	if err != nil {
		s.eof = true
		if err != io.EOF {
			s.fail(err)
		}
	}
	return s.err == nil && (n > 0 || !s.eof)
}

func (s *scanner) fail(err error) {
	s.err, s.eof = err, true
	s.pos, s.end = 0, 0
}

// next finds the next tag and the text before it. It is false at the end; then err says why, nil for a proper end.
func (s *scanner) next() bool {
	s.tag, s.name, s.text, s.cdata = nil, nil, nil, false
	from := 0 // no '<' before this
	for {
		unread := s.buf[s.pos:s.end]
		i := bytes.IndexByte(unread[from:], '<')
		if i < 0 {
			from = len(unread)
		} else {
			i += from
			if len(unread)-i > 1 && unread[i+1] == '!' {
				if done, ok := s.declaration(unread, i); ok {
					if done {
						return true
					}
					from = 0
					continue
				}
			} else if n := tagEnd(unread[i+1:]); n >= 0 {
				s.text = unread[:i]
				s.split(unread[i+1 : i+1+n])
				s.pos += i + 1 + n + 1
				return true
			}
			from = i
		}
		if !s.fill() {
			if s.err == nil && len(bytes.TrimSpace(s.buf[s.pos:s.end])) > 0 {
				s.fail(errMalformed)
			}
			return false
		}
	}
}

// skipTo passes over everything before the closing tag of the element name, much faster than next does; it is false
// at the end.
func (s *scanner) skipTo(name string) bool {
	const longestPrefix = 64
	for {
		unread := s.buf[s.pos:s.end]
		i := bytes.Index(unread, []byte(name))
		if i >= 0 {
			start := bytes.LastIndexByte(unread[:i], '<')
			if start >= 0 && unread[start+1] == '/' && bytes.IndexByte(unread[start:i], '>') < 0 {
				s.pos += start
				return true
			}
			s.pos += i + len(name)
			continue
		}
		s.pos += max(0, len(unread)-longestPrefix)
		if !s.fill() {
			return false
		}
	}
}

// declaration handles a comment, a CDATA section or a DOCTYPE that starts at i. ok is false if it isn't whole yet;
// done is true if there is text to return before it or in it.
func (s *scanner) declaration(unread []byte, i int) (done, ok bool) {
	rest := unread[i:]
	if len(rest) < len("<![CDATA[") && !s.eof {
		return false, false
	}
	open, end := "<!", ">"
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		open, end = "<!--", "-->"
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		open, end = "<![CDATA[", "]]>"
	}
	if i > 0 { // first the text before it
		s.text = unread[:i]
		s.pos += i
		return true, true
	}
	n := bytes.Index(rest[len(open):], []byte(end))
	if n < 0 {
		return false, false
	}
	s.entities = s.entities || end == ">" && bytes.Contains(rest[:len(open)+n], []byte("<!ENTITY"))
	s.pos += len(open) + n + len(end)
	if end != "]]>" {
		return false, true
	}
	s.text, s.cdata = rest[len(open):len(open)+n], true
	return true, true
}

// tagEnd returns the index of the '>' that ends the tag in b, -1 if it isn't there. Values may contain '>'.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '"' || c == '\'':
			quote = c
		}
	}
	return -1
}

// split takes a tag apart.
func (s *scanner) split(tag []byte) {
	s.closing = len(tag) > 0 && tag[0] == '/'
	if s.closing {
		tag = tag[1:]
	}
	s.empty = len(tag) > 0 && tag[len(tag)-1] == '/'
	if s.empty {
		tag = tag[:len(tag)-1]
	}
	s.tag = tag
	start, end := 0, len(tag)
	for i, c := range tag {
		if c == ':' {
			start = i + 1
		}
		if c <= ' ' {
			end = i
			break
		}
	}
	s.name = tag[start:end]
}

// opens reports whether the tag opens an element that has content.
func (s *scanner) opens() bool { return !s.closing && !s.empty }

// attrs calls f with each attribute of the tag: local name and raw value.
func (s *scanner) attrs(f func(name, value []byte)) {
	for rest := s.tag; ; {
		name, value, after, ok := nextAttr(rest)
		if !ok {
			return
		}
		f(name, value)
		rest = after
	}
}

// nextAttr returns the first attribute in b and what follows it.
func nextAttr(b []byte) (name, value, rest []byte, ok bool) {
	equals := bytes.IndexByte(b, '=')
	if equals < 0 {
		return nil, nil, nil, false
	}
	end := equals
	for end > 0 && b[end-1] <= ' ' {
		end--
	}
	start := end
	for start > 0 && b[start-1] > ' ' && b[start-1] != ':' {
		start--
	}
	open := equals + 1
	for open < len(b) && b[open] <= ' ' {
		open++
	}
	if open == len(b) || b[open] != '"' && b[open] != '\'' {
		return nil, nil, nil, false
	}
	n := bytes.IndexByte(b[open+1:], b[open])
	if n < 0 {
		return nil, nil, nil, false
	}
	return b[start:end], b[open+1 : open+1+n], b[open+n+2:], true
}

// attr returns the value of an attribute, "" if there is none.
func (s *scanner) attr(name string) string {
	var found []byte
	s.attrs(func(n, value []byte) {
		if found == nil && string(n) == name {
			found = appendText(nil, value)
		}
	})
	return string(found)
}

// isTrue reads an xsd:boolean.
func isTrue(value string) bool { return value == "1" || value == "true" || value == "on" }

// appendContent appends the text of the scanner to dst, decoded.
func (s *scanner) appendContent(dst []byte) []byte {
	if s.cdata {
		return append(dst, s.text...)
	}
	start := len(dst)
	dst = appendText(dst, s.text)
	if s.entities && bytes.IndexByte(dst[start:], '&') >= 0 && usesEntities(s.text) {
		s.fail(errMalformed)
	}
	return dst
}

// usesEntities reports whether raw XML text uses entities that it would have to define itself.
func usesEntities(raw []byte) bool {
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return false
		}
		raw = raw[i+1:]
		name, _, ok := bytes.Cut(raw, []byte(";"))
		if _, known := entity(string(name[:min(len(name), 12)])); ok && !known {
			return true
		}
	}
}

// appendText appends raw XML text to dst, with line ends and entities decoded. Bytes that are no UTF-8 and
// characters that XML does not know become U+FFFD.
func appendText(dst, raw []byte) []byte {
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		raw = raw[i:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			dst = append(dst, '&')
			raw = raw[1:]
			continue
		}
		r, ok := entity(string(raw[1:end]))
		if ok {
			dst = utf8.AppendRune(dst, r)
		} else {
			dst = append(dst, raw[:end+1]...)
		}
		raw = raw[end+1:]
	}
}

// entity returns the character of an entity.
func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	return rune(n), err == nil
}
