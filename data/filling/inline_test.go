package filling

import (
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

func TestSlots(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // labels, with ☐ where there are boxes and 日 where there is a date
	}{
		{"姓名：          性别：□男 □女    民族：", []string{"姓名", "性别☐", "民族"}},
		{"姓  名:____ 联系电话____", []string{"姓名", "联系电话"}},
		{"入党时间：    年  月  日   所在社区：  ", []string{"入党时间日", "所在社区"}},
		{"姓名：张三", nil},
		{"党员基本信息登记表", nil},
		{"", nil},
		{"：：____：", nil},
	} {
		var got []string
		for _, s := range slotsOf(c.text) {
			switch {
			case s.boxed:
				s.label += "☐"
			case s.date:
				s.label += "日"
			}
			got = append(got, s.label)
			if s.from > s.to || s.to > len(c.text) {
				t.Errorf("%q: %+v", c.text, s)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q: %q, want %q", c.text, got, c.want)
			}
		}
	}
}

func TestTickBoxes(t *testing.T) {
	for _, c := range []struct {
		text, words, want string
		ok                bool
	}{
		{"□男  □女", "女", "□男  ☑女", true},
		{"男□ 女□", "女", "男□ 女☑", true},
		{"□研究生 □大学本科", "初中", "□研究生 □大学本科", false},
		{"中共党员□ 中共预备党员□", "中共党员", "中共党员☑ 中共预备党员□", true},
	} {
		got, ok := tickBoxes(c.text, c.words, value.Text(c.words), catalog.Text{})
		if got != c.want || ok != c.ok {
			t.Errorf("%q %q: %q %v", c.text, c.words, got, ok)
		}
	}
}

func FuzzSlots(f *testing.F) {
	f.Add("姓名：  性别：□男 □女")
	f.Add("出生____年____月 电话____")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range slotsOf(text) {
			if s.from < last || s.to < s.from || s.to > len(text) {
				t.Fatalf("%q: %+v after %d", text, s, last)
			}
			last = s.to
			tickBoxes(text[s.from:s.to], "男", value.Text("1"), catalog.Text{})
		}
	})
}
