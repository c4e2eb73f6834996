package intake

import (
	"strings"
	"testing"
)

// FuzzForms: no form makes the reader panic or hang; whoever is read has a name, one line an item, and a row of a sheet.
func FuzzForms(f *testing.F) {
	f.Add([]byte("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Person><XingMing>张　三</XingMing><RuDangShiJian>2001.05民盟</RuDangShiJian></Person>"))
	f.Add([]byte("<?xml version=\"1.0\" encoding=\"gb2312\"?><Person><XingMing>\xd5\xc5\xc8\xfd</XingMing></Person>"))
	f.Add([]byte("<Person><XingMing>张<b>三</b>&#x2F;</XingMing><JiaTingChengYuan><Item><XingMing>外人</XingMing>"))
	f.Add([]byte("\xFF\xFE<\x00P\x00e\x00r\x00s\x00o\x00n\x00>\x00"))
	f.Add([]byte(strings.Repeat("<Person>", 40)))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := readForm(data)
		if err != nil {
			return
		}
		if read["XingMing"] == "" {
			t.Fatal("a form of nobody")
		}
		for tag, text := range read {
			if strings.ContainsAny(text, "\r\n") || len(text) > maxFormText {
				t.Fatalf("%s: %q", tag, text)
			}
		}
		book := bookOfForms([]form{read})
		if s := book.Sheets[0]; s.Rows() != 3 || s.Cols() < 1 {
			t.Fatalf("%d rows of one form", s.Rows())
		}
	})
}

func TestFormsInOtherEncodings(t *testing.T) {
	for name, data := range map[string]string{
		"gb18030":             "<?xml version=\"1.0\" encoding=\"gb2312\"?><Person><XingMing>\xd5\xc5\xc8\xfd</XingMing></Person>",
		"utf16":               "\xFF\xFE" + utf16("<?xml version=\"1.0\" encoding=\"utf-16\"?><Person><XingMing>张三</XingMing></Person>"),
		"utf8_with_mark":      "\uFEFF<Person><XingMing>张三</XingMing></Person>",
		"utf8_without_a_mark": "<Person><XingMing>张三</XingMing></Person>",
	} {
		if f, err := readForm([]byte(data)); err != nil || f["XingMing"] != "张三" {
			t.Errorf("%s: %q %v", name, f["XingMing"], err)
		}
	}
	if _, err := readForm([]byte("<Person><XingMing>张三</XingMing>" + strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100) + "</Person>")); err == nil {
		t.Error("elements a hundred deep were read")
	}
}

func utf16(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}
