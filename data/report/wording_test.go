package report_test

import (
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/report"

	"taizhang/data/trial"
)

func TestWording(t *testing.T) {
	r := run(t, trial.Demonstration(), params())
	for wording, want := range map[string]string{
		"干部{干部人数}人": "干部30人", "干部{ 干部人数 }人": "干部30人", "｛女干部人数｝人": "21人", "没有数字|也行": "没有数字|也行",
		"{干部人数}[,空{无党支部社区数}个]": "30", "{干部人数}[,空{无党支部社区数}个|,不空]": "30,不空", "{干部人数}[甲[乙{无党支部社区数}|丙{女干部人数}]]": "30甲丙21",
		"年龄{干部年龄·31–45}人": "年龄19人", "{干部年龄·>60}": "本期没有社区干部的记录。", "{最早成立时间}": "2002年10月",
	} {
		if q, err := r.Try("cadres", wording); err != nil || q.Text() != want {
			t.Errorf("%s reads %q (%v), want %q", wording, q.Text(), catalog.Message(err), want)
		}
	}
	for wording, want := range map[string]string{
		"{干部人}": "没有名为「干部人」的数字,可以用:干部人数", "{干部人数": "「{」没有对应的「}」", "干部人数}": "前面没有「{」", "{}": "没有写数字的名称",
		"[{干部人数}": "「[」没有对应的「]」", "{干部人数}]": "前面没有「[」", "[甲{干部人数}|乙|丙]": "只能有一个「|」", strings.Repeat("[", 20): "太深",
	} {
		if _, err := r.Try("cadres", wording); !strings.Contains(catalog.Message(err), want) {
			t.Errorf("%s: the clerk reads %q, want %q", wording, catalog.Message(err), want)
		}
	}
	p := params()
	p.Wordings = map[string]string{"cadres": "{不存在}"}
	if _, err := report.Run(t.Context(), trial.Demonstration(), p); !strings.Contains(catalog.Message(err), "不存在") {
		t.Errorf("a report with a wrong wording: %v", err)
	}
}

// FuzzWording: whatever a clerk types is read or refused in words, and what is read has no marks left outside of text.
func FuzzWording(f *testing.F) {
	r := run(f, trial.Office(nil), params())
	for _, seed := range []string{"干部{干部人数}人", "[a|b]", "[[{干部人数}|]|]", "{", "｛干部人数｝［｜］", "{干部年龄·}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, wording string) {
		q, err := r.Try("cadres", wording)
		if err != nil {
			if message := catalog.Message(err); !strings.Contains(message, "社区干部") {
				t.Errorf("%q is refused with %q", wording, message)
			}
			return
		}
		if strings.ContainsAny(q.Text(), "{}[]") {
			t.Errorf("%q reads %q", wording, q.Text())
		}
	})
}
