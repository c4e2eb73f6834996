package intake_test

import (
	"testing"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// TestFormsAndSidewaysTables: what does not stand in rows is read as the table that a clerk would make of it.
func TestFormsAndSidewaysTables(t *testing.T) {
	for _, c := range []struct {
		name, drawing, kind string
		rows                []string
	}{
		{"one_person_form", "登记表\n姓名|张三|性别|男|民族|汉族\n出生年月|1968-05|籍贯|某省|学历|大专\n入党时间|1990-07|联系电话|13800000001\n家庭住址|某路1号", "member",
			[]string{"name=张三 sex=男 ethnicity=汉族 birth=1968年5月 native_place=某省 education=大学专科 joined=1990年7月 phone=13800000001 address=某路1号"}},
		{"forms_below_each_other", "党员登记表\n姓名|张三|性别|男\n民族|汉|学历|大专\n联系电话|13800000001\n\n姓名|李四|性别|女\n民族|汉|学历|\n联系电话|13800000002", "member",
			[]string{"name=张三 sex=男 phone=13800000001", "name=李四 sex=女 education= phone=13800000002"}},
		{"form_with_a_list_of_the_family", "姓名|张三|性别|男|民族|汉族\n出生年月|1968-05|籍贯|某省|学历|大专\n入党时间|1990-07|联系电话|13800000001\n称谓|姓名|出生年月|政治面貌\n妻|外人|1970-01|群众",
			"member", []string{"name=张三 birth=1968年5月 political_status="}},
		{"rows_and_columns_exchanged", "社区干部\n姓名|张三|李四|王五\n性别|男|女|男\n出生年月|1968-05|1971-10|1955\n学历|大专|高中|初中\n党内职务|书记|委员|委员\n联系电话|13800000001||", "cadre",
			[]string{"name=张三 birth=1968年5月 party_post=书记", "name=李四 sex=女 education=普通高中", "name=王五 birth=1955年 phone="}},
		{"minutes_of_a_meeting", "会议记录\n会议名称|支部党员大会\n时间|2003年3月12日|地点|活动室\n主持人|张三|记录人|李四\n应到人数|35|实到人数|30\n会议议题|学习\n会议内容|学习文件", "meeting",
			[]string{"type=支部党员大会 date=2003年3月12日 place=活动室 chair=张三 recorder=李四 should_attend=35 attended=30 topic=学习 content=学习文件"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t, "北门社区")
			r := o.readAs(intake.Options{Kind: ledger.Kind(c.kind)}, sheet.FromRows("北门社区", grid(c.drawing)))
			p := o.plan(r)
			if len(p.Tables) != 1 || len(p.Tables[0].Rows) != len(c.rows) {
				t.Fatalf("%d tables, %+v", len(p.Tables), p.Counts)
			}
			for i := range c.rows {
				checkRow(t, p, &p.Tables[0].Rows[i], c.rows[i])
			}
			if len(p.Tables[0].Notes) == 0 {
				t.Error("nothing says that the sheet was turned")
			}
		})
	}
}
