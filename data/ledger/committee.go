package ledger

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Committee lists the seven committees under a residents' committee.
var Committee = catalog.NewChoice(
	catalog.Choice{Code: "社会保障", Title: "社会保障", Aliases: []string{"社会保障委员会", "社保", "民政", "低保"}},
	catalog.Choice{Code: "社区服务", Title: "社区服务", Aliases: []string{"社区服务委员会", "服务站"}},
	catalog.Choice{Code: "治安调解", Title: "治安调解", Aliases: []string{"治安调解委员会", "治安", "调解", "综治", "治保"}},
	catalog.Choice{Code: "文体科教", Title: "文体科教", Aliases: []string{"文体科教委员会", "文体", "科教", "文教", "科普"}},
	catalog.Choice{Code: "环境卫生", Title: "环境卫生", Aliases: []string{"环境卫生委员会", "环卫", "卫生"}},
	catalog.Choice{Code: "人口与计生", Title: "人口与计生", Aliases: []string{"人口与计生委员会", "计生", "计划生育"}},
	catalog.Choice{Code: "妇女儿童", Title: "妇女儿童", Aliases: []string{"妇女儿童委员会", "妇联", "妇女", "妇幼"}},
)

// CommitteesIn returns those of the seven committees that an account of somebody's work speaks of, in their order:
// 治保、计生工作 is 治安调解 and 人口与计生.
func CommitteesIn(work string) []string {
	work = value.Tight(work)
	var out []string
	for _, c := range Committee.Choices() {
		if strings.Contains(work, c.Title) || slices.ContainsFunc(c.Aliases, func(a string) bool { return strings.Contains(work, a) }) {
			out = append(out, c.Title)
		}
	}
	return out
}

// committeesOf names the committees that a cadre is in charge of.
func committeesOf(r catalog.Record, _ value.Date) value.Value {
	return value.Text(strings.Join(CommitteesIn(r.Get("in_charge_of").Canonical()), "、"))
}
