package ledger_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// TestKindsLoad finds descriptions that contradict themselves: catalog.New panics on them.
func TestKindsLoad(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range ledger.All() {
		if ledger.Kind(k.Key) != k || k.View("") == nil || len(k.Identity) == 0 || len(k.Aliases) == 0 || k.Title == "" || k.Unit == "" || seen[k.Key] {
			t.Errorf("kind %s is incomplete", k.Key)
		}
		seen[k.Key] = true
		if k.Name == "" && k.Describe == nil {
			t.Errorf("nobody can tell the records of %s apart", k.Key)
		}
		for i := range k.Fields {
			f := &k.Fields[i]
			if !slices.Contains(k.Groups, f.Group) {
				t.Errorf("%s.%s stands in the group %q, which the form doesn't have", k.Key, f.Key, f.Group)
			}
			if f.Width <= 0 {
				t.Errorf("%s.%s has no width on paper", k.Key, f.Key)
			}
			if ref, ok := f.Type.(catalog.Referrer); ok && ledger.Kind(ref.Target()) == nil {
				t.Errorf("%s.%s refers to %s, which is no kind", k.Key, f.Key, ref.Target())
			}
		}
	}
	if ledger.Kind("nothing") != nil {
		t.Error("a kind was found that there isn't")
	}
}

// TestFixedFields holds the fields that the command line promises (CLI.md).
func TestFixedFields(t *testing.T) {
	people := "name sex ethnicity birth id_number education political_status phone org note "
	for kind, fields := range map[string]string{
		"cadre":     people + "party_post committee_post post_since joined worked_since chosen_by in_charge_of term pay",
		"member":    people + "class joined confirmed work_unit address state",
		"service":   "date org item audience count",
		"visit":     "date org category goods money count",
		"org":       "name founded term elected secretary address",
		"meeting":   "date org type topic chair should_attend attended",
		"partner":   "name nature contact resources",
		"activity":  "date org title type partners count",
		"candidate": people + "joined confirmed",
	} {
		for _, key := range strings.Fields(fields) {
			if ledger.Kind(kind).Field(key) == nil {
				t.Errorf("%s has no field %s", kind, key)
			}
		}
	}
}

// intended are the headings that two fields of a kind share: the values in the column decide.
var intended = map[string][]string{
	"member 党籍状态":    {"political_status", "state"},
	"member 人员类别":    {"political_status", "class"},
	"member 党员类别":    {"political_status", "class"},
	"activity 开始时间":  {"date", "start"},
	"activity 结束时间":  {"end_date", "end"},
	"safety 时间":      {"date", "shift"}, // 20:00-23:00 beside a column of days
	"safety 巡逻时间":    {"date", "shift"},
	"candidate 结业成绩": {"activist_score", "prospect_score"}, // two columns, the first of which is the first training's
}

// TestHeadingsAreDistinct finds headings that name two fields of one kind, and aliases that say nothing new.
func TestHeadingsAreDistinct(t *testing.T) {
	found := map[string][]string{}
	for _, k := range ledger.All() {
		owners := map[string][]string{}
		for _, f := range k.Fields {
			own := map[string]bool{}
			for _, heading := range append([]string{f.Title}, f.Aliases...) {
				if heading != value.Tight(heading) || heading == "" || own[heading] {
					t.Errorf("%s.%s: the heading %q stands twice, or holds blanks, which importing drops anyway", k.Key, f.Key, heading)
				}
				own[heading] = true
				owners[heading] = append(owners[heading], f.Key)
			}
		}
		for heading, keys := range owners {
			if len(keys) > 1 {
				found[k.Key+" "+heading] = keys
			}
		}
	}
	if !maps.EqualFunc(found, intended, slices.Equal) {
		t.Errorf("headings of two fields: %v, want %v", found, intended)
	}
}

// TestHeadingsOfRealSheets holds the columns of DOMAIN.md §2 that our kinds keep.
func TestHeadingsOfRealSheets(t *testing.T) {
	for kind, headings := range map[string]string{
		"cadre": "姓名 性别 民族 出生年月 身份证号码 籍贯 文化程度(学历) 政治面貌 入党时间 参加工作时间 现任职务/党内职务 现任职务/居委会职务 任现职时间 任职届次 分管工作 是否交叉任职 是否连选连任 月报酬 家庭住址 联系电话 备注 " +
			"社区 手机号 身份证号 毕业院校 所学专业 最高学历 任职情况 任职年月 工作年月 特长",
		"member": "姓名 性别 民族 公民身份证号 出生日期 学历 人员类别 所在党支部 加入党组织日期 转为正式党员日期 工作岗位 联系电话 家庭住址 党籍状态 是否失联 失去联系日期 是否流动 外出流向 " +
			"所属党支部 入党时间 户籍所在派出所 工作/学习单位 现居住地 籍贯 原服役部队 退役时间 组织关系落实时间 编入党支部 外出时间 外出地点 流动党员联系电话 入党日期 加入中共时间 转正日期 身份证件号码 手机 组织关系所在支部",
		"service": "服务类型 服务内容 主管单位 负责人 服务地点 服务时间 社区名称 服务项目 服务对象 服务人次",
		"visit":   "姓名 困难类型 慰问金(元) 慰问品 慰问时间 签收",
		"candidate": "姓名 联系党支部 提交书面申请书时间 确定为入党积极分子时间 积极分子培训/起 积极分子培训/止 结业成绩 确定为发展对象时间 发展对象培训/起 发展对象培训/止 列入发展计划时间 领取志愿书时间 " +
			"志愿书编号 入党时间 转正时间 当前发展阶段 备注",
		"meeting":  "所在党支部 会议类型 主持人 记录人 会议名称 计划会议时间 实际会议时间 会议地点 应到人数 实到人数 请假人数 列席人员 会议议题 会议内容 会议决议",
		"partner":  "共建单位名称 组织机构代码 单位性质 法人代表 联系电话 邮编 职工人数 办公场所面积(㎡) 进驻时间 主管单位 地址",
		"activity": "开始时间 结束时间 地点 活动内容 主办单位 组织者 参加人数",
		"venue":    "数量 建筑面积 投入使用年份 投入资金 资金来源",
		"transfer": "姓名 转入/转出 介绍信 介绍信编号 转出党组织 转入党组织 组织关系落实时间",
		"rule":     "制度名称 版本 通过日期 张贴地点 正文",
	} {
		for _, heading := range strings.Fields(headings) {
			if !slices.ContainsFunc(ledger.Kind(kind).Fields, func(f catalog.Field) bool { return f.Title == heading || slices.Contains(f.Aliases, heading) }) {
				t.Errorf("%s doesn't know the heading %s", kind, heading)
			}
		}
	}
}

// choices are the lists of all fields, by kind and field.
func choices() map[string]catalog.Type {
	all := map[string]catalog.Type{}
	for _, k := range ledger.All() {
		for _, f := range k.Fields {
			if _, ok := f.Type.(catalog.Chooser); ok {
				all[k.Key+"."+f.Key] = f.Type
			}
		}
	}
	return all
}

// TestChoicesAreDistinct finds words that stand for two values of one list: the second would never be read.
func TestChoicesAreDistinct(t *testing.T) {
	for name, typ := range choices() {
		owner := map[string]string{}
		for _, c := range typ.(catalog.Chooser).Choices() {
			own := map[string]bool{}
			for i, word := range append([]string{c.Code, c.Title}, c.Aliases...) {
				if word != value.Tight(word) || word == "" || i > 1 && own[word] {
					t.Errorf("%s: the word %q of %s stands twice or holds blanks", name, word, c.Title)
				}
				own[word] = true
				if other, taken := owner[word]; taken && other != c.Code {
					t.Errorf("%s: %s is %s and %s", name, word, other, c.Code)
				}
				owner[word] = c.Code
				if v, p := typ.Parse(catalog.TextCell(word)); p != nil || v.Canonical() != c.Code {
					t.Errorf("%s: %s is read as %q", name, word, v.Encode())
				}
			}
			if got := typ.Format(value.Text(c.Code)); got != c.Title {
				t.Errorf("%s: %s is shown as %q", name, c.Code, got)
			}
		}
	}
}

// TestCodes holds the codes of the standards: GB/T 2261.1, GB/T 4762, GB/T 4658, GB/T 3304.
func TestCodes(t *testing.T) {
	for _, test := range []struct {
		typ   *catalog.ChoiceOf
		codes string
	}{
		{ledger.Sex, "1男 2女 0未知 9未说明"},
		{ledger.PoliticalStatus, "01中共党员 02中共预备党员 03共青团员 04民革 05民盟 06民建 07民进 08农工党 09致公党 10九三学社 11台盟 12无党派民主人士 13群众"},
		{ledger.Education, "10研究生 20大学本科 30大学专科 40中等职业 41中专 44职高 47技工 60普通高中 70初中 80小学 90其他"},
		{ledger.Ethnicity, "01汉族 02蒙古族 03回族 04藏族 05维吾尔族 06苗族 07彝族 08壮族 09布依族 10朝鲜族 11满族 12侗族 13瑶族 14白族 15土家族 16哈尼族 17哈萨克族 18傣族 19黎族 20傈僳族 " +
			"21佤族 22畲族 23高山族 24拉祜族 25水族 26东乡族 27纳西族 28景颇族 29柯尔克孜族 30土族 31达斡尔族 32仫佬族 33羌族 34布朗族 35撒拉族 36毛南族 37仡佬族 38锡伯族 39阿昌族 40普米族 " +
			"41塔吉克族 42怒族 43乌孜别克族 44俄罗斯族 45鄂温克族 46德昂族 47保安族 48裕固族 49京族 50塔塔尔族 51独龙族 52鄂伦春族 53赫哲族 54门巴族 55珞巴族 56基诺族"},
	} {
		var got []string
		for _, c := range test.typ.Choices() {
			got = append(got, c.Code+c.Title)
		}
		if s := strings.Join(got, " "); s != test.codes {
			t.Errorf("got %s, want %s", s, test.codes)
		}
	}
	if ledger.Male != "1" || ledger.Female != "2" || ledger.FullMember != "01" || ledger.ProbationaryMember != "02" {
		t.Error("the codes that rules name are not those of the standards")
	}
}

// TestWordings: a question mark stands before what is a guess; "-" is what can't be read.
func TestWordings(t *testing.T) {
	for _, test := range []struct {
		field string
		want  map[string]string
	}{
		{"cadre.education", map[string]string{
			"大学": "20", "大学本科毕业": "20", "本科（函授）": "20", "在职大专": "30", "在职研究生": "10", "全日制普通大学本科学历": "20", "党校大专": "30", "中央党校研究生": "10", "省委党校本科": "20", "自考专科毕业": "30", "高中毕业": "60", "初中文化程度": "70", "小学学历": "80",
			"中技": "47", "技校毕业": "47", "中专学历": "41", "中师": "41", "职中": "44", "中职": "40", "专升本": "20", "大学普通班": "30", "高职": "30", "电大大专": "30", "其它": "90", "成人高中": "60", "普通高中": "60", "普通中专": "41",
			"广西大学本科": "?20", "高中或中专": "?41", "硕士（在读）": "?10", "中等专科学校": "?41", "大学以上": "-", "无": "", "不详": "-", "毕业": "-",
			"本科(学士)": "20", "大学本科（工学学士）": "20", "本科/学士": "20", "大学本科、法学硕士学位": "20", "本科学士学位": "20", "研究生(硕士)": "10", "大专(专科)": "?30", "学士": "20",
			"21": "20", "28": "30", "31": "30", "14": "10", "61": "60", "71": "70", "81": "80", "20": "20", "23": "?20", "63": "?60", "99": "-",
		}},
		{"cadre.political_status", map[string]string{
			"党员": "01", "中共党员（预备）": "02", "中共党员(预备)": "02", "预备党员": "02", "团员": "03", "民革党员": "04", "中国农工民主党": "08", "九三学社社员": "10", "无党派人士": "12", "群众": "13", "非党员": "13", "01": "01", "1": "01", "入党积极分子": "-", "正常": "-", "": "",
		}},
		{"cadre.ethnicity", map[string]string{"汉": "01", "汉 族": "01", "壮": "08", "壮族": "08", "畬族": "22", "维族": "05", "毛难族": "36", "外星族": "-"}},
		{"cadre.sex", map[string]string{"男": "1", "女性": "2", "Ｆ": "2", "不详": "-"}},
		{"member.class", map[string]string{"在职": "在职单位党员", "离退休": "离退休党员", "退休党员": "离退休党员", "退役军人": "退伍军人党员", "毕业待分配": "毕业待分配学生党员", "流动（外出）": "?流动党员", "企业退休人员": "?离退休党员", "正式党员": "-"}},
		{"member.state", map[string]string{"正常": "正常", "停止党籍": "停止党籍", "开除党籍": "出党", "正式": "-"}},
		{"cadre.chosen_by", map[string]string{"公开招考": "公开招聘", "居民推荐": "居民推荐", "民主选举": "选举"}},
		{"visit.category", map[string]string{"孤寡老人": "老年人", "低保户": "经济困难户", "军属": "优抚对象", "80岁以上老人": "?老年人", "伤残军人": "优抚对象", "老师": "-"}},
		{"service.item", map[string]string{"义诊": "义诊", "免费体检": "?义诊", "法律咨询": "法律咨询", "低保办理": "?社会保障"}},
	} {
		typ := choices()[test.field]
		for word, want := range test.want {
			v, p := typ.Parse(catalog.TextCell(word))
			got := v.Canonical()
			switch {
			case v.IsUnread():
				got = "-"
			case p != nil:
				got = "?" + got
			}
			if got != want {
				t.Errorf("%s: %s is read as %q, want %q", test.field, word, got, want)
			}
		}
	}
}

func TestLabels(t *testing.T) {
	visit := catalog.NewRecord(ledger.Visit, "v1").With("date", value.Text("2003-05")).With("category", value.Text("老年人"))
	cadre := catalog.NewRecord(ledger.Cadre, "c1").With("name", value.Text("张三"))
	for want, r := range map[string]catalog.Record{"2003年5月 老年人": visit, "张三": cadre, "义诊": catalog.NewRecord(ledger.Service, "s1").With("item", value.Text("义诊"))} {
		if got := r.Label(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCommunityIsNamedInManyWays(t *testing.T) {
	ref := ledger.Cadre.Field("org").Type.(catalog.Ref)
	labels := map[string]string{"1": "北门社区", "2": "福船岭社区", "3": "新南社区"}
	for word, want := range map[string]string{
		"北门": "1", "北门社区党支部": "1", "中共北门社区支部委员会": "1", "北门社区居民委员会": "1", "北门居委会": "1", "北 门": "1", "福船岭村": "2", "东门": "", "社区": "", "中共": "",
	} {
		if got := strings.Join(ref.Named(word, labels), " "); got != want {
			t.Errorf("%s names %q, want %q", word, got, want)
		}
	}
}
