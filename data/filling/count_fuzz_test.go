package filling_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// randomCounts makes a form of numbers, mostly sensible, of the words in two texts and of others.
func randomCounts(seed uint64, heading, label string) []byte {
	rng := rand.New(rand.NewPCG(seed, 2))
	heads := []string{"党员数", "其中:女", "35岁以下", "36—45岁", "大专及以上", "社区干部", "走访慰问(人次)", "慰问金(万元)", "1月", "第三季度", "合计", "年龄", "备注", "比例", "占党员总数比例(%)", "女性占比", "北门社区", "西上社区", "序号", "人数", "", heading}
	labels := []string{"北门社区", "西上社区党支部", "合计", "女", "60岁以上", "老年人", "发展党员", "一、党员", "其中:预备党员", "", "", "……", "某某", "甲", label}
	x := excelize.NewFile()
	defer x.Close()
	const name = "Sheet1"
	cell := func(c, r int) string { n, _ := excelize.CoordinatesToCellName(c, r); return n }
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	cols, head, rows := 2+rng.IntN(9), 2+rng.IntN(2), 1+rng.IntN(9)
	must(x.SetCellStr(name, "A1", []string{"党员情况统计表", "____镇2003年社区工作月报", "一览表", heading}[rng.IntN(4)]))
	must(x.MergeCell(name, "A1", cell(cols, 1)))
	style, err := x.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}, {Type: "left", Style: 1, Color: "000000"}}})
	must(err)
	must(x.SetCellStyle(name, "A2", cell(cols, head+rows), style))
	must(x.SetCellStr(name, "A2", []string{"社区", "项目", "单位", "序号", heading}[rng.IntN(5)]))
	for r := 2; r <= head; r++ {
		for c := 2; c <= cols; c++ {
			must(x.SetCellStr(name, cell(c, r), heads[rng.IntN(len(heads))]))
		}
	}
	for r := head + 1; r <= head+rows; r++ {
		must(x.SetCellStr(name, cell(1, r), labels[rng.IntN(len(labels))]))
		switch c := 2 + rng.IntN(cols-1); rng.IntN(6) {
		case 0:
			if r > head+1 { // no sum of itself
				must(x.SetCellFormula(name, cell(c, r), fmt.Sprintf("SUM(%s:%s)", cell(c, head+1), cell(c, r-1))))
			}
		case 1:
			must(x.SetCellInt(name, cell(c, r), int64(rng.IntN(3))))
		case 2:
			must(x.SetCellStr(name, cell(c, r), "—"))
		}
	}
	for range rng.IntN(4) {
		r, c := 2+rng.IntN(head+rows-1), 1+rng.IntN(cols)
		must(x.MergeCell(name, cell(c, r), cell(min(c+rng.IntN(3), cols), min(r+rng.IntN(2), head+rows))))
	}
	must(x.SetCellStr(name, cell(1, head+rows+1), []string{"填表人:", "注:如实填写", "", label}[rng.IntN(4)]))
	var out bytes.Buffer
	must(x.Write(&out))
	return out.Bytes()
}

// FuzzFillNumbers fills random forms of numbers: whatever is drawn, it must not fail, what the form has stays, and a number of
// people is that of the people behind it.
func FuzzFillNumbers(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed, []string{"流动党员", "党龄50年以上", "(一)35-40", "其中:(", "第五季度13月", "高中(含"}[seed%6], []string{"党员", "0岁以上", "①", "999岁以下"}[seed%4])
	}
	o := append(someOffice(f, 9), work(f)...)
	f.Fuzz(func(t *testing.T, seed uint64, heading, label string) {
		if len(heading) > 200 || len(label) > 200 {
			return
		}
		ctx := context.Background()
		blank := randomCounts(seed, heading, label)
		form, err := sheet.ReadForm(ctx, blank, "x.xlsx", sheet.Options{})
		if err != nil {
			t.Skip(err) // excelize writes what XML can't hold
		}
		p, err := filling.Read(ctx, form, "x.xlsx", o, options())
		var refusal *catalog.Refusal
		if errors.As(err, &refusal) || err == nil && !p.Counts() {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		copied, err := form.Clone()
		if err != nil {
			t.Fatal(err)
		}
		original, err := copied.Sheet(0)
		if err != nil {
			t.Fatal(err)
		}
		before := original.Source()
		results, err := p.Fill(ctx, form, []filling.Job{{}})
		if err != nil {
			t.Fatal(err)
		}
		var filled bytes.Buffer
		if err := form.Write(ctx, &filled); err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(ctx, bytes.NewReader(filled.Bytes()), int64(filled.Len()), "filled.xlsx", sheet.Options{})
		if err != nil {
			t.Fatalf("the filled form can't be read: %v", err)
		}
		r, after := results[0], book.Sheets[0]
		for _, n := range r.Numbers {
			count, err := n.Count.Float64()
			if of := n.Of; of != nil && (of.Part > of.Count || of.Count < 1 || math.Abs(count-100*float64(of.Part)/float64(of.Count)) > 0.5) {
				t.Errorf("%s is %s %%, %d of %d", n.Cell, n.Count, of.Part, of.Count)
			} else if of != nil {
				count = float64(of.Part)
			}
			if people := n.Kind == ledger.Member.Key || n.Kind == ledger.Cadre.Key; err != nil || people && count != float64(len(n.Records)) {
				t.Errorf("%s is %s of %d records: %v", n.Cell, n.Count, len(n.Records), err)
			}
			old := before.Cell(n.Row, n.Col)
			if _, formula := original.Has(n.Row, n.Col); r.AddedRows == 0 && (formula || !old.IsEmpty() && old.Text != "0" && !strings.Contains("……", old.Text)) {
				t.Errorf("%s held %q %v", n.Cell, old.Text, formula)
			}
		}
		for c := range 12 {
			was, is := before.Cell(1, c).Text, after.Cell(1, c).Text
			if _, err := strconv.Atoi(is); was != is && err == nil {
				t.Errorf("the heading of column %d was %q, is %q", c+1, was, is)
			}
		}
	})
}
