package intake_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// lrmx is a form as the editors of organisation departments write it, of an invented person with an invented family.
const lrmx = "\uFEFF" + `<?xml version="1.0" encoding="utf-8"?>
<Person>
  <XingMing>张　三</XingMing><XingBie>女</XingBie><ChuShengNianYue>196805</ChuShengNianYue><MinZu>汉族</MinZu><JiGuan>某省容城</JiGuan>
  <ChuShengDi>某省</ChuShengDi><RuDangShiJian>199007</RuDangShiJian><CanJiaGongZuoShiJian>198709</CanJiaGongZuoShiJian>
  <QuanRiZhiJiaoYu_XueLi>高中</QuanRiZhiJiaoYu_XueLi><QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>容城中学</QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>
  <ZaiZhiJiaoYu_XueLi>大专</ZaiZhiJiaoYu_XueLi><ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>某党校</ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>
  <XianRenZhiWu>容城镇北门社区党支部书记</XianRenZhiWu><JianLi>1987--1990 某厂&#xD;&#xA;1990-- 北门</JianLi>
  <JiaTingChengYuan><Item><ChengWei>丈夫</ChengWei><XingMing>外人甲</XingMing><ShenFenZheng>外人证号</ShenFenZheng></Item></JiaTingChengYuan>
  <ShenFenZheng>ID</ShenFenZheng><ZhaoPian>QUJD</ZhaoPian><WeiZhiBiaoQian><XingMing>外人乙</XingMing></WeiZhiBiaoQian><Version>3.2</Version>
</Person>`

func writeFile(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func gather(t *testing.T, paths ...string) []intake.Source {
	t.Helper()
	out, err := intake.Gather(context.Background(), paths, sheet.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFormsOfAFolderAreOneTable(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "任免表", "1张三.lrmx"), strings.Replace(lrmx, "<ShenFenZheng>ID<", "<ShenFenZheng>"+id("19680512", 2)+"<", 1))
	writeFile(t, filepath.Join(dir, "任免表", "2李四.lrmx"), strings.NewReplacer("张　三", "李四", "女", "男", "199007", "2001.05民盟", "196805", "197110", "ID", id("19711010", 1), "北门", "西上").Replace(lrmx))
	writeFile(t, filepath.Join(dir, "任免表", "3坏.lrmx"), lrmx[:400])
	sources := gather(t, dir)
	if len(sources) != 2 || sources[0].Err != nil || sources[0].Name != "任免表/任免审批表.lrmx" || sources[1].Err == nil || sources[1].Name != "任免表/3坏.lrmx" {
		t.Fatalf("%+v", sources)
	}
	o := newOffice(t, "北门社区", "西上社区")
	r, err := intake.Recognise(context.Background(), sources[:1], o, intake.Options{Kinds: ledger.All(), Today: today})
	if err != nil {
		t.Fatal(err)
	}
	p := o.plan(r)
	if outcome(p) != "新增 | 新增" || p.Tables[0].Table.Kind != ledger.Cadre {
		t.Fatalf("%s, kind %v, %v", outcome(p), p.Tables[0].Table.KindWhy, p.Problems())
	}
	for key, want := range map[string]string{"name": "张三", "birth": "1968年5月", "org": "org-1", "joined": "1990年7月", "worked_since": "1987年9月", "education": "大学专科",
		"school": "某党校", "committee_post": "容城镇北门社区党支部书记", "id_number": id("19680512", 2), "note": ""} {
		if got := got(p, 0, key); got != want {
			t.Errorf("%s = %q, want %q", key, got, want)
		}
	}
	if got(p, 1, "political_status") != "民盟" || got(p, 1, "joined") != "" || got(p, 1, "org") != "org-2" {
		t.Errorf("李四: %s %s %s", got(p, 1, "political_status"), got(p, 1, "joined"), got(p, 1, "org"))
	}
	for _, s := range sources[0].Book.Sheets {
		for row := range s.Rows() {
			for col := range s.Cols() {
				if text := s.Cell(row, col).Text; strings.Contains(text, "外人") || strings.Contains(text, "某厂") {
					t.Errorf("%s came into the table", text)
				}
			}
		}
	}
}

func TestGatherRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ path, code string }{
		"a_folder_without_tables": {dir, "folder_empty"},
		"no_such_file":            {filepath.Join(dir, "无.xlsx"), sheet.CodeMissing},
		"no_such_form":            {filepath.Join(dir, "无.lrmx"), "lrmx_missing"},
		"a_form_of_nobody":        {writeFile(t, filepath.Join(t.TempDir(), "a.lrmx"), "<Person><XingBie>男</XingBie></Person>"), "lrmx_damaged"},
		"another_root":            {writeFile(t, filepath.Join(t.TempDir(), "a.lrmx"), "<Html><XingMing>张三</XingMing></Html>"), "lrmx_damaged"},
	} {
		sources := gather(t, c.path)
		if len(sources) != 1 || sources[0].Err == nil || !strings.HasPrefix(sources[0].Err.Error(), c.code) || catalog.Message(sources[0].Err) == "" {
			t.Errorf("%s: %+v", name, sources)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := intake.Gather(ctx, []string{writeFile(t, filepath.Join(dir, "a.csv"), "姓名,性别\n")}, sheet.Options{}, nil); err == nil {
		t.Error("an ended context was not noticed")
	}
}

func TestPasted(t *testing.T) {
	o := newOffice(t, "北门社区")
	r, err := intake.Recognise(context.Background(), []intake.Source{intake.Pasted("姓名\t性别\t党内职务\t家庭住址\r\n张三\t男\t书记\t\"某路\r\n1号\"\r\n")}, o, intake.Options{Kinds: ledger.All(), Kind: ledger.Cadre, Org: "北门", Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if p := o.plan(r); outcome(p) != "新增" || got(p, 0, "party_post") != "书记" || got(p, 0, "org") != "org-1" {
		t.Error(outcome(p))
	}
	if s := intake.Pasted(" \n"); s.Err == nil {
		t.Error("an empty clipboard was taken")
	}
}
