package ledger

import (
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
)

// Sex is GB/T 2261.1-2003.
var Sex = catalog.NewChoice(
	catalog.Choice{Code: "1", Title: "男", Aliases: []string{"男性", "M", "m"}},
	catalog.Choice{Code: "2", Title: "女", Aliases: []string{"女性", "F", "f"}},
	catalog.Choice{Code: "0", Title: "未知"},
	catalog.Choice{Code: "9", Title: "未说明"},
)

// The codes of Sex that rules and tallies name.
const (
	Male   = "1"
	Female = "2"
)

// PoliticalStatus is GB/T 4762-1984.
var PoliticalStatus = catalog.NewChoice(
	catalog.Choice{Code: "01", Title: "中共党员", Aliases: []string{"党员", "中国共产党党员", "共产党员", "正式党员", "中共正式党员", "中共党员(正式)", "正式", "中共", "共产党", "1"}},
	catalog.Choice{Code: "02", Title: "中共预备党员", Aliases: []string{"预备党员", "预备", "中国共产党预备党员", "中共党员(预备)", "党员(预备)", "预备期党员", "中共预备", "2"}},
	catalog.Choice{Code: "03", Title: "共青团员", Aliases: []string{"团员", "中国共产主义青年团团员", "共青团", "3"}},
	catalog.Choice{Code: "04", Title: "民革", Aliases: []string{"民革党员", "民革会员", "民革成员", "中国国民党革命委员会", "中国国民党革命委员会会员", "4"}},
	catalog.Choice{Code: "05", Title: "民盟", Aliases: []string{"民盟盟员", "民盟成员", "中国民主同盟", "中国民主同盟盟员", "5"}},
	catalog.Choice{Code: "06", Title: "民建", Aliases: []string{"民建会员", "民建成员", "中国民主建国会", "中国民主建国会会员", "6"}},
	catalog.Choice{Code: "07", Title: "民进", Aliases: []string{"民进会员", "民进成员", "中国民主促进会", "中国民主促进会会员", "7"}},
	catalog.Choice{Code: "08", Title: "农工党", Aliases: []string{"农工党党员", "农工民主党", "中国农工民主党", "中国农工民主党党员", "8"}},
	catalog.Choice{Code: "09", Title: "致公党", Aliases: []string{"致公党党员", "中国致公党", "中国致公党党员", "9"}},
	catalog.Choice{Code: "10", Title: "九三学社", Aliases: []string{"九三学社社员", "九三社员", "九三"}},
	catalog.Choice{Code: "11", Title: "台盟", Aliases: []string{"台盟盟员", "台湾民主自治同盟", "台湾民主自治同盟盟员"}},
	catalog.Choice{Code: "12", Title: "无党派民主人士", Aliases: []string{"无党派人士", "无党派"}},
	catalog.Choice{Code: "13", Title: "群众", Aliases: []string{"普通公民", "普通居民", "一般群众", "非党", "非党员", "非中共党员", "居民"}},
).Folding(foldBrackets)

// foldBrackets brings Chinese brackets to ASCII ones.
func foldBrackets(word string) string { return halfBrackets.Replace(word) }

var halfBrackets = strings.NewReplacer("（", "(", "）", ")")

// The codes of PoliticalStatus that rules and tallies name.
const (
	FullMember         = "01"
	ProbationaryMember = "02"
)

// Education is GB/T 4658-2006 at the depth that offices keep. 大学 alone is what offices write for 大学本科.
var Education = catalog.NewChoice(
	catalog.Choice{Code: "10", Title: "研究生", Aliases: []string{"硕士", "博士", "硕士研究生", "博士研究生", "硕士生", "博士生", "研究生班"}},
	catalog.Choice{Code: "20", Title: "大学本科", Aliases: []string{"本科", "大学", "大本", "本科生", "大学生", "专升本", "学士", "双学士"}},
	catalog.Choice{Code: "30", Title: "大学专科", Aliases: []string{"大专", "专科", "大专生", "专科生", "高职", "高职高专", "高专", "师专", "大学普通班", "大普"}},
	catalog.Choice{Code: "40", Title: "中等职业", Aliases: []string{"中等职业教育", "中等职业学校", "中职"}},
	catalog.Choice{Code: "41", Title: "中专", Aliases: []string{"中等专科", "中等专业", "中等专业学校", "普通中专", "职业中专", "中专生", "中师", "中等师范"}},
	catalog.Choice{Code: "44", Title: "职高", Aliases: []string{"职业高中", "职中"}},
	catalog.Choice{Code: "47", Title: "技工", Aliases: []string{"技校", "中技", "技工学校", "中等技工"}},
	catalog.Choice{Code: "60", Title: "普通高中", Aliases: []string{"高中", "高级中学", "高中生"}},
	catalog.Choice{Code: "70", Title: "初中", Aliases: []string{"初级中学", "普通初中", "初中生"}},
	catalog.Choice{Code: "80", Title: "小学", Aliases: []string{"高小", "初小", "完小"}},
	catalog.Choice{Code: "90", Title: "其他", Aliases: []string{"其它", "文盲", "半文盲", "文盲半文盲", "扫盲班"}},
).Folding(foldEducation).Guessing(guessEducation)

// The words around a level of education that say how or where it was reached, not which it is.
var (
	educationWays = []string{"全日制", "普通", "在职", "函授", "自学考试", "自考", "电大", "夜大", "业余", "脱产", "远程", "网络", "成人教育", "成人", "成教", "开放教育", "国民教育",
		"中央", "省委", "区委", "市委", "党校"}
	educationEnds = []string{"学历", "毕业", "毕业生", "文化", "程度", "文化程度", "教育", "学位"}
)

// foldEducation takes from a wording what doesn't change the level: 在职大专学历 is 大专, 大学本科(函授)毕业 is 大学本科.
func foldEducation(word string) string {
	if level, ok := educationCodes[word]; ok {
		return level
	}
	word = foldBrackets(word)
	if head, rest, ok := strings.Cut(word, "("); ok {
		inside, tail, closed := strings.Cut(rest, ")")
		if closed && (slices.Contains(educationWays, strings.TrimSuffix(inside, "教育")) || head != "" && isDegree(inside)) {
			word = head + tail
		}
	}
	if i := strings.IndexAny(word, "、/,，;；+"); i > 0 && isDegree(strings.TrimLeft(word[i:], "、/,，;；+")) {
		word = word[:i]
	}
	if head, ok := strings.CutSuffix(strings.TrimSuffix(word, "学位"), "学士"); ok && strings.HasSuffix(head, "本科") {
		word = head
	}
	for again := true; again; {
		again = false
		for _, way := range educationWays {
			if rest, ok := strings.CutPrefix(word, way); ok {
				word, again = rest, true
			}
		}
		for _, end := range educationEnds {
			if rest, ok := strings.CutSuffix(word, end); ok {
				word, again = rest, true
			}
		}
	}
	return word
}

// educationCodes are the two-digit codes of GB/T 4658-2006 for those who have completed a level; the 大学普通班 of
// 1970–76 counts as 专科. Who has not completed it (结业, 肄业) is doubtful.
var educationCodes = map[string]string{"11": "10", "14": "10", "17": "10", "21": "20", "28": "30", "31": "30", "61": "60", "71": "70", "81": "80"}

// isDegree reports whether a word is a degree (工学学士, 硕士学位), which is not the level of education that somebody has.
func isDegree(word string) bool {
	word = strings.TrimSuffix(word, "学位")
	for _, degree := range []string{"学士", "硕士", "博士"} {
		if strings.HasSuffix(word, degree) {
			return true
		}
	}
	return false
}

// guessEducation finds the level in words such as 广西大学本科毕业.
func guessEducation(word string) (string, bool) {
	if len(word) == 2 && strings.Contains("12 13 15 16 18 19 22 23 32 33 42 43 45 46 48 49 62 63 73 83", word) {
		return word[:1] + "0", true
	}
	return firstContained(word, [][2]string{
		{"研究生", "10"}, {"硕士", "10"}, {"博士", "10"}, {"本科", "20"}, {"中等专", "41"}, {"大专", "30"}, {"专科", "30"}, {"中专", "41"}, {"中师", "41"},
		{"职高", "44"}, {"职业高中", "44"}, {"技校", "47"}, {"中技", "47"}, {"高中", "60"}, {"初中", "70"}, {"小学", "80"},
	})
}

// Ethnicity is GB/T 3304-1991: the 56 ethnic groups in the order of their codes.
var Ethnicity = catalog.NewChoice(ethnicGroups()...)

func ethnicGroups() []catalog.Choice {
	const names = "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 " +
		"柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 " +
		"独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
	// What clerks write beside the standard's name: short forms, names of before 1986, a character that looks alike.
	others := map[string][]string{"蒙古": {"蒙族", "蒙"}, "维吾尔": {"维族", "维"}, "朝鲜": {"鲜族"}, "壮": {"僮族", "僮"}, "畲": {"畬族", "畬"},
		"毛南": {"毛难族", "毛难"}, "德昂": {"崩龙族", "崩龙"}, "哈萨克": {"哈族"}, "柯尔克孜": {"柯族"}}
	var list []catalog.Choice
	for i, n := range strings.Fields(names) {
		list = append(list, catalog.Choice{Code: fmt.Sprintf("%02d", i+1), Title: n + "族", Aliases: append([]string{n}, others[n]...)})
	}
	return list
}

// firstContained returns the second of the first pair whose first is a part of word.
func firstContained(word string, pairs [][2]string) (string, bool) {
	for _, p := range pairs {
		if strings.Contains(word, p[0]) {
			return p[1], true
		}
	}
	return "", false
}
