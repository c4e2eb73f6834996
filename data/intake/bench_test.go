package intake_test

import (
	"fmt"
	"runtime"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// bigSheet returns a roster of members of 25 columns with n people.
func bigSheet(n int) *sheet.Sheet {
	heads := []string{"序号", "姓名", "性别", "民族", "公民身份证号", "出生日期", "学历", "人员类别", "所在党支部", "加入党组织日期", "转为正式党员日期", "工作岗位",
		"联系电话", "家庭住址", "党籍状态", "是否失联", "失去联系日期", "是否流动", "外出流向", "工作单位", "籍贯", "政治面貌", "户籍所在派出所", "外出时间", "备注"}
	rows := make([][]string, 0, n+2)
	rows = append(rows, []string{"容城镇党员花名册"}, heads)
	classes := []string{"在职单位党员", "常住居民党员", "离退休党员", "退伍军人党员"}
	orgs := []string{"北门", "西上", "新北", "新南", "南大", "城东", "城南", "城西", "城北", "福船岭"}
	for i := range n {
		birth := fmt.Sprintf("%04d%02d%02d", 1940+i%40, 1+i%12, 1+i/40%28)
		number := id(birth, (i+i/84_000)%1000) // births and i%1000 repeat every 84,000
		year := 1940 + i%40
		rows = append(rows, []string{fmt.Sprint(i + 1), name(i), sexOf(number), "汉族", number, fmt.Sprintf("%d.%02d", year, 1+i%12), "大专",
			classes[i%4], orgs[i%10] + "社区党支部", fmt.Sprintf("%d-07-%02d", year+20, 1+i%28), fmt.Sprintf("%d-07-%02d", year+21, 1+i%28), "岗位" + fmt.Sprint(i%50),
			fmt.Sprintf("138%08d", i), fmt.Sprintf("容城镇%s路%d号", orgs[i%10], i), "正常", "否", "", "否", "", fmt.Sprintf("第%d单位", i%300), "广西容县", "中共党员",
			"容城派出所", "", ""})
	}
	return sheet.FromRows("党员", rows)
}

func sexOf(number string) string {
	if (number[16]-'0')%2 == 1 {
		return "男"
	}
	return "女"
}

// name returns one of 400,000 different names.
func name(i int) string {
	family := []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高")
	given := []rune("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国文辉力健俊凯东南西北春夏秋冬梅兰竹菊山河江海云雨雪风雷电日月星辰天地玄黄宇宙洪荒寒来暑往收藏闰余成岁律吕调阳腾致露结为霜金生丽水玉出昆冈")
	return string([]rune{family[i%len(family)], given[i/len(family)%len(given)], given[i/len(family)/len(given)%len(given)]})
}

func BenchmarkPlan100000x25(b *testing.B) {
	s := bigSheet(100_000)
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			o := newOffice(b)
			if p := o.plan(o.read(s)); p.Counts.New+p.Counts.Doubtful != 100_000 {
				b.Fatalf("%+v", p.Counts)
			}
		}
	})
	b.Run("second", func(b *testing.B) {
		o := newOffice(b)
		o.store(o.plan(o.read(s)).Operation("", "", intake.AcceptAll))
		for b.Loop() {
			if p := o.plan(o.read(s)); p.Counts.Same != 100_000 {
				b.Fatalf("%+v", p.Counts)
			}
		}
	})
}

// BenchmarkReplan30000 is what a clerk waits after settling one cell.
func BenchmarkReplan30000(b *testing.B) {
	o := newOffice(b)
	s := bigSheet(30_000)
	r := o.read(s)
	o.plan(r)
	for b.Loop() {
		if err := r.Files[0].Tables[0].SetValue(10, "note", "已核对"); err != nil {
			b.Fatal(err)
		}
		o.plan(r)
	}
}

// BenchmarkRemap30000 is what a clerk waits after changing the meaning of a column.
func BenchmarkRemap30000(b *testing.B) {
	o := newOffice(b)
	r := o.read(bigSheet(30_000))
	for b.Loop() {
		if err := r.Files[0].Tables[0].SetField(20, "native_place"); err != nil {
			b.Fatal(err)
		}
		o.plan(r)
	}
}

// BenchmarkMemory reports the live memory of a plan and its operation beyond the sheet's own.
func BenchmarkMemory(b *testing.B) {
	s := bigSheet(100_000)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		o := newOffice(b)
		p := o.plan(o.read(s))
		op := p.Operation("", "", intake.AcceptAll)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-live")
		b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/1e6, "MB-allocated")
		runtime.KeepAlive(p)
		runtime.KeepAlive(op)
	}
	runtime.KeepAlive(s)
}

// store is apply without its checks, which are quadratic.
func (o *office) store(op catalog.Operation) {
	for _, c := range op.Changes {
		k := c.Record().Kind
		o.records[k] = append(o.records[k], c.After)
	}
}
