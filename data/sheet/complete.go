package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/text/transform"

	"taizhang/data/catalog"
)

// Form is a workbook that is completed in place: cells get contents, rows are inserted, sheets are repeated, and all
// else stays as its author left it, byte for byte where nothing moves. It is not safe for use by several goroutines.
type Form struct {
	name       string
	book       *Book
	zip        *zipFile
	entries    []*zip.File // of the archive, in their order
	main       string
	stylesPart string
	date1904   bool
	names      map[string]string // defined names in lower case → what they stand for
	sheets     []*FormSheet
	styles     *formStyles

	takenOver bool     // from another format
	lost      []string // cells whose formulas could not be read
	restyled  bool     // its looks could not be read either, so that it has usual ones

	changed map[string][]byte // parts that were rewritten or added
	added   []string          // those of them that the archive doesn't have
	dropped map[string]bool
}

// OpenForm opens the workbook at path to complete it. One of another format than xlsx is taken over into a new
// workbook: cells, merged areas, widths and, from .xls, type, lines, colours and pages. Errors are those of Open.
func OpenForm(ctx context.Context, path string, opt Options) (*Form, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil || info.IsDir() || info.Size() > opt.withDefaults().MaxBytes {
		if _, err := Open(ctx, path, opt); err != nil { // says why
			return nil, err
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, refuseFile(name, err)
	}
	return ReadForm(ctx, data, name, opt)
}

// ReadForm opens the workbook in data to complete it; see OpenForm. name is the name of its file, for messages.
func ReadForm(ctx context.Context, data []byte, name string, opt Options) (*Form, error) {
	opt.looks = true
	book, err := Read(ctx, bytes.NewReader(data), int64(len(data)), name, opt)
	if err != nil {
		return nil, err
	}
	src := &source{r: bytes.NewReader(data), size: int64(len(data)), name: name, opt: opt.withDefaults()}
	if format, err := sniff(src); err != nil || format != formatZip || book.Format == "ods" {
		data, lost, err := xlsxOf(book)
		if err != nil {
			return nil, err
		}
		f, err := ReadForm(ctx, data, name, opt)
		if err == nil {
			f.lost, f.takenOver, f.restyled = lost, true, book.looks == nil
		}
		return f, err
	}
	f := &Form{name: name, book: book}
	archive, err := zip.NewReader(src.r, src.size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, src.refusal(ctx, err)
	}
	f.entries = archive.File
	// The form is read further when it is completed, long after this call and its context have ended.
	if f.zip, err = openZip(context.WithoutCancel(ctx), src); err == nil {
		err = f.reset()
	}
	if err != nil {
		return nil, src.refusal(ctx, err)
	}
	return f, nil
}

// Clone returns the form as it was before any change.
func (f *Form) Clone() (*Form, error) {
	c := &Form{name: f.name, book: f.book, zip: f.zip, entries: f.entries, takenOver: f.takenOver, lost: f.lost, restyled: f.restyled}
	f.zip.left = f.zip.src.opt.MaxBytes // what a copy inflates was counted before
	if err := c.reset(); err != nil {
		return nil, fmt.Errorf("copy the form: %w", err)
	}
	return c, nil
}

// Book returns the workbook as it was read.
func (f *Form) Book() *Book { return f.book }

// TakenOver reports whether the workbook was of another format and is given back as xlsx, and which cells are blank
// because their formulas could not be read.
func (f *Form) TakenOver() (is bool, lost []string) { return f.takenOver, f.lost }

// Restyled reports whether a workbook of another format lost its looks, so that type and lines are set anew.
func (f *Form) Restyled() bool { return f.restyled }

// Macros reports whether the workbook holds programs: such a file must be named .xlsm.
func (f *Form) Macros() bool {
	for part := range f.zip.parts {
		if strings.HasSuffix(part, "/vbaproject.bin") {
			return true
		}
	}
	return false
}

// reset reads what the workbook says of its parts.
func (f *Form) reset() error {
	f.changed, f.dropped, f.names = map[string][]byte{}, map[string]bool{}, map[string]string{}
	f.main, f.stylesPart = "xl/workbook.xml", ""
	top, err := f.zip.relations("")
	if err != nil {
		return err
	}
	for _, r := range top {
		if r.kind == "officeDocument" {
			f.main = partName(r.target)
		}
	}
	rels, err := f.zip.relations(f.main)
	if err != nil {
		return err
	}
	for _, r := range rels {
		switch r.kind {
		case "styles":
			f.stylesPart = r.target
		case "calcChain": // an index of formulas that programs make anew
			f.dropped[r.target] = true
		}
	}
	x := &xlsxBook{zip: f.zip}
	if err := x.readMain(f.main, rels); err != nil {
		return err
	}
	f.date1904 = x.date1904
	for i, ref := range x.sheets {
		if i < len(f.book.Sheets) {
			f.sheets = append(f.sheets, &FormSheet{form: f, name: ref.name, part: ref.part, source: f.book.Sheets[i]})
		}
	}
	b, err := f.bytes(f.main)
	if err != nil {
		return err
	}
	editXML(b, func(e *element) {
		if e.name == "definedName" && !e.closing {
			f.names[strings.ToLower(e.attr("name"))] = e.string()
		}
	})
	return f.readStyles()
}

// Sheet returns the sheet that stands at place i of Book().Sheets.
func (f *Form) Sheet(i int) (*FormSheet, error) {
	s := f.sheets[i]
	if err := s.load(); err != nil {
		return nil, catalog.Refuse(CodeDamaged, "「%s」的工作表「%s」无法填写:请用 Excel 或 WPS 打开它另存一份再试", f.name, s.name).Because(err)
	}
	return s, nil
}

func (f *Form) sheetNamed(name string) *FormSheet {
	for _, s := range f.sheets {
		if strings.EqualFold(s.name, name) {
			return s
		}
	}
	return nil
}

// bytes returns the content of a part in UTF-8 as it is now, nil if there is none.
func (f *Form) bytes(part string) ([]byte, error) {
	part = partName(part)
	if b, ok := f.changed[part]; ok {
		return b, nil
	}
	if part == "" {
		return nil, nil
	}
	r, ok, err := f.zip.open(part)
	if err != nil || !ok {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", part, err)
	}
	decoder := partDecoder(b[:min(len(b), 128)])
	if decoder == nil {
		return b, nil
	}
	if b, _, err = transform.Bytes(decoder, b); err != nil {
		return nil, fmt.Errorf("decode %s: %w", part, err)
	}
	if declared := bytes.Index(b, []byte("?>")); bytes.HasPrefix(b, []byte("<?xml")) && declared > 0 {
		b = append([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`), b[declared+2:]...)
	}
	return b, nil
}

// set gives a part another content, or adds it.
func (f *Form) set(part string, b []byte) {
	part = partName(part)
	if _, ok := f.zip.parts[part]; !ok {
		if _, again := f.changed[part]; !again {
			f.added = append(f.added, part)
		}
	}
	f.changed[part] = b
}

// edit changes a part that is there.
func (f *Form) edit(part string, change func([]byte) []byte) error {
	b, err := f.bytes(part)
	if err != nil || b == nil {
		return err
	}
	if changed := change(b); !bytes.Equal(changed, b) {
		f.set(part, changed)
	}
	return nil
}

// relationsOf returns the relations of a part as they are now.
func (f *Form) relationsOf(part string) (map[string]relation, error) {
	b, err := f.bytes(relsPart(part))
	if err != nil {
		return nil, err
	}
	rels := map[string]relation{}
	editXML(b, func(e *element) {
		if e.name == "Relationship" && !e.closing && !strings.EqualFold(e.attr("TargetMode"), "External") {
			kind := e.attr("Type")
			rels[e.attr("Id")] = relation{targetOf(part, e.attr("Target")), kind[strings.LastIndexByte(kind, '/')+1:]}
		}
	})
	return rels, nil
}

func relsPart(part string) string {
	dir, file := path.Split(part)
	return dir + "_rels/" + file + ".rels"
}

// targetOf returns the part that a relation of part leads to.
func targetOf(part, target string) string {
	target = strings.ReplaceAll(target, "\\", "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", path.Dir(part), target)
	}
	return partName(target)
}

// shiftOthers moves what the other parts say of the rows of a sheet.
func (f *Form) shiftOthers(s *FormSheet, m rowShift) error {
	own, err := f.tiedTo(s.part)
	if err != nil {
		return err
	}
	for part := range own {
		if err := f.edit(part, func(b []byte) []byte { return m.part(b, true) }); err != nil {
			return err
		}
	}
	for _, other := range f.sheets {
		if other == s {
			continue
		}
		if err := other.load(); err != nil {
			return err
		}
		other.mapFormulas(func(e *element) { m.formulaElement(e, false) })
	}
	charts, err := f.charts()
	if err != nil {
		return err
	}
	for _, part := range append(charts, f.main) {
		if err := f.edit(part, func(b []byte) []byte { return m.part(b, false) }); err != nil {
			return err
		}
	}
	return nil
}

// mapFormulas changes the elements of a sheet that may hold formulas.
func (s *FormSheet) mapFormulas(f func(*element)) {
	change := func(b []byte) []byte {
		changed := editXML(b, f)
		s.changed = s.changed || !bytes.Equal(b, changed)
		return changed
	}
	s.head, s.tail = change(s.head), change(s.tail)
	for i := range s.rows {
		for j := range s.rows[i].cells {
			if c := &s.rows[i].cells[j]; c.hasFormula() {
				c.inner = change(c.inner)
			}
		}
	}
}

// tiedTo returns the parts that speak of the cells of the sheet in a part: comments, drawings, tables.
func (f *Form) tiedTo(part string) (map[string]bool, error) {
	rels, err := f.relationsOf(part)
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	for _, r := range rels {
		switch r.kind {
		case "comments", "threadedComment", "vmlDrawing", "drawing", "table":
			own[r.target] = true
		}
	}
	return own, nil
}

// charts returns the parts of all charts.
func (f *Form) charts() ([]string, error) {
	var out []string
	seen := map[string]bool{}
	for _, s := range f.sheets {
		rels, err := f.relationsOf(s.part)
		if err != nil {
			return nil, err
		}
		for _, r := range rels {
			if r.kind != "drawing" {
				continue
			}
			inside, err := f.relationsOf(r.target)
			if err != nil {
				return nil, err
			}
			for _, c := range inside {
				if strings.HasPrefix(c.kind, "chart") && !seen[c.target] {
					seen[c.target] = true
					out = append(out, c.target)
				}
			}
		}
	}
	return out, nil
}
