package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// lrmxExtension is that of the electronic 干部任免审批表 of organisation departments.
const lrmxExtension = ".lrmx"

// The bounds of a form: a photograph is the largest part of it.
const (
	maxFormBytes = 32 << 20
	maxFormText  = 4096 // bytes of one item
	maxFormDepth = 16
)

// form holds the items of one .lrmx file that a roster has: those directly below the root, by tag. The members of
// the family, who have the same tags one level deeper, are never read, and neither is the photograph.
type form map[string]string

// formColumn is a column of the table that forms become.
type formColumn struct {
	heading string
	of      func(form) string
}

func tag(name string) func(form) string { return func(f form) string { return f[name] } }

// formColumns are the roster's fields alone. Nobody's family, history, assessments or proposed posts are taken.
var formColumns = []formColumn{
	{"姓名", tag("XingMing")}, {"性别", tag("XingBie")}, {"民族", tag("MinZu")}, {"出生年月", tag("ChuShengNianYue")},
	{"身份证号码", tag("ShenFenZheng")}, {"籍贯", tag("JiGuan")}, {"政治面貌", form.politics}, {"入党时间", form.joined},
	{"参加工作时间", tag("CanJiaGongZuoShiJian")}, {"文化程度", func(f form) string { return f.education("XueLi") }},
	{"毕业院校", func(f form) string { return f.education("XueLi_BiYeYuanXiaoXi") }}, {"特长", tag("ShuXiZhuanYeYouHeZhuanChang")},
	{"现任职务", tag("XianRenZhiWu")}, {"所在社区", form.community},
}

// education returns an item of the education on the job, which is the later one, or else of the full-time one.
func (f form) education(item string) string {
	for _, sort := range []string{"ZaiZhiJiaoYu_", "QuanRiZhiJiaoYu_"} {
		if f[sort+"XueLi"] != "" {
			return f[sort+item]
		}
	}
	return ""
}

// joined returns the date of joining the party; the item may hold words instead, such as 民盟 or 群众.
func (f form) joined() string {
	s := f["RuDangShiJian"]
	if _, ok := value.ParseDate(s); ok {
		return s
	}
	return ""
}

func (f form) politics() string {
	s := f["RuDangShiJian"]
	if _, ok := value.ParseDate(s); ok {
		return ""
	}
	// 2001.05民建 and 民建 say the same here: the date is not one of joining this party.
	if words := strings.Trim(s, "0123456789.-/年月日,，;；、 "); words != "" {
		return words
	}
	return s
}

// community returns the community that the reporting unit or the post names.
func (f form) community() string {
	for _, s := range []string{f["ChengBaoDanWei"], f["XianRenZhiWu"]} {
		if place := placeIn(s); place != "" {
			return place
		}
	}
	return ""
}

// openForm reads one form.
func openForm(path string) (form, error) {
	name := filepath.Base(path)
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, catalog.Refuse("lrmx_missing", "找不到文件「%s」:它可能已被移动、改名或删除,请重新选择", name).Because(err)
	case err != nil:
		return nil, catalog.Refuse("lrmx_unreadable", "打不开「%s」:请检查是否有权限,或U盘、网络是否正常", name).Because(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFormBytes+1))
	switch {
	case err != nil:
		return nil, catalog.Refuse("lrmx_unreadable", "读取「%s」时出错:请检查U盘或网络是否正常,把文件复制到本机后再导入", name).Because(err)
	case len(data) > maxFormBytes:
		return nil, catalog.Refuse("lrmx_too_big", "「%s」太大,不像一份任免审批表;请确认选对了文件", name)
	}
	f, err := readForm(data)
	if err != nil {
		return nil, catalog.Refuse("lrmx_damaged", "「%s」不是完整的干部任免审批表(lrmx);请用任免表编辑器打开它另存一份,打不开就请对方重新发送", name).Because(err)
	}
	return f, nil
}

// readForm reads a form. Tags that it doesn't know are passed over; the words of an item end at maxFormText bytes.
func readForm(data []byte) (form, error) {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		utf8, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, fmt.Errorf("decode UTF-16: %w", err)
		}
		data = bytes.Replace(utf8, []byte("utf-16"), []byte("utf-8"), 1)
	}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))))
	d.Strict = false
	d.CharsetReader = formCharset
	root, err := nextElement(d)
	if err != nil {
		return nil, err
	}
	if root == nil || root.Name.Local != "Person" {
		return nil, errors.New("the root is not Person")
	}
	wanted := map[string]bool{"XingMing": true, "XingBie": true, "MinZu": true, "ChuShengNianYue": true, "ShenFenZheng": true, "JiGuan": true, "RuDangShiJian": true,
		"CanJiaGongZuoShiJian": true, "ZaiZhiJiaoYu_XueLi": true, "QuanRiZhiJiaoYu_XueLi": true, "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": true,
		"QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": true, "ShuXiZhuanYeYouHeZhuanChang": true, "XianRenZhiWu": true, "ChengBaoDanWei": true}
	f := form{}
	for {
		e, err := nextElement(d)
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		if !wanted[e.Name.Local] || f[e.Name.Local] != "" {
			err = skip(d)
		} else {
			f[e.Name.Local], err = words(d)
		}
		if err != nil {
			return nil, err
		}
	}
	if f["XingMing"] == "" {
		return nil, errors.New("the form names nobody")
	}
	return f, nil
}

func formCharset(charset string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "gb2312", "gbk", "gb18030":
		return simplifiedchinese.GB18030.NewDecoder().Reader(r), nil
	}
	return r, nil
}

// nextElement returns the next element at this level, nil at its end.
func nextElement(d *xml.Decoder) (*xml.StartElement, error) {
	for {
		tok, err := d.Token()
		switch t := tok.(type) {
		case xml.StartElement:
			return &t, nil
		case xml.EndElement:
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the form: %w", err)
		}
	}
}

// words returns the text of the element that has begun, in one line.
func words(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for depth := 1; depth > 0; {
		tok, err := d.Token()
		if err != nil {
			return "", fmt.Errorf("read an item: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxFormDepth {
				return "", errors.New("elements stand too deep")
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if b.Len()+len(t) <= maxFormText {
				b.Write(t)
			}
		}
	}
	return value.Clean(strings.ToValidUTF8(b.String(), "")), nil
}

func skip(d *xml.Decoder) error {
	_, err := words(d)
	return err
}

// formTitle names the kind whose roster such forms fill.
const formTitle = "社区干部(任免审批表)"

// bookOfForms makes a sheet of forms, so that they are reviewed as any roster is. Columns that no form fills are left
// out.
func bookOfForms(forms []form) *sheet.Book {
	rows := make([][]string, len(forms)+1)
	for _, c := range formColumns {
		filled := c.heading == formColumns[0].heading
		for _, f := range forms {
			filled = filled || c.of(f) != ""
		}
		if !filled {
			continue
		}
		rows[0] = append(rows[0], c.heading)
		for i, f := range forms {
			rows[i+1] = append(rows[i+1], c.of(f))
		}
	}
	title := []string{formTitle}
	return &sheet.Book{Format: "lrmx", Sheets: []*sheet.Sheet{sheet.FromRows(title[0], append([][]string{title}, rows...))}}
}
