package intake_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

var handedFields = []string{"name", "sex", "birth", "id_number", "org", "party_post", "phone", "note"}

// handOut returns the rows of a workbook to be handed out: headings and all cadres, the ids in the last column.
func handOut(o *office) [][]string {
	head := []string{}
	for _, key := range handedFields {
		head = append(head, ledger.Cadre.Field(key).Title)
	}
	rows := [][]string{append(head, intake.IdentityHeading(ledger.Cadre, noon))}
	names := map[string]string{}
	for _, r := range o.records[ledger.Org] {
		names[r.ID] = r.Label()
	}
	for _, r := range o.records[ledger.Cadre] {
		row := []string{}
		for _, key := range handedFields {
			f, v := ledger.Cadre.Field(key), r.Get(key)
			switch d, isDate := v.Date(); {
			case key == "org":
				row = append(row, names[v.Canonical()])
			case isDate && !v.IsEmpty() && key == "birth":
				row = append(row, d.Dotted())
			default:
				row = append(row, f.Type.Format(v))
			}
		}
		rows = append(rows, append(row, r.ID))
	}
	return rows
}

// comeBack plans the return of a workbook that was handed out when the office was as in base.
func (o *office) comeBack(base []catalog.Record, rows [][]string) *intake.Reading {
	opt := intake.Options{Past: func(_ context.Context, k *catalog.Kind, at time.Time, f func(catalog.Record) error) error {
		if k != ledger.Cadre || !at.Equal(noon) {
			o.t.Fatalf("asked for %s at %v", k.Key, at)
		}
		for _, r := range base {
			if err := f(r); err != nil {
				return err
			}
		}
		return nil
	}}
	return o.readAs(opt, sheet.FromRows("Sheet1", rows))
}

func threeCadres(t *testing.T) (*office, []catalog.Record) {
	o := newOffice(t, "北门社区", "西上社区")
	o.add(ledger.Cadre, "name", "张三", "sex", "男", "birth", "1968-05-12", "org", "org-1", "party_post", "书记", "phone", "13800000001")
	o.add(ledger.Cadre, "name", "李四", "sex", "女", "birth", "1971-10", "id_number", id("19711003", 2), "org", "org-1", "phone", "13800000002", "note", "退休")
	o.add(ledger.Cadre, "name", "王五", "sex", "男", "org", "org-2", "party_post", "委员")
	return o, slices.Clone(o.records[ledger.Cadre])
}

func TestReturnedWorkbooks(t *testing.T) {
	const name, birth, number, org, post, phone, note, ids = 0, 2, 3, 4, 5, 6, 7, 8
	set := func(o *office, n int, key, text string) {
		f := ledger.Cadre.Field(key)
		v, _ := f.Type.Parse(catalog.TextCell(text))
		o.records[ledger.Cadre][n] = o.records[ledger.Cadre][n].With(key, v)
	}
	for _, c := range []struct {
		name  string
		here  func(o *office)             // what was changed in the office since
		there func(rows [][]string)       // and in the workbook
		cut   func([][]string) [][]string // what else became of its rows
		fates string
		check map[string]string // "n.key" → what is stored after accepting all, n from 0
	}{
		{name: "nothing_changed", fates: "相同 | 相同 | 相同"},
		{name: "changed_there", there: func(r [][]string) { r[1][phone], r[3][post] = "13900000001", "书记" }, fates: "更新 | 相同 | 更新",
			check: map[string]string{"0.phone": "13900000001", "2.party_post": "书记"}},
		{name: "cleared_there", there: func(r [][]string) { r[2][note] = "" }, fates: "相同 | 更新 | 相同", check: map[string]string{"1.note": ""}},
		{name: "less_exact_there", there: func(r [][]string) { r[1][birth] = "1968" }, fates: "更新 | 相同 | 相同", check: map[string]string{"0.birth": "1968"}},
		{name: "changed_here_stays", here: func(o *office) { set(o, 0, "phone", "13700000001") }, fates: "相同 | 相同 | 相同", check: map[string]string{"0.phone": "13700000001"}},
		{name: "moved_here_stays", here: func(o *office) {
			o.records[ledger.Cadre][0] = o.records[ledger.Cadre][0].With("org", value.Text("org-2"))
		}, fates: "相同 | 相同 | 相同", check: map[string]string{"0.org": "org-2"}},
		{name: "changed_in_both_places", here: func(o *office) { set(o, 0, "phone", "13700000001") }, there: func(r [][]string) { r[1][phone] = "13900000001" },
			fates: "存疑 G2:conflict | 相同 | 相同", check: map[string]string{"0.phone": "13900000001"}},
		{name: "changed_alike_in_both_places", here: func(o *office) { set(o, 0, "phone", "13900000001") }, there: func(r [][]string) { r[1][phone] = "13900000001" },
			fates: "相同 | 相同 | 相同"},
		{name: "different_fields_in_both_places", here: func(o *office) { set(o, 0, "party_post", "委员") }, there: func(r [][]string) { r[1][phone] = "13900000001" },
			fates: "更新 | 相同 | 相同", check: map[string]string{"0.phone": "13900000001", "0.party_post": "委员"}},
		{name: "a_name_put_right", there: func(r [][]string) { r[2][name] = "李思" }, fates: "相同 | 更新 | 相同", check: map[string]string{"1.name": "李思"}},
		{name: "moved_there", there: func(r [][]string) { r[1][org] = "西上" }, fates: "更新 | 相同 | 相同", check: map[string]string{"0.org": "org-2"}},
		{name: "deleted_here", here: func(o *office) { o.records[ledger.Cadre] = o.records[ledger.Cadre][1:] }, fates: "存疑 A2:deleted_here | 相同 | 相同"},
		{name: "hidden_column_deleted", cut: func(r [][]string) [][]string {
			for i := range r {
				r[i] = r[i][:ids]
			}
			return r
		}, there: func(r [][]string) { r[1][phone] = "13900000001" }, fates: "更新 | 相同 | 相同", check: map[string]string{"0.phone": "13900000001"}},
		{name: "hidden_column_written_over", there: func(r [][]string) { r[0][ids] = "台账编号:?" }, fates: "相同 | 相同 | 相同"},
		{name: "sorted_without_the_hidden_column", there: func(r [][]string) {
			r[1], r[2] = append(slices.Clone(r[2][:ids]), r[1][ids]), append(slices.Clone(r[1][:ids]), r[2][ids])
		}, fates: "相同 | 相同 | 相同"},
		{name: "a_row_copied_for_somebody_new", cut: func(r [][]string) [][]string {
			return append(r, []string{"赵六", "女", "1980.01", "", "北门社区", "委员", "13500000001", "", r[1][ids]})
		}, fates: "相同 | 相同 | 相同 | 新增"},
		{name: "ids_of_another_office", there: func(r [][]string) { r[1][ids], r[2][ids], r[3][ids] = "x", "y", "z" }, fates: "相同 | 相同 | 相同"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, base := threeCadres(t)
			rows := handOut(o)
			if c.here != nil {
				c.here(o)
			}
			if c.there != nil {
				c.there(rows)
			}
			if c.cut != nil {
				rows = c.cut(rows)
			}
			p := o.plan(o.comeBack(base, rows))
			if outcome(p) != c.fates {
				t.Fatalf("%s, want %s; %v", outcome(p), c.fates, p.Problems())
			}
			o.apply(p.Operation("", "", intake.AcceptAll))
			for at, want := range c.check {
				var n int
				var key string
				if _, err := fmt.Sscanf(strings.Replace(at, ".", " ", 1), "%d %s", &n, &key); err != nil {
					t.Fatal(err)
				}
				if got := o.records[ledger.Cadre][n].Get(key).Canonical(); got != want {
					t.Errorf("%s = %q, want %q", at, got, want)
				}
			}
		})
	}
}

func TestConflictsAreSettled(t *testing.T) {
	for answer, want := range map[intake.Answer]string{
		{Action: intake.Choose, Option: 0}:           "13900000001",
		{Action: intake.Choose, Option: 1}:           "13700000001",
		{Action: intake.Keep}:                        "13700000001",
		{Action: intake.Type, Text: "136 0000 0001"}: "13600000001",
	} {
		o, base := threeCadres(t)
		rows := handOut(o)
		rows[1][6] = "13900000001"
		o.records[ledger.Cadre][0] = o.records[ledger.Cadre][0].With("phone", value.Text("13700000001"))
		r := o.comeBack(base, rows)
		p := o.plan(r)
		if err := p.Settle(p.Problems()[0], answer, false); err != nil {
			t.Fatal(err)
		}
		p = o.plan(r)
		if p.Counts.Doubtful > 0 {
			t.Errorf("%v: still in doubt: %s", answer, outcome(p))
		}
		o.apply(p.Operation("", "", intake.AcceptSure))
		if got := o.records[ledger.Cadre][0].Get("phone").Canonical(); got != want {
			t.Errorf("%v: phone %s, want %s", answer, got, want)
		}
	}
}

func TestWhoWasDeletedHereStaysOutIfAClerkSaysSo(t *testing.T) {
	for option, want := range []int{3, 2} {
		o, base := threeCadres(t)
		rows := handOut(o)
		o.records[ledger.Cadre] = o.records[ledger.Cadre][1:]
		r := o.comeBack(base, rows)
		p := o.plan(r)
		if err := p.Settle(p.Problems()[0], intake.Answer{Action: intake.Choose, Option: option}, false); err != nil {
			t.Fatal(err)
		}
		o.apply(o.plan(r).Operation("", "", intake.AcceptSure))
		if got := len(o.records[ledger.Cadre]); got != want {
			t.Errorf("option %d: %d cadres, want %d", option, got, want)
		}
	}
}

// TestEditsOfReturnedWorkbooksAreExactlyTheEdits: random edits there are what changes here, and nothing else, whatever
// else was changed here in other fields meanwhile.
func TestEditsOfReturnedWorkbooksAreExactlyTheEdits(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 7))
		o := newOffice(t, "北门社区", "西上社区")
		for i := range 20 {
			birth := fmt.Sprintf("19%02d%02d%02d", 40+r.IntN(40), 1+r.IntN(12), 1+r.IntN(28))
			o.add(ledger.Cadre, "name", []string{"张三", "李四", "王五", "赵六"}[r.IntN(4)], "sex", "男", "birth", birth[:4]+"-"+birth[4:6]+"-"+birth[6:], "id_number", id(birth, 2*i+1),
				"org", fmt.Sprintf("org-%d", 1+r.IntN(2)), "phone", fmt.Sprintf("138%08d", i), "party_post", []string{"书记", "委员", ""}[r.IntN(3)])
		}
		base := slices.Clone(o.records[ledger.Cadre])
		rows := handOut(o)
		want := slices.Clone(base)
		for i := range want {
			if r.IntN(3) == 0 { // there
				rows[i+1][6] = fmt.Sprintf("139%08d", r.IntN(1000))
				want[i] = want[i].With("phone", value.Text(rows[i+1][6]))
			}
			if r.IntN(3) == 0 {
				rows[i+1][5] = ""
				want[i] = want[i].With("party_post", value.Value{})
			}
			if r.IntN(3) == 0 { // here
				o.records[ledger.Cadre][i] = o.records[ledger.Cadre][i].With("note", value.Text("改过"))
				want[i] = want[i].With("note", value.Text("改过"))
			}
		}
		body := rows[1:]
		r.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
		p := o.plan(o.comeBack(base, rows))
		if p.Counts.Doubtful+p.Counts.Broken+p.Counts.New > 0 {
			t.Fatalf("seed %d: %s", seed, outcome(p))
		}
		o.apply(p.Operation("", "", intake.AcceptSure))
		for i, rec := range o.records[ledger.Cadre] {
			if !rec.Equal(want[i]) {
				t.Fatalf("seed %d: %v, want %v", seed, rec, want[i])
			}
		}
	}
}
