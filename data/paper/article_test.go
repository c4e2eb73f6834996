package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"math"
	"strings"
	"testing"

	"taizhang/data/catalog"
)

// longArticle has more text than a page holds, a rare character, and a table with two rows of headings.
func longArticle() Article {
	a := Article{Title: "容城镇社区党建工作汇报", Under: []string{"（2002年10月1日至2003年9月30日）"}}
	for range 8 {
		a.Items = append(a.Items, Item{Heading1, "一、组建工作"}, Item{Heading2, "（一）社区干部"},
			Item{Text: strings.Repeat("现有社区干部30人，其中女21人，唐𬭎等<公开>招聘&选举产生。", 9)})
	}
	a.Tables = []catalog.Table{{Title: "附表", Columns: []catalog.Column{{Heading: []string{"项目"}, Width: 60}, {Heading: []string{"人数", "本期"}, Width: 30}, {Heading: []string{"人数", "上年"}, Width: 30}},
		Rows: []catalog.TableRow{{Cells: []string{"干部"}, Group: true}, {Cells: []string{"女", "21", "—"}}}}}
	return a
}

// TestArticleStandsOnTheGrid holds the pages against GB/T 9704: 22 lines at one distance, nothing outside of the text's
// 156 × 225 mm but the number of the page, 28 characters in a line.
func TestArticleStandsOnTheGrid(t *testing.T) {
	a := longArticle()
	a.Tables = nil
	doc := LayoutArticle(a)
	if len(doc.Pages) < 3 {
		t.Fatalf("%d pages", len(doc.Pages))
	}
	most := 0
	for n, page := range doc.Pages {
		lines := map[int]int{}
		for _, op := range page.Ops {
			text := op.(Text)
			if text.Y > articleTop+articleHeight {
				if outside := text.X > 105; outside != (n%2 == 0) {
					t.Errorf("the number of page %d stands at %.0f mm", n+1, text.X)
				}
				continue
			}
			line := (text.Y - articleTop) / linePitch
			if text.Y < articleTop || text.X < articleLeft-slack || text.X+text.Width > articleLeft+articleWidth+0.1 {
				t.Errorf("page %d: %q stands outside of the text at %.1f, %.1f", n+1, text.Text, text.X, text.Y)
			}
			lines[int(math.Floor(line))] += len([]rune(text.Text))
		}
		for line, chars := range lines {
			if line < 0 || line >= articleLines {
				t.Errorf("page %d has a line %d", n+1, line)
			}
			most = max(most, chars)
		}
	}
	if most < articleChars || most > articleChars+6 { // figures are half as wide
		t.Errorf("the fullest line has %d characters", most)
	}
}

// TestHeadingStaysWithItsText: no page ends with a heading.
func TestHeadingStaysWithItsText(t *testing.T) {
	for free := range articleLines {
		a := Article{Title: "题"}
		for range free {
			a.Items = append(a.Items, Item{Text: "一行"})
		}
		a.Items = append(a.Items, Item{Heading1, "标题"}, Item{Text: "正文"})
		doc := LayoutArticle(a)
		for _, page := range doc.Pages {
			var faces []Face
			for _, op := range page.Ops {
				if text := op.(Text); text.Y < articleTop+articleHeight {
					faces = append(faces, text.Face)
				}
			}
			if len(faces) > 0 && faces[len(faces)-1] == HeiBold {
				t.Errorf("behind %d lines a page ends with the heading", free)
			}
		}
	}
}

// TestDOCX reads the document as an XML reader does: every part is whole, the text is there, fonts are the offices'.
func TestDOCX(t *testing.T) {
	write := func() []byte {
		var b bytes.Buffer
		if err := WriteDOCX(&b, longArticle(), Info{Title: "汇报<1>", Author: "甲&乙"}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := write()
	if !bytes.Equal(first, write()) {
		t.Error("the same article gives other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		content, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
		for d := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	for part, words := range map[string][]string{
		"word/document.xml": {"唐𬭎等&lt;公开&gt;招聘&amp;选举", `w:top="2098"`, `w:left="1587"`, `w:linePitch="579"`, `<w:gridSpan w:val="2"/>`, `<w:vMerge w:val="restart"/>`, "<w:tblHeader/>"},
		"word/styles.xml":   {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", `w:line="579" w:lineRule="exact"`, `<w:spacing w:val="-5"/>`},
		"word/footer1.xml":  {" PAGE ", `<w:jc w:val="right"/>`}, "word/footer2.xml": {`<w:jc w:val="left"/>`}, "docProps/core.xml": {"汇报&lt;1&gt;"},
	} {
		for _, w := range words {
			if !strings.Contains(parts[part], w) {
				t.Errorf("%s has no %s", part, w)
			}
		}
	}
	if 22*twipLine > twips(articleHeight) || 28*(20*halfPointsBody/2+twipSpacing) > twips(articleWidth) {
		t.Errorf("22 lines of %d and 28 characters of %d twips have no room", twipLine, 20*halfPointsBody/2+twipSpacing)
	}
}
