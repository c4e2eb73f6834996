package intake_test

import (
	"strings"
	"testing"

	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestSheetsOfBranchWork reads the sheets in which offices keep the work of branches: without a title the headings say
// what it is, and every column finds its field.
func TestSheetsOfBranchWork(t *testing.T) {
	for _, c := range []struct{ kind, drawing, fields string }{
		{"candidate", `姓名|联系党支部|提交书面申请书时间|确定为入党积极分子时间|积极分子培训起|积极分子培训止|结业成绩|确定为发展对象时间|发展对象培训起|发展对象培训止|结业成绩|列入发展计划时间|领取志愿书时间|志愿书编号|入党时间|转正时间|当前发展阶段|备注
张三|北门社区党支部|2000.3.1|2000.9.12|2001.3.1|2001.3.3|86|2001.10.8|2001.11.5|2001.11.9|合格|2001.12|2002.5.6|桂0012|2002.6.28|2003.6.28|正式党员|`,
			"name org applied activist activist_training_from activist_training_to activist_score prospect prospect_training_from prospect_training_to prospect_score planned form_issued form_number joined confirmed stage note"},
		{"meeting", `所在党支部|会议类型|主持人|记录人|会议名称|计划会议时间|实际会议时间|会议地点|应到人数|实到人数|请假人数|列席人员|会议议题|会议内容|会议决议
北门社区党支部|支部党员大会|李玉兰|覃业成|第一季度党员大会|2003.3.21|2003.3.22|学习活动室|30|27|2|镇组织委员|讨论工作计划|略|通过`,
			"org type chair recorder title plan_date date place should_attend attended on_leave present topic content resolutions"},
		{"partner", `共建单位名称|组织机构代码|单位性质|法人代表|联系电话|邮编|职工人数|办公场所面积（㎡）|进驻时间|主管单位|地址
县人民法院|00712345-6|机关|温启明|0775-0000121|537500|86|4200.5|1986年|市中级人民法院|北门街40号`,
			"name code nature head phone postcode staff area moved_in superior address"},
		{"activity", `社区活动开展情况
开始时间|结束时间|地点|活动内容|主办单位|组织者|参加人数
2003.1.18|2003.1.18|北门广场|法律咨询|北门社区居委会|李玉兰|680`,
			"date end_date place content organiser leader count"},
		{"activity", `场地预约登记
社区|活动名称|日期|开始时间|结束时间|组织者|参加人数
北门|篮球赛|2003.10.4|15:00|17:30|李玉兰|60
北门|讲座|2003.10.5|9:00|11:00|李玉兰|40`,
			"org title date start end leader count"},
		{"venue", `社区基础设施情况
社区|设施类型|数量|建筑面积|投入使用年份|投入资金|资金来源
北门|图书室|1|36.5|2003|12000|自筹`,
			"org type number area built cost funds"},
		{"transfer", `党员组织关系转接登记
姓名|转入/转出|介绍信编号|转出党组织|转入党组织|组织关系落实时间|备注
张三|转入|容组转〔2003〕001号|县糖厂党支部|北门社区党支部|2003.3.1|`,
			"name direction letter from to received note"},
		{"rule", `制度一览
制度名称|版本|通过日期|张贴地点|上墙日期
议事规则|2002年版|2002.11.8|社区办公室|2003.1.20`,
			"title version adopted posted_at posted"},
	} {
		o := newOffice(t, "北门社区", "西上社区")
		r := o.read(sheet.FromRows("Sheet1", grid(c.drawing)))
		if len(r.Files[0].Tables) != 1 {
			t.Errorf("%s: %d tables", c.kind, len(r.Files[0].Tables))
			continue
		}
		table := r.Files[0].Tables[0]
		if table.Kind != ledger.Kind(c.kind) {
			t.Errorf("%s is read as %s: %s", c.kind, table.Kind.Key, table.KindWhy)
			continue
		}
		var fields []string
		for _, col := range table.Columns {
			key := "-"
			if col.Mapped() {
				key = table.Kind.Fields[col.Field].Key
			}
			fields = append(fields, key)
		}
		if got := strings.Join(fields, " "); got != c.fields {
			t.Errorf("%s:\ngot  %s\nwant %s", c.kind, got, c.fields)
		}
		for _, p := range o.plan(r).Problems() {
			t.Errorf("%s: %s %s", c.kind, p.Code, p.Text)
		}
	}
}
