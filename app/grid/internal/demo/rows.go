package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/grid"
	"taizhang/app/look"
)

// roster invents people as they are asked for, so that 100,000 of them cost nothing. Rows beyond the first 200
// are "loaded" by Need, as from a database.
type roster struct {
	rows   int
	edited map[[2]int]string
}

var surnames = strings.Fields("张 王 李 赵 刘 陈 杨 黄 周 吴 徐 孙 马 朱 胡 郭 何 欧阳 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 𬭎 𠮷 龘 𪚥")
var given = strings.Fields("伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 文 华 玉兰 春梅 建国 志强 海燕")

func (r *roster) Len() int             { return r.rows }
func (r *roster) Need(_, _ int)        {}
func pick(s []string, n uint64) string { return s[n%uint64(len(s))] }

func (r *roster) Cell(row, col int) (grid.Cell, bool) {
	if text, ok := r.edited[[2]int{row, col}]; ok {
		return grid.Cell{Text: text, Mark: look.Changed}, true
	}
	if row%997 == 996 {
		return grid.Cell{}, false
	}
	n := rand.New(rand.NewPCG(uint64(row), 7)).Uint64()
	year, month := 1943+n%40, 1+n>>8%12
	c := grid.Cell{}
	switch col {
	case 0:
		c.Text = pick(surnames, n) + pick(given, n>>16)
	case 1:
		c.Text = pick([]string{"女", "男"}, n>>20)
	case 2:
		c.Text = fmt.Sprintf("%d年%d月", year, month)
		c.Edit = fmt.Sprintf("%d-%02d", year, month)
	case 3:
		c.Text = fmt.Sprintf("450999%d%02d%02d%03d%s", year, month, 1+n>>24%28, n>>30%1000, pick(strings.Fields("0 1 2 3 X 5"), n>>40))
		if row%9 == 4 {
			c.Mark, c.Note = look.Broken, "身份证号末位校验不符:应为 7。请对照身份证原件核对后修改。"
		}
	case 4:
		c.Text = pick(strings.Fields("汉族 壮族 瑶族 汉族 汉族"), n>>5)
	case 5:
		c.Text = pick(strings.Fields("初中 高中 中专 大学专科 大学本科"), n>>9)
		c.Muted = row%5 == 3
	case 6:
		c.Text = pick([]string{"支部书记", "副书记", "组织委员", "", "宣传委员"}, n>>11)
	case 7:
		c.Text = pick([]string{"主任", "副主任", "委员", "治安调解委员会主任"}, n>>13)
	case 8:
		c.Text = fmt.Sprintf("%d.%02d", 1998+n%6, month)
		if row%13 == 5 {
			c.Mark, c.Note = look.Doubt, "入党时未满 18 周岁,请核对出生年月和入党时间。"
		}
	case 9:
		c.Text = fmt.Sprintf("%d", 400+n>>3%900)
	case 10:
		c.Text = fmt.Sprintf("139%08d", n>>7%100000000)
	case 11:
		c.Text = pick(strings.Fields("北门社区 西上社区 新北社区 南大社区 福船岭社区"), n>>17)
		c.Link = true
	case 12:
		c.Text = pick([]string{"", "", "连选连任,兼任社区党校教师,分管文体科教和环境卫生", "交叉任职"}, n>>19)
	}
	return c, true
}

func newRoster(rows int, bar *look.SentenceBar) *grid.Grid {
	src := &roster{rows, map[[2]int]string{}}
	h := func(parts ...string) []string { return parts }
	cols := []grid.Column{
		{Key: "name", Heading: h("姓名"), Width: 84, Editable: true, Sortable: true, Menu: true},
		{Key: "sex", Heading: h("性别"), Width: 64, Align: grid.AlignCenter, Editable: true, Sortable: true, Menu: true, Choices: []string{"男", "女"}},
		{Key: "birth", Heading: h("出生年月"), Width: 104, Editable: true, Sortable: true, Menu: true},
		{Key: "id_number", Heading: h("身份证号码"), Width: 176, Editable: true, Sortable: true},
		{Key: "ethnicity", Heading: h("民族"), Width: 72, Editable: true, Sortable: true, Menu: true, Choices: strings.Fields("汉族 壮族 瑶族 苗族 侗族 仫佬族 毛南族 回族 京族 彝族 水族 仡佬族 蒙古族 藏族 维吾尔族 布依族 朝鲜族 满族")},
		{Key: "education", Heading: h("文化程度"), Width: 96, Editable: true, Sortable: true, Menu: true, Choices: strings.Fields("小学 初中 普通高中 中专 职高 技工 大学专科 大学本科 研究生")},
		{Key: "party_post", Heading: h("现任职务", "党内职务"), Width: 96, Editable: true, Sortable: true, Menu: true, Filtered: true},
		{Key: "post", Heading: h("现任职务", "居委会职务"), Width: 120, Editable: true, Sortable: true},
		{Key: "joined", Heading: h("入党时间"), Width: 96, Editable: true, Sortable: true},
		{Key: "pay", Heading: h("月报酬"), Width: 80, Align: grid.AlignRight, Editable: true, Sortable: true},
		{Key: "phone", Heading: h("联系电话"), Width: 120, Editable: true},
		{Key: "org", Heading: h("社区"), Width: 110, Sortable: true, Menu: true},
		{Key: "note", Heading: h("备注"), Width: 200, Editable: true},
	}
	g := grid.New(src, cols, 1)
	g.SetSort(0, false)
	g.OnEdit = func(row, col int, text string) {
		if strings.Contains(text, "?") {
			g.ShowProblem(row, col, "“"+text+"”读不懂:请写成 1968年5月、1968.05 或 1968-05-12。")
			return
		}
		src.edited[[2]int{row, col}] = text
		g.RowsChanged(row, row)
	}
	g.OnSort = func(int, bool) { bar.Sentence.SetText("已排序") }
	g.OnSelect = func() { bar.Sentence.SetText(fmt.Sprintf("%d 条 · 已选 %d", rows, g.Selection().Count())) }
	g.OnHeaderMenu = func(col int, at fyne.Position) {
		menu := fyne.NewMenu("", fyne.NewMenuItem("升序", nil), fyne.NewMenuItem("降序", nil), fyne.NewMenuItemSeparator(), fyne.NewMenuItem("筛选…", nil))
		widget.ShowPopUpMenuAtPosition(menu, fyne.CurrentApp().Driver().CanvasForObject(g), at)
	}
	return g
}

// reviewed is a sheet as it was handed in, with what became of its rows.
type reviewed struct{ lines [][]string }

func newReview() *grid.Grid {
	src := &reviewed{[][]string{
		{"容城镇社区干部花名册"},
		{"填报单位:北门社区", "", "", "", "填报日期:2003年9月30日"},
		{"序号", "姓 名", "性别", "出生年月", "身份证号码", "联系电话"},
		{"1", "张　三", "女", "1968.05", "450999196805120021", "13977700001"},
		{"2", "李四", "男", "1971年10月", "450999197110033316", "13977700002"},
		{"3", "王五", "男", "1978.1", "4.50999E+17", "0775-5555"},
		{"4", "赵小六", "女", "六八年", "", "13977700004"},
		{"合计", "4 人"},
		{"填表人:黄某", "", "", "审核人:"},
	}}
	var cols []grid.Column
	tones := []look.Tone{look.Left, look.Added, look.Added, look.Doubt, look.Added, look.Added}
	for i, s := range strings.Fields("不导入 姓名 性别 出生年月 身份证号码 联系电话") {
		cols = append(cols, grid.Column{Key: s, Heading: []string{s, string(rune('A' + i))}, Width: []float32{72, 96, 60, 110, 190, 130}[i], Tone: tones[i], Menu: true})
	}
	return grid.New(src, cols, 0)
}

func (r *reviewed) Len() int      { return len(r.lines) }
func (r *reviewed) Need(_, _ int) {}
func (r *reviewed) Cell(row, col int) (grid.Cell, bool) {
	c := grid.Cell{}
	if col < len(r.lines[row]) {
		c.Text = r.lines[row][col]
	}
	switch [2]int{row, col} {
	case [2]int{5, 3}:
		c.Mark, c.Note = look.Doubt, "1978.1 是一月还是十月?身份证号不完整,无法断定。"
	case [2]int{5, 4}:
		c.Mark, c.Note = look.Broken, "第 15 位以后的数字已丢失,不能修复,请重新录入。"
	case [2]int{6, 3}:
		c.Mark, c.Note = look.Broken, "读不懂的日期"
	}
	return c, true
}

func (r *reviewed) Row(row int) grid.RowStyle {
	all := []grid.Span{{First: 0, Last: 5}}
	return []grid.RowStyle{
		{Tone: look.Left, Spans: all, Strong: true}, {Tone: look.Left, Muted: true, Spans: []grid.Span{{First: 0, Last: 3}, {First: 4, Last: 5}}},
		{Strong: true}, {Tone: look.Same}, {Tone: look.Changed}, {Tone: look.Doubt}, {Tone: look.Broken},
		{Tone: look.Left, Muted: true}, {Tone: look.Left, Muted: true, Spans: []grid.Span{{First: 0, Last: 2}, {First: 3, Last: 5}}},
	}[row]
}
