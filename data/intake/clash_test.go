package intake_test

import (
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestRowsThatBookATakenRoomAreDoubtful: a room that is booked can't be had a second time by way of a workbook, neither
// against what is stored nor by two rows of the sheet; the same sheet again doubts nothing.
func TestRowsThatBookATakenRoomAreDoubtful(t *testing.T) {
	o := newOffice(t, "北门社区")
	org := o.records[ledger.Org][0].ID
	room := o.add(ledger.Venue, "name", "北门学习活动室", "org", org)
	o.add(ledger.Activity, "title", "健康讲座", "date", "2003-10-04", "start", "9:00", "end", "11:00", "venue", room.ID, "org", org)
	table := sheet.FromRows("活动", grid(`社区活动登记表
社区|活动名称|活动日期|开始时刻|结束时刻|场地
北门社区|棋赛|2003-10-04|10:00|12:00|北门学习活动室
北门社区|书画展|2003-10-05|8:00|10:00|北门学习活动室
北门社区|座谈会|2003-10-05|9:30|11:00|北门学习活动室
北门社区|舞蹈|2003-10-05|10:00|11:30|北门学习活动室
北门社区|健康讲座|2003-10-04|9:00|11:00|北门学习活动室`))
	plan := o.plan(o.readAs(intake.Options{Kind: ledger.Activity}, table))
	// while the lecture is on; free; while the row above is on; after the first, while the second is on; stored
	if want := "存疑 F3:venue_taken | 新增 | 存疑 F5:venue_taken | 存疑 F6:venue_taken | 相同"; outcome(plan) != want {
		t.Errorf("%s, want %s", outcome(plan), want)
	}
	if said := plan.Problems()[0].Text; said != "场地这时已有「2003年10月4日 健康讲座」(09:00–11:00),时间冲突" {
		t.Errorf("the clerk reads %q", said)
	}
	o.apply(plan.Operation("", "", intake.AcceptAll))
	if again := outcome(o.plan(o.readAs(intake.Options{Kind: ledger.Activity}, table))); again != "相同 | 相同 | 相同 | 相同 | 相同" {
		t.Errorf("the second time %s", again)
	}
}
