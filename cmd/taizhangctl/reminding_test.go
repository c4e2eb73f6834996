package main

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

// dueItem is an item as `due -json` prints it.
type dueItem struct {
	Rule, Title, Kind, Record, Text string
	Date, Org                       *string
	OrgID                           *string `json:"org_id"`
	Days                            *int
	Overdue                         bool
	Records                         []string
}

func (c ctl) due(args ...string) []dueItem {
	c.t.Helper()
	var list []dueItem
	decode(c.t, c.ok(append([]string{"due", "-json"}, args...)...), &list)
	return list
}

// filled makes a database of one operation for each list of changes, done at noon of a day.
func (c ctl) filled(days map[string][]catalog.Change, order ...string) {
	c.t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, c.db, ledger.All(), store.Options{Create: true, Office: store.Office{Name: "容城镇"}})
	if err != nil {
		c.t.Fatal(err)
	}
	defer st.Close()
	for _, day := range order {
		at, err := time.ParseInLocation("2006-01-02 15", day+" 12", time.Local)
		if err != nil {
			c.t.Fatal(err)
		}
		if _, err := st.Apply(ctx, catalog.Operation{Label: day, At: at, Changes: days[day]}); err != nil {
			c.t.Fatal(err)
		}
	}
}

// entry makes a record of canonical values: key, value, key, value …
func entry(k *catalog.Kind, id string, pairs ...string) catalog.Record {
	r := catalog.NewRecord(k, id)
	for i := 0; i < len(pairs); i += 2 {
		r = r.With(pairs[i], value.Text(pairs[i+1]))
	}
	return r
}

func TestDue(t *testing.T) {
	c := newFile(t)
	north := entry(ledger.Org, "north", "name", "北门社区")
	probation := entry(ledger.Member, "new", "name", "张三", "org", "north", "political_status", ledger.ProbationaryMember, "joined", "2002-10-06")
	done := entry(ledger.Member, "old", "name", "李四", "org", "north", "joined", "1990-10-06", "confirmed", "1991-10-06")
	c.filled(map[string][]catalog.Change{"2003-01-01": {catalog.Create(north), catalog.Create(probation), catalog.Create(done)}}, "2003-01-01")

	find := func(asof string) *dueItem {
		for _, i := range c.due("-asof", asof) {
			if i.Rule == "probation" {
				return &i
			}
		}
		return nil
	}
	soon := find("2003-09-30")
	if soon == nil || soon.Record != "new" || soon.Kind != "member" || *soon.Date != "2003-10-06" || *soon.Days != 6 || soon.Overdue || *soon.Org != "北门社区" || *soon.OrgID != "north" ||
		soon.Records == nil || !strings.Contains(soon.Text, "张三") {
		t.Errorf("six days before the end of the probation: %+v", soon)
	}
	if late := find("2003-10-07"); late == nil || !late.Overdue || *late.Days != -1 {
		t.Errorf("the day after it: %+v", late)
	}
	if early := find("2002-12-01"); early != nil {
		t.Errorf("ten months before it: %+v", early)
	}
	if table := c.ok("due", "-asof", "2003-10-07"); !strings.Contains(table, "过期 1 天") || !strings.Contains(table, "预备期满转正") || !strings.Contains(table, "张三") {
		t.Errorf("the clerk reads\n%s", table)
	}
	c.fails(exitMisused, "2003-09-30", "due", "-asof", "2003")
	c.fails(exitMisused, "不需要", "due", "member")
}

// TestMemberChangeComparesTheRostersOfTwoDays counts who joined and left in 2003 by the journal: the roster of the end
// of 2002 is what it was then, whatever was changed since.
func TestMemberChangeComparesTheRostersOfTwoDays(t *testing.T) {
	c := newFile(t)
	member := func(id, name string, pairs ...string) catalog.Record {
		return entry(ledger.Member, id, append([]string{"name", name, "org", "north"}, pairs...)...)
	}
	stays, dies, goes, vanishes := member("a", "张三"), member("b", "李四"), member("c", "王五"), member("d", "赵六")
	in := entry(ledger.Transfer, "t2", "name", "孙七", "member", "e", "direction", ledger.TransferIn, "date", "2003-05-01", "state", ledger.TransferSettled)
	c.filled(map[string][]catalog.Change{
		"2002-12-31": {catalog.Create(entry(ledger.Org, "north", "name", "北门社区")), catalog.Create(stays), catalog.Create(dies), catalog.Create(goes), catalog.Create(vanishes)},
		"2003-05-01": {catalog.Create(member("e", "孙七")), catalog.Create(member("f", "周八", "joined", "2003-05-01")), catalog.Create(in),
			catalog.Update(dies, dies.With("state", value.Text(ledger.MemberDied)))},
		"2003-06-01": {catalog.Update(goes, goes.With("state", value.Text("出党"))), catalog.Delete(vanishes)},
	}, "2002-12-31", "2003-05-01", "2003-06-01")

	var res struct {
		Tally, Title, AsOf string
		Groups             []struct {
			Key, Title string
			Cells      []struct {
				Key     string
				Count   json.Number
				Records []string
			}
		}
	}
	decode(t, c.ok("tally", "member-change", "-asof", "2003-09-30", "-json"), &res)
	got := map[string]string{}
	for _, cell := range res.Groups[0].Cells {
		number, _, _ := strings.Cut(cell.Key, " ")
		got[number] = cell.Count.String() + ":" + strings.Join(cell.Records, "")
	}
	sorted := func(s string) string {
		letters := strings.Split(s, "")
		slices.Sort(letters)
		return strings.Join(letters, "")
	}
	for number, want := range map[string]string{
		"1": "4:abcd", "2": "2:fe", "3": "1:f", "7": "1:e", "9": "2:bc", "10": "1:c", "12": "1:b", "13": "0:", "15": "4:adfe", "16": "3:aef", "17": "-1:d",
	} {
		if sorted(got[number]) != sorted(want) {
			t.Errorf("line %s is %s, want %s", number, got[number], want)
		}
	}
	if text := c.ok("tally", "member-change", "-asof", "2003-09-30"); strings.Contains(text, "倒推") {
		t.Errorf("the roster of the end of 2002 is there, and yet:\n%s", text)
	}
	if text := c.ok("tally", "member-change", "-asof", "2002-12-31"); !strings.Contains(text, "倒推") {
		t.Errorf("there is no roster of 2001, and no word of it:\n%s", text)
	}
}
