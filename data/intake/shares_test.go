package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestOneCellForSeveralFields: what a cell holds beside its own field goes where it belongs, and what has a column of its
// own stays what that says.
func TestOneCellForSeveralFields(t *testing.T) {
	const meeting, course, member, cadre = "会议类型|会议时间|", "社区|培训内容|培训对象|主讲人|", "党员名册\n姓名|入党时间|", "社区干部\n姓名|职务|"
	for _, c := range []struct{ name, kind, drawing, want string }{
		{"words", "meeting", meeting + "参加人数\n党课|2003.3.5|应到35人，实到30人", "should_attend=35 attended=30"},
		{"words_with_colons", "meeting", meeting + "参加人数\n党课|2003.3.5|应到:35 实到:30 请假:5", "should_attend=35 attended=30 on_leave=5"},
		{"order_of_the_heading", "meeting", meeting + "应到/实到\n党课|2003.3.5|35/30", "should_attend=35 attended=30"},
		{"the_other_order", "meeting", meeting + "实到/应到人数\n党课|2003.3.5|30/35", "should_attend=35 attended=30"},
		{"order_in_brackets", "meeting", meeting + "参加人数(应到、实到)\n党课|2003.3.5|35、30", "should_attend=35 attended=30"},
		{"headings_without_a_sign", "meeting", meeting + "应到实到人数\n党课|2003.3.5|35 30", "should_attend=35 attended=30"},
		{"own_column_wins", "meeting", meeting + "应到人数|实到人数\n党课|2003.3.5|36|应到35人，实到30人", "should_attend=36 attended=30"},
		{"a_word_nobody_knows", "meeting", meeting + "参加人数\n党课|2003.3.5|应到35人，其他30人", "!int"},
		{"period", "course", course + "培训时间\n北门|党章|党员|张三|2003.5.6—2003.5.8", "date=2003年5月6日 end=2003年5月8日"},
		{"period_in_one_month", "course", course + "培训时间\n北门|党章|党员|张三|2003年5月6日至8日", "date=2003年5月6日 end=2003年5月8日"},
		{"period_with_times", "course", course + "培训时间\n北门|党章|党员|张三|2003.5.6 8:30-2003.5.8 17:30", "date=2003年5月6日 end=2003年5月8日"},
		{"period_of_months", "course", course + "培训时间\n北门|党章|党员|张三|2003.5-6", "date=2003年5月 end=2003年6月"},
		{"period_that_ends_before_it_begins", "course", course + "培训时间\n北门|党章|党员|张三|2003.5.8-2003.5.6", "!date"},
		{"remarks", "member", member + "备注\n张三（女，壮族，预备，退役）|1995.7|原有", "name=张三 sex=女 ethnicity=壮族 political_status=中共预备党员"},
		{"remark_and_column", "member", member + "性别\n张三(女)|1995.7|男", "name=张三 sex=男"},
		{"remark_for_the_notes", "cadre", cadre + "备注\n张三(挂职)|主任|甲", "name=张三 note=甲;挂职"},
		{"namesakes", "cadre", cadre + "性别\n张三(大)|主任|男", "!odd_name"},
		{"ditto", "cadre", cadre + "性别\n李四|主任|男\n张三|〃|同上", "committee_post=主任 sex=男"},
		{"ditto_under_nothing", "cadre", cadre + "性别\n张三|〃|男", "committee_post=〃"},
		{"ditto_of_an_id_number", "cadre", cadre + "身份证号\n李四|主任|450999196805120010\n张三|〃|〃", "!id_characters"},
		{"a_household_in_one_row", "cadre", cadre + "性别\n张三⏎李四|主任|男⏎女", "!several_people"},
		{"a_name_over_two_lines", "cadre", cadre + "性别\n欧阳⏎雪|主任|女", "name=欧阳雪"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区")
			rows := grid(c.drawing)
			for _, row := range rows {
				for i := range row {
					row[i] = strings.ReplaceAll(row[i], "⏎", "\n")
				}
			}
			p := o.plan(o.readAs(intake.Options{Kind: ledger.Kind(c.kind), Org: "北门社区"}, sheet.FromRows("Sheet1", rows)))
			if len(p.Tables) != 1 || len(p.Tables[0].Rows) == 0 {
				t.Fatalf("%d tables, %+v", len(p.Tables), p.Counts)
			}
			checkRow(t, p, &p.Tables[0].Rows[len(p.Tables[0].Rows)-1], c.want)
		})
	}
}

// TestDatesInPieces: how the columns of one date are headed, and what they hold.
func TestDatesInPieces(t *testing.T) {
	for _, c := range []struct{ name, kind, drawing, want string }{
		{"three", "cadre", "社区干部\n姓名|职务|出生日期||\n||年|月|日\n张三|主任|1968|5|12", "birth=1968年5月12日"},
		{"two", "cadre", "社区干部\n姓名|职务|入党时间|\n||年|月\n张三|主任|1995|7", "joined=1995年7月"},
		{"words_in_the_cells", "cadre", "社区干部\n姓名|职务|出生日期||\n||年|月|日\n张三|主任|一九六八年|五月|12日", "birth=1968年5月12日"},
		{"one_heading_row", "cadre", "社区干部\n姓名|职务|出生年|出生月|出生日\n张三|主任|1968|5|12", "birth=1968年5月12日"},
		{"months_short", "cadre", "社区干部\n姓名|职务|出生年份|月份\n张三|主任|1968|5", "birth=1968年5月"},
		{"year_in_the_heading", "activity", "活动登记\n2003年||活动名称|地点\n月|日||\n3|5|学雷锋|广场", "date=2003年3月5日"},
		{"years_above", "activity", "活动登记\n年|月|日|活动名称|地点\n2003|3|5|学雷锋|广场\n||8|妇女节|广场", "date=2003年3月8日"},
		{"nobody_is_born_as_the_one_above", "cadre", "社区干部\n姓名|职务|出生日期|\n||年|月\n李四|委员|1968|5\n张三|主任||7", "!date"},
		{"no_such_month", "cadre", "社区干部\n姓名|职务|出生日期|\n||年|月\n张三|主任|1968|13", "!date"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区")
			p := o.plan(o.readAs(intake.Options{Kind: ledger.Kind(c.kind), Org: "北门社区"}, sheet.FromRows("Sheet1", grid(c.drawing))))
			if len(p.Tables) != 1 || len(p.Tables[0].Rows) == 0 {
				t.Fatalf("%d tables, %+v", len(p.Tables), p.Counts)
			}
			checkRow(t, p, &p.Tables[0].Rows[len(p.Tables[0].Rows)-1], c.want)
		})
	}
}

// TestPiecesAndSharesAreSaid: the review says of each column which part it fills; a clerk can take a column away.
func TestPiecesAndSharesAreSaid(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.readAs(intake.Options{Kind: ledger.Meeting}, sheet.FromRows("北门社区", grid("会议类型|会议时间|||应到/实到\n|年|月|日|\n党课|2003|3|5|35/30")))
	table := r.Files[0].Tables[0]
	for i, want := range []string{"会议类型", "会议时间(年)", "会议时间(月)", "会议时间(日)", "应到人数、实到人数"} {
		if c := table.Columns[i]; c.Fills != want || c.Why == "" {
			t.Errorf("column %d fills %q because %q; want %q", i, c.Fills, c.Why, want)
		}
	}
	if err := table.SetField(4, "attended"); err != nil {
		t.Fatal(err)
	}
	if err := table.SetField(2, ""); err != nil {
		t.Fatal(err)
	}
	rec := o.plan(r).Tables[0].Rows[0].After()
	if rec.Get("should_attend").Canonical() != "" || rec.Date("date").Precision() == 3 {
		t.Errorf("overruled, and yet %v", rec)
	}
	if table.Columns[1].Fills == "会议时间(年)" || table.Columns[4].Fills != "实到人数" {
		t.Errorf("%q, %q", table.Columns[1].Fills, table.Columns[4].Fills)
	}
}
