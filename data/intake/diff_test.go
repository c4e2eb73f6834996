package intake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

func (o *office) diff(p *intake.Plan, k *catalog.Kind) *intake.Difference {
	o.t.Helper()
	d, err := p.Diff(context.Background(), k)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// TestDifference holds the printed table of one that has everything against a golden file.
func TestDifference(t *testing.T) {
	o := newOffice(t, "北门社区", "西上社区", "新北社区")
	a, b := id("19680512", 1), id("19711003", 2)
	o.add(ledger.Cadre, "name", "张三", "sex", "男", "birth", "1968-05-12", "id_number", a, "org", "org-1", "phone", "13800000001", "party_post", "书记")
	o.add(ledger.Cadre, "name", "李四", "sex", "女", "birth", "1971-10-03", "id_number", b, "org", "org-2", "note", "退休")
	o.add(ledger.Cadre, "name", "王五", "birth", "1980-01", "org", "org-1")
	o.add(ledger.Cadre, "name", "赵六", "birth", "1975", "org", "org-3")
	o.add(ledger.Cadre, "name", "钱七", "birth", "1966-06", "org", "org-1")
	p := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, sheet.FromRows("北门社区", grid(cadreTitle+`姓名|性别|出生年月|身份证号码|联系电话|备注
		张三|男|1968|`+a+`|13900000001|
		李思|女|1971.10|`+b+`||
		孙八|女|1990.01||13700000001|新来
		钱七|男|1967-06|||
		|男||||
		合计|4`))))
	d := o.diff(p, ledger.Cadre)
	got, err := json.MarshalIndent(d.Table("容城镇", today), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "golden", "difference.json")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestWhichCommunitiesAreCompared(t *testing.T) {
	for _, c := range []struct {
		name, sheet, rows string
		left              int
	}{
		{"one_named_by_its_rows", "Sheet1", "姓名|性别|社区|党内职务\n张三|男|北门|书记", 1},
		{"one_named_by_the_sheet", "北门社区", "姓名|性别|党内职务\n张三|男|书记", 1},
		{"one_of_which_nobody_is_left", "北门社区", "姓名|性别|党内职务\n孙八|男|书记", 2},
		{"two_by_group_rows_one_of_them_empty", "Sheet1", "姓名|性别|党内职务|备注\n北门社区\n张三|男|书记|\n西上社区", 2},
		{"none_named_those_whose_people_it_has", "Sheet1", "姓名|性别|党内职务\n张三|男|书记", 1},
	} {
		o := newOffice(t, "北门社区", "西上社区", "新北社区")
		o.add(ledger.Cadre, "name", "张三", "sex", "男", "party_post", "书记", "org", "org-1")
		o.add(ledger.Cadre, "name", "王五", "org", "org-1")
		o.add(ledger.Cadre, "name", "李四", "org", "org-2")
		o.add(ledger.Cadre, "name", "赵六", "org", "org-3")
		p := o.plan(o.readAs(intake.Options{Kind: ledger.Cadre}, sheet.FromRows(c.sheet, grid(cadreTitle+c.rows))))
		if d := o.diff(p, ledger.Cadre); len(d.Left) != c.left {
			t.Errorf("%s: %d left, want %d: %v", c.name, len(d.Left), c.left, d.Left)
		}
	}
}

func TestNothingToCompare(t *testing.T) {
	o := newOffice(t)
	p := o.plan(o.read(sheet.FromRows("Sheet1", grid("服务时间|社区名称|服务项目|服务人次\n2003-05-12|北门社区|义诊|120"))))
	if _, err := p.Diff(context.Background(), ledger.Cadre); err == nil || catalog.Message(err) == "" {
		t.Error(err)
	}
	if d := o.diff(p, ledger.Service); d.Sentence() != "新增 1 次" || d.Empty() {
		t.Error(d.Sentence())
	}
}
