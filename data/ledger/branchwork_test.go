package ledger_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestRulesOfBranchWork holds the rules of the ledgers in which branches keep their own work.
func TestRulesOfBranchWork(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  *catalog.Kind
		pairs string
		want  string // problems, separated by commas
	}{
		{"a letter that counts until today", ledger.Transfer, "sent=2003-07-02 valid_days=90 state=办理中", ""},
		{"a letter that counted until yesterday", ledger.Transfer, "sent=2003-07-01 valid_days=90 state=办理中", "state transfer_overdue"},
		{"the day of the entry counts without a letter's", ledger.Transfer, "date=2003-07-01 valid_days=90", "state transfer_overdue"},
		{"a letter of some day in a month", ledger.Transfer, "sent=2003-07 valid_days=61 state=办理中", ""},
		{"settled in time", ledger.Transfer, "sent=2003-01-01 valid_days=90 state=已落实 receipt=2003-03-01", ""},
		{"given up", ledger.Transfer, "sent=2003-01-01 valid_days=90 state=撤销", ""},
		{"the receipt is there", ledger.Transfer, "receipt=2003-03-01 state=办理中", "state transfer_settled 已落实"},
		{"no state, but a receipt", ledger.Transfer, "sent=2003-01-01 valid_days=90 receipt=2003-03-01", ""},
		{"received before it was sent", ledger.Transfer, "sent=2003-03-02 received=2003-03-01", "received transfer_order"},
		{"received in the month in which it was sent", ledger.Transfer, "sent=2003-03-02 received=2003-03", ""},
		{"a receipt tomorrow", ledger.Transfer, "receipt=2003-10-01", "receipt date_future"},
		{"days below nothing", ledger.Transfer, "valid_days=-1", "valid_days negative"},
		{"not the sex of the ID number", ledger.Transfer, "sex=2 " + man, "sex id_sex 1"},

		{"a year of observation", ledger.Candidate, "activist=2001-05-12 prospect=2002-05-12", ""},
		{"a day less", ledger.Candidate, "activist=2001-05-12 prospect=2002-05-11", "prospect observation"},
		{"perhaps a year", ledger.Candidate, "activist=2001-05 prospect=2002-05", ""},
		{"the wrong way round", ledger.Candidate, "activist=2002-05-12 prospect=2001-05-12", "prospect step_order"},
		{"steps on one day", ledger.Candidate, "applied=2001-05-12 talked=2001-05-12", ""},
		{"a talk before the application", ledger.Candidate, "applied=2001-05-12 talked=2001-05-11", "talked step_order"},
		{"over steps without a date", ledger.Candidate, "vetted=2001-05-12 approved=2001-05-11", "approved step_order"},
		{"18 on the day", ledger.Candidate, "birth=1985-05-12 joined=2003-05-12", ""},
		{"17 the day before", ledger.Candidate, "birth=1985-05-12 joined=2003-05-11", "joined joined_age"},
		{"a year of probation", ledger.Candidate, "joined=2002-05-12 confirmed=2003-05-12", ""},
		{"less than a year of probation", ledger.Candidate, "joined=2002-05-12 confirmed=2003-05-11", "confirmed probation"},
		{"prolonged by half a year", ledger.Candidate, "joined=2001-05-12 confirmed=2002-11-12 prolonged=6", ""},
		{"confirmed before the prolonged end", ledger.Candidate, "joined=2001-05-12 confirmed=2002-11-11 prolonged=6", "confirmed probation_prolonged"},
		{"prolonged by too little", ledger.Candidate, "joined=2001-05-12 prolonged=5", "prolonged prolonged"},
		{"prolonged by a year", ledger.Candidate, "joined=2001-05-12 prolonged=12", ""},
		{"prolonged by too much", ledger.Candidate, "joined=2001-05-12 prolonged=13", "prolonged prolonged"},
		{"not prolonged", ledger.Candidate, "joined=2001-05-12 prolonged=0", ""},
		{"a step tomorrow", ledger.Candidate, "sworn=2003-10-01", "sworn date_future"},
		{"training that ends before it begins", ledger.Candidate, "activist_training_from=2003-03-03 activist_training_to=2003-03-01", "activist_training_to training_order"},

		{"all came", ledger.Meeting, "type=党课 date=2003-05 should_attend=30 attended=30 on_leave=0", ""},
		{"more came than there are", ledger.Meeting, "type=党课 date=2003-05 should_attend=30 attended=31", "attended attended_more"},
		{"those on leave came too", ledger.Meeting, "type=党课 date=2003-05 should_attend=30 attended=28 on_leave=3", "on_leave attendance_sum"},
		{"some stayed away", ledger.Meeting, "type=党课 date=2003-05 should_attend=30 attended=26 on_leave=3", ""},
		{"nobody can be fewer than nobody", ledger.Meeting, "type=党课 date=2003-05 attended=-1", "attended negative"},
		{"never", ledger.Meeting, "type=党课", "date meeting_undated"},
		{"planned", ledger.Meeting, "type=党课 plan_date=2003-12", ""},
		{"held tomorrow", ledger.Meeting, "type=党课 date=2003-10-01", "date date_future"},
		{"resolved by half of them", ledger.Meeting, "type=支部党员大会 date=2003-05 should_attend=30 attended=15 resolutions=通过", "attended quorum"},
		{"resolved by more than half", ledger.Meeting, "type=支部党员大会 date=2003-05 should_attend=30 attended=16 resolutions=通过", ""},
		{"nothing resolved", ledger.Meeting, "type=支部党员大会 date=2003-05 should_attend=30 attended=15", ""},
		{"elected by half of them", ledger.Meeting, "type=换届选举大会 date=2003-05 should_attend=30 attended=15", "attended quorum"},
		{"a lecture before half of them", ledger.Meeting, "type=党课 date=2003-05 should_attend=30 attended=15 resolutions=无", ""},

		{"posted after it was adopted", ledger.Rule, "adopted=2003-01-02 posted=2003-01-02 text=一、", ""},
		{"posted before it was adopted", ledger.Rule, "adopted=2003-01-02 posted=2003-01-01 text=一、", "posted posted_early"},
		{"in its own place", ledger.Rule, "supersedes=r1", "supersedes supersedes_itself"},
		{"in another's place", ledger.Rule, "supersedes=r2", ""},

		{"all are members", ledger.Partner, "staff=10 members=10", ""},
		{"more members than people", ledger.Partner, "staff=10 members=11", "members members_more"},
		{"an agreement that ended before it began", ledger.Partner, "agreed=2003-01-02 agreed_until=2003-01-01", "agreed_until agreement_order"},
		{"an area below nothing", ledger.Partner, "area=-100", "area negative"},

		{"held today", ledger.Activity, "date=2003-09-30 state=已办", ""},
		{"held tomorrow already", ledger.Activity, "date=2003-10-01 state=已办", "date date_future"},
		{"of no state, tomorrow", ledger.Activity, "date=2003-10-01", ""},
		{"planned for today", ledger.Activity, "date=2003-09-30 state=计划", ""},
		{"planned for yesterday", ledger.Activity, "date=2003-09-29 state=计划", "state planned_past"},
		{"planned until today", ledger.Activity, "date=2003-09-28 end_date=2003-09-30 state=计划", ""},
		{"called off", ledger.Activity, "date=2003-09-29 state=取消", ""},
		{"over before it began", ledger.Activity, "date=2003-09-29 end_date=2003-09-28", "end_date activity_order"},
		{"no time at all", ledger.Activity, "date=2003-09-29 start=09:00 end=09:00", "end activity_times"},
		{"a morning", ledger.Activity, "date=2003-09-29 start=09:00 end=11:00", ""},
		{"no fewer than nobody", ledger.Activity, "date=2003-09-29 count=-5", "count count_negative"},

		{"opened next year", ledger.Venue, "built=2004", "built date_future"},
		{"opened this year", ledger.Venue, "built=2003", ""},
		{"a cost below nothing", ledger.Venue, "cost=-1 number=0", "cost negative"},
	} {
		if got := strings.Join(problems(record(test.kind, test.pairs), asof), ","); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAttendeesAreCounted(t *testing.T) {
	r := record(ledger.Meeting, "type=党课 date=2003-05 attended=2").With("attendees", catalog.LinksValue([]catalog.Link{{ID: "a"}, {ID: "b"}, {Words: "王五"}}))
	if got := problems(r, asof); !slices.Equal(got, []string{"attended attendees_more"}) {
		t.Errorf("three names of two people: %v", got)
	}
	if got := problems(r.With("attended", value.Int(3)), asof); len(got) > 0 {
		t.Errorf("three names of three people: %v", got)
	}
}

func TestAttendanceRate(t *testing.T) {
	for pairs, want := range map[string]string{
		"should_attend=30 attended=30": "100", "should_attend=200 attended=199": "99", "should_attend=3 attended=2": "66", "should_attend=3 attended=0": "0",
		"should_attend=0 attended=0": "", "should_attend=3 attended=4": "", "should_attend=3": "", "attended=3": "",
	} {
		if got := record(ledger.Meeting, pairs).On(ledger.Meeting.Field("rate"), asof).Canonical(); got != want {
			t.Errorf("%s: %s, want %s", pairs, got, want)
		}
	}
}

func TestSteps(t *testing.T) {
	steps := ledger.Steps()
	if len(steps) != 25 {
		t.Fatalf("%d steps", len(steps))
	}
	seen := map[string]bool{}
	for i, s := range steps {
		f := ledger.Candidate.Field(s.Field)
		if s.Number != i+1 || f == nil || f.Type.Name() != (catalog.Date{}).Name() || !f.Stored() || seen[s.Field] || !slices.Contains(ledger.Candidate.Groups, s.Section) {
			t.Errorf("step %d: %+v", i+1, s)
		}
		seen[s.Field] = true
	}
}

// TestProgress: what is known of a candidate, the stage, the last step, the next step with its window, and the steps
// with a clock.
func TestProgress(t *testing.T) {
	for _, test := range []struct{ pairs, want string }{
		{"", "  next 1 .. clocks"},
		{"birth=1980-03-01", "  next 1 .. clocks 15 1998-03-01.."},
		{"applied=2003-01-31", "入党申请人 1 next 2 ..2003-02-28 clocks 2 ..2003-02-28"},
		{"applied=2003-01", "入党申请人 1 next 2 ..2003-02-28 clocks 2 ..2003-02-28"},
		{"applied=2003-01 talked=2003-01", "入党申请人 2 next 3 .. clocks"},
		{"activist=2003-02-10", "入党积极分子 3 next 4 .. clocks 6 ..2003-08-10,7 2004-02-10.."},
		{"activist=2003-02-10 observed=2003-08-01", "入党积极分子 6 next 7 2004-02-10.. clocks 7 2004-02-10.."},
		{"activist=2003-02 observed=2003-08-01", "入党积极分子 6 next 7 2004-02-01.. clocks 7 2004-02-01.."},
		{"prospect=2003-02-10", "发展对象 7 next 8 .. clocks"},
		{"form_filled=2003-02-10", "发展对象 14 next 15 .. clocks"},
		{"form_filled=2003-02-10 birth=1986-01-01", "发展对象 14 next 15 2004-01-01.. clocks 15 2004-01-01.."},
		{"joined=2003-02-10", "预备党员 15 next 16 .. clocks 17 ..2003-05-10,22 ..2004-02-10,23 2004-02-10.."},
		{"joined=2003-02-10 prolonged=6 approved=2003-03-01", "预备党员 17 next 18 .. clocks 22 ..2004-08-10,23 2004-08-10.."},
		{"joined=2002 confirmation_applied=2003-01-01", "预备党员 22 next 23 2003-01-01.. clocks 23 2003-01-01.."},
		{"joined=2002-02-10 confirmation_voted=2003-02-12", "预备党员 23 next 24 ..2003-05-12 clocks 24 ..2003-05-12"},
		{"joined=2002-02-10 confirmed=2003-02-10", "正式党员 23 next 24 .. clocks"},
		{"confirmation_approved=2003-02-10", "正式党员 24 next 25 .. clocks"},
		{"archived=2003-02-10", "正式党员 25 next 0 .. clocks"},
	} {
		p := ledger.CandidateProgress(record(ledger.Candidate, test.pairs))
		done := ""
		if p.Done.Number > 0 {
			done = fmt.Sprint(p.Done.Number)
		}
		var clocks []string
		for _, w := range p.Clocks {
			clocks = append(clocks, fmt.Sprintf("%d %s..%s", w.Step.Number, w.Earliest, w.Latest))
			if w.Why == "" {
				t.Errorf("%s: nobody says why step %d has a clock", test.pairs, w.Step.Number)
			}
		}
		got := strings.TrimSpace(fmt.Sprintf("%s %s next %d %s..%s clocks %s", p.Stage, done, p.Next.Step.Number, p.Next.Earliest, p.Next.Latest, strings.Join(clocks, ",")))
		if got != strings.TrimSpace(test.want) {
			t.Errorf("%s: %q, want %q", test.pairs, got, test.want)
		}
	}
	skipped := ledger.CandidateProgress(record(ledger.Candidate, "applied=2001-01-01 activist=2001-06-01 prospect=2002-07-01")).Skipped
	var numbers []int
	for _, s := range skipped {
		numbers = append(numbers, s.Number)
	}
	if !slices.Equal(numbers, []int{2, 4, 5, 6}) {
		t.Errorf("skipped: %v", numbers)
	}
}

// TestProgressShows holds the fields that are computed from the steps.
func TestProgressShows(t *testing.T) {
	r := record(ledger.Candidate, "activist=2003-02-10 observed=2003-08-01")
	for key, want := range map[string]string{"stage": "入党积极分子", "step": "6 培养教育考察", "next_step": "7 确定发展对象", "next_from": "2004-02-10", "next_by": ""} {
		if got := r.On(ledger.Candidate.Field(key), asof).Canonical(); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := record(ledger.Transfer, "sent=2003-07-02 valid_days=90").On(ledger.Transfer.Field("due"), asof).Canonical(); got != "2003-09-30" {
		t.Errorf("the letter counts until %s", got)
	}
}

func TestTransferIsOpen(t *testing.T) {
	for pairs, want := range map[string]bool{"": true, "state=办理中": true, "state=已落实": false, "state=退回": false, "state=撤销": false, "receipt=2003-01": false, "state=办理中 receipt=2003-01": true} {
		if ledger.TransferIsOpen(record(ledger.Transfer, pairs)) != want {
			t.Errorf("%q: open is not %v", pairs, want)
		}
	}
}

func TestBookingsOverlap(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"venue=v date=2003-10-04 start=09:00 end=11:00", "venue=v date=2003-10-04 start=10:00 end=12:00", true},
		{"venue=v date=2003-10-04 start=09:00 end=11:00", "venue=v date=2003-10-04 start=11:00 end=12:00", false},
		{"venue=v date=2003-10-04 start=09:00 end=11:00", "venue=w date=2003-10-04 start=09:00 end=11:00", false},
		{"venue=v date=2003-10-04 start=09:00 end=11:00", "venue=v date=2003-10-05 start=09:00 end=11:00", false},
		{"venue=v date=2003-10-04", "venue=v date=2003-10-04 start=23:00", true},
		{"venue=v date=2003-10-04 end_date=2003-10-06", "venue=v date=2003-10-06 start=08:00 end=09:00", true},
		{"venue=v date=2003-10-04 end_date=2003-10-06 start=19:00 end=21:00", "venue=v date=2003-10-05 start=08:00 end=12:00", false},
		{"venue=v date=2003-10-04 start=14:00", "venue=v date=2003-10-04 start=15:00 end=16:00", true},
		{"venue=v date=2003-10-04 start=14:00 end=09:00", "venue=v date=2003-10-04 start=15:00 end=16:00", true},
		{"venue=v date=2003-10-04 state=取消", "venue=v date=2003-10-04", false},
		{"venue=v date=2003-10", "venue=v date=2003-10-04", false},
		{"date=2003-10-04", "date=2003-10-04", false},
		{"venue=?操场 date=2003-10-04", "venue=?操场 date=2003-10-04", false},
	} {
		a, b := record(ledger.Activity, test.a), record(ledger.Activity, test.b)
		b.ID = "r2"
		if ledger.BookingsOverlap(a, b) != test.want || ledger.BookingsOverlap(b, a) != test.want {
			t.Errorf("%s and %s: overlap is not %v", test.a, test.b, test.want)
		}
		if ledger.BookingsOverlap(a, a) {
			t.Errorf("%s overlaps with itself", test.a)
		}
	}
}

func TestMeetingDuties(t *testing.T) {
	for _, d := range ledger.MeetingDuties() {
		if ledger.MeetingType.Format(value.Text(d.Type)) != d.Type || !slices.Contains([]int{1, 3, 12}, d.Months) {
			t.Errorf("duty %+v", d)
		}
	}
}

// TestLabelsOfBranchWork: what a reference is shown as must tell the records apart.
func TestLabelsOfBranchWork(t *testing.T) {
	for _, test := range []struct {
		kind        *catalog.Kind
		pairs, want string
	}{
		{ledger.Transfer, "name=张三 direction=转出", "张三转出"},
		{ledger.Meeting, "date=2003-05-12 type=支委会", "2003年5月12日 支委会"},
		{ledger.Rule, "title=议事规则 version=2002年版", "议事规则(2002年版)"},
		{ledger.Rule, "title=议事规则", "议事规则"},
		{ledger.Partner, "name=法院", "法院"},
		{ledger.Activity, "date=2003-01-18 title=法律进社区", "2003年1月18日 法律进社区"},
		{ledger.Activity, "date=2003-01-18 type=普法 content=讲座", "2003年1月18日 普法"},
		{ledger.Activity, "content=讲座", "讲座"},
		{ledger.Venue, "name=北门广场 type=广场空地", "北门广场"},
		{ledger.Venue, "type=广场空地", "广场空地"},
	} {
		if got := record(test.kind, test.pairs).Label(); got != test.want {
			t.Errorf("%s: %q, want %q", test.pairs, got, test.want)
		}
	}
}

// TestWordingsOfBranchWork: a question mark stands before what is a guess; "-" is what can't be read.
func TestWordingsOfBranchWork(t *testing.T) {
	for field, words := range map[string]map[string]string{
		"meeting.type":       {"支部大会": "支部党员大会", "支部委员会会议": "支委会", "第三季度党员大会": "?支部党员大会", "支委扩大会": "?支委会", "上党课": "党课", "居委会换届": "?换届选举大会", "茶话会": "-"},
		"activity.type":      {"普法": "法律进社区", "篮球赛": "?棋牌球类比赛", "读书活动": "读书", "中秋晚会": "?文体活动", "春游": "-"},
		"activity.state":     {"已开展": "已办", "预约": "计划", "取消": "取消"},
		"venue.type":         {"社区文化广场": "?广场空地", "阅览室": "图书室", "篮球场": "运动场所", "老年活动室": "文娱活动室", "停车场": "-"},
		"venue.funds":        {"财政拨款": "财政", "社会捐助": "捐助", "财政和自筹": "?财政"},
		"transfer.direction": {"转入": "转入", "转往": "转出", "省内转出": "?转出"},
		"transfer.state":     {"在途": "办理中", "已接收": "已落实", "作废": "撤销"},
		"partner.nature":     {"行政机关": "机关", "民营企业": "非公企业", "县属国有企业": "?国有企业"},
		"partner.seat":       {"副主任委员": "副主任", "成员单位": "委员"},
		"rule.state":         {"有效": "现行", "废止": "已废止"},
	} {
		for word, want := range words {
			v, p := choices()[field].Parse(catalog.TextCell(word))
			got := v.Canonical()
			switch {
			case v.IsUnread():
				got = "-"
			case p != nil:
				got = "?" + got
			}
			if got != want {
				t.Errorf("%s: %s is read as %q, want %q", field, word, got, want)
			}
		}
	}
}
