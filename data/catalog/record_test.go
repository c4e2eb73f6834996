package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

var person = catalog.New(catalog.Kind{
	Key: "person", Title: "人员", Name: "name",
	Fields: []catalog.Field{
		{Key: "name", Title: "姓名", Type: catalog.PersonName{}, Required: true},
		{Key: "birth", Title: "出生年月", Type: catalog.Date{}},
		{Key: "age", Title: "年龄", Type: catalog.Int{}, Derive: func(r catalog.Record, asof value.Date) value.Value {
			return value.Int(int64(r.Date("birth").YearsUntil(asof)))
		}},
		{Key: "id_number", Title: "身份证号码", Type: catalog.IDNumber{}},
	},
	Rules: []catalog.Rule{func(r catalog.Record, _ value.Date) []catalog.Problem {
		if r.Date("birth").Year != 1900 {
			return nil
		}
		return []catalog.Problem{{Code: "old", Field: "birth", Severity: catalog.Doubt}}
	}},
	Views: []catalog.View{{Name: "一", Columns: []catalog.ViewColumn{{Field: catalog.Serial}, {Field: "name"}}}, {Name: "二", Default: true}},
})

func TestRecord(t *testing.T) {
	empty := catalog.NewRecord(person, "p1")
	r := empty.With("name", value.Text("张三")).With("birth", value.Text("1968-05"))
	if !empty.Get("name").IsEmpty() || r.Get("name").Canonical() != "张三" || r.Date("birth").String() != "1968-05" || r.Label() != "张三" {
		t.Errorf("got %+v from %+v", r, empty)
	}
	other := r.With("birth", value.Text("1968-06"))
	if r.Date("birth").String() != "1968-05" {
		t.Error("a changed copy changed its origin")
	}
	if d := catalog.Differences(r, other); !slices.Equal(d, []int{1}) || r.Equal(other) || !r.Equal(other.With("birth", value.Text("1968-05"))) {
		t.Errorf("they differ at %v", d)
	}
	if d := catalog.Differences(catalog.Record{}, r); !slices.Equal(d, []int{0, 1}) {
		t.Errorf("from nothing it differs at %v", d)
	}
	if !r.With("nothing", value.Text("x")).Equal(r) || !r.Get("nothing").IsEmpty() {
		t.Error("a field that the kind doesn't have changed the record")
	}
	if !empty.Equal(catalog.RecordOf(person, "p1", make([]value.Value, 4))) || empty.Equal(catalog.NewRecord(person, "p2")) {
		t.Error("a short record must equal a long one of the same values, and no other id")
	}
	asof := value.Date{Year: 2003, Month: 9, Day: 30}
	if n, _ := r.On(person.Field("age"), asof).Int(); n != 35 {
		t.Errorf("age %d", n)
	}
	if v := r.On(person.Field("birth"), asof); v.Canonical() != "1968-05" {
		t.Errorf("a stored field is %q", v.Canonical())
	}
}

func TestZeroRecord(t *testing.T) {
	var zero catalog.Record
	if !zero.IsZero() || !zero.With("name", value.Text("x")).IsZero() || !zero.Get("name").IsEmpty() || zero.Label() != "" || !zero.Equal(zero) ||
		catalog.Check(zero, value.Date{}) != nil || !zero.Date("birth").IsZero() {
		t.Error("a zero record is more than nothing")
	}
}

func TestChange(t *testing.T) {
	before := catalog.NewRecord(person, "p1").With("name", value.Text("张三"))
	after := before.With("name", value.Text("李四"))
	for want, change := range map[string]catalog.Change{"张三": catalog.Delete(before), "李四": catalog.Update(before, after)} {
		if got := change.Record().Label(); got != want {
			t.Errorf("the change is about %s, want %s", got, want)
		}
	}
	if c := catalog.Create(after); !c.Before.IsZero() || !c.Record().Equal(after) {
		t.Errorf("a creation is %+v", c)
	}
}

func TestCheck(t *testing.T) {
	asof := value.Date{Year: 2003}
	base := catalog.NewRecord(person, "p1")
	tests := []struct {
		name   string
		record catalog.Record
		want   []string // field, code, severity
	}{
		{"sound", base.With("name", value.Text("张三")), nil},
		{"required", base, []string{"name required 2"}},
		{"unread", base.With("name", value.Text("张三")).With("birth", value.Unread("去年")), []string{"birth date 2"}},
		{"unread, though it could be read now", base.With("name", value.Text("张三")).With("birth", value.Unread("1968")), []string{"birth unread 2"}},
		{"wrong check digit", base.With("name", value.Text("张三")).With("id_number", value.Text("450999196805120011")), []string{"id_number id_check_digit 1"}},
		{"rule", base.With("name", value.Text("张三")).With("birth", value.Text("1900")), []string{"birth old 1"}},
	}
	for _, test := range tests {
		var got []string
		for _, p := range catalog.Check(test.record, asof) {
			got = append(got, fmt.Sprint(p.Field, " ", p.Code, " ", p.Severity))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestKind(t *testing.T) {
	if person.Index("birth") != 1 || person.Index("nothing") != -1 || person.Field("nothing") != nil || person.Field("age").Stored() || !person.Field("birth").Stored() {
		t.Error("fields are not found by their keys")
	}
	if person.View("").Name != "二" || person.View("一").Name != "一" || person.View("三") != nil {
		t.Error("views are not found by their names")
	}
	if kinds := []*catalog.Kind{person}; catalog.Find(kinds, "person") != person || catalog.Find(kinds, "x") != nil {
		t.Error("kinds are not found by their keys")
	}
}

func TestNewRefusesContradictions(t *testing.T) {
	name := catalog.Field{Key: "name", Title: "姓名", Type: catalog.Text{}}
	for what, k := range map[string]catalog.Kind{
		"a field twice":                {Fields: []catalog.Field{name, name}},
		"a field without a key":        {Fields: []catalog.Field{{Title: "姓名", Type: catalog.Text{}}}},
		"a field without a type":       {Fields: []catalog.Field{{Key: "name", Title: "姓名"}}},
		"a field without a title":      {Fields: []catalog.Field{{Key: "name", Type: catalog.Text{}}}},
		"a name that is no field":      {Name: "title", Fields: []catalog.Field{name}},
		"an identity that is no field": {Identity: []catalog.Identity{{Fields: []string{"x"}}}, Fields: []catalog.Field{name}},
		"a sort by what is no field":   {Views: []catalog.View{{Sort: []string{"x"}}}, Fields: []catalog.Field{name}},
		"a view's column of no field":  {Views: []catalog.View{{Columns: []catalog.ViewColumn{{Field: "x"}}}}, Fields: []catalog.Field{name}},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is accepted", what)
				}
			}()
			catalog.New(k)
		}()
	}
}

func TestMessage(t *testing.T) {
	refusal := catalog.Refuse("file_broken", "文件「%s」已损坏", "花名册.xlsx")
	cause := errors.New("unexpected EOF")
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{refusal, "文件「花名册.xlsx」已损坏"},
		{fmt.Errorf("importing: %w", refusal.Because(cause)), "文件「花名册.xlsx」已损坏"},
		{fmt.Errorf("importing: %w", context.Canceled), "已取消,没有改动任何记录"},
		{context.DeadlineExceeded, "等待时间过长,操作没有完成,没有改动任何记录;请再试一次"},
		{cause, "程序遇到意外情况,操作没有完成,没有改动任何记录;请把日志交给技术支持"},
	} {
		if got := catalog.Message(test.err); got != test.want {
			t.Errorf("%v is told as %q, want %q", test.err, got, test.want)
		}
	}
	err := refusal.Because(cause)
	if !errors.Is(err, cause) || !errors.Is(err, refusal) || errors.Is(err, catalog.Refuse("other", "")) || refusal.Err != nil {
		t.Error("a refusal is known by its code and its cause")
	}
	if got := err.Error(); got != "file_broken: 文件「花名册.xlsx」已损坏: unexpected EOF" {
		t.Errorf("the log reads %q", got)
	}
}
