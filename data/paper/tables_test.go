package paper

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
)

// The tables that the tests lay out; all people are invented.

func columns(spec ...string) []catalog.Column {
	var out []catalog.Column
	for _, s := range spec {
		var width float32
		var align, path string
		if _, err := fmt.Sscanf(s, "%g %s %s", &width, &align, &path); err != nil {
			panic(err) // a mistake of the test
		}
		c := catalog.Column{Heading: strings.Split(path, "/"), Width: width}
		switch align {
		case "l":
			c.Align = catalog.AlignLeft
		case "r":
			c.Align, c.Numeric = catalog.AlignRight, true
		}
		out = append(out, c)
	}
	return out
}

func cadres(rows int) catalog.Table {
	t := catalog.Table{
		Title: "容城镇社区干部花名册", Left: "填报单位：容城镇", Right: "填报日期：2003年9月30日",
		Columns: columns("10 c 序号", "16 c 姓名", "9 c 性别", "11 c 民族", "18 c 出生年月", "34 c 身份证号码", "16 c 文化程度",
			"18 c 入党时间", "20 c 现任职务/党内职务", "20 c 现任职务/居委会职务", "18 c 任现职时间", "24 c 联系电话", "24 l 备注"),
		Notes:   []string{"共 30 人"},
		Signers: []string{"填表人", "审核人", "单位（盖章）"},
	}
	names := []string{"张三", "李  四", "欧阳明月", "王𬭎", "陈喆", "古丽·买买提", "周堃", "吴玥"}
	for i := range rows {
		t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{
			fmt.Sprint(i + 1), names[i%len(names)], []string{"女", "男", "女"}[i%3], "汉", fmt.Sprintf("%d年%d月", 1950+i%30, i%12+1),
			fmt.Sprintf("450999%d0512%03d%c", 1950+i%30, i%1000, "0123456789X"[i%11]), []string{"大专", "高中", "大学本科"}[i%3],
			"1998年7月", []string{"书记", "副书记", "委员"}[i%3], []string{"主任", "", "副主任"}[i%3], "2002年10月", fmt.Sprintf("138%08d", i), []string{"", "交叉任职"}[i%2]}})
	}
	return t
}

func grouped() catalog.Table {
	t := catalog.Table{Title: "容城镇服务群众情况统计表", Left: "填报单位：容城镇", Right: "填报日期：2003年9月30日",
		Columns: columns("30 l 服务项目", "24 r 人次", "24 r 其中/女性", "24 r 其中/老年人"),
		Signers: []string{"填表人", "审核人", "单位（盖章）"}}
	for _, org := range []string{"北门社区", "西上社区", "新北社区", "新南社区", "南大社区", "城东社区"} {
		t.Rows = append(t.Rows, catalog.TableRow{Group: true, Cells: []string{org}})
		for _, item := range []string{"义诊", "医疗咨询", "家电维修", "理发", "法律咨询"} {
			t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{item, "1250", "600", "320"}})
		}
		t.Rows = append(t.Rows, catalog.TableRow{Total: true, Cells: []string{"小计", "6250", "3000", "1600"}})
	}
	t.Rows = append(t.Rows, catalog.TableRow{Total: true, Cells: []string{"合计", "37500", "18000", "9600"}})
	return t
}

func wide() catalog.Table {
	t := catalog.Table{Title: "容城镇党员交纳党费登记表", Left: "填报单位：容城镇北门社区党支部", Right: "2003年度",
		Columns: columns("10 c 序号", "16 c 姓名", "30 c 所在党支部", "20 r 核算基数（元）"), Signers: []string{"填表人", "审核人", "单位（盖章）"}}
	for _, half := range []string{"上半年", "下半年"} {
		for m := range 6 {
			if half == "下半年" {
				m += 6
			}
			t.Columns = append(t.Columns, columns(fmt.Sprintf("14 r %s/%d月/应交", half, m+1), fmt.Sprintf("14 r %s/%d月/实交", half, m+1))...)
		}
	}
	t.Columns = append(t.Columns, columns("18 r 全年合计（元）", "9 c 是否足额按时交纳", "24 l 备注")...)
	for i := range 40 {
		cells := []string{fmt.Sprint(i + 1), "李明华", "北门社区党支部", "1250.00"}
		for range 24 {
			cells = append(cells, "6.25")
		}
		t.Rows = append(t.Rows, catalog.TableRow{Cells: append(cells, "75.00", "是", "")})
	}
	return t
}

func long() catalog.Table {
	t := catalog.Table{Title: "容城镇社区党支部“三会一课”情况登记表（二〇〇二年十月至二〇〇三年九月，按会议时间先后排列）",
		Left: "填报单位：中国共产党容城镇委员会社区党建工作联络委员会办公室（北门社区居民委员会二楼）", Right: "填报日期：2003年9月30日",
		Columns: columns("10 c 序号", "22 c 会议时间", "20 c 会议类型", "50 l 会议议题", "80 l 会议内容", "30 l 备注"),
		Notes:   []string{"注：1.会议类型按支部党员大会、支委会、党小组会、党课、民主生活会填写；2.会议内容应简明扼要，议题较多的分条填写，不够填写的可另附页。", "2.本表一式两份。"},
		Signers: []string{"填表人", "审核人", "单位（盖章）"}}
	texts := []string{"学习《中国共产党章程》", "讨论接收预备党员、研究社区卫生工作；布置防治“非典”工作（第2次）。",
		strings.Repeat("会议传达了上级文件精神，讨论了2003年度工作计划（共12项），决定成立治安联防队。", 4), "联系人email:party.office@rongcheng.example"}
	for i := range 9 {
		t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{fmt.Sprint(i + 1), "2003年1月5日", "支部党员大会", texts[i%2], texts[i%3], texts[3-i%4]}})
	}
	t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{"10", "2003-01-05", "党课", "第一条\n第二条\n第三条", strings.Repeat("很长的会议记录，一页写不下。", 300), ""}})
	return t
}

// rareNames hold characters of Extensions A to G, one of no font, variants, and signs.
var rareNames = []string{"王𬭎", "李𫖯", "𠮷田", "㐂子", "陈𬱖", "张𫍽", "刘𪚥", "赵𬺓", "钱䶮", "孙𮯠", "周𫝀", "郑〇", "冯·诺", "葛󠄀城", "褚︀文", "卫𰻝", "蒋ǎ", "沈㛃", "韩\u200b昇"}

func rare() catalog.Table {
	t := catalog.Table{Title: "𬭎城镇㐂门社区𠮷祥街党员花名册", Left: "填报单位：𬭎城镇", Columns: columns("10 c 序号", "20 c 姓名", "40 l 备注"), Signers: []string{"填表人"}}
	for i, name := range rareNames {
		t.Rows = append(t.Rows, catalog.TableRow{Cells: []string{fmt.Sprint(i + 1), name, "√ ☐ ☑ ✕ ㎡ ① 曾用名" + name}, Total: i%5 == 4})
	}
	return t
}
