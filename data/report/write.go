package report

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

// Article returns the report as a running text, with the comparison behind it if the year before was counted.
func (r *Report) Article() paper.Article {
	a := paper.Article{Title: r.Title, Under: []string{"（" + r.Period() + "）"}}
	for _, part := range r.Parts {
		a.Items = append(a.Items, paper.Item{Level: paper.Heading1, Text: part.Title})
		for _, p := range part.Paragraphs {
			if p.Title != "" {
				a.Items = append(a.Items, paper.Item{Level: paper.Heading2, Text: p.Title})
			}
			a.Items = append(a.Items, paper.Item{Text: p.Text()})
		}
	}
	if r.compared != nil {
		a.Tables = append(a.Tables, r.Comparison())
	}
	return a
}

// Options are how a report is written. The zero Options are good for all.
type Options struct {
	Author  string    // of the file's properties
	Created time.Time // of the file's properties; the zero time is left out, so that equal reports give equal files
}

type writer func(*Report, io.Writer, paper.Info) error

// CheckPath refuses a path of which the extension names no format: .docx, .pdf and .txt do.
func CheckPath(path string) error {
	_, err := writerFor(path)
	return err
}

func writerFor(path string) (writer, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".docx":
		return (*Report).writeDOCX, nil
	case ".pdf":
		return (*Report).writePDF, nil
	case ".txt":
		return (*Report).writeText, nil
	case "":
		return nil, catalog.Refuse(CodeFormat, "请给「%s」写上扩展名:.docx、.pdf 或 .txt", filepath.Base(path))
	default:
		return nil, catalog.Refuse(CodeFormat, "工作汇报不能写成 %s 文件,请用 .docx、.pdf 或 .txt", ext)
	}
}

// Write writes the report in the format that the path's extension names.
func (r *Report) Write(ctx context.Context, w io.Writer, path string, opt Options) error {
	write, err := writerFor(path)
	if err != nil {
		return err
	}
	if err := write(r, w, paper.Info{Title: r.Title, Author: opt.Author, Created: opt.Created}); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return ctx.Err()
}

func (r *Report) writeDOCX(w io.Writer, info paper.Info) error {
	return paper.WriteDOCX(w, r.Article(), info)
}

func (r *Report) writePDF(w io.Writer, info paper.Info) error {
	return paper.WritePDF(w, paper.LayoutArticle(r.Article()), info)
}

// writeText writes plain text as Windows programs of any age read it: UTF-8 with its mark, lines ending in CR LF.
func (r *Report) writeText(w io.Writer, _ paper.Info) error {
	_, err := io.WriteString(w, "\uFEFF"+strings.ReplaceAll(r.Text(), "\n", "\r\n"))
	return err
}

// Text returns the report as plain text.
func (r *Report) Text() string {
	var b strings.Builder
	a := r.Article()
	fmt.Fprintf(&b, "%s\n%s\n", a.Title, strings.Join(a.Under, "\n"))
	for _, item := range a.Items {
		if item.Level == paper.Heading1 {
			b.WriteString("\n")
		}
		b.WriteString("　　" + strings.ReplaceAll(item.Text, "\n", "\n　　") + "\n")
	}
	for _, t := range a.Tables {
		writeTable(&b, t)
	}
	return b.String()
}

// writeTable writes a table with a tab between its columns, which spreadsheets take as such.
func writeTable(b *strings.Builder, t catalog.Table) {
	fmt.Fprintf(b, "\n%s\n%s　%s\n", t.Title, t.Left, t.Right)
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteString("\t")
		}
		b.WriteString(strings.Join(c.Heading, "/"))
	}
	b.WriteString("\n")
	for _, row := range t.Rows {
		b.WriteString(strings.Join(row.Cells, "\t") + "\n")
	}
	for _, note := range t.Notes {
		b.WriteString(note + "\n")
	}
}
