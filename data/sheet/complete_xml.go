package sheet

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// element is a tag met by editXML with the text behind it. f may change both; everything else of a part stays as it
// is, byte for byte.
type element struct {
	name    string // local name
	closing bool   // </name>
	empty   bool   // <name/>
	tag     []byte // the whole tag, with < and >
	text    []byte // raw text up to the next tag; of opening tags alone
}

// nextElement returns the first tag at or behind from and where it begins; comments, CDATA sections and instructions
// are passed over. ok is false at the end.
func nextElement(b []byte, from int) (e element, at int, ok bool) {
	for from < len(b) {
		i := bytes.IndexByte(b[from:], '<')
		if i < 0 {
			return element{}, 0, false
		}
		at = from + i
		rest := b[at:]
		skip := ""
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			skip = "-->"
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			skip = "]]>"
		case bytes.HasPrefix(rest, []byte("<?")), bytes.HasPrefix(rest, []byte("<!")):
			skip = ">"
		}
		if skip != "" {
			n := bytes.Index(rest, []byte(skip))
			if n < 0 {
				return element{}, 0, false
			}
			from = at + n + len(skip)
			continue
		}
		n := tagEnd(rest[1:])
		if n < 0 {
			return element{}, 0, false
		}
		var s scanner
		s.split(rest[1 : n+1])
		e = element{name: string(s.name), closing: s.closing, empty: s.empty, tag: rest[:n+2]}
		if s.opens() {
			after := rest[n+2:]
			if end := bytes.IndexByte(after, '<'); end >= 0 {
				e.text = after[:end]
			}
		}
		return e, at, true
	}
	return element{}, 0, false
}

// editXML returns a part as f changes it, tag by tag.
func editXML(b []byte, f func(e *element)) []byte {
	out := make([]byte, 0, len(b)+len(b)/16)
	done := 0
	for {
		e, at, ok := nextElement(b, done)
		if !ok {
			return append(out, b[done:]...)
		}
		out = append(out, b[done:at]...)
		done = at + len(e.tag) + len(e.text)
		f(&e)
		out = append(append(out, e.tag...), e.text...)
	}
}

// attr returns the value of an attribute by its local name, "" if there is none.
func (e *element) attr(name string) string {
	var s scanner
	s.tag = e.tag[1 : len(e.tag)-1]
	return s.attr(name)
}

// wellFormed reports whether the attributes of an opening tag are what XML allows: a tag that isn't can't be written
// again with others.
func (e *element) wellFormed() bool {
	rest := bytes.TrimSuffix(e.tag[1:len(e.tag)-1], []byte("/"))
	if !utf8.Valid(rest) || bytes.ContainsFunc(rest, func(r rune) bool { return r < ' ' && !unicode.IsSpace(r) }) {
		return false
	}
	at := bytes.IndexFunc(rest, unicode.IsSpace)
	if at < 0 {
		return !bytes.ContainsAny(rest, "\"'<&=")
	}
	rest = bytes.TrimSpace(rest[at:])
	for len(rest) > 0 {
		name, value, ok := bytes.Cut(rest, []byte("="))
		if name = bytes.TrimSpace(name); !ok || len(name) == 0 || bytes.ContainsAny(name, "\"'<& \t\r\n") {
			return false
		}
		value = bytes.TrimSpace(value)
		if len(value) < 2 || value[0] != '"' && value[0] != '\'' {
			return false
		}
		n := bytes.IndexByte(value[1:], value[0])
		if n < 0 || bytes.IndexByte(value[:n+1], '<') >= 0 {
			return false
		}
		rest = bytes.TrimSpace(value[n+2:])
	}
	return true
}

// number returns the value of an attribute that is a number, -1 if it is none.
func (e *element) number(name string) int {
	n, ok := parseIndex([]byte(e.attr(name)))
	if !ok {
		return -1
	}
	return n
}

// setAttr gives an attribute, by its local name, another value; one that isn't there is added without a prefix.
func (e *element) setAttr(name, value string) {
	escaped := escapeXML(value)
	if start, end, ok := attrPlace(e.tag, name); ok {
		e.tag = append(append(append([]byte{}, e.tag[:start]...), escaped...), e.tag[end:]...)
		return
	}
	end := len(e.tag) - 1
	if e.empty {
		end--
	}
	e.tag = append(append(append([]byte{}, e.tag[:end]...), (` `+name+`="`+escaped+`"`)...), e.tag[end:]...)
}

// attrPlace returns where the value of an attribute stands in a tag.
func attrPlace(tag []byte, name string) (start, end int, ok bool) {
	rest := tag
	for {
		n, value, after, found := nextAttr(rest)
		if !found {
			return 0, 0, false
		}
		if string(n) == name {
			end = len(tag) - len(after) - 1
			return end - len(value), end, true
		}
		rest = after
	}
}

// setText gives the element another text.
func (e *element) setText(s string) { e.text = []byte(escapeXML(s)) }

// string returns the text, decoded.
func (e *element) string() string { return string(appendText(nil, e.text)) }

// removeElements returns a part without the elements of a local name, with all that is in them.
func removeElements(b []byte, name string, which func(e *element) bool) []byte {
	var out []byte
	done, from := 0, 0
	for {
		e, at, ok := nextElement(b, from)
		if !ok {
			return append(out, b[done:]...)
		}
		from = at + len(e.tag)
		if e.name != name || e.closing || which != nil && !which(&e) {
			continue
		}
		out = append(out, b[done:at]...)
		done = from
		if !e.empty {
			done = elementEnd(b, from, name)
		}
		from = done
	}
}

// elementEnd returns the place behind the closing tag of an element whose content begins at from.
func elementEnd(b []byte, from int, name string) int {
	depth := 1
	for {
		e, at, ok := nextElement(b, from)
		if !ok {
			return len(b)
		}
		from = at + len(e.tag)
		switch {
		case e.name != name || e.empty:
		case e.closing:
			if depth--; depth == 0 {
				return from
			}
		default:
			depth++
		}
	}
}

// prefixOf returns the prefix of a tag with its colon: "x:" of <x:row>.
func prefixOf(tag []byte) string {
	s := strings.TrimLeft(string(tag), "</")
	for i, c := range s {
		switch {
		case c == ':':
			return s[:i+1]
		case c <= ' ' || c == '>' || c == '/':
			return ""
		}
	}
	return ""
}

// rawAttr is an attribute as it stands in a tag.
type rawAttr struct{ name, value string }

// rawAttrs returns the attributes of a tag with their prefixes and raw values.
func rawAttrs(tag []byte) []rawAttr {
	var out []rawAttr
	for rest := tag; ; {
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return out
		}
		end := equals
		for end > 0 && rest[end-1] <= ' ' {
			end--
		}
		start := end
		for start > 0 && rest[start-1] > ' ' {
			start--
		}
		_, value, after, ok := nextAttr(rest)
		if !ok {
			return out
		}
		out = append(out, rawAttr{string(rest[start:end]), string(value)})
		rest = after
	}
}

// escapeXML writes a text for an element or an attribute in double quotes. Characters that XML does not know are left out.
func escapeXML(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		plain = c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"'
	}
	if plain {
		return s
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n':
			b.WriteString("&#10;")
		case r == '\t':
			b.WriteString("&#9;")
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
