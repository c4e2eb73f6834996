package value

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// surnames gives the reading of characters that are read otherwise as a family name than in words. go-pinyin
// knows words only. A second reading that clerks type as often stands behind it.
var surnames = map[rune]string{
	'曾': "zeng", '单': "shan", '仇': "qiu", '查': "zha", '解': "xie", '区': "ou", '朴': "piao", '盖': "ge",
	'乐': "yue", '任': "ren", '宁': "ning", '缪': "miao", '华': "hua", '翟': "zhai", '覃': "qin", '员': "yun",
	'尉': "wei", '折': "she", '黑': "he", '秘': "bi", '逄': "pang", '种': "chong", '晟': "cheng", '冼': "xian",
	'洗': "xian", '长': "chang", '重': "chong", '沈': "shen", '尹': "yin", '应': "ying", '葛': "ge", '车': "che",
	'贾': "jia", '石': "shi", '曲': "qu", '纪': "ji", '卜': "bu", '祭': "zhai", '隗': "wei", '召': "shao",
	'那': "na", '佴': "nai", '牟': "mu", '阚': "kan", '教': "jiao", '盛': "sheng", '尧': "yao",
}

// doubleSurnames are the compound family names whose characters read otherwise than alone.
var doubleSurnames = map[string][2]string{
	"尉迟": {"yu", "chi"}, "万俟": {"mo", "qi"}, "单于": {"chan", "yu"}, "长孙": {"zhang", "sun"},
	"澹台": {"tan", "tai"}, "令狐": {"ling", "hu"}, "宰父": {"zai", "fu"}, "夏侯": {"xia", "hou"},
}

var pinyinArgs = pinyin.Args{Style: pinyin.Normal, Heteronym: true}

// Syllables returns the readings of a name or a word, one list a character: the most likely reading first. A
// character that has no reading stands for itself, in lower case. Family names are read as such.
func Syllables(s string) [][]string {
	runes := []rune(s)
	out := make([][]string, len(runes))
	for i, r := range runes {
		out[i] = readings(r)
	}
	if len(runes) == 0 {
		return out
	}
	if len(runes) > 2 {
		if d, ok := doubleSurnames[string(runes[:2])]; ok {
			out[0], out[1] = prefer(d[0], out[0]), prefer(d[1], out[1])
			return out
		}
	}
	if surname, ok := surnames[runes[0]]; ok {
		out[0] = prefer(surname, out[0])
	}
	return out
}

func readings(r rune) []string {
	if r < 0x2E80 {
		return []string{string(unicode.ToLower(r))}
	}
	if list := pinyin.SinglePinyin(r, pinyinArgs); len(list) > 0 {
		return unique(list)
	}
	return []string{string(r)}
}

// prefer puts first at the head of list.
func prefer(first string, list []string) []string {
	return unique(append([]string{first}, list...))
}

func unique(list []string) []string {
	out := list[:0:0]
	for _, s := range list {
		if !contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// PinyinKey returns a key that sorts texts as a Chinese reader expects: by the first reading of each character,
// then by the characters themselves.
func PinyinKey(s string) string {
	var b strings.Builder
	for _, list := range Syllables(s) {
		b.WriteString(list[0])
		b.WriteByte(' ')
	}
	b.WriteByte(0)
	b.WriteString(s)
	return b.String()
}
