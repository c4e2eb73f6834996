package ledger

import (
	"strings"

	"taizhang/data/catalog"
)

// orgField is the community in which something happened.
var orgField = catalog.Field{Key: "org", Title: "社区", Type: toOrg, Width: 22, Group: groupBasic,
	Aliases: []string{"社区名称", "所在社区", "所属社区", "单位", "单位名称", "村(社区)", "村社区", "所在党支部"}}

// dateField is the day on which something happened; its other headings are given by the kind.
func dateField(title string, aliases ...string) catalog.Field {
	return catalog.Field{Key: "date", Title: title, Type: catalog.Date{}, Required: true, Width: 26, Group: groupBasic, Aliases: aliases, Hint: "2003-05-12"}
}

// picturesField holds what was photographed or scanned: of the event itself, of the list that people signed.
func picturesField(aliases ...string) catalog.Field {
	return catalog.Field{Key: "pictures", Title: "图片资料", Type: catalog.Pictures{}, Width: 30, Group: groupOther, Hint: "另有照片的,写在哪里",
		Aliases: append([]string{"照片", "图片", "影像资料", "现场照片", "现场图片"}, aliases...)}
}

// until says of a date with which other one the period ends that it begins.
func until(end string, from catalog.Field) catalog.Field {
	from.Until = end
	return from
}

// countField is a number of attendances (人次): of people times occasions.
func countField(title string, aliases ...string) catalog.Field {
	return catalog.Field{Key: "count", Title: title, Type: catalog.Int{Unit: "人次"}, Width: 18, Group: groupBasic, Aliases: aliases}
}

// logLabel names an entry of a log by its day and what it was.
func logLabel(what string) func(catalog.Record) string {
	return func(r catalog.Record) string {
		f := r.Kind.Field(what)
		return strings.TrimSpace(r.Date("date").Chinese() + " " + f.Type.Format(r.Get(what)))
	}
}
