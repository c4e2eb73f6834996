package value

import "strings"

// doubled are the compound family names that are met; see 百家姓.
const doubled = "欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 夏侯 司空 端木 南宫 轩辕 澹台 万俟 闻人 赫连 单于 申屠 太史 钟离 独孤 呼延 西门 百里 东郭 拓跋 第五"

// IsDoubleSurname reports whether a text is a family name of two characters.
func IsDoubleSurname(s string) bool {
	return len(s) == len("欧阳") && strings.Contains(" "+doubled+" ", " "+s+" ")
}
