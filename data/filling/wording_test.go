package filling

import (
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestDateWording shows how 12 May 1968 is written under headings as superiors word them.
func TestDateWording(t *testing.T) {
	full, month := value.Date{Year: 1968, Month: 5, Day: 12}, value.Date{Year: 1968, Month: 5}
	for heading, want := range map[string]string{
		"出生年月": "1968.05", "出生年月(如1965.10)": "1968.05", "出生年月（例：1965-10）": "1968-05", "出生日期": "1968.05.12", "出生日期(YYYY-MM-DD)": "1968-05-12",
		"出生日期(格式:19651001)": "19680512", "出生日期(8位)": "19680512", "出生年月(6位数)": "196805", "入党时间\n(如1998年7月)": "1968年5月", "入党时间如2005.01.08": "1968.05.12",
		"出生年月日": "1968.05.12", "出生年月(1965.1)": "1968.5", "参加工作时间(年/月/日,如1990/01/01)": "1968/05/12", "出生年月(yyyymm)": "196805", "时间(年月)": "1968.05",
	} {
		h := readHints([]string{heading})
		if got, lacking := h.dates.write(full); got != want || lacking != "" {
			t.Errorf("%s: %s %s, want %s", heading, got, lacking, want)
		}
	}
	for heading, wants := range map[string]bool{"出生日期(YYYY-MM-DD)": true, "出生年月(如1965.10)": false, "出生日期": false} {
		h := readHints([]string{heading})
		if _, lacking := h.dates.write(month); (lacking != "") != wants {
			t.Errorf("%s without a day: %q", heading, lacking)
		}
	}
}

func TestHints(t *testing.T) {
	if h := readHints([]string{"性别代码（1男2女）*"}); h.codes["男"] != "1" || h.codes["女"] != "2" || !h.starred || h.plain[0] != "性别" {
		t.Errorf("%+v", h)
	}
	if h := readHints([]string{"是否流动(是填1,否填0)"}); h.codes["是"] != "1" || h.codes["否"] != "0" {
		t.Errorf("%+v", h)
	}
	if h := readHints([]string{"性别(1.男 2.女)"}); h.codes["女"] != "2" {
		t.Errorf("%+v", h)
	}
	if h := readHints([]string{"年收入(万元)"}); h.scale != 10000 || len(h.codes) != 0 {
		t.Errorf("%+v", h)
	}
	if h := readHints([]string{"年龄(截至2003年9月30日)"}); h.asof != (value.Date{Year: 2003, Month: 9, Day: 30}) {
		t.Errorf("%+v", h)
	}
	if h := readHints([]string{"是否党员(是打√,否打×)"}); h.mark != "√" || h.cross != "×" {
		t.Errorf("%+v", h)
	}
}

func TestTickColumns(t *testing.T) {
	for _, tc := range []struct {
		heading []string
		want    int // how many values it stands for, 0: it is none
	}{
		{[]string{"性别", "男"}, 1}, {[]string{"文化程度", "大专及以上"}, 3}, {[]string{"文化程度", "初中及以下"}, 3}, {[]string{"学历", "高中、中专"}, 2},
		{[]string{"性别", "人数"}, 0}, {[]string{"其他", "男"}, 0}, {[]string{"男"}, 0}, {[]string{"现任职务", "党内职务"}, 0},
	} {
		b := &Blank{plan: &Plan{Kind: ledger.Cadre}, Columns: []Column{{Heading: tc.heading}}}
		values, _, ok := b.tickColumn(tc.heading)
		if ok != (tc.want > 0) || len(values) != tc.want {
			t.Errorf("%q stands for %q, want %d", tc.heading, values, tc.want)
		}
	}
}

// TestTicksUnderAHeadingOfTwoFields: 党员类别 is a wording of two fields; what stands under it decides.
func TestTicksUnderAHeadingOfTwoFields(t *testing.T) {
	for _, tc := range []struct {
		under string
		want  string
	}{{"在职 居民 离退休 其他", "class class class -"}, {"正式 预备", "political_status political_status"}} {
		b := &Blank{plan: &Plan{Kind: ledger.Member}}
		for _, w := range strings.Fields(tc.under) {
			b.Columns = append(b.Columns, Column{Heading: []string{"党员类别(打√)", w}})
		}
		var got []string
		for _, c := range b.Columns {
			key := "-"
			if _, f, ok := b.tickColumn(c.Heading); ok {
				key = f.Key
			}
			got = append(got, key)
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%s: got %s, want %s", tc.under, s, tc.want)
		}
	}
}

func TestLines(t *testing.T) {
	org := catalog.NewRecord(ledger.Org, "o").With("name", value.Text("北门社区")).With("branch", value.Text("北门社区党支部")).With("phone", value.Text("0775-0000101"))
	p := &Plan{Kind: ledger.Cadre, opt: Options{Office: "容城镇", Clerk: "王小明", Phone: "0775-0000200", Today: value.Date{Year: 2003, Month: 9, Day: 30}}}
	asof := value.Date{Year: 2003, Month: 6, Day: 30}
	one, town := p.facts(org, 3, asof), p.facts(catalog.Record{}, 30, asof)
	for _, tc := range []struct {
		text, one, town string
		above           bool
	}{
		{"填报单位:________", "填报单位:容城镇北门社区", "填报单位:容城镇", true},
		{"填报单位:县委组织部", "填报单位:县委组织部", "填报单位:县委组织部", true},
		{"填报单位(盖章):        填报日期:    年  月  日", "填报单位(盖章):容城镇北门社区    填报日期:2003年9月30日", "填报单位(盖章):容城镇    填报日期:2003年9月30日", true},
		{"社区名称:", "社区名称:北门社区", "社区名称:", true},
		{"截止日期:   年  月  日", "截止日期:2003年6月30日", "截止日期:2003年6月30日", true},
		{"填报日期:2003年1月1日", "填报日期:2003年1月1日", "填报日期:2003年1月1日", true},
		{"  年  月  日", "2003年9月30日", "2003年9月30日", true},
		{"  年  月  日", "  年  月  日", "  年  月  日", false},
		{"单位(盖章):", "单位(盖章):", "单位(盖章):", false},
		{"负责人签字:      填表人:", "负责人签字:      填表人:王小明", "负责人签字:      填表人:王小明", false},
		{"审核人:    日期:", "审核人:    日期:", "审核人:    日期:", false},
		{"填表人:____ 联系电话:____", "填表人:王小明    联系电话:0775-0000101", "填表人:王小明    联系电话:0775-0000200", false},
		{"支部名称:____", "支部名称:北门社区党支部", "支部名称:____", true},
		{"工作单位:____", "工作单位:____", "工作单位:____", true},
	} {
		if got := one.lines(tc.text, tc.above); got != tc.one {
			t.Errorf("%q of a community becomes %q, want %q", tc.text, got, tc.one)
		}
		if got := town.lines(tc.text, tc.above); got != tc.town {
			t.Errorf("%q of the town becomes %q, want %q", tc.text, got, tc.town)
		}
	}
	for text, want := range map[string]string{
		"____镇____社区党员花名册": "容城镇北门社区党员花名册", "××社区干部名单": "北门社区干部名单", "社区干部花名册": "社区干部花名册", "____年度党员统计表": "2003年度党员统计表",
		"2003年社区名单": "2003年社区名单", "XX镇社区干部": "容城镇社区干部",
	} {
		if got := one.title(text); got != want {
			t.Errorf("title %q becomes %q, want %q", text, got, want)
		}
	}
	if got := town.title("××社区干部名单"); got != "××社区干部名单" {
		t.Errorf("a title without a community becomes %q", got)
	}
}
