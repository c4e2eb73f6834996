package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func TestSearchBox(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人",
			catalog.Create(rec(ledger.Cadre, "", "name", "曾小红", "id_number", "450999196805120022", "phone", "13800001234、0775-7654321")),
			catalog.Create(rec(ledger.Cadre, "", "name", "单国强", "id_number", "45099919701103311X")),
			catalog.Create(rec(ledger.Cadre, "", "name", "吕洪", "phone", "13900220022")),
			catalog.Create(rec(ledger.Cadre, "", "name", "𬭎铮·阿里", "note", "曾小红的邻居")),
			catalog.Create(rec(ledger.Cadre, "", "name", "Maria 张%", "phone", "?打不通_")),
		)
		for find, want := range map[string]string{
			"小红": "曾小红", "曾小红": "曾小红", "红": "曾小红", "xiaohong": "曾小红", "xiaoh": "曾小红", "XH": "曾小红",
			"zengxiao": "曾小红", "cengxiao": "曾小红", "zxh": "曾小红", "cxh": "曾小红", "iaohong": "", "hong": "曾小红 吕洪 𬭎铮·阿里",
			"shan": "单国强", "dgq": "单国强", "lv": "吕洪", "lyuhong": "吕洪", "lh": "吕洪",
			"0022": "曾小红 吕洪", "311x": "单国强", "311X": "单国强", "1234": "曾小红", "19680512": "曾小红", "4509991968": "曾小红",
			"13800001234": "曾小红", "0775-7654321": "曾小红", "7654321": "曾小红", "139": "吕洪", "6805": "", "99": "",
			"zeng 0022": "曾小红", "zeng 311": "", "阿里": "𬭎铮·阿里", "𬭎": "𬭎铮·阿里", "铮·阿": "𬭎铮·阿里", "maria": "Maria 张%", "ria": "Maria 张%",
			"张%": "Maria 张%", "%": "曾小红 单国强 吕洪 𬭎铮·阿里 Maria 张%", "_": "曾小红 单国强 吕洪 𬭎铮·阿里 Maria 张%", "打不通": "Maria 张%", "a%b": "", `\`: "曾小红 单国强 吕洪 𬭎铮·阿里 Maria 张%",
			"  ": "曾小红 单国强 吕洪 𬭎铮·阿里 Maria 张%", "邻居": "", "'": "曾小红 单国强 吕洪 𬭎铮·阿里 Maria 张%",
		} {
			if got := names(t, s, Query{Kind: ledger.Cadre, Find: find}); got != want {
				t.Errorf("find %q: %s, want %s", find, got, want)
			}
		}
		r := mustGet(t, s, ledger.Cadre, must1(s.IDs(ctx, Query{Kind: ledger.Cadre, Find: "zxh"}))[0])
		mustApply(t, s, "改名", set(r, "name", "陈明"))
		if got := names(t, s, Query{Kind: ledger.Cadre, Find: "zxh"}) + names(t, s, Query{Kind: ledger.Cadre, Find: "cm"}); got != "陈明" {
			t.Errorf("after the change of name: %s", got)
		}
	})
}

func must1[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestConditions(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人",
			catalog.Create(rec(ledger.Cadre, "", "name", "甲", "birth", "1968", "pay", "100000", "org", "org0", "note", "A_b%c")),
			catalog.Create(rec(ledger.Cadre, "", "name", "乙", "birth", "1968-05", "pay", "200000", "org", "org1", "note", "xyz")),
			catalog.Create(rec(ledger.Cadre, "", "name", "丙", "birth", "1968-05-12", "org", "org1", "sex", "2")),
			catalog.Create(rec(ledger.Cadre, "", "name", "丁", "birth", "?八月", "pay", "?一千", "sex", "1")),
			catalog.Create(rec(ledger.Cadre, "", "name", "戊", "birth", "1969-01-01", "pay", "-5")),
		)
		v := func(list ...string) []value.Value {
			var out []value.Value
			for _, s := range list {
				out = append(out, rec(ledger.Cadre, "", "note", s).Get("note"))
			}
			return out
		}
		for _, test := range []struct {
			want  string
			where []Condition
		}{
			{"乙 丙", []Condition{{"org", Equal, v("org1")}}},
			{"甲 乙 丙", []Condition{{"org", Equal, v("org1", "org0")}}},
			{"丁 戊", []Condition{{"org", Equal, v("")}}},
			{"甲 丁 戊", []Condition{{"org", Equal, v("org0", "")}}},
			{"甲 丁 戊", []Condition{{"org", NotEqual, v("org1")}}},
			{"丁 戊", []Condition{{"org", Empty, nil}}},
			{"丙", []Condition{{"pay", Empty, nil}}}, // an unread value is no empty field
			{"甲 乙 丁 戊", []Condition{{"pay", NotEmpty, nil}}},
			{"丁", []Condition{{"pay", Equal, v("?一千")}}},
			{"丁", []Condition{{"birth", Equal, v("?八月")}}},
			{"甲 乙", []Condition{{"pay", From, v("100000")}}},
			{"甲 戊", []Condition{{"pay", To, v("100000")}}},
			{"乙 丙 戊", []Condition{{"birth", From, v("1968-05")}}},
			{"丙 戊", []Condition{{"birth", From, v("1968-05-02")}}},
			{"甲 乙 丙 戊", []Condition{{"birth", From, v("1968-01-01")}}},
			{"甲 乙 丙", []Condition{{"birth", To, v("1968")}}},
			{"甲 乙 丙", []Condition{{"birth", To, v("1968-05")}}},
			{"甲 乙", []Condition{{"birth", To, v("1968-05-01")}}},
			{"甲", []Condition{{"note", Contains, v("a_B%")}}},
			{"", []Condition{{"note", Contains, v("x_z")}}},
			{"乙 丁", []Condition{{"pay", NotEqual, v("", "100000", "-5")}}},
			{"乙", []Condition{{"org", Equal, v("org1")}, {"note", NotEmpty, nil}}},
		} {
			if got := names(t, s, Query{Kind: ledger.Cadre, Where: test.where}); got != test.want {
				t.Errorf("%+v: %s, want %s", test.where, got, test.want)
			}
			if n, err := s.Count(ctx, Query{Kind: ledger.Cadre, Where: test.where}); err != nil || n != len(strings.Fields(test.want)) {
				t.Errorf("%+v: counted %d, %v", test.where, n, err)
			}
		}
		for _, wrong := range []Condition{{"age", Empty, nil}, {"nothing", Empty, nil}, {"org", Equal, nil}, {"org", Op(99), v("x")}} {
			if _, err := s.Find(ctx, Query{Kind: ledger.Cadre, Where: []Condition{wrong}}); err == nil {
				t.Errorf("%+v was accepted", wrong)
			}
		}
	})
}

func TestSorting(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "人",
			catalog.Create(rec(ledger.Cadre, "", "name", "张伟", "org", "org5", "pay", "300", "education", "70")), // 城东
			catalog.Create(rec(ledger.Cadre, "", "name", "阿花", "org", "org0", "pay", "20000")),                  // 北门
			catalog.Create(rec(ledger.Cadre, "", "name", "曾明", "org", "org0", "pay", "?不清", "education", "20")),
			catalog.Create(rec(ledger.Cadre, "", "name", "", "org", "", "pay", "-100", "education", "10")),
			catalog.Create(rec(ledger.Cadre, "", "name", "陈红", "org", "org1", "pay", "")), // 西上
		)
		for _, test := range []struct {
			want string
			sort []Order
		}{
			{"张伟 阿花 曾明  陈红", nil},
			{"阿花 陈红 曾明 张伟 ", []Order{{"name", false}}},
			{"张伟 曾明 陈红 阿花 ", []Order{{"name", true}}},
			{"阿花 曾明 张伟 陈红 ", []Order{{"org", false}, {"name", false}}},
			{"陈红 张伟 曾明 阿花 ", []Order{{"org", true}, {"name", true}}},
			{" 张伟 阿花 曾明 陈红", []Order{{"pay", false}}},
			{"阿花 张伟  曾明 陈红", []Order{{"pay", true}}}, // unread and empty ones stay last
			{" 曾明 张伟 阿花 陈红", []Order{{"education", false}, {"name", false}}},
		} {
			if got := names(t, s, Query{Kind: ledger.Cadre, Sort: test.sort}); got != test.want {
				t.Errorf("%+v: %q, want %q", test.sort, got, test.want)
			}
		}
		q := Query{Kind: ledger.Cadre, Sort: []Order{{"name", false}}, Limit: 2, Offset: 1}
		if page, err := s.Find(ctx, q); err != nil || page.Total != 5 || len(page.Records) != 2 || page.Records[0].Label() != "陈红" {
			t.Errorf("page: %+v %v", page, err)
		}
		if page, err := s.Find(ctx, Query{Kind: ledger.Cadre, Offset: 99, Limit: 5}); err != nil || page.Total != 5 || len(page.Records) != 0 {
			t.Errorf("page behind the end: %+v %v", page, err)
		}
		counts, err := s.Distinct(ctx, Query{Kind: ledger.Cadre}, "org")
		if err != nil || fmt.Sprint(counts) != "[{{org0} 2} {{org5} 1} {{org1} 1} {{} 1}]" {
			t.Errorf("distinct: %v %v", counts, err)
		}
		counts, err = s.Distinct(ctx, Query{Kind: ledger.Cadre, Find: "m"}, "pay")
		if err != nil || len(counts) != 1 || counts[0].Value != value.Unread("不清") {
			t.Errorf("distinct of a search: %v %v", counts, err)
		}
	})
}

func TestRecordsInOrder(t *testing.T) {
	withStore(t, func(t *testing.T, s *Store, _ *clock) {
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "删", catalog.Delete(mustGet(t, s, ledger.Org, "org2")))
		list, err := s.Records(ctx, ledger.Org, []string{"org3", "nobody", "org1", "org2", "org3"})
		if err != nil || len(list) != 5 {
			t.Fatal(list, err)
		}
		var got []string
		for _, r := range list {
			got = append(got, r.Label())
		}
		if strings.Join(got, ",") != "新南,,西上,,新南" {
			t.Errorf("records: %q", got)
		}
		labels, err := s.Labels(ctx, "org")
		if err != nil || len(labels) != 9 || labels["org0"] != "北门" {
			t.Errorf("labels: %v %v", labels, err)
		}
	})
}

// TestAsOfAgainstCopies works on an office at random, keeps what every query answered after each operation, and asks
// for it again from the journal in the end.
func TestAsOfAgainstCopies(t *testing.T) {
	queries := []Query{
		{},
		{Sort: []Order{{"name", false}}},
		{Find: "z"},
		{Find: "138", Sort: []Order{{"birth", true}}},
		{Where: []Condition{{"org", Equal, []value.Value{value.Text("org1"), value.Text("org2")}}}},
		{Where: []Condition{{"org", NotEqual, []value.Value{value.Text("org1"), {}}}}},
		{Where: []Condition{{"birth", From, []value.Value{value.Text("1960-03")}}, {"birth", To, []value.Value{value.Text("1975")}}}},
		{Where: []Condition{{"pay", From, []value.Value{value.Int(50000)}}}},
		{Where: []Condition{{"note", Empty, nil}}},
		{Where: []Condition{{"note", Contains, []value.Value{value.Text("任_")}}}},
		{Where: []Condition{{"pay", Equal, []value.Value{value.Unread("一千"), value.Int(40000)}}}},
	}
	withStore(t, func(t *testing.T, s *Store, c *clock) {
		random := rand.New(rand.NewPCG(7, 8))
		type moment struct {
			at      time.Time
			answers []string
		}
		ask := func(at time.Time) []string {
			var out []string
			for _, q := range queries {
				q.Kind, q.AsOf = ledger.Cadre, at
				page, err := s.Find(ctx, q)
				if err != nil {
					t.Fatalf("%+v: %v", q, err)
				}
				text := ""
				for _, r := range page.Records {
					text += fmt.Sprintf("%v\n", r)
				}
				out = append(out, strings.ReplaceAll(text, fmt.Sprintf("%p", ledger.Cadre), ""))
			}
			return out
		}
		var kept []moment
		mustApply(t, s, "社区", orgs()...)
		for step := range 60 {
			c.advance(time.Hour)
			ids := must1(s.IDs(ctx, Query{Kind: ledger.Cadre}))
			switch n := random.IntN(10); {
			case n < 3 || len(ids) < 5:
				mustApply(t, s, "导入", people(3+random.IntN(5))...)
			case n < 7:
				r := mustGet(t, s, ledger.Cadre, ids[random.IntN(len(ids))])
				choice := [][]string{{"note", ""}, {"note", "任_%"}, {"pay", "?一千"}, {"pay", "40000"}, {"name", "曾强"}, {"org", "org1"}, {"org", ""}, {"birth", "1960"}, {"phone", "13812345678"}}
				mustApply(t, s, "改", set(r, choice[random.IntN(len(choice))]...))
			case n == 7:
				mustApply(t, s, "删", catalog.Delete(mustGet(t, s, ledger.Cadre, ids[random.IntN(len(ids))])))
			case n == 8:
				if _, err := s.Undo(ctx, "", UndoOptions{Keep: true}); err != nil && step > 0 {
					t.Fatal(err)
				}
			default:
				_, _ = s.Redo(ctx, UndoOptions{Keep: true}) // there may be nothing
			}
			kept = append(kept, moment{c.Now(), ask(time.Time{})})
		}
		for i, m := range kept {
			if got := ask(m.at); !slices.Equal(got, m.answers) {
				for j := range got {
					if got[j] != m.answers[j] {
						t.Fatalf("moment %d, query %d: then\n%s\nfrom the journal\n%s", i, j, m.answers[j], got[j])
					}
				}
			}
		}
	})
}
