package paper

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// ems returns the width of n Chinese characters in style.
func ems(style Style, n float64) float64 { return n * style.em() }

func TestWrap(t *testing.T) {
	tests := []struct {
		name, text string
		ems        float64
		want       []string
	}{
		{"empty", "", 4, []string{""}},
		{"fits exactly", "容城镇社", 4, []string{"容城镇社"}},
		{"breaks anywhere between characters", "容城镇社区", 4, []string{"容城镇社", "区"}},
		{"no closing mark begins a line", "容城镇社。区", 4, []string{"容城镇", "社。区"}},
		{"nor several", "容城镇社。”）区", 5, []string{"容城镇", "社。”）区"}},
		{"no opening mark ends a line", "容城镇（社区）", 4, []string{"容城镇", "（社区）"}},
		{"numbers stay whole", "共13800001111人", 6, []string{"共", "13800001111", "人"}},
		{"dates stay whole", "会议2003-09-30召开", 5.2, []string{"会议", "2003-09-30", "召开"}},
		{"words stay whole", "发至party office信箱", 3.3, []string{"发至", "party ", "office", "信箱"}},
		{"a number wider than the line is broken", "450999196805120021", 5, []string{"4509991968", "05120021"}},
		{"line breaks of the text", "甲\n乙\r\n丙\r丁\n", 4, []string{"甲", "乙", "丙", "丁", ""}},
		{"spaces hang over the end", "容城镇社   区", 4, []string{"容城镇社   ", "区"}},
		{"narrower than a character", "容城", 0.2, []string{"容", "城"}},
		{"no width", "容1。", -3, []string{"容", "1", "。"}},
		{"rare characters", "王𬭎李𠮷", 2, []string{"王𬭎", "李𠮷"}},
		{"selectors stay with their character", "葛\U000E0100城", 1, []string{"葛\U000E0100", "城"}},
		{"percent and units", "完成率98.5%以上", 4, []string{"完成率", "98.5%以", "上"}},
	}
	d := NewDocument()
	style := Style{Face: Song, Size: 10.5}
	for _, test := range tests {
		if got := d.Wrap(style, test.text, ems(style, test.ems)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestBalancedHeadings(t *testing.T) {
	d := NewDocument()
	style := Style{Face: Hei, Size: 10.5}
	for text, want := range map[string][]string{
		"身份证号码":    {"身份证", "号码"},
		"核算基数（元）":  {"核算基数", "（元）"},
		"姓名":       {"姓名"},
		"组织关系落实时间": {"组织关系", "落实时间"},
	} {
		if got := d.balance(style, text, ems(style, 4.5)); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestStackedHeadings(t *testing.T) {
	d := NewDocument()
	style := Style{Face: Hei, Size: 10.5}
	for text, want := range map[string]string{
		"是否一肩挑":  "是 否 一 肩 挑",
		"应交（元）":  "应 交 ︵ 元 ︶",
		"12月 人数": "12 月 人 数",
		"2003年":  "20 03 年",
	} {
		if got := strings.Join(d.stack(style, text, ems(style, 1.3)), " "); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestNarrowColumnStacksItsHeading(t *testing.T) {
	table := wide()
	table.Columns[29].Width = 5
	d, _ := LayoutTable(table, Sheet{})
	if text := words(d.Pages[0]); !strings.Contains(text, "是\n否\n足\n额\n按\n时\n交\n纳\n") {
		t.Error("是否足额按时交纳 isn't stacked in a column of 5 mm")
	}
}

func TestFit(t *testing.T) {
	d := NewDocument()
	style := Style{Face: Song, Size: 10.5}
	line := style.em() * lineHeight
	tests := []struct {
		name, text    string
		width, height float64 // in characters and lines at 10.5
		size          float64
		lines         int
	}{
		{"empty", "", 4, 1, 10.5, 0},
		{"fits", "容城镇", 4, 1, 10.5, 1},
		{"shrinks", "容城镇社区", 4.5, 1, 9, 1},
		{"two lines of the least size before a higher row", "容城镇北门社区居委会", 7, 1.6, 8, 2},
		{"a higher row of readable size", "容城镇北门社区居民委员会", 4, 1, 9.5, 3},
		{"its own line breaks", "一\n二", 4, 1.6, 8, 2},
	}
	for _, test := range tests {
		b := d.fit(style, 8, test.text, ems(style, test.width), test.height*line)
		if b.style.Size != test.size || len(b.lines) != test.lines {
			t.Errorf("%s: %d lines of %g, want %d of %g", test.name, len(b.lines), b.style.Size, test.lines, test.size)
		}
	}
}

// FuzzWrap checks that no line break loses, adds or moves anything, that lines hold what they must, and that the
// rules of closing and opening marks are kept wherever two characters have room.
func FuzzWrap(f *testing.F) {
	f.Add("容城镇（社区）。共13800001111人，2003-09-30召开“动员大会”！", 20.0)
	f.Add("a\r\nb\rc\n\n  d…………（（（（）））", 1.0)
	f.Add("𬭎𫖯𠮷㐂\u200b\ufe00\U000E0100 \u3000x", -4.0)
	f.Add("\xff\xfe\x00，，，，", 3.7)
	d := NewDocument()
	style := Style{Face: Song, Size: 10.5}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if len(text) > 2000 || width != width {
			return
		}
		lines := d.Wrap(style, text, width)
		joined := strings.Join(lines, "")
		if want := strings.NewReplacer("\r", "", "\n", "").Replace(text); joined != want {
			t.Fatalf("joined lines are %q, want %q", joined, want)
		}
		for i, line := range lines {
			if utf8.RuneCountInString(line) < 2 {
				continue
			}
			if full, solid := d.unitWidth(Song, line); solid*style.em() > width+1e-3 && full > 0 {
				// Only what can't be narrower may be too wide: one character and what draws nothing.
				var drawnRunes int
				for _, r := range line {
					if d.advance(Song, r) > 0 {
						drawnRunes++
					}
				}
				if drawnRunes > 1 {
					t.Fatalf("line %d, %q, is %g wide, not %g", i, line, solid*style.em(), width)
				}
			}
		}
		for _, line := range d.stack(style, text, width) {
			if line == "" {
				t.Fatal("an empty line in a stack")
			}
		}
		d.balance(style, text, width)
		d.fit(style, 8, text, width, 20)
	})
}
