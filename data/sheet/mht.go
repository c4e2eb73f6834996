package sheet

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
)

// readMHT reads the pages of a web archive, into which Excel writes a page for each sheet.
func readMHT(ctx context.Context, src *source) (*Book, error) {
	raw, err := src.bytes(ctx)
	if err != nil {
		return nil, err
	}
	message, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(raw, "\xEF\xBB\xBF \t\r\n")))
	if err != nil {
		return nil, src.damaged().Because(err)
	}
	a := &archiveReader{ctx: ctx, src: src, book: &Book{Format: "html"}, left: src.opt.MaxBytes}
	a.quota = &quota{cells: src.opt.MaxCells, warnings: &a.book.Warnings}
	kind, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	switch {
	case err == nil && strings.HasPrefix(kind, "multipart/"):
		err = a.readParts(multipart.NewReader(message.Body, params["boundary"]))
	default:
		err = a.readPart(textproto.MIMEHeader(message.Header), message.Body)
	}
	if err != nil {
		return nil, err
	}
	if len(a.book.Sheets) == 0 {
		return nil, refuseFormat(formatMail, src.name)
	}
	return a.book, nil
}

// archiveReader reads the parts of a web archive.
type archiveReader struct {
	ctx   context.Context
	src   *source
	book  *Book
	quota *quota
	left  int64             // bytes that may still be decoded
	names map[string]string // of sheets by their pages, as the main page lists them
}

func (a *archiveReader) readParts(parts *multipart.Reader) error {
	for {
		part, err := parts.NextRawPart()
		if err != nil { // what came before is whole
			if !errors.Is(err, io.EOF) {
				a.quota.warn("「%s」不完整,只读出了前面的部分:请核对行数,缺少的请对方重新发送", a.src.name)
			}
			break
		}
		if err := a.readPart(part.Header, part); err != nil {
			return err
		}
	}
	return nil
}

func (a *archiveReader) readPart(header textproto.MIMEHeader, body io.Reader) error {
	kind, _, _ := mime.ParseMediaType(header.Get("Content-Type"))
	if kind != "text/html" {
		return nil
	}
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	page, err := io.ReadAll(&bounded{ctx: a.ctx, r: body, left: &a.left})
	if errors.Is(err, errTooBig) || a.ctx.Err() != nil {
		return fmt.Errorf("read a page: %w", err)
	}
	if a.names == nil {
		a.names = archiveNames(page)
	}
	location := header.Get("Content-Location")
	name := a.names[location[strings.LastIndexByte(location, '/')+1:]]
	if name == "" {
		name = fmt.Sprintf("Sheet%d", len(a.book.Sheets)+1)
	}
	if len(a.book.Sheets) >= a.src.opt.MaxSheets {
		return errTooBig
	}
	s, err := readPage(a.ctx, a.src, page, name, a.quota)
	if err == nil && s != nil {
		a.book.Sheets = append(a.book.Sheets, s)
	}
	return err
}

// archiveNames reads the list of sheets in the main page of an archive: a name, then a reference to a page.
func archiveNames(page []byte) map[string]string {
	names := map[string]string{}
	text, ok := decodeWeb(page)
	if !ok {
		return names
	}
	for _, part := range strings.Split(string(text), "<x:ExcelWorksheet>")[1:] {
		name, rest, ok1 := strings.Cut(part, "</x:Name>")
		_, href, ok2 := strings.Cut(rest, `<x:WorksheetSource HRef="`)
		href, _, ok3 := strings.Cut(href, `"`)
		if ok1 && ok2 && ok3 && len(names) < 1000 {
			names[href[strings.LastIndexByte(href, '/')+1:]] = strings.TrimPrefix(strings.TrimSpace(name), "<x:Name>")
		}
	}
	return names
}
