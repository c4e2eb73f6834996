package sign

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/store"
	"taizhang/data/value"
)

func text(pieces []paper.Piece, changed bool) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Changed == changed || !changed {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	old := Version{Title: "议事规则", Text: "一、坚持集体领导、民主集中。\n二、议题提前三天告知委员。\n三、有利害关系的委员应当回避。"}
	changed := Version{Title: "议事规则", Text: "一、坚持集体领导、民主集中。\n二、议题提前五天书面告知委员。\n三、会议记录当年归档备查。\n四、有利害关系的委员应当回避。"}
	rows := Compare(old, changed)
	var remarks []string
	for _, r := range rows {
		remarks = append(remarks, r.Remark)
	}
	if got := strings.Join(remarks, " "); got != " 修改 新增 修改" {
		t.Fatalf("paragraphs are %q", got)
	}
	if got := text(rows[1].Old, true) + "→" + text(rows[1].New, true); got != "三天→五天书面" {
		t.Errorf("changed words %q", got)
	}
	if got := text(rows[3].Old, true) + "→" + text(rows[3].New, true); got != "三→四" {
		t.Errorf("a paragraph that got another number: %q", got)
	}
	if got := Summary(rows); got != "共 4 段：修改 2 段，新增 1 段，删去 0 段" {
		t.Error(got)
	}
	if got := Summary(Compare(old, old)); got != "两版文字相同" {
		t.Error(got)
	}
}

// What is struck out and what stays is the old text, what is put in and what stays the new one.
func FuzzCompare(f *testing.F) {
	f.Add("一、甲乙丙\n二、丁", "一、甲丙\n三、戊\n二、丁")
	f.Add("", "新")
	f.Fuzz(func(t *testing.T, a, b string) {
		if strings.ToValidUTF8(a, "") != a || strings.ToValidUTF8(b, "") != b {
			t.Skip("texts are UTF-8")
		}
		var old, changed []string
		for _, r := range Compare(Version{Text: a}, Version{Text: b}) {
			if s := text(r.Old, false); s != "" {
				old = append(old, s)
			}
			if s := text(r.New, false); s != "" {
				changed = append(changed, s)
			}
		}
		if strings.Join(old, "\n") != strings.Join(lines(a), "\n") || strings.Join(changed, "\n") != strings.Join(lines(b), "\n") {
			t.Errorf("%q and %q became %q and %q", a, b, old, changed)
		}
	})
}

func TestPosterIsSetAsPrintHasIt(t *testing.T) {
	rule := catalog.NewRecord(ledger.Rule, "1").With("title", value.Text(`党支部"三会一课"制度`)).With("text", value.Text("一、每季度一次,由书记(或副书记)主持;\n二、用时8:30-10:00。"))
	p, err := Poster(rule, "容城镇")
	if err != nil || p.Title != "党支部“三会一课”制度" || p.Articles[0] != "一、每季度一次，由书记（或副书记）主持；" || p.Articles[1] != "二、用时8:30-10:00。" {
		t.Errorf("%+v %v", p, err)
	}
	if _, err := Poster(rule.With("text", value.Value{}), ""); !strings.Contains(catalog.Message(err), "正文") {
		t.Errorf("a rule without a text: %v", err)
	}
}

func TestEarlierVersion(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "x.db"), ledger.All(), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	put := func(changes ...catalog.Change) []string {
		t.Helper()
		done, err := st.Apply(ctx, catalog.Operation{Label: "试", Changes: changes})
		if err != nil {
			t.Fatal(err)
		}
		return done.IDs
	}
	rule := func(title, version, adopted, words string) catalog.Record {
		d, _ := value.ParseDate(adopted)
		r := catalog.NewRecord(ledger.Rule, "").With("title", value.Text(title)).With("version", value.Text(version)).With("adopted", d.Date.Value()).With("text", value.Text(words))
		id := put(catalog.Create(r))[0]
		r, err := st.Get(ctx, ledger.Rule, id)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	newest := rule("议事规则", "三版", "2003-09-01", "丙")
	if _, err := Earlier(ctx, st, newest); !strings.Contains(catalog.Message(err), "上一版") {
		t.Errorf("the only version: %v", err)
	}
	put(catalog.Update(newest, newest.With("text", value.Text("丁"))))
	if v, err := Earlier(ctx, st, newest); err != nil || v.Text != "丙" || !strings.HasSuffix(v.Name, "修改前") {
		t.Errorf("of one that was changed: %+v %v", v, err)
	}
	first := rule("议事规则", "一版", "2001-01-01", "甲")
	rule("议事规则", "二版", "2002-01-01", "乙")
	rule("联系群众制度", "一版", "2003-01-01", "他")
	if v, err := Earlier(ctx, st, newest); err != nil || v.Text != "乙" {
		t.Errorf("of the same title: %+v %v", v, err)
	}
	if v, err := Earlier(ctx, st, newest.With("supersedes", value.Text(first.ID))); err != nil || v.Text != "甲" {
		t.Errorf("of one that says what it supersedes: %+v %v", v, err)
	}
}
