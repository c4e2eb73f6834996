package value

import (
	"slices"
	"strings"
	"sync/atomic"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// surnames gives the reading of characters that are read otherwise as a family name than in words: go-pinyin puts
// the reading in words first. 现代汉语词典 marks these readings 姓.
var surnames = map[rune]string{
	'曾': "zeng", '单': "shan", '仇': "qiu", '查': "zha", '解': "xie", '区': "ou", '朴': "piao", '盖': "ge",
	'乐': "yue", '缪': "miao", '翟': "zhai", '覃': "qin", '员': "yun", '折': "she", '黑': "he", '秘': "bi",
	'种': "chong", '洗': "xian", '长': "chang", '重': "chong", '祭': "zhai", '隗': "wei",
	'召': "shao", '佴': "nai", '阚': "kan", '薄': "bo", '乜': "nie", '句': "gou", '么': "yao", '粘': "nian",
	'繁': "po", '炅': "gui", '郇': "xun", '颉': "xie", '能': "nai", '都': "du", '卜': "bu", '贠': "yun",
}

// doubleSurnames are the compound family names of which a character is read otherwise than alone.
var doubleSurnames = map[string][2]string{
	"尉迟": {"yu", "chi"}, "万俟": {"mo", "qi"}, "单于": {"chan", "yu"}, "长孙": {"zhang", "sun"},
	"澹台": {"tan", "tai"}, "子车": {"zi", "ju"}, "丌官": {"qi", "guan"},
}

var pinyinArgs = pinyin.Args{Style: pinyin.Normal, Heteronym: true}

// Syllables returns the readings of a name or a word, one list a character: the most likely reading first. A
// character that has no reading stands for itself, in lower case. Family names are read as such.
func Syllables(s string) [][]string {
	runes := []rune(s)
	out := syllables(runes)
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

func syllables(runes []rune) [][]string {
	out := make([][]string, len(runes))
	for i, r := range runes {
		out[i] = readings(r)
	}
	return out
}

func readings(r rune) []string {
	if r < 0x2E80 {
		return []string{string(unicode.ToLower(r))}
	}
	if r < firstCommon || r > lastCommon {
		return lookUp(r)
	}
	if known := common[r-firstCommon].Load(); known != nil {
		return *known
	}
	list := slices.Clip(lookUp(r)) // so that nobody appends to what others read
	common[r-firstCommon].Store(&list)
	return list
}

// The characters that nearly all names are written with. Looking one up takes microseconds, and sorting 100,000 names
// needs 300,000 of them: common remembers their readings, which never change.
const (
	firstCommon = 0x4E00
	lastCommon  = 0x9FFF
)

var common [lastCommon - firstCommon + 1]atomic.Pointer[[]string]

func lookUp(r rune) []string {
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
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// PinyinKey returns a key that sorts names of people as a Chinese reader expects: by the first reading of each
// character, then by the characters themselves.
func PinyinKey(s string) string { return sortKey(s, Syllables(s)) }

// WordsKey is PinyinKey for texts that are no names of people: 解放路 begins with jie, not with the family name xie.
func WordsKey(s string) string { return sortKey(s, syllables([]rune(s))) }

func sortKey(s string, syllables [][]string) string {
	var b strings.Builder
	b.Grow(3*len(s) + 2*len(syllables) + 1)
	for _, list := range syllables {
		b.WriteString(list[0])
		b.WriteByte(' ')
	}
	b.WriteByte(0)
	b.WriteString(s)
	return b.String()
}
