package intake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// settings keeps values as a database does: by their JSON.
type settings map[string]string

func (s settings) Setting(_ context.Context, key string, v any) (bool, error) {
	text, ok := s[key]
	return ok && json.Unmarshal([]byte(text), v) == nil, nil
}

func (s settings) SetSetting(_ context.Context, key string, v any) error {
	text, err := json.Marshal(v)
	s[key] = string(text)
	return err
}

var noon = time.Date(2003, 9, 30, 12, 0, 0, 0, time.UTC)

func TestFingerprint(t *testing.T) {
	base := [][]string{{"姓名"}, {"现任职务", "党内职务"}, {}, {"联系电话"}}
	for name, c := range map[string]struct {
		headings [][]string
		same     bool
	}{
		"blanks_and_marks":         {[][]string{{"＊姓　名"}, {"现任 职务", "党内职务:"}, {}, {"联系\n电话"}}, true},
		"empty_columns_around":     {[][]string{{}, {"姓名"}, {"现任职务", "党内职务"}, {}, {"联系电话"}, {}}, true},
		"the_column_of_ids":        {append(slices.Clone(base), []string{"台账编号:cadre:20030930T120000.000Z"}), true},
		"another_order":            {[][]string{{"现任职务", "党内职务"}, {"姓名"}, {}, {"联系电话"}}, false},
		"another_heading":          {[][]string{{"姓名"}, {"现任职务", "居委会职务"}, {}, {"联系电话"}}, false},
		"levels_are_not_one_level": {[][]string{{"姓名"}, {"现任职务党内职务"}, {}, {"联系电话"}}, false},
	} {
		if got := intake.Fingerprint(c.headings) == intake.Fingerprint(base); got != c.same {
			t.Errorf("%s: same %v", name, got)
		}
	}
	if intake.Fingerprint(nil) != "" || intake.Fingerprint([][]string{{}, nil}) != "" {
		t.Error("a sheet without headings has a shape")
	}
}

// TestWhatWasOverruledIsRemembered: kind, columns, policies and community, on the next sheet of the same shape alone.
func TestWhatWasOverruledIsRemembered(t *testing.T) {
	memory := intake.NewMemory(settings{})
	o := newOffice(t, "北门社区", "西上社区")
	opt := intake.Options{Memory: memory}
	drawing := func(heads string) *sheet.Sheet {
		return sheet.FromRows("Sheet1", grid("名单2003\n"+heads+"\n张三|男|1968-05|13800000001|13900000002|下棋"))
	}
	const heads = "姓名|性别|出生年月|电话一|电话二|爱好"
	r := o.readAs(opt, drawing(heads))
	table := r.Files[0].Tables[0]
	table.SetKind(ledger.Member)
	table.SetOrg("西上社区")
	for _, err := range []error{table.SetField(4, "phone"), table.SetNote(5), table.SetField(1, ""), table.SetPolicy(4, intake.FillEmpty), r.Remember(context.Background(), noon)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := o.plan(r)

	again := o.readAs(opt, drawing(" 姓  名|性别|出生年月|电话一|电话二|爱好"))
	table = again.Files[0].Tables[0]
	p := o.plan(again)
	if table.Recalled() == nil || table.Kind != ledger.Member || table.KindWhy != "上次就是这样定的" || table.OrgWhy != "上次就是这样定的" ||
		!strings.HasPrefix(table.Columns[4].Why, "上次就是这样定的") || table.Policy(4) != intake.FillEmpty {
		t.Errorf("%+v", table)
	}
	if a, b := p.Tables[0].Rows[0].After(), want.Tables[0].Rows[0].After(); len(intake.Changes(a, b)) > 0 || got(p, 0, "note") != "爱好:下棋" || got(p, 0, "org") != "org-2" {
		t.Errorf("%v, want %v", a, b)
	}
	if other := o.readAs(opt, drawing("姓名|性别|出生年月|电话一|爱好|电话二")).Files[0].Tables[0]; other.Recalled() != nil {
		t.Error("a sheet of another shape recalls the decisions")
	}
	if other := o.readAs(opt, sheet.FromRows("表二", grid(heads+"\n李四|男|1968-05|13800000001|13900000002|下棋"))).Files[0].Tables[0]; other.Org == "西上社区" || other.Kind != ledger.Member {
		t.Errorf("another sheet of the shape: community %s", other.Org)
	}

	list, err := memory.List(context.Background())
	if err != nil || len(list) != 1 || !list[0].At.Equal(noon) || !reflect.DeepEqual(list[0].Words(ledger.All()),
		[]string{"台账种类:党员", "「性别」不存储", "「电话一」不存储", "「电话二」填「联系电话」,对已有记录只填空白", "「爱好」并入备注", "未写社区的行归到「西上社区」"}) {
		t.Errorf("%v %+v %q", err, list, list[0].Words(ledger.All()))
	}
	if err := table.Forget(context.Background()); err != nil {
		t.Fatal(err)
	}
	if table.Recalled() != nil || table.Org != "" || table.Policy(4) != intake.TakeAll || got(o.plan(again), 0, "phone") != "13800000001" {
		t.Errorf("after forgetting: %+v", table)
	}
	if list, _ := memory.List(context.Background()); len(list) != 0 {
		t.Errorf("after forgetting: %v", list)
	}
}

func TestNothingOverruledIsNothingToRemember(t *testing.T) {
	s := settings{}
	o := newOffice(t, "北门社区")
	r := o.readAs(intake.Options{Memory: intake.NewMemory(s)}, sheet.FromRows("北门社区", grid(cadreTitle+"姓名|性别|党内职务\n张三|男|书记")))
	if err := r.Remember(context.Background(), noon); err != nil || len(s) != 0 {
		t.Error(err, s)
	}
}

func TestMemoryForgetsTheOldest(t *testing.T) {
	ctx, s := context.Background(), settings{}
	m := intake.NewMemory(s)
	for i := range 310 {
		if err := m.Put(ctx, intake.Decisions{Shape: fmt.Sprint(i), At: noon.Add(time.Duration(i) * time.Minute)}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := m.List(ctx)
	if err != nil || len(list) != 300 || list[0].Shape != "309" || list[299].Shape != "10" {
		t.Errorf("%v, %d", err, len(list))
	}
	s["intake.memory.1"] = `{"future":[1,2]}`
	if _, ok, err := m.Get(ctx, "309"); ok || err != nil {
		t.Errorf("what can't be read: %v %v", ok, err)
	}
}
