package tally

import (
	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// definition describes a tally.
type definition struct {
	name   string // as the command line knows it; fixed
	title  string
	kind   *catalog.Kind
	date   string // key of the field by which From and To limit a log; "" for a roster
	groups []group
}

// group describes one way in which a tally's records are counted.
type group struct {
	key   string // fixed
	title string
	by    grouping
	sum   string // key of the field to sum; "" counts the records
}

// orgField is the key of the field that ties a record to its community, in every kind.
const orgField = "org"

// definitions returns all tallies, in the order in which people look for them.
func definitions() []definition {
	return []definition{
		{
			name: "cadre-composition", title: "社区干部构成统计表", kind: ledger.Cadre,
			groups: []group{
				{key: "total", title: "合计", by: inTotal{}},
				{key: "sex", title: "性别", by: byChoice{field: "sex", always: []string{ledger.Male, ledger.Female}}},
				{key: "age", title: "年龄", by: byAge{}},
				{key: "education", title: "文化程度", by: byChoice{field: "education"}},
				{key: "political_status", title: "政治面貌", by: byChoice{field: "political_status"}},
				{key: "org", title: "社区", by: byReference{field: orgField}},
			},
		},
		{
			name: "member-composition", title: "党员构成统计表", kind: ledger.Member,
			groups: []group{
				{key: "total", title: "合计", by: inTotal{}},
				{key: "sex", title: "性别", by: byChoice{field: "sex", always: []string{ledger.Male, ledger.Female}}},
				{key: "age", title: "年龄", by: byAge{}},
				{key: "class", title: "人员类别", by: byChoice{field: "class", all: true}},
				{key: "education", title: "文化程度", by: byChoice{field: "education"}},
				{key: "org", title: "社区", by: byReference{field: orgField}},
			},
		},
		{
			name: "services", title: "社区服务统计表", kind: ledger.Service, date: "date",
			groups: []group{
				{key: "total", title: "合计", by: inTotal{}, sum: "count"},
				{key: "item", title: "服务项目", by: byChoice{field: "item"}, sum: "count"},
				{key: "org", title: "社区", by: byReference{field: orgField}, sum: "count"},
				{key: "month", title: "月份", by: byMonth{field: "date"}, sum: "count"},
			},
		},
		{
			name: "visits", title: "走访慰问统计表", kind: ledger.Visit, date: "date",
			groups: []group{
				{key: "total", title: "合计", by: inTotal{}, sum: "count"},
				{key: "category", title: "慰问对象类别", by: byChoice{field: "category"}, sum: "count"},
				{key: "org", title: "社区", by: byReference{field: orgField}, sum: "count"},
				{key: "month", title: "月份", by: byMonth{field: "date"}, sum: "count"},
			},
		},
	}
}
