package intake

import (
	"regexp"
	"strings"

	"taizhang/data/value"
)

// The words by which the rows of a sheet that are no records are known.
var (
	footerWords = []string{"填表人", "审核人", "制表", "单位盖章", "单位(盖章", "(盖章", "盖章", "注:", "注1", "备注:", "说明:", "填表说明", "填报说明", "负责人:",
		"负责人签", "经办人", "经手人", "登记人", "制单", "出纳:", "会计:", "审核:", "复核:", "审批:", "制表:", "填表:", "证明人", "领款人", "监督人", "复核人", "审批人", "主管领导", "联系人:", "以下空白", "填报人", "统计人", "分管领导", "主要领导", "党委书记:", "书记签", "签字", "签名"}
	pageMark   = regexp.MustCompile(`^[-—]*第?\d+页(/?,?共\d+页)?[-—]*$|^第\d+页|^共\d+页|^[-—]+\d+[-—]+$`)
	totalExact = regexp.MustCompile(`^(本页|全镇|全社区|社区)?(小计|合计|总计|共计|累计)([:(\d].*|\d*[人户次个名条]*)?$`)
	totalEnd   = regexp.MustCompile(`^.{1,8}(小计|合计|总计)(:|\d+[人户次个名条]?)?$`)
	continued  = regexp.MustCompile(`[(（]?续表?(之?[一二三四五六七八九十\d]+)?[)）]?$`)
	annexHead  = regexp.MustCompile(`^(附件|附表|表|样表)[\d一二三四五六七八九十]+([-—]\d+)?[:：]\s*(.+)$`)
	annexMark  = regexp.MustCompile(`^(附件?|附表|表|样表)[\d一二三四五六七八九十]*([-—]\d+)?:?$`)
)

// isFooter finds the lines under a table.
func isFooter(tight string) bool {
	s := foldSigns.Replace(tight)
	return startsWithAny(s, footerWords) || pageMark.MatchString(s)
}

// allLabels reports whether cells are nothing but labels to write behind: 经手人: 审核:
func allLabels(cells []string) bool {
	for _, s := range cells {
		if s = foldSigns.Replace(value.Tight(s)); !strings.HasSuffix(strings.TrimRight(s, "_"), ":") || runes(s) > 12 {
			return false
		}
	}
	return len(cells) > 1
}

// exampleMark begins a row that shows how to fill in a sheet.
var exampleMark = regexp.MustCompile(`^[(]?(例|示例|样例|范例|填写示例|填表示例|举例|例如)([:)]|$)`)

func isExample(s string) bool {
	return strings.Contains(s, "例") && exampleMark.MatchString(foldSigns.Replace(value.Tight(s)))
}

// isTotal finds the words that begin a row of sums.
func isTotal(tight string) bool {
	if !strings.Contains(tight, "计") || len(tight) > 60 {
		return false
	}
	s := foldSigns.Replace(tight)
	return totalExact.MatchString(s) || totalEnd.MatchString(s)
}

// The labels of the lines above a table, and what they say.
var (
	unitLabels = []string{"填报单位", "单位名称", "填表单位", "上报单位", "报送单位", "填报党支部", "填报社区", "党支部名称", "支部名称", "社区名称", "所在社区", "党组织名称",
		"单位(盖章)", "单位(公章)", "填报单位(盖章)", "填报单位(公章)", "社区(盖章)", "所属社区", "社区", "党支部", "村(社区)", "单位"}
	dateLabels = []string{"填报日期", "填报时间", "截止日期", "截止时间", "填表日期", "填表时间", "制表日期", "制表时间", "统计时间", "统计日期", "日期", "时间", "截至", "截止"}
	lineLabel  = regexp.MustCompile(`([\p{Han}()]{2,12}?):`)
)

// line is a line above a table cut into labels and what they say.
type line struct{ label, text string }

// readLines cuts the cells of a row into labelled parts: 填报单位:北门社区 填报日期:2003年9月30日. A label at the end of
// a cell takes the next cell.
func readLines(cells []string) []line {
	var out []line
	for _, cell := range cells {
		s := foldSigns.Replace(value.Clean(cell))
		places := lineLabel.FindAllStringSubmatchIndex(s, -1)
		if len(places) == 0 {
			if n := len(out); n > 0 && out[n-1].text == "" {
				out[n-1].text = strings.TrimSpace(s)
			}
			continue
		}
		for i, p := range places {
			end := len(s)
			if i+1 < len(places) {
				end = places[i+1][2]
			}
			out = append(out, line{value.Tight(s[p[2]:p[3]]), strings.TrimSpace(s[p[1]:end])})
		}
	}
	return out
}

func (l line) isUnit() bool { return isLabel(l.label, unitLabels) }
func (l line) isDate() bool { return isLabel(l.label, dateLabels) }

// isMeasure finds what 单位: says where it means a measure: 万元, 人次.
func (l line) isMeasure() bool {
	return l.label == "单位" && measures.MatchString(value.Tight(l.text)) || l.label == "计量单位" || l.label == "金额单位"
}

var measures = regexp.MustCompile(`^(([万千百]?元|角|人|人次|人数|户|名|个|次|㎡|平方米|公里|%|份|场|期|件|岁|年)[/,，、;]?)+$`)

func isLabel(label string, known []string) bool {
	for _, k := range known {
		if label == k || len(k) > 6 && strings.HasSuffix(label, k) {
			return true
		}
	}
	return false
}

// hasLabel finds the cells that say something about the table: 填报单位:…
func hasLabel(s string) bool { return strings.ContainsAny(s, ":：") }

// notPlaces are words that stand in titles and columns where a community could, and are none.
var notPlaces = []string{"花名册", "名单", "名册", "统计", "汇总", "情况", "台账", "登记", "一览", "信息", "表", "合计", "小计", "总计", "干部", "党员", "全部", "所有", "各", "sheet"}

var placeEnds = []string{"社区", "居委会", "居民委员会", "党支部", "支部", "党总支", "支部委员会", "村", "村委会", "村民委员会"}

// isPlace reports whether a text names a community or its branch by its form alone.
func isPlace(s string) bool {
	n := runes(s)
	if n < 3 || n > 20 || containsAny(s, notPlaces) || !endsWithAny(s, placeEnds) {
		return false
	}
	return !isGenericPlace(s)
}

func isGenericPlace(s string) bool {
	for _, w := range placeEnds {
		if s == w {
			return true
		}
	}
	return s == "社区党支部" || s == "社区居委会" || s == "村党支部"
}

var (
	numbering  = regexp.MustCompile(`^[(]?([一二三四五六七八九十]+|\d+)[)]?[/、.．,，)]|^[(]([一二三四五六七八九十]+|\d+)[)]`)
	countAtEnd = regexp.MustCompile(`([(]?(共|计)?\d+(人|户|名|个|条|次)?[)]?)?[:]?$`)
	townships  = regexp.MustCompile(`^.*(省|市|县|区|镇|乡|街道|办事处)`)
	yearAtHead = regexp.MustCompile(`^\d{2,4}(年度?|-)(\d{1,2}月)?(份)?`)
)

// groupName returns what a line inside a table names: 一、北门社区(5人): is 北门社区.
func groupName(s string) string {
	s = foldSigns.Replace(value.Tight(s))
	s = numbering.ReplaceAllString(s, "")
	return strings.Trim(countAtEnd.ReplaceAllString(s, ""), ":")
}

// placeIn finds the community that a title names: 容城镇北门社区干部花名册 is 北门社区.
func placeIn(s string) string {
	s = foldSigns.Replace(value.Tight(s))
	for _, end := range []string{"社区", "村"} {
		i := strings.Index(s, end)
		if i <= 0 {
			continue
		}
		head := yearAtHead.ReplaceAllString(s[:i], "")
		if at := townships.FindStringIndex(head); at != nil {
			head = head[at[1]:]
		}
		if n := runes(head); n >= 2 && n <= 4 && allHan(head) && !containsAny(head, notPlaces) && !strings.HasPrefix(head, "全") {
			return head + end
		}
	}
	return ""
}

// isOfficeName finds the names of the township itself, which is no community.
func isOfficeName(s string) bool {
	return endsWithAny(value.Tight(s), []string{"镇", "乡", "街道", "街道办", "办事处", "县", "市", "政府", "党委", "组织部", "镇党委", "民政局"})
}
