package value

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  ": "", "北门社区": "北门社区", " 北门\u3000社区\t\n": "北门 社区", "ＡＢｃ１２３．５％": "ABc123.5%", "（北门）：，。": "（北门）：，。",
		"\ufeff张三": "张三", "张\u200b三": "张三", "张\u200d三": "张三", "张\u00a0三": "张 三", "a  b": "a b", "a\u00adb": "ab", "\x00a\x01b\x7f": "ab", "a\u0085b": "a b",
		"⽂⾦": "文金", "金": "金", "﨑": "﨑", "辻󠄀": "辻", "𬭎𫖯𠮷": "𬭎𫖯𠮷", "\ue863": "\ue863", "张\ufffd": "张\ufffd", "张\xff三": "张\ufffd三", "㎡": "㎡", "\u2028a\u2029": "a", "\u3164": "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTight(t *testing.T) {
	if got := Tight(" 姓　　名 \n"); got != "姓名" {
		t.Errorf("got %q", got)
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"张　三": "张三", " 欧阳 小 明 ": "欧阳小明", "买买提•吐尔逊": "买买提·吐尔逊", "买买提.吐尔逊": "买买提·吐尔逊", "买买提。吐尔逊": "买买提·吐尔逊", "买买提 · 吐尔逊": "买买提·吐尔逊", "买买提 . 吐尔逊": "买买提·吐尔逊",
		"John  Smith": "John Smith", "J. R. Smith": "J. R. Smith", "John 张": "John张", "〇一": "〇一", "𬭎": "𬭎", "张三.": "张三.", "": "",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLooksLikeName(t *testing.T) {
	for s, want := range map[string]bool{
		"张三": true, "张　三": true, "欧阳小明": true, "买买提·吐尔逊": true, "买买提.吐尔逊": true, "李〇": true, "王𬭎": true, "𠮷田": true, "张\U0002ebf0": true, "John Smith": true, "Al": true, "O'Neil-Li": true,
		"": false, "张": false, "A": false, "...": false, "张三1": false, "张三(女)": false, "·张三": false, "张三·": false, "张··三": false, "13800000000": false, "张\ufffd": false, "张?": false, "合计:": false,
		"一二三四五六七八九十一二三四五六": false, strings.Repeat("a", 61): false,
	} {
		if got := LooksLikeName(s); got != want {
			t.Errorf("LooksLikeName(%q) = %v", s, got)
		}
	}
}

// FuzzClean shows that cleaning a clean text changes nothing, that the short way and the long way agree, and the same
// of names and headings.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"北门", " a  b ", "ＡＢ１２", "\ufeff\u200b", "张\u00a0三", "⽂", "a\xff", "\ufffd", "\u0085", "买买提 .吐", "a . b", "x\u3164 y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !utf8.ValidString(c) || Clean(c) != c || !isClean(c) {
			t.Errorf("Clean(%q) = %q is not clean", s, c)
		}
		if isClean(s) && c != s {
			t.Errorf("%q passes for clean, but is %q", s, c)
		}
		if x := Tight(s); Tight(x) != x || strings.ContainsAny(x, " \t\n") {
			t.Errorf("Tight(%q) = %q is not tight", s, x)
		}
		if n := Name(s); Name(n) != n || Clean(n) != n {
			t.Errorf("Name(%q) = %q, of which the name is %q", s, n, Name(n))
		}
	})
}

func BenchmarkClean(b *testing.B) {
	texts := []string{"北门社区", "中共容城镇北门社区党支部", "450999196805120010", "张　三", "ＡＢ 12"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if Clean(texts[i%len(texts)]) == "" {
			b.Fatal("lost")
		}
	}
}
