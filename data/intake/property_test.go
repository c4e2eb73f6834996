package intake_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// randomRoster returns rows of a roster as a careless office keeps it: namesakes, repeated people, missing and wrong
// cells.
func randomRoster(r *rand.Rand, n int) [][]string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var rows [][]string
	for range n {
		birth := fmt.Sprintf("19%02d%02d%02d", 40+r.IntN(45), 1+r.IntN(12), 1+r.IntN(28))
		number := id(birth, 1+r.IntN(8))
		date := pick(birth[:4]+"-"+birth[4:6], birth[:4]+"."+birth[4:6]+"."+birth[6:], birth[:4], "不详", "", "68.5")
		row := []string{
			pick("张三", "李四", "王五", "赵六", "孙七", "欧阳雪", "张 三", "", "？"), pick("男", "女", "", "未填"), date,
			pick(number, "", "", number[:17], "4.50999E+17", number[:17]+"9"), pick("北门", "北门社区", "西上社区党支部", "", "北们", "县医院", "新北社区"),
			pick("书记", "委员", ""), pick("13800000001", "", "无", "12345"), pick("", "", "退休"),
		}
		if len(rows) > 3 && r.IntN(6) == 0 {
			row = slices.Clone(rows[r.IntN(len(rows))])
			row[6] = pick("13900000009", row[6])
			row[5] = pick("主任", "书记", row[5], row[5])
		}
		rows = append(rows, row)
	}
	return rows
}

var rosterHead = []string{"姓名", "性别", "出生年月", "身份证号码", "社区", "党内职务", "联系电话", "备注"}

func rosterSheet(rows [][]string) *sheet.Sheet {
	return sheet.FromRows("Sheet1", append([][]string{{"容城镇社区干部花名册"}, rosterHead}, rows...))
}

// randomPosts returns rows about three people, of whom two have one name: several posts of each, with and without ID
// numbers and births, now and then in another community or under another name.
func randomPosts(r *rand.Rand) [][]string {
	ids := []string{id("19680512", 1), id("19700101", 3), id("19680512", 5)}
	var rows [][]string
	for range 4 + r.IntN(8) {
		n := r.IntN(len(ids))
		rows = append(rows, []string{
			[]string{"张三", "李四", "张三"}[n], pick(r, "男", ""), pick(r, "1968-05", "1970-01-01", "", "1968-05-12"), pick(r, ids[n], ids[n], ""),
			pick(r, "北门", "北门", "北门", "西上社区"), pick(r, "书记", "委员", "主任", "书记、委员", ""), pick(r, "13800000001", "", "13800000002"), "",
		})
		if r.IntN(12) == 0 {
			rows[len(rows)-1][0] = "王五"
		}
	}
	return rows
}

func randomLog(r *rand.Rand, n int) [][]string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var rows [][]string
	for range n {
		rows = append(rows, []string{pick("2003-05-12", "2003-05", "2003-06-01", "", "某日"), pick("北门", "西上社区", ""), pick("义诊", "理发", "磨刀", ""),
			pick("老人", "", ""), pick("医院", "", ""), pick("10", "20", "", "若干")})
	}
	return rows
}

func logSheet(rows [][]string) *sheet.Sheet {
	return sheet.FromRows("Sheet1", append([][]string{{"服务时间", "社区", "服务项目", "服务对象", "主管单位", "服务人次"}}, rows...))
}

// TestASecondImportChangesNothing holds for what is stored of a file, whether all of it or what is sure.
func TestASecondImportChangesNothing(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 1))
		s, opt := rosterSheet(randomRoster(r, 30)), intake.Options{Kind: ledger.Cadre}
		switch {
		case seed%4 == 2:
			s = rosterSheet(randomPosts(r))
		case seed%2 == 1:
			s, opt = logSheet(randomLog(r, 30)), intake.Options{Kind: ledger.Service}
		}
		for _, accept := range []intake.Accept{intake.AcceptAll, intake.AcceptSure} {
			o := newOffice(t, "北门社区")
			first := o.plan(o.readAs(opt, s))
			o.apply(first.Operation("", "", accept))
			again := o.plan(o.readAs(opt, s))
			if op := again.Operation("", "", accept); len(op.Changes) > 0 {
				t.Fatalf("seed %d, accept %d: the second import changes %s\nfirst  %s\nsecond %s", seed, accept, op.Changes[0].After.Label(), outcome(first), outcome(again))
			}
			if accept == intake.AcceptAll && again.Counts.Same+again.Counts.Broken+contradictions(again) != again.Counts.Rows {
				t.Fatalf("seed %d: the second import is not all the same\nfirst  %s\nsecond %s", seed, outcome(first), outcome(again))
			}
			checkPlan(t, again)
		}
	}
}

// contradictions counts the rows that say of one person two communities or two names: they stay a question as long as
// the workbook says both.
func contradictions(p *intake.Plan) int {
	n := 0
	for _, pr := range p.Problems() {
		if pr.Code == "two_orgs" || pr.Code == "duplicate_row" && strings.Contains(pr.Text, "姓名却不同") {
			n++
		}
	}
	return n
}

// TestTheOrderOfRowsDoesNotMatter: whatever the order, as many rows have each fate.
func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 2))
		rows := randomRoster(r, 30)
		counts := func() intake.Counts {
			o := newOffice(t, "北门社区")
			o.add(ledger.Cadre, "name", "张三", "birth", "1968-05", "org", "org-1")
			return o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, rosterSheet(rows))).Counts
		}
		// Rows that can't be told apart by anything surer than the order are out of this: each name once.
		seen := map[string]bool{}
		rows = slices.DeleteFunc(rows, func(row []string) bool {
			n := strings.ReplaceAll(row[0], " ", "")
			twice := n != "" && seen[n]
			seen[n] = true
			return twice
		})
		for i := range rows { // in a column that names each community once, order is all
			rows[i][4] = "北门社区"
		}
		want := counts()
		for range 5 {
			r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			if got := counts(); got != want {
				t.Fatalf("seed %d: %+v and %+v", seed, want, got)
			}
		}
	}
}

// checkPlan checks what must hold of any plan: each row has one fate, and the counts add up.
func checkPlan(t *testing.T, p *intake.Plan) {
	t.Helper()
	var total intake.Counts
	for _, tp := range p.Tables {
		bodies, s := 0, tp.Table.Sheet
		for row := range s.Rows() {
			f := tp.Row(row)
			if f.Role == intake.RoleBody && tp.Table.Included {
				bodies++
				if f.Record == nil || f.Fate == intake.LeftOut || f.Record.Row != row {
					t.Fatalf("row %d has no fate", row+1)
				}
			} else if f.Record != nil {
				t.Fatalf("row %d is %s and has a record", row+1, f.Role)
			}
			if f.Reason == "" {
				t.Fatalf("row %d has no reason", row+1)
			}
			for col := range s.Cols() {
				if pr, ok := p.CellProblem(s, row, col); ok && pr.Text == "" {
					t.Fatalf("a problem without words: %+v", pr)
				}
			}
		}
		c := tp.Counts
		if c.Rows != bodies || c.New+c.Changed+c.Same+c.Doubtful+c.Broken != c.Rows {
			t.Fatalf("%+v of %d rows", c, bodies)
		}
		total.Rows += c.Rows
	}
	if total.Rows != p.Counts.Rows {
		t.Fatalf("%d rows in the tables, %d in all", total.Rows, p.Counts.Rows)
	}
	if p.Sentence() == "" || len(p.Report("").Files) != 1 {
		t.Fatal("nothing is said of the plan")
	}
	for _, pr := range p.Problems() {
		if pr.Text == "" || pr.Rows < 1 {
			t.Fatalf("%+v", pr)
		}
	}
}

// FuzzPlan makes rectangles of words that mean something to the reader, merges some cells, and asks for a plan.
func FuzzPlan(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"), uint8(5), uint16(0x0102))
	f.Add([]byte{1, 2, 3, 4, 5, 30, 31, 32, 33, 34, 30, 31, 32, 33, 34}, uint8(5), uint16(0))
	f.Add([]byte{20, 0, 0, 0, 1, 2, 3, 4, 0, 0, 10, 11, 30, 40, 41, 42, 22, 0, 0, 0}, uint8(4), uint16(0x3132))
	f.Fuzz(planAnything)
}

// TestAnything is FuzzPlan without its patience: some hundred rectangles each time.
func TestAnything(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		data := make([]byte, r.IntN(400))
		for i := range data {
			data[i] = byte(r.Uint32())
			if r.IntN(3) > 0 {
				data[i] &= 63
			}
		}
		planAnything(t, data, uint8(r.Uint32()), uint16(r.Uint32())*uint16(r.IntN(2)))
	}
}

// planWords are what the rectangles of FuzzPlan are made of.
var planWords = []string{"", "姓名", "性别", "出生年月", "身份证号码", "社区", "序号", "联系电话", "现任职务", "备注", "党内职务", "居委会职务", "服务时间", "服务项目", "服务人次",
	"慰问时间", "困难类型", "慰问金(元)", "年龄", "党籍状态", "合计", "填表人:张三", "填报单位:北门社区", "社区干部花名册", "北门社区", "西上", "注:略", "第1页", "小计", "书记",
	"张三", "李四", "男", "女", "1968-05", "1978.1", "68.5", "不详", id("19680512", 1), "450999680512001", "4.50999E+17", "13800000001", "正式", "正常", "2003-05-12", "义诊",
	"老年人", "1", "2", "35", "#N/A", "　", "\n", "一、", "\x00", "(户)", "𬭎", "出生日期", "年", "月", "日", "应到/实到", "35/30", "应到35人，实到30人", "〃", "同上", "张三(女)", "张三（挂职、预备）", "2003.5-6", "1月18日-20日", "在职党员", "会议记录", "示例", "经手人：", "周一", "周二", "5日", "治安巡逻值班表", "红色为预备党员", "民族", "家庭住址", "√", "联系人及电话", "李四 13800000001", "大米(袋)", "完成时限", "6月底前", "第三季度", "80(补2月)", "正式党员(退休)", "党支部", "3月5日下午3:00", "值班人员", "2003年春节值班表", "梁福发 陈秋红", "北\n门\n社\n区\n花\n名\n册", strings.Repeat("长", 200), ":", "社区:"}

func planAnything(t *testing.T, data []byte, width uint8, merge uint16) {
	w := int(width%24) + 1
	if len(data) > 600 {
		data = data[:600]
	}
	var rows [][]catalog.Cell
	for i, b := range data {
		if i%w == 0 {
			rows = append(rows, nil)
		}
		c := catalog.TextCell(planWords[int(b)%len(planWords)])
		if b >= 128 && c.Text != "" {
			c.Type = []catalog.CellType{catalog.CellNumber, catalog.CellDate, catalog.CellBool, catalog.CellError}[b%4]
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
	}
	var merges []string
	if merge > 0 {
		r, c := int(merge>>12), int(merge>>8&15)
		merges = append(merges, sheet.Range{Row1: r, Col1: c, Row2: r + int(merge>>4&15), Col2: c + int(merge&15)}.String())
	}
	s := sheet.FromCells("Sheet1", rows, merges...)
	for i := 0; i+2 < len(data) && merge%8 == 7; i += 40 {
		s.Comments = append(s.Comments, sheet.Comment{Row: i / w, Col: i % w, Text: planWords[(int(data[i])+1)%len(planWords)] + "批"})
	}
	o := newOffice(t, "北门社区")
	r := o.read(s)
	p := o.plan(r)
	checkPlan(t, p)
	for _, pr := range p.Problems() {
		_ = p.Settle(pr, intake.Answer{Action: intake.Action(merge % 4), Text: "1"}, len(data)%2 == 0)
	}
	for _, table := range r.Files[0].Tables {
		table.SetKind(ledger.All()[int(width)%5])
		_ = table.SetField(int(merge)%(len(table.Columns)+1), "note")
		table.LeaveOut(int(merge)%(s.Rows()+1), merge%2 == 0)
		_ = table.Continue(int(merge>>3) % (s.Rows() + 1))
		for _, c := range table.Choices() {
			_ = table.Decide(c.Key, len(c.Options)-1)
		}
	}
	p = o.plan(r)
	checkPlan(t, p)
	o.apply(p.Operation("", "", intake.AcceptAll))
}

// TestRowsReadByTwoWorkers reads a table long enough to be shared out, once by one worker and once by two.
func TestRowsReadByTwoWorkers(t *testing.T) {
	rows := [][]string{{"社区干部花名册"}, {"社区", "姓名", "出生年月", "党内职务"}}
	for i := range 6000 {
		org, birth := "", fmt.Sprintf("%d-%02d", 1950+i%30, 1+i%12)
		if i%50 == 0 {
			org = fmt.Sprintf("第%s社区", string([]rune("一二三四五六七八九十")[i/50%10]))
		}
		if i == 4321 {
			birth = "不详"
		}
		rows = append(rows, []string{org, name(i), birth, "委员"})
	}
	s := sheet.FromRows("Sheet1", rows)
	read := func(procs int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		p := newOffice(t).plan(newOffice(t).read(s))
		names := map[string]string{}
		for _, r := range p.Created {
			names[r.ID] = r.Label()
		}
		var out []string
		for i := range p.Tables[0].Rows {
			r := &p.Tables[0].Rows[i]
			out = append(out, fmt.Sprint(r.Row, r.Fate, names[r.After().Get("org").Canonical()], len(p.RowProblems(r))))
		}
		return strings.Join(out, "\n")
	}
	one, two := read(1), read(2)
	if one != two {
		t.Error("the number of workers changes the plan")
	}
	if !strings.Contains(two, "4323 存疑") || strings.Count(two, "第") != 6000 {
		t.Errorf("of 6000 rows %d have a community", strings.Count(two, "第"))
	}
}
