package ledger

import (
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
	catalog.Choice{Code: "01", Title: "中共党员", Aliases: []string{"党员", "中国共产党党员", "共产党员", "正式党员", "正式", "1", "中共正式党员"}},
	catalog.Choice{Code: "02", Title: "中共预备党员", Aliases: []string{"预备党员", "预备", "中国共产党预备党员", "2"}},
	catalog.Choice{Code: "03", Title: "共青团员", Aliases: []string{"团员", "中国共产主义青年团团员", "3"}},
	catalog.Choice{Code: "04", Title: "民革", Aliases: []string{"民革党员", "民革会员", "4"}},
	catalog.Choice{Code: "05", Title: "民盟", Aliases: []string{"民盟盟员", "5"}},
	catalog.Choice{Code: "06", Title: "民建", Aliases: []string{"民建会员", "6"}},
	catalog.Choice{Code: "07", Title: "民进", Aliases: []string{"民进会员", "7"}},
	catalog.Choice{Code: "08", Title: "农工党", Aliases: []string{"农工党党员", "8"}},
	catalog.Choice{Code: "09", Title: "致公党", Aliases: []string{"致公党党员", "9"}},
	catalog.Choice{Code: "10", Title: "九三学社", Aliases: []string{"九三学社社员"}},
	catalog.Choice{Code: "11", Title: "台盟", Aliases: []string{"台盟盟员"}},
	catalog.Choice{Code: "12", Title: "无党派民主人士", Aliases: []string{"无党派人士", "无党派"}},
	catalog.Choice{Code: "13", Title: "群众", Aliases: []string{"普通公民", "非党", "非党员", "居民"}},
)

// The codes of PoliticalStatus that rules and tallies name.
const (
	FullMember         = "01"
	ProbationaryMember = "02"
)

// Education is GB/T 4658-2006 at the depth that offices keep.
var Education = catalog.NewChoice(
	catalog.Choice{Code: "10", Title: "研究生", Aliases: []string{"硕士", "博士", "硕士研究生", "博士研究生", "在职研究生"}},
	catalog.Choice{Code: "20", Title: "大学本科", Aliases: []string{"本科", "大学", "大本", "全日制本科", "在职本科", "函授本科"}},
	catalog.Choice{Code: "30", Title: "大学专科", Aliases: []string{"大专", "专科", "高职", "大学普通班", "大专学历", "函授大专"}},
	catalog.Choice{Code: "40", Title: "中等职业", Aliases: []string{"中等职业教育", "中等专业", "中职"}},
	catalog.Choice{Code: "41", Title: "中专", Aliases: []string{"中等专科", "中师", "中专学历"}},
	catalog.Choice{Code: "44", Title: "职高", Aliases: []string{"职业高中"}},
	catalog.Choice{Code: "47", Title: "技工", Aliases: []string{"技校", "中技", "技工学校"}},
	catalog.Choice{Code: "60", Title: "普通高中", Aliases: []string{"高中", "高中学历"}},
	catalog.Choice{Code: "70", Title: "初中", Aliases: []string{"初级中学", "初中学历", "初中毕业"}},
	catalog.Choice{Code: "80", Title: "小学", Aliases: []string{"小学学历"}},
	catalog.Choice{Code: "90", Title: "其他", Aliases: []string{"文盲", "半文盲", "无学历"}},
).Guessing(guessEducation)

// guessEducation finds the level in words such as 广西大学本科毕业.
func guessEducation(word string) (string, bool) {
	for _, g := range [...]struct{ part, code string }{
		{"研究生", "10"}, {"硕士", "10"}, {"博士", "10"}, {"本科", "20"}, {"大专", "30"}, {"专科", "30"}, {"中专", "41"},
		{"职高", "44"}, {"技校", "47"}, {"高中", "60"}, {"初中", "70"}, {"小学", "80"},
	} {
		if strings.Contains(word, g.part) {
			return g.code, true
		}
	}
	return "", false
}

// Ethnicity is GB/T 3304-1991: the 56 ethnic groups in the order of their codes.
var Ethnicity = catalog.NewChoice(ethnicGroups()...)

func ethnicGroups() []catalog.Choice {
	const names = "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 " +
		"柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 " +
		"独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
	var list []catalog.Choice
	for i, n := range strings.Fields(names) {
		code := string([]byte{byte('0' + (i+1)/10), byte('0' + (i+1)%10)})
		list = append(list, catalog.Choice{Code: code, Title: n + "族", Aliases: []string{n}})
	}
	return list
}
