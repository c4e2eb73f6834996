package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(victimEnv); path != "" {
		victim(path)
		return
	}
	if path := os.Getenv(replacerEnv); path != "" {
		replacer(path)
		return
	}
	stop := startPostgres()
	code := m.Run()
	stop()
	os.Exit(code)
}

var ctx = context.Background()

// clock is a clock that a test moves.
type clock struct{ now time.Time }

func newClock() *clock                   { return &clock{time.Date(2003, 1, 1, 8, 0, 0, 0, time.UTC)} }
func (c *clock) Now() time.Time          { return c.now }
func (c *clock) advance(d time.Duration) { c.now = c.now.Add(d) }

// onBoth runs a test on both engines.
func onBoth(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "台账 #1%.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, postgresDSN(t)) })
}

// withStore runs a test on an empty store of both engines.
func withStore(t *testing.T, test func(t *testing.T, s *Store, c *clock)) {
	onBoth(t, func(t *testing.T, dsn string) {
		c := newClock()
		s := mustOpen(t, dsn, Options{Create: true, Now: c.Now})
		test(t, s, c)
		report, err := s.Check(ctx)
		if err != nil || !report.Sound() {
			t.Errorf("after the test: %v %v", report.Faults, err)
		}
	})
}

func mustOpen(t testing.TB, dsn string, opt Options) *Store {
	t.Helper()
	if opt.Office == (Office{}) {
		opt.Office = Office{"450999101", "容城镇"}
	}
	s, err := Open(ctx, dsn, ledger.All(), opt)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func mustApply(t testing.TB, s *Store, label string, changes ...catalog.Change) Done {
	t.Helper()
	d, err := s.Apply(ctx, catalog.Operation{Label: label, Actor: "王五", Changes: changes})
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return d
}

func mustGet(t testing.TB, s *Store, k *catalog.Kind, id string) catalog.Record {
	t.Helper()
	r, err := s.Get(ctx, k, id)
	if err != nil {
		t.Fatalf("get %s %s: %v", k.Key, id, err)
	}
	return r
}

// names returns the names of the records that a query finds.
func names(t testing.TB, s *Store, q Query) string {
	t.Helper()
	page, err := s.Find(ctx, q)
	if err != nil {
		t.Fatalf("find %+v: %v", q, err)
	}
	out := ""
	for i, r := range page.Records {
		if i > 0 {
			out += " "
		}
		out += r.Label()
	}
	return out
}

// rec makes a record from pairs of key and text; a text that begins with ? is unread.
func rec(k *catalog.Kind, id string, pairs ...string) catalog.Record {
	r := catalog.NewRecord(k, id)
	for i := 0; i < len(pairs); i += 2 {
		v := value.Text(pairs[i+1])
		if pairs[i+1] != "" && pairs[i+1][0] == '?' {
			v = value.Unread(pairs[i+1][1:])
		}
		r = r.With(pairs[i], v)
	}
	return r
}

// set is the update of one record's fields.
func set(r catalog.Record, pairs ...string) catalog.Change {
	after := r
	for i := 0; i < len(pairs); i += 2 {
		after = after.With(pairs[i], rec(r.Kind, "", pairs[i:i+2]...).Get(pairs[i]))
	}
	return catalog.Update(r, after)
}

var (
	surnames = []rune("张王李赵陈刘黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文覃单仇")
	given    = []rune("伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲红梅建国志华玉珍海燕春生晓东雪峰宇轩子涵欣怡思远浩然雨婷俊凯佳琪梦瑶振宁德福水莲")
)

// person returns the i-th invented cadre, with twenty fields filled.
func person(i int) catalog.Record {
	name := string([]rune{surnames[i*7%len(surnames)], given[i*13%len(given)], given[i*31%len(given)]})
	birth := value.Date{Year: 1944 + i%40, Month: 1 + i%12, Day: 1 + i%28}
	id := fmt.Sprintf("450999%04d%02d%02d%03d", birth.Year, birth.Month, birth.Day, i%1000)
	r := rec(ledger.Cadre, "", "name", name, "sex", fmt.Sprint(1+i%2), "ethnicity", "01", "birth", birth.String(),
		"id_number", id+string(value.IDCheckCharacter(id)), "education", "20", "political_status", "01", "org", fmt.Sprintf("org%d", i%10),
		"native_place", "广西容城", "party_post", "支部委员", "committee_post", "居委会委员", "post_since", "2002-10",
		"term", "第一届", "in_charge_of", "社会保障、社区服务", "chosen_by", "选举", "pay", fmt.Sprint(40000+i%50*1000), "joined", "1998-07-01",
		"worked_since", "1990-09", "phone", fmt.Sprintf("1380000%04d", i%10000), "address", fmt.Sprintf("容城镇北门街%d号", i%300), "note", "连任")
	return r
}

// orgs returns the creations of ten communities, org0 to org9.
func orgs() []catalog.Change {
	var out []catalog.Change
	for i, name := range []string{"北门", "西上", "新北", "新南", "南大", "城东", "城南", "城西", "城北", "福船岭"} {
		out = append(out, catalog.Create(rec(ledger.Org, fmt.Sprintf("org%d", i), "name", name)))
	}
	return out
}

func people(n int) []catalog.Change {
	out := make([]catalog.Change, n)
	for i := range out {
		out[i] = catalog.Create(person(i))
	}
	return out
}
