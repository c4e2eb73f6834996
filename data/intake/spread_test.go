package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/intake"
	"taizhang/data/sheet"
)

const wideHead = "序号|姓名|所在党支部|核算基数(元)|缴费金额(元)|1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月|合计\n"

func wideSheet(title, rows string) *sheet.Sheet {
	if title != "" {
		title += "||||||||||||||||||\n"
	}
	return sheet.FromRows("Sheet1", grid(title+wideHead+rows))
}

// TestWideSheets reads the dues of a year: a record for each filled month, none for a person who has paid nothing, the
// total left out.
func TestWideSheets(t *testing.T) {
	o := newOffice(t, "北门社区")
	s := wideSheet("2003年度党费收缴情况表", "1|张三|北门社区党支部|3200|32|32|32||||||||||免|64\n2|李四|北门社区党支部|2000|10|||||||||||||\n合计|||||32|32|||||||||||64")
	p := o.plan(o.read(s))
	if got := outcome(p); got != "新增 | 新增 | 存疑 Q3:money" {
		t.Fatalf("got %s", got)
	}
	for i, want := range []string{"2003年1月", "2003年2月", "2003年12月"} {
		if month := got(p, i, "month"); month != want {
			t.Errorf("record %d is of %s, want %s", i, month, want)
		}
	}
	if got(p, 0, "paid") != "32.00" || got(p, 0, "due") != "32.00" || got(p, 0, "base") != "3200" {
		t.Errorf("paid %s, due %s, base %s", got(p, 0, "paid"), got(p, 0, "due"), got(p, 0, "base"))
	}
	sh := p.Tables[0].Table.Sheet
	if fate := p.RowAt(sh, 2, 5); fate.Fate != intake.New || fate.Record.Col != 5 {
		t.Errorf("the cell of January: %+v", fate)
	}
	if fate := p.Row(sh, 2); fate.Fate != intake.Doubtful || !strings.Contains(fate.Reason, "3 笔") {
		t.Errorf("the row: %+v", fate)
	}
	o.apply(p.Operation("", "", intake.AcceptSure))
	if again := outcome(o.plan(o.read(s))); again != "相同 | 相同 | 存疑 Q3:money" {
		t.Errorf("a second import: %s", again)
	}
	changed := wideSheet("2003年度党费收缴情况表", "1|张三|北门社区党支部|3200|32|32|33||||||||||32|97")
	if again := outcome(o.plan(o.read(changed))); again != "相同 | 更新 | 新增" {
		t.Errorf("a corrected sheet: %s", again)
	}
}

func TestTheYearOfAWideSheetIsAskedForWhereNothingTellsIt(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(wideSheet("党费收缴情况表", "1|张三|北门社区党支部|3200|32|32||||||||||||"))
	p := o.plan(r)
	if outcome(p) != "存疑" || len(p.Problems()) != 1 || len(p.Problems()[0].Options) != 2 {
		t.Fatalf("%s, %+v", outcome(p), p.Problems())
	}
	if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Type, Text: "2001年"}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); outcome(p) != "新增" || got(p, 0, "month") != "2001年1月" {
		t.Errorf("%s of %s", outcome(p), got(p, 0, "month"))
	}
}

// TestADoubtOfAWideRowIsSaidOnce holds that what is wrong with a person is not said for each month.
func TestADoubtOfAWideRowIsSaidOnce(t *testing.T) {
	o := newOffice(t, "北门社区")
	r := o.read(wideSheet("2003年党费收缴情况表", "1|张三|北门社区党支部|3200|50|50|50|||||||||||100"))
	p := o.plan(r)
	if len(p.Problems()) != 1 || p.Counts.Doubtful != 2 {
		t.Fatalf("%+v, %+v", p.Counts, p.Problems())
	}
	if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Keep}, false); err != nil {
		t.Fatal(err)
	}
	if p = o.plan(r); p.Counts.New != 2 {
		t.Errorf("after the answer: %s", outcome(p))
	}
}

func TestMonthsOfALongSheet(t *testing.T) {
	o := newOffice(t, "北门社区")
	s := sheet.FromRows("Sheet1", grid("2003年5月党费收缴登记表|||||||\n序号|姓名|身份证号|所属党支部|核算基数|应交金额|实交金额|备注\n1|张三|450999196805120010|北门社区党支部|3200|32|32|"))
	p := o.plan(o.read(s))
	if outcome(p) != "新增" || got(p, 0, "month") != "2003年5月" {
		t.Errorf("%s of %s", outcome(p), got(p, 0, "month"))
	}
}
