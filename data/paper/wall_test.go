package paper

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func trialForm() Form {
	f := Form{Title: "容城镇社区干部登记表", Left: "填报单位：容城镇北门社区", Right: "填报日期：2003年9月30日", Photo: true, Signers: []string{"填表人", "审核人", "单位（盖章）"}}
	f.Sections = []FormSection{
		{Title: "基本情况", Fields: []FormField{{Label: "姓名", Value: "王𬭎"}, {Label: "性别", Value: "女"}, {Label: "民族", Value: "汉族"}, {Label: "出生年月", Value: "1968.05"},
			{Label: "身份证号码", Value: "45099919680512001X"}, {Label: "文化程度", Value: "大学专科"}, {Label: "社区", Value: "北门社区"}, {Label: "籍贯"}, {Label: "特长"}}},
		{Title: "任职", Fields: []FormField{{Label: "党内职务", Value: "书记"}, {Label: "分管工作", Value: "全面工作、社会保障、文体科教、妇女儿童"},
			{Label: "主要经历", Value: "1986年参加工作。", Lines: 12}, {Label: "备注", Lines: 2}}},
	}
	return f
}

func trialPoster() Poster {
	return Poster{Title: "社区党支部“三会一课”制度", Foot: []string{"中共容城镇委员会", "2002年11月8日"}, Articles: []string{
		"第一章 总则", "第一条 支部党员大会每季度召开一次，听取工作报告，讨论决定支部重要事项，出席人数不得少于应到人数的二分之一。",
		"一、支部委员会每月召开一次，研究党员教育、发展党员和社区重点工作。", "会议情况记入台账。"}}
}

func trialCharts(ends int) []Chart {
	root := Node{Text: "莫国强"}
	for i := range ends {
		if i%4 == 0 {
			root.Children = append(root.Children, Node{Text: fmt.Sprintf("干部%d", i/4+1), Small: "委员"})
		}
		last := &root.Children[len(root.Children)-1]
		last.Children = append(last.Children, Node{Text: fmt.Sprintf("组长%d", i+1), Small: fmt.Sprintf("第%d居民小组", i+1), Children: []Node{{Text: fmt.Sprintf("党员%d", i+1), Small: "联系 186 户"}}})
	}
	return []Chart{{Title: "北门社区社会治安责任链图", Left: "单位：北门社区", Right: "制图日期：2003年9月30日",
		Levels: []string{"镇党建联络员", "社区干部", "居民小组长", "责任党员"}, Roots: []Node{root}, Notes: []string{"共 5 个居民小组"}}}
}

func trialComparison(rows int) Comparison {
	c := Comparison{Title: "《社区党支部议事规则》修订对照表", Old: "修订前（2002年版）", New: "修订后（2003年版）", Notes: []string{"说明"}}
	for i := range rows {
		same := Piece{Text: fmt.Sprintf("%d、支部议事坚持集体领导、民主集中、个别酝酿、会议决定，", i+1)}
		c.Rows = append(c.Rows, Compared{Old: []Piece{same, {"提前三天", true}}, New: []Piece{same, {"提前五天告知全体委员", true}}, Remark: "修改"})
	}
	return c
}

func TestWallsAndFormsAreAsAgreed(t *testing.T) {
	for name, doc := range map[string]*Document{
		"form": LayoutForms([]Form{trialForm()}), "poster": LayoutPoster(trialPoster(), A3), "cards": LayoutNameCards([]Card{{"张三", "北门社区　书记"}}),
		"labels": LayoutLabels([]Card{{"张三", "北门社区"}, {Name: "古丽·买买提"}}), "chart": LayoutCharts(trialCharts(5), Sheet{}),
		"comparison": LayoutComparison(trialComparison(2)), "album": LayoutAlbum(trialAlbum(t, 3), 2),
	} {
		path := filepath.Join("testdata", "wall-"+name+".golden")
		got := dump(doc, Measures{})
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s; look at the pages, then run with -update\n%s", name, path, firstDifference(got, string(want)))
		}
	}
}

// A text of any length keeps its sheet as long as it can be read from afar, gets smaller as it grows, and loses nothing.
func TestPostersFillTheirSheet(t *testing.T) {
	article := "支部党员大会每季度召开一次，听取工作报告，讨论决定支部重要事项。"
	for _, on := range []Paper{A4, A3, A2} {
		before := 1e9
		for n := 1; n < 90; n += 8 {
			p := Poster{Title: "议事规则", Foot: []string{"容城镇"}}
			for i := range n {
				p.Articles = append(p.Articles, fmt.Sprintf("%d.%s", i+1, article))
			}
			doc := LayoutPoster(p, on)
			short, _ := on.size()
			size, all := 0.0, ""
			for _, page := range doc.Pages {
				checkInside(t, fmt.Sprintf("%v, %d articles", on, n), page, Margins{Top: 8, Right: 8, Bottom: 8, Left: 8})
				for _, op := range page.Ops {
					if text, ok := op.(Text); ok && text.Face == Song {
						size = text.Size
						all += text.Text
					}
				}
			}
			if size > before || size < posterLeast*short/297-1 || strings.Count(all, "讨论决定支部重要事项。") != n {
				t.Errorf("%v with %d articles: text of %g points after %g, %d articles whole", on, n, size, before, strings.Count(all, "讨论决定支部重要事项。"))
			}
			before = size
			if len(doc.Pages) > 1 && n < 20 {
				t.Errorf("%v: %d articles take %d sheets", on, n, len(doc.Pages))
			}
		}
	}
}

// Whatever is written in a form, it stays within its pages and is all there.
func TestLongFormsGoOnOverThePage(t *testing.T) {
	for _, n := range []int{1, 20, 60, 200, 900} {
		f := trialForm()
		f.Sections[1].Fields[2].Value = strings.Repeat("会议传达了上级文件精神。", n)
		f.Sections[0].Fields[8].Value = strings.Repeat("长", n)
		doc := LayoutForms([]Form{f})
		all := ""
		for i, p := range doc.Pages {
			checkInside(t, fmt.Sprintf("%d sentences, page %d", n, i+1), p, formMargins)
			all += words(p)
		}
		if got := strings.Count(strings.ReplaceAll(all, "\n", ""), "精神。"); got != n {
			t.Errorf("%d of %d sentences are printed", got, n)
		}
		if !strings.Contains(all, "填表人") || strings.Count(all, "长") < n {
			t.Errorf("%d sentences: the form isn't whole", n)
		}
	}
}

func TestChartsAreDividedByTheirEnds(t *testing.T) {
	for _, ends := range []int{1, 12, 40, 130} {
		doc := LayoutCharts(trialCharts(ends), Sheet{})
		seen := 0
		for i, p := range doc.Pages {
			checkInside(t, fmt.Sprintf("%d ends, page %d", ends, i+1), p, defaultMargins)
			text := words(p)
			seen += strings.Count(text, "联系 186 户")
			if !strings.Contains(text, "莫国强") {
				t.Errorf("%d ends: page %d doesn't begin with the root", ends, i+1)
			}
		}
		if seen != ends {
			t.Errorf("%d of %d ends are drawn", seen, ends)
		}
	}
}

func TestComparisonsKeepEveryWord(t *testing.T) {
	c := trialComparison(60)
	c.Rows[3].New = []Piece{{Text: strings.Repeat("很长的一条。", 900), Changed: true}}
	all := ""
	for i, p := range LayoutComparison(c).Pages {
		checkInside(t, fmt.Sprintf("page %d", i+1), p, defaultMargins)
		all += strings.ReplaceAll(words(p), "\n", "")
	}
	if n := strings.Count(all, "很"); n != 900 {
		t.Errorf("%d of 900 sentences are begun", n)
	}
}

// Turned twice, everything is where it was; a turned card is drawn as its picture turned.
func TestHalfATurn(t *testing.T) {
	doc := NewDocument()
	upright, turned := doc.AddPage(60, 40), doc.AddPage(60, 40)
	for _, p := range doc.Pages {
		p.Text(8, 18, Style{Face: Song, Size: 30}, "张𬭎7")
		p.Line(5, 5, 20, 9, 1, Ink{})
		p.Rect(30, 25, 10, 6, 1, Ink{})
	}
	turned.TurnSince(0, 30, 20)
	a, b := doc.Raster(0, 254), doc.Raster(1, 254)
	w, h := a.Rect.Dx(), a.Rect.Dy()
	differ := 0
	for y := 2; y < h-2; y++ {
		for x := 2; x < w-2; x++ {
			dark := a.RGBAAt(x, y).R < 100
			near := false
			for dy := -2; dy <= 2; dy++ {
				for dx := -2; dx <= 2; dx++ {
					near = near || b.RGBAAt(w-1-x+dx, h-1-y+dy).R < 160
				}
			}
			if dark && !near {
				differ++
			}
		}
	}
	if differ > 0 {
		t.Errorf("%d dark dots have none where half a turn brings them", differ)
	}
	turned.TurnSince(0, 30, 20)
	for i := range upright.Ops {
		if fmt.Sprintf("%.6v", upright.Ops[i]) != fmt.Sprintf("%.6v", turned.Ops[i]) {
			t.Errorf("turned twice, %v is %v", upright.Ops[i], turned.Ops[i])
		}
	}
}
