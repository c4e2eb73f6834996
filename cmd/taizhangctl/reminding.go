package main

import (
	"context"
	"flag"
	"strconv"
	"time"

	"taizhang/data/due"
	"taizhang/data/store"
	"taizhang/data/value"
)

func dueCommand() command {
	return command{
		name: "due", usage: "[-asof 日期] [-json]",
		brief: "到期提醒: 届满、转正、党龄50年、党费、会议、流动、转接等",
		prepare: func(fs *flag.FlagSet) action {
			asof := fs.String("asof", "", "看到这个`日期`为止; 不写就是今天")
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("due 不需要「%s」", words[0])
				}
				on, err := day("asof", *asof)
				if err != nil {
					return err
				}
				if on.IsZero() {
					on = value.DateOf(time.Now())
				}
				return c.with(ctx, func(st *store.Store) error { return c.due(ctx, st, on, *asJSON) })
			}
		},
	}
}

func (c *call) due(ctx context.Context, st *store.Store, asof value.Date, asJSON bool) error {
	items, err := due.List(ctx, records{st}, asof)
	if err != nil {
		return err
	}
	orgs, err := st.Labels(ctx, "org")
	if err != nil {
		return err
	}
	if asJSON {
		list := []object{}
		for _, i := range items {
			list = append(list, dueJSON(i, orgs))
		}
		return writeJSON(c.out, list)
	}
	var rows [][]string
	for _, i := range items {
		days := ""
		switch {
		case i.Overdue():
			days = "过期 " + strconv.Itoa(-i.Days) + " 天"
		case !i.Date.IsZero():
			days = "还有 " + strconv.Itoa(i.Days) + " 天"
		}
		rows = append(rows, []string{i.Date.String(), days, i.Title, orgs[i.Org], i.Text})
	}
	return writeTable(c.out, []string{"期限", "", "事项", "社区", "内容"}, rows)
}

// dueJSON returns an item as `due -json` prints it; what has no day or no community has null there.
func dueJSON(i due.Item, orgs map[string]string) object {
	o := object{{"rule", i.Rule}, {"title", i.Title}, {"date", nil}, {"days", nil}, {"overdue", i.Overdue()}, {"org", nil}, {"org_id", nil},
		{"kind", i.About.Kind.Key}, {"record", i.About.ID}, {"records", append([]string{}, i.Others...)}, {"text", i.Text}}
	if !i.Date.IsZero() {
		o[2].value, o[3].value = i.Date.String(), i.Days
	}
	if i.Org != "" {
		o[5].value, o[6].value = orgs[i.Org], i.Org
	}
	return o
}
