package board_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"taizhang/data/board"
	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"

	"taizhang/data/trial"
)

// line returns the words of a row, with a mark for what is missing (!), doubtful (?), planned (+) and not due (~).
func line(r board.Row) string {
	var out []string
	for _, c := range r.Cells {
		out = append(out, map[board.State]string{board.Missing: "!", board.Doubt: "?", board.Ahead: "+", board.Muted: "~"}[c.State]+c.Text)
	}
	return strings.Join(out, "|")
}

func lines(s *board.Sheet) string {
	var out []string
	for _, r := range s.Rows {
		out = append(out, line(r))
	}
	return strings.Join(out, "\n")
}

func meeting(id, typ, key, date string) catalog.Record {
	return trial.Record(ledger.Meeting, id, "org", "west", "type", typ, key, date)
}

// TestNoBranchOwesNoMeetings: a community of which the name alone is known is no branch, unless it meets like one.
func TestNoBranchOwesNoMeetings(t *testing.T) {
	bare := trial.Record(ledger.Org, "bare", "name", "新园社区")
	for _, c := range []struct {
		more []catalog.Record
		want string
	}{
		{[]catalog.Record{bare}, "2 个支部"},
		{[]catalog.Record{bare.With("secretary", value.Text("张三"))}, "3 个支部"},
		{[]catalog.Record{bare, trial.Record(ledger.Meeting, "m", "org", "bare", "type", ledger.MeetingBranch, "date", "2003-05-01")}, "3 个支部"},
	} {
		s, err := board.Meetings(context.Background(), town(c.more...), board.MeetingsQuery{Year: 2003, AsOf: trial.Day("2003-09-29")})
		if err != nil {
			t.Fatal(err)
		}
		if told := strings.Contains(strings.Join(s.Notes, ""), "没有党支部的社区 1 个"); !strings.HasPrefix(s.Summary, c.want) || told != (c.want == "2 个支部") {
			t.Errorf("%s; %q", s.Summary, s.Notes)
		}
	}
}

func TestYearOfMeetings(t *testing.T) {
	o := town(meeting("a", ledger.MeetingCommittee, "date", "2003-03-31"), meeting("b", ledger.MeetingCommittee, "date", "2003-03-02"), meeting("c", ledger.MeetingCommittee, "date", "2003-04"),
		meeting("p", ledger.MeetingCommittee, "plan_date", "2003-10-08"), meeting("q", ledger.MeetingBranch, "date", "2003-05-01"),
		meeting("n", ledger.MeetingPartyDay, "date", "2003-01-06").With("org", value.Text("north"))) // since when meetings are known
	for _, c := range []struct{ typ, want string }{
		// founded on 20 February: January is before it, February doesn't count; September isn't over
		{ledger.MeetingCommittee, "西上社区|支委会(每月)|~—|~·|2|1|!缺|!缺|!缺|!缺|~·|+计划|~·|~·|2|6|?33%"},
		{ledger.MeetingBranch, "西上社区|支部党员大会(每季)|~·|||1|||~·|||~·|||1|1|100%"},
	} {
		s, err := board.Meetings(context.Background(), o, board.MeetingsQuery{Year: 2003, AsOf: trial.Day("2003-09-29"), Org: "west", Type: c.typ})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(s); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.typ, got, c.want)
		}
	}
	s, err := board.Meetings(context.Background(), o, board.MeetingsQuery{Year: 2003, AsOf: trial.Day("2003-09-30"), Org: "west"})
	if err != nil {
		t.Fatal(err)
	}
	if got := line(s.Rows[1]); !strings.Contains(got, "!缺|!缺|!缺|!缺|!缺|+计划") {
		t.Errorf("on its last day September is missing: %s", got)
	}
	if n := len(s.Rows); n != len(ledger.MeetingDuties())+1 || !s.Rows[n-1].Total {
		t.Errorf("%d rows", n)
	}
	if ids := s.Rows[1].Cells[4].IDs; !slices.Equal(ids, []string{"a", "b"}) {
		t.Errorf("behind March: %v", ids)
	}
	may := s.Rows[1].Cells[6].Draft
	if may.Get("org").Canonical() != "west" || may.Get("type").Canonical() != ledger.MeetingCommittee || may.Date("date").String() != "2003-05" {
		t.Errorf("the missing meeting begins as %v %v", may.Get("type"), may.Date("date"))
	}
	if spans := s.Rows[0].Spans; len(spans) != 4 || spans[0].First != 2 || spans[0].Last != 4 {
		t.Errorf("a quarter covers %v", spans)
	}
	table := s.Table("容城镇", trial.Day("2003-09-30"))
	if len(table.Rows) != len(s.Rows) || len(table.Rows[0].Cells) != len(table.Columns) {
		t.Error("on paper every row has all columns")
	}
	// the meeting of the second quarter was in May; what is missing or not due is said in the last month of a quarter
	if got, want := strings.Join(table.Rows[0].Cells[2:14], "|"), "||·||1||||缺|||·"; got != want {
		t.Errorf("on paper the quarters are %q, want %q", got, want)
	}
}

// TestYearInWhichTheLedgerBegins: what was held before stands in no ledger, and is not missing.
func TestYearInWhichTheLedgerBegins(t *testing.T) {
	o := town(meeting("a", ledger.MeetingCommittee, "date", "2003-06-30"), meeting("b", ledger.MeetingPartyDay, "date", "2003-05-06"))
	for _, c := range []struct{ typ, want string }{
		{ledger.MeetingCommittee, "西上社区|支委会(每月)|~—|~—|~—|~—|!缺|1|!缺|!缺|!缺|~·|~·|~·|1|5|?20%"},
		{ledger.MeetingBranch, "西上社区|支部党员大会(每季)|~—|||~·|||!缺|||~·|||0|1|?0%"},
	} {
		s, err := board.Meetings(context.Background(), o, board.MeetingsQuery{Year: 2003, AsOf: trial.Day("2003-09-30"), Org: "west", Type: c.typ})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(s); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.typ, got, c.want)
		}
		if note := s.Rows[0].Cells[2].Note; note != "三会一课台账从 2003年5月 记起" {
			t.Errorf("beside January stands %q", note)
		}
	}
}

func dues(id, name, month, class, base, paid string) catalog.Record {
	return catalog.Complete(trial.Record(ledger.Dues, id, "org", "north", "name", name, "month", month, "class", class, "base", base, "paid", paid))
}

func TestYearOfDues(t *testing.T) {
	o := town(
		trial.Record(ledger.Member, "m", "org", "north", "name", "张三", "class", "在职单位党员"),
		trial.Record(ledger.Member, "gone", "org", "north", "name", "赵六", "state", "出党"),
		dues("1", "张三", "2003-07", ledger.PayerWorking, "400000", "4000"),
		dues("2", "张三", "2003-08", ledger.PayerWorking, "400000", "1000"),
		dues("4", "张三", "2003-10", ledger.PayerWorking, "400000", ""),
		dues("5", "李四", "2003-08", ledger.PayerRetired, "", "500"),       // in no roster, without a base
		dues("6", "张三", "2004-01", ledger.PayerRetired, "900000", "900"), // of the year after
	)
	s, err := board.Dues(context.Background(), o, board.DuesQuery{Year: 2003, AsOf: trial.Day("2003-09-30"), Org: "north"})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"张三|在职|4000|40.00|||||||40.00|!欠30.00|?无|~应40.00|||120.00|50.00|!30.00",
		"李四|离退休||?||||||||5.00|||||0.00|5.00|",
		"小计||||||||||40.00|15.00|||||120.00|55.00|!30.00",
	}, "\n")
	got := lines(s)
	got = strings.Replace(got, "4000.00", "4000", 1)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	all := s.Summary
	s, err = board.Dues(context.Background(), o, board.DuesQuery{Year: 2003, AsOf: trial.Day("2003-09-30"), Owing: true})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range s.Rows {
		names = append(names, r.Cells[0].Text)
	}
	if !slices.Equal(names, []string{"北门社区", "张三", "小计", "合计"}) || s.Summary != all {
		t.Errorf("those who owe: %q of %s", names, s.Summary)
	}
}

func TestMakingDuesTwiceMakesThemOnce(t *testing.T) {
	o := town(
		trial.Record(ledger.Member, "m", "org", "north", "name", "张三", "class", "在职单位党员"),
		trial.Record(ledger.Member, "old", "org", "north", "name", "王五", "class", "离退休党员"),
		trial.Record(ledger.Member, "farm", "org", "north", "name", "陈七"),
		trial.Record(ledger.Member, "gone", "org", "north", "name", "赵六", "state", "出党"),
		trial.Record(ledger.Member, "far", "org", "west", "name", "孙八"),
		dues("1", "张三", "2002-12", ledger.PayerWorking, "300000", "1500"),
		dues("2", "陈七", "2003-08", ledger.PayerFarmer, "", "50").With("due", value.Text("50")),
		dues("3", "李四", "2003-08", ledger.PayerRetired, "100000", "500"),
	)
	made, err := board.MakeDues(context.Background(), o, "north", trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for i, c := range made.Changes {
		r := c.After
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s", r.Get("name").Canonical(), r.Get("member").Canonical(), r.Date("month"), r.Get("class").Canonical(), r.Get("base").Canonical(), r.Get("due").Canonical()))
		r.ID = fmt.Sprint("new", i)
		o = append(o, r)
	}
	want := []string{"张三 m 2003-09 在职 300000 1500", "王五 old 2003-09 离退休  ", "陈七 farm 2003-09 农民  50"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if !slices.Equal(made.NoBase, []string{"王五"}) || !strings.Contains(made.Words(), "已生成 2003年9月应交党费 3 笔") {
		t.Errorf("%v: %s", made.NoBase, made.Words())
	}
	again, err := board.MakeDues(context.Background(), o, "north", trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Changes) != 0 || again.Existing != 3 {
		t.Errorf("again: %d made, %d there already", len(again.Changes), again.Existing)
	}
}

func TestCoverageFindsBlankSpots(t *testing.T) {
	o := town(
		trial.Record(ledger.Org, "new", "name", "新社区"),
		trial.Record(ledger.Member, "a", "org", "north", "name", "张三", "class", "在职单位党员", "management", "双重管理", "political_status", "01"),
		trial.Record(ledger.Member, "b", "name", "李四", "class", "流动党员", "left_since", "2003-01-05"),
		trial.Record(ledger.Member, "c", "org", "north", "name", "王五", "management", ledger.NotManaged),
		trial.Record(ledger.Member, "d", "org", "north", "name", "赵六", "state", "出党"),
	)
	s, err := board.Coverage(context.Background(), o, "", trial.Day("2003-09-30"))
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"在职单位党员": "a", "没有填写类别": "c", "没有人管理的党员(空白点)": "b c", "流动超过六个月没有转接组织关系的党员": "b", "没有党支部的社区": "new", "正式党员不足 3 人的支部": "north west", "党员超过 50 人的支部": "",
	} {
		i := slices.IndexFunc(s.Rows, func(r board.Row) bool { return r.Cells[0].Text == title })
		if i < 0 {
			t.Errorf("no row %s", title)
			continue
		}
		if got := strings.Join(s.Rows[i].Cells[1].IDs, " "); got != want {
			t.Errorf("%s: got %q, want %q", title, got, want)
		}
	}
}

func TestSizesOfBranches(t *testing.T) {
	for _, c := range []struct {
		full, probationary int
		large, small       string
	}{{2, 9, "", "north"}, {3, 0, "", ""}, {50, 0, "", ""}, {50, 1, "north", ""}} {
		o := trial.Office{trial.Record(ledger.Org, "north", "name", "北门社区", "branch", "北门社区党支部")}
		for i := range c.full + c.probationary {
			status := "01"
			if i >= c.full {
				status = ledger.ProbationaryMember
			}
			o = append(o, trial.Record(ledger.Member, fmt.Sprint(i), "org", "north", "name", "某人", "political_status", status))
		}
		s, err := board.Coverage(context.Background(), o, "", trial.Day("2003-09-30"))
		if err != nil {
			t.Fatal(err)
		}
		n := len(s.Rows)
		if large, small := strings.Join(s.Rows[n-2].Cells[1].IDs, ""), strings.Join(s.Rows[n-1].Cells[1].IDs, ""); large != c.large || small != c.small {
			t.Errorf("%d full and %d probationary members: too many %q, too few %q", c.full, c.probationary, large, small)
		}
	}
}

func TestCommitteesWithoutACadre(t *testing.T) {
	s, err := board.Committees(context.Background(), town(
		trial.Record(ledger.Cadre, "a", "org", "north", "name", "张三", "in_charge_of", "治保、计生工作"),
		trial.Record(ledger.Cadre, "b", "org", "north", "name", "李四", "in_charge_of", "社区服务", "resigned", "1"),
	), "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := line(s.Rows[0]), "北门社区|!空缺|!空缺|张三|!空缺|!空缺|张三|!空缺|!5"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if c := s.Rows[0].Cells[1]; len(c.IDs) != 1 || !c.Draft.IsZero() {
		t.Error("a hole opens the community's cadres")
	}
	if c := s.Rows[1].Cells[1]; c.Draft.Get("org").Canonical() != "west" {
		t.Error("where there are none, it begins one")
	}
}

func TestTermsEndInOrder(t *testing.T) {
	for asof, want := range map[string]string{
		"2003-09-30": "西上社区|||||1998年9月30日|~5|2003年9月30日|?0 天|?准备换届选举",
		"2003-10-01": "西上社区|||||1998年9月30日|~5|2003年9月30日|!超 1 天|!已届满,应换届",
		"2003-04-03": "西上社区|||||1998年9月30日|~5|2003年9月30日|?180 天|?准备换届选举",
		"2003-04-02": "西上社区|||||1998年9月30日|~5|2003年9月30日|181 天|任期内",
	} {
		s, err := board.Terms(context.Background(), town(), "", trial.Day(asof))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Replace(line(s.Rows[0]), "|2003年2月20日", "|", 1); got != want {
			t.Errorf("%s: got %s, want %s", asof, got, want)
		}
	}
}

func TestBoardByState(t *testing.T) {
	o := town(
		trial.Record(ledger.Issue, "late", "what", "没有电话", "org", "north", "due", "2003-08", "state", "处理中", "category", "办公设施"),
		trial.Record(ledger.Issue, "later", "what", "收入低", "due", "2004-08", "state", "处理中", "category", "干部收入"),
		trial.Record(ledger.Issue, "new", "what", "人户分离"),
		trial.Record(ledger.Issue, "odd", "what", "其他").With("state", value.Unread("再说")),
	)
	show := func(q board.LanesQuery) string {
		q.Kind, q.AsOf = ledger.Issue, trial.Day("2003-09-30")
		lanes, err := board.Lanes(context.Background(), o, q)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, l := range lanes {
			words := l.Title
			for _, c := range l.Cards {
				words += " " + c.Record.ID
				if c.Overdue {
					words += "!"
				}
			}
			out = append(out, words)
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct {
		q    board.LanesQuery
		want string
	}{
		{board.LanesQuery{}, "未解决 new; 处理中 late! later; 已解决; 看不懂的状态 odd"},
		{board.LanesQuery{Overdue: true}, "未解决; 处理中 late!; 已解决"},
		{board.LanesQuery{Category: "干部收入"}, "未解决; 处理中 later; 已解决"},
		{board.LanesQuery{Org: "north"}, "未解决; 处理中 late!; 已解决"},
	} {
		if got := show(c.q); got != c.want {
			t.Errorf("%+v: got %s, want %s", c.q, got, c.want)
		}
	}
}

func TestMovingACardChangesWhatFollows(t *testing.T) {
	today := trial.Day("2003-09-30")
	issue := trial.Record(ledger.Issue, "i", "what", "没有电话", "state", "处理中")
	solved := board.Move(issue, ledger.IssueSolved, today)
	if solved.Date("solved") != today || len(catalog.Check(solved, today)) != 0 {
		t.Errorf("solved on %s: %v", solved.Date("solved"), catalog.Check(solved, today))
	}
	if known := board.Move(issue.With("solved", value.Text("2003-09-01")), ledger.IssueSolved, today); known.Date("solved").String() != "2003-09-01" {
		t.Error("a day that is known stays")
	}
	if again := board.Move(solved, "处理中", today); !again.Equal(issue) {
		t.Error("taken up again, it isn't solved")
	}
	plan := trial.Record(ledger.Plan, "p", "title", "制度上墙", "state", "进行中", "progress", "60")
	done := board.Move(plan, ledger.PlanDone, today)
	if done.Get("progress").Canonical() != "100" || done.Date("finished") != today {
		t.Errorf("finished at %v", done.Get("progress"))
	}
	for _, state := range []string{"未开始", "进行中", "推迟"} {
		if r := board.Move(done, state, today); len(catalog.Check(r, today)) != 0 || !r.Date("finished").IsZero() {
			t.Errorf("%s: %v", state, catalog.Check(r, today))
		}
	}
	if r := board.Move(plan, "推迟", today); r.Get("progress").Canonical() != "60" {
		t.Error("what is put off keeps its progress")
	}
}

func TestStepsOfACandidate(t *testing.T) {
	c := trial.Record(ledger.Candidate, "c", "name", "张三", "org", "north", "applied", "2003-01-10", "activist", "2003-03-05", "observed", "2003-09-01")
	state := func(asof string, n int) string {
		s := board.CandidateOf(c, "北门社区", trial.Day(asof)).Steps[n-1]
		return fmt.Sprint(s.State, " ", s.Words)
	}
	for _, k := range []struct {
		asof string
		step int
		want string
	}{
		{"2003-09-30", 1, fmt.Sprint(board.StepDone, " ")},
		{"2003-09-30", 2, fmt.Sprint(board.StepSkipped, " 没有填写日期")},
		{"2004-03-04", 7, fmt.Sprint(board.StepWaiting, " 最早 2004年3月5日(积极分子培养考察须满一年)")},
		{"2004-03-05", 7, fmt.Sprint(board.StepNext, " 最早 2004年3月5日(积极分子培养考察须满一年)")},
		{"2004-03-05", 8, fmt.Sprint(board.StepAhead, " ")},
	} {
		if got := state(k.asof, k.step); got != k.want {
			t.Errorf("step %d on %s: got %s, want %s", k.step, k.asof, got, k.want)
		}
	}
	fresh := trial.Record(ledger.Candidate, "f", "name", "李四", "applied", "2003-08-10")
	if f := board.CandidateOf(fresh, "", trial.Day("2003-09-10")); f.Overdue {
		t.Error("the talk is in time on the last day of the month")
	}
	f := board.CandidateOf(fresh, "", trial.Day("2003-09-12"))
	if !f.Overdue || f.Steps[1].Words != "已超期 2 天:最迟 2003年9月10日(收到申请后一个月内派人谈话)" {
		t.Errorf("two days after it: %v %s", f.Overdue, f.Steps[1].Words)
	}
}

func TestSettingTheDayOfAStep(t *testing.T) {
	c := trial.Record(ledger.Candidate, "c", "name", "张三", "applied", "2003-01-10")
	talk := ledger.Steps()[1]
	r, err := board.SetStep(c, talk, "2003.2.3")
	if err != nil || r.Date("talked").String() != "2003-02-03" {
		t.Errorf("got %s, %v", r.Date("talked"), err)
	}
	if r, err = board.SetStep(r, talk, ""); err != nil || !r.Equal(c) {
		t.Error("an empty text takes the day away")
	}
	if _, err = board.SetStep(c, talk, "下个月"); !strings.Contains(catalog.Message(err), "派人谈话:看不懂的日期「下个月」") {
		t.Errorf("the clerk reads %q", catalog.Message(err))
	}
}

func TestDemonstrationFillsEveryView(t *testing.T) {
	o, ctx, asof := trial.Demonstration(), context.Background(), trial.Day("2003-09-30")
	list, err := board.Candidates(ctx, o, "", asof)
	if err != nil || len(list) < 50 {
		t.Fatalf("%d candidates: %v", len(list), err)
	}
	order := func(c board.Candidate) int { return slices.Index(board.Stages(), c.Stage) }
	if !slices.IsSortedFunc(list, func(a, b board.Candidate) int { return order(a) - order(b) }) {
		t.Error("candidates are not in the order of their stages")
	}
	for name, read := range map[string]func() (*board.Sheet, error){
		"meetings": func() (*board.Sheet, error) {
			return board.Meetings(ctx, o, board.MeetingsQuery{Year: 2003, AsOf: asof})
		},
		"dues":       func() (*board.Sheet, error) { return board.Dues(ctx, o, board.DuesQuery{Year: 2003, AsOf: asof}) },
		"coverage":   func() (*board.Sheet, error) { return board.Coverage(ctx, o, "", asof) },
		"committees": func() (*board.Sheet, error) { return board.Committees(ctx, o, "") },
		"terms":      func() (*board.Sheet, error) { return board.Terms(ctx, o, "", asof) },
	} {
		s, err := read()
		if err != nil || len(s.Rows) < 10 || s.Summary == "" {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, r := range s.Rows {
			if len(r.Cells) > len(s.Columns) {
				t.Errorf("%s: a row of %d cells in %d columns", name, len(r.Cells), len(s.Columns))
			}
		}
	}
}
