package value

import (
	"slices"
	"strings"
	"testing"
)

func TestSurnames(t *testing.T) {
	for name, want := range map[string]string{
		"曾小明": "zeng xiao ming", "单小明": "shan xiao ming", "仇小明": "qiu xiao ming", "查小明": "zha xiao ming", "解放": "xie fang", "区小明": "ou xiao ming", "朴小明": "piao xiao ming", "盖小明": "ge xiao ming",
		"乐小明": "yue xiao ming", "任小明": "ren xiao ming", "宁小明": "ning xiao ming", "缪小明": "miao xiao ming", "华小明": "hua xiao ming", "翟小明": "zhai xiao ming", "覃小明": "qin xiao ming", "员小明": "yun xiao ming",
		"尉小明": "wei xiao ming", "折小明": "she xiao ming", "秘小明": "bi xiao ming", "逄小明": "pang xiao ming", "种小明": "chong xiao ming", "晟小明": "cheng xiao ming", "冼小明": "xian xiao ming", "沈小明": "shen xiao ming",
		"应小明": "ying xiao ming", "葛小明": "ge xiao ming", "车小明": "che xiao ming", "贾小明": "jia xiao ming", "石小明": "shi xiao ming", "卜小明": "bu xiao ming", "祭小明": "zhai xiao ming", "隗小明": "wei xiao ming", "召小明": "shao xiao ming",
		"那小明": "na xiao ming", "佴小明": "nai xiao ming", "牟小明": "mou xiao ming", "阚小明": "kan xiao ming", "盛小明": "sheng xiao ming", "柏小明": "bai xiao ming", "薄小明": "bo xiao ming", "宓小明": "mi xiao ming", "句小明": "gou xiao ming",
		"繁小明": "po xiao ming", "粘小明": "nian xiao ming", "乜小明": "nie xiao ming", "呙小明": "guo xiao ming", "厍小明": "she xiao ming", "昝小明": "zan xiao ming", "郗小明": "xi xiao ming", "吕小明": "lv xiao ming", "韦小明": "wei xiao ming",
		"尉迟小明": "yu chi xiao ming", "万俟小明": "mo qi xiao ming", "单于小明": "chan yu xiao ming", "长孙小明": "zhang sun xiao ming", "澹台小明": "tan tai xiao ming", "令狐小明": "ling hu xiao ming", "夏侯小明": "xia hou xiao ming", "欧阳小明": "ou yang xiao ming", "皇甫小明": "huang fu xiao ming",
		"宰父小明": "zai fu xiao ming", "乐正小明": "yue zheng xiao ming", "亓官小明": "qi guan xiao ming", "拓跋小明": "tuo ba xiao ming", "单于": "shan yu", "John": "j o h n", "": "",
	} {
		var first []string
		for _, list := range Syllables(name) {
			first = append(first, list[0])
		}
		if got := strings.Join(first, " "); got != want {
			t.Errorf("%s is read %q, want %q", name, got, want)
		}
	}
}

// TestSurnamesAreNeeded finds entries that change nothing.
func TestSurnamesAreNeeded(t *testing.T) {
	for r, reading := range surnames {
		if readings(r)[0] == reading {
			t.Errorf("%c is read %s anyway", r, reading)
		}
	}
	for name, want := range doubleSurnames {
		both := []rune(name)
		if first := Syllables(string(both[0]))[0][0]; first == want[0] && readings(both[1])[0] == want[1] {
			t.Errorf("%s is read %v anyway", name, want)
		}
	}
}

func TestSyllablesKeepsAllReadings(t *testing.T) {
	for name, want := range map[string][]string{"单": {"shan", "dan", "chan"}, "覃": {"qin", "tan", "yan"}, "隗": {"wei", "kui", "gui"}} {
		got := Syllables(name)[0]
		if !slices.Equal(got, want) {
			t.Errorf("%s is read %v, want %v", name, got, want)
		}
	}
	if got := Syllables("王\U000323AF"); len(got) != 2 || got[1][0] != "\U000323AF" {
		t.Errorf("a character without a reading is read %v", got)
	}
}

func TestPinyinOrder(t *testing.T) {
	names := []string{"曾小明", "区大", "王", "王小", "王小明", "阿里", "张三", "单一", "李四", "Bob", "李斯"}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(PinyinKey(a), PinyinKey(b)) })
	want := []string{"阿里", "Bob", "李四", "李斯", "区大", "单一", "王", "王小", "王小明", "曾小明", "张三"}
	if !slices.Equal(names, want) {
		t.Errorf("order %v, want %v", names, want)
	}
	if !strings.HasPrefix(WordsKey("解放路"), "jie fang lu ") || !strings.HasPrefix(PinyinKey("解放路"), "xie ") {
		t.Errorf("解放路 sorts as %q as words, as %q as a name", WordsKey("解放路"), PinyinKey("解放路"))
	}
	if PinyinKey("李四") == PinyinKey("李斯") {
		t.Error("two names have one key")
	}
}

func BenchmarkPinyinKey(b *testing.B) {
	names := []string{"曾小明", "欧阳小明", "王秀英", "买买提·吐尔逊"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if PinyinKey(names[i%len(names)]) == "" {
			b.Fatal("no key")
		}
	}
}
