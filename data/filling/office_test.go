package filling_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// office holds records in memory.
type office []catalog.Record

func (o office) Each(_ context.Context, kind *catalog.Kind, f func(catalog.Record) error) error {
	for _, r := range o {
		if r.Kind == kind {
			if err := f(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o office) Lookup(_ context.Context, kind string, ids []string) (map[string]catalog.Record, error) {
	found := map[string]catalog.Record{}
	for _, r := range o {
		if r.Kind.Key == kind && slices.Contains(ids, r.ID) {
			found[r.ID] = r
		}
	}
	return found, nil
}

func (o office) of(kind *catalog.Kind) []catalog.Record {
	var out []catalog.Record
	for _, r := range o {
		if r.Kind == kind {
			out = append(out, r)
		}
	}
	return out
}

// memory is a filling.Memory.
type memory map[string]any

func (m memory) Setting(_ context.Context, key string, v any) (bool, error) {
	kept, ok := m[key]
	if ok {
		copyJSON(kept, v)
	}
	return ok, nil
}

func (m memory) SetSetting(_ context.Context, key string, v any) error {
	if v == nil {
		delete(m, key)
		return nil
	}
	m[key] = v
	return nil
}

// record makes a record of what one would type; of references the id.
func record(t testing.TB, kind *catalog.Kind, id string, fields map[string]string) catalog.Record {
	t.Helper()
	r := catalog.NewRecord(kind, id)
	for key, text := range fields {
		f := kind.Field(key)
		if f == nil {
			t.Fatalf("kind %s has no field %s", kind.Key, key)
		}
		if _, isRef := f.Type.(catalog.Referrer); isRef {
			r = r.With(key, value.Text(text))
			continue
		}
		v, p := f.Type.Parse(catalog.TextCell(text))
		if p != nil && p.Severity == catalog.Broken && text[0] != '?' {
			t.Fatalf("%s: %s", key, p.Text)
		}
		r = r.With(key, v)
	}
	return r
}

func idNumber(birth string, order int) string {
	id := fmt.Sprintf("450999%s%03d", birth, order)
	return id + string(value.IDCheckCharacter(id))
}

// someOffice has two communities and n cadres and members each.
func someOffice(t testing.TB, n int) office {
	o := office{
		record(t, ledger.Org, "o1", map[string]string{"name": "北门社区", "branch": "北门社区党支部", "phone": "0775-0000101"}),
		record(t, ledger.Org, "o2", map[string]string{"name": "西上社区", "branch": "西上社区党支部"}),
	}
	names := []string{"覃业成", "李玉兰", "梁秋燕", "韦凤鸣", "黎𬭎", "莫小红", "甘永强"}
	for i := range n {
		sex, order := "男", 2*(i%400)+1
		if i%3 != 0 {
			sex, order = "女", 2*(i%400)
		}
		birth := fmt.Sprintf("%d%02d%02d", 1955+i%30, 1+i%12, 1+i%28)
		fields := map[string]string{"name": names[i%len(names)], "sex": sex, "ethnicity": []string{"汉族", "壮族", "瑶族"}[i%3], "birth": birth[:4] + "-" + birth[4:6],
			"id_number": idNumber(birth, order), "education": []string{"大学专科", "中专", "初中", "大学本科"}[i%4], "political_status": []string{"中共党员", "群众", "中共预备党员"}[i%3],
			"org": []string{"o1", "o2"}[i%2], "phone": fmt.Sprintf("139%08d", i+1), "joined": "1993-06-28", "note": ""}
		delete(fields, "note")
		cadre := map[string]string{"party_post": []string{"书记", "副书记", ""}[i%3], "committee_post": "主任", "pay": "480.5", "post_since": "2002-10-10", "worked_since": "1981-08"}
		for k, v := range fields {
			cadre[k] = v
		}
		if cadre["party_post"] == "" {
			delete(cadre, "party_post")
		}
		fields["class"] = []string{"流动党员", "离退休党员"}[i%2]
		o = append(o, record(t, ledger.Cadre, fmt.Sprintf("c%05d", i), cadre), record(t, ledger.Member, fmt.Sprintf("m%05d", i), fields))
	}
	return o
}

// work is what two communities have done.
func work(t testing.TB) office {
	meeting, activity, visit, service := ledger.Meeting, ledger.Activity, ledger.Visit, ledger.Service
	return office{
		record(t, meeting, "w1", map[string]string{"date": "2003-03-05", "org": "o1", "type": "支部党员大会", "attended": "30"}),
		record(t, meeting, "w2", map[string]string{"date": "2003-06-05", "org": "o2", "type": "党课", "attended": "28"}),
		record(t, activity, "w3", map[string]string{"date": "2003-05-12", "org": "o1", "title": "法律进社区", "type": "法律进社区", "count": "120", "state": "已办"}),
		record(t, activity, "w4", map[string]string{"date": "2003-10-12", "org": "o1", "title": "重阳节", "type": "文体活动", "state": "计划"}),
		record(t, visit, "w5", map[string]string{"date": "2003-01-20", "org": "o1", "category": "老年人", "count": "12", "money": "2400"}),
		record(t, visit, "w6", map[string]string{"date": "2003-01-21", "org": "o2", "category": "残疾人", "count": "5", "money": "1050.5"}),
		record(t, visit, "w7", map[string]string{"date": "2002-12-21", "org": "o2", "category": "经济困难户", "count": "7", "goods": "大米"}),
		record(t, visit, "w8", map[string]string{"date": "2003-09-01", "org": "o2", "category": "优抚对象", "goods": "大米"}),
		record(t, service, "w9", map[string]string{"date": "2003-08", "org": "o1", "item": "义诊", "count": "430"}),
		record(t, service, "w10", map[string]string{"date": "2003-07-15", "item": "义诊", "count": "20"}),
	}
}

func options() filling.Options {
	return filling.Options{Kinds: ledger.All(), Office: "容城镇", Clerk: "王小明", Today: value.Date{Year: 2003, Month: 9, Day: 30}}
}

func form(t testing.TB, name string) *sheet.Form {
	t.Helper()
	f, err := sheet.OpenForm(context.Background(), filepath.Join("testdata", name), sheet.Options{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

func read(t testing.TB, f *sheet.Form, name string, o office, opt filling.Options) *filling.Plan {
	t.Helper()
	p, err := filling.Read(context.Background(), f, name, o, opt)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

// filled is a form that was filled.
type filled struct {
	results []filling.Result
	book    *sheet.Book
	xlsx    *excelize.File
	bytes   []byte
}

func fill(t testing.TB, f *sheet.Form, p *filling.Plan, jobs ...filling.Job) filled {
	t.Helper()
	ctx := context.Background()
	results, err := p.Fill(ctx, f, jobs)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(ctx, &out); err != nil {
		t.Fatal(err)
	}
	book, err := sheet.Read(ctx, bytes.NewReader(out.Bytes()), int64(out.Len()), "filled.xlsx", sheet.Options{})
	if err != nil {
		t.Fatalf("the filled form can't be read: %v", err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatalf("excelize can't read the filled form: %v", err)
	}
	t.Cleanup(func() { x.Close() })
	if dir := os.Getenv("FILLED"); dir != "" { // to look at
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(t.Name())+".xlsx"), out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return filled{results, book, x, out.Bytes()}
}

// row returns the texts of a row of a sheet, from column A, of numbers their digits.
func row(s *sheet.Sheet, n int) []string {
	var out []string
	for c := range s.Cols() {
		out = append(out, s.Cell(n-1, c).Text)
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

func wantRow(t *testing.T, s *sheet.Sheet, n int, want ...string) {
	t.Helper()
	if got := row(s, n); !slices.Equal(got, want) {
		t.Errorf("row %d is %q, want %q", n, got, want)
	}
}
