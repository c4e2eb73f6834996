package sheet

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
)

// Comment is what somebody has noted on a cell, together with the answers to it. The cell may be empty.
type Comment struct {
	Row, Col int
	Text     string // without the name of its author
}

// CommentsIn returns the comments on the cells of a row.
func (s *Sheet) CommentsIn(row int) []Comment {
	from, _ := slices.BinarySearchFunc(s.Comments, row, func(c Comment, row int) int { return c.Row - row })
	to := from
	for to < len(s.Comments) && s.Comments[to].Row == row {
		to++
	}
	return s.Comments[from:to]
}

// comment notes a comment on a cell; one without words is none.
func (b *builder) comment(row, col int, author string, text []byte) error {
	said := strings.TrimSpace(strings.ReplaceAll(string(cutText(text)), "\r", "\n"))
	if author = strings.TrimSpace(author); author != "" { // programs write it as the first line
		for _, colon := range []string{":", "：", ":\n", "：\n"} {
			if rest, ok := strings.CutPrefix(said, author+colon); ok {
				said = strings.TrimSpace(rest)
			}
		}
	}
	if said == "" || row < 0 || row >= maxRows || col < 0 || col >= maxCols {
		return nil
	}
	if !b.quota.take() {
		return errTooBig
	}
	b.s.Comments = append(b.s.Comments, Comment{row, col, said})
	return nil
}

// tidyComments brings comments in the order of rows and columns, and joins those of one cell: a comment and its answers.
func tidyComments(list []Comment) []Comment {
	slices.SortStableFunc(list, func(a, b Comment) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	out := list[:0]
	for _, c := range list {
		if n := len(out); n > 0 && out[n-1].Row == c.Row && out[n-1].Col == c.Col && len(out[n-1].Text) < maxTextBytes {
			out[n-1].Text += "\n" + c.Text
			continue
		}
		out = append(out, c)
	}
	return out
}

// readComments reads the comments on a sheet of an xlsx. What cannot be read of them is said, and the sheet stays.
func (x *xlsxBook) readComments(b *builder, part string) error {
	err := x.commentsOf(b, part)
	if err == nil || !isDamage(err) {
		return err
	}
	x.quota.warn("工作表「%s」的批注已损坏,没有全部读入:请打开原表核对", b.s.Name)
	return nil
}

func (x *xlsxBook) commentsOf(b *builder, part string) error {
	rels, err := x.zip.relations(part)
	if err != nil {
		return err
	}
	threads := map[string]bool{} // cells whose old comment only repeats what the threads say
	for _, kind := range []string{"threadedComment", "comments"} {
		for _, rel := range rels {
			if rel.kind != kind {
				continue
			}
			p := commentReader{b: b, threads: threads, threaded: kind == "threadedComment"}
			if err := x.zip.scan(rel.target, p.tag); err != nil && !errors.Is(err, io.EOF) {
				return err
			}
		}
	}
	return nil
}

// commentReader reads a part of comments, or of threads of them.
type commentReader struct {
	b        *builder
	threads  map[string]bool
	threaded bool

	authors    []string
	ref        string
	author     int
	text       []byte
	in, inside bool // an element whose text is wanted, a comment
	phonetic   bool
}

func (p *commentReader) tag(s *scanner) error {
	if p.in && len(p.text) < maxToken {
		p.text = s.appendContent(p.text)
	}
	if s.tag == nil {
		return nil
	}
	switch string(s.name) {
	case "author":
		if p.in = s.opens(); p.in {
			p.text = p.text[:0]
		} else if s.closing && len(p.authors) < mostStyles {
			p.authors = append(p.authors, string(p.text))
		}
	case "comment", "threadedComment":
		if !s.closing {
			p.ref, p.author, p.text = s.attr("ref"), -1, p.text[:0]
			if n, ok := parseIndex([]byte(s.attr("authorId"))); ok {
				p.author = n
			}
		}
		if p.inside = s.opens(); s.closing {
			return p.end()
		}
	case "rPh":
		p.phonetic = s.opens()
	case "t":
		p.in = s.opens() && p.inside && !p.phonetic
	case "text":
		p.in = s.opens() && p.inside && p.threaded
	}
	return nil
}

// end hands over the comment that has ended.
func (p *commentReader) end() error {
	r, ok := parseRange([]byte(p.ref))
	if !ok || p.threads[p.ref] && !p.threaded {
		return nil
	}
	if p.threaded && len(p.threads) < mostStyles {
		p.threads[p.ref] = true
	}
	author := ""
	if p.author >= 0 && p.author < len(p.authors) {
		author = p.authors[p.author]
	}
	return p.b.comment(r.Row1, r.Col1, author, unescapeX(bytes.Clone(p.text)))
}

// xlsNotes collects the comments of a sheet of an old workbook, whose texts stand apart from their places.
type xlsNotes struct {
	places []xlsNote
	texts  map[int][]byte // by the number of the object
	object int            // the last one of the sort that notes have, 0 if another one came after it
}

type xlsNote struct {
	row, col, object int
	author           string
	text             []byte // before version 8
}

// The records of notes, and the sort of object that they are.
const (
	recNote      = 0x001C
	recObject    = 0x005D
	recText      = 0x01B6
	objectNote   = 0x19
	partCommon   = 0x15
	mostXLSNotes = 1 << 16
)

// note takes a record of a comment; ok is false if it is none.
func (p *xlsSheet) note(id int, data []byte) (ok bool) {
	n := &p.notes
	switch {
	case id == recObject && len(data) >= 8 && u16(data) == partCommon:
		if n.object = 0; u16(data[4:]) == objectNote {
			n.object = u16(data[6:])
		}
	case id == recText && len(data) >= 12 && p.book.version == 8:
		text := p.objectText(u16(data[10:]))
		if n.texts == nil {
			n.texts = map[int][]byte{}
		}
		if n.object != 0 && len(n.texts) < mostXLSNotes {
			n.texts[n.object] = text
		}
	case id == recNote && len(data) >= 8 && p.book.version == 8 && len(n.places) < mostXLSNotes:
		note := xlsNote{row: u16(data), col: u16(data[2:]), object: u16(data[6:])}
		if len(data) > 11 {
			note.author = string(appendText8(nil, data[10:], u16(data[8:])))
		}
		n.places = append(n.places, note)
	case id == recNote && len(data) >= 6 && p.book.version < 8:
		text := p.book.appendBytes(nil, data[6:], u16(data[4:]))
		if last := len(n.places) - 1; u16(data) == 0xFFFF && last >= 0 && len(n.places[last].text) < maxTextBytes {
			n.places[last].text = append(n.places[last].text, text...)
		} else if u16(data) != 0xFFFF && len(n.places) < mostXLSNotes {
			n.places = append(n.places, xlsNote{row: u16(data), col: u16(data[2:]), text: text})
		}
	default:
		return id == recNote || id == recObject || id == recText
	}
	return true
}

// objectText reads the text of an object, n characters in the records that follow.
func (p *xlsSheet) objectText(n int) []byte {
	var out []byte
	for n > 0 {
		data, ok := p.records.continued()
		if !ok || len(data) == 0 {
			return out
		}
		flags, chars := data[0]&textWide, len(data)-1
		if flags != 0 {
			chars /= 2
		}
		if chars = min(chars, n); chars == 0 {
			return out
		}
		out = appendText8(out, append([]byte{flags}, data[1:]...), chars)
		n -= chars
	}
	return out
}

// endNotes hands over the comments of the sheet.
func (p *xlsSheet) endNotes() error {
	for _, n := range p.notes.places {
		text := n.text
		if p.book.version == 8 {
			text = p.notes.texts[n.object]
		}
		if err := p.b.comment(n.row, n.col, n.author, text); err != nil {
			return err
		}
	}
	return nil
}
