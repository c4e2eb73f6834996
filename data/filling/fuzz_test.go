package filling_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
	"taizhang/data/filling"
	"taizhang/data/ledger"
	"taizhang/data/sheet"
)

// randomForm makes a blank form, mostly sensible, with a style of its own in every cell's column. It returns the last
// heading row, the number of ruled rows and of columns.
func randomForm(seed uint64) (blank []byte, head, ruled, cols int) {
	rng := rand.New(rand.NewPCG(seed, 1))
	words := []string{"序号", "姓名", "性别", "民族", "出生年月", "年龄", "身份证号码", "文化程度", "政治面貌", "联系电话", "党内职务", "备注", "是否党员", "QQ号", "性别代码(1男2女)", "月报酬(万元)", "照片", ""}
	x := excelize.NewFile()
	defer x.Close()
	const name = "Sheet1"
	cols = 3 + rng.IntN(10)
	head = 2 + rng.IntN(3)
	ruled = rng.IntN(8)
	cell := func(c, r int) string { n, _ := excelize.CoordinatesToCellName(c, r); return n }
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	must(x.SetCellStr(name, "A1", []string{"干部花名册", "____社区党员名册", "附件1", "      镇    年统计"}[rng.IntN(4)]))
	must(x.MergeCell(name, "A1", cell(cols, 1)))
	if head > 2 {
		must(x.SetCellStr(name, "A2", []string{"填报单位:____  填报日期:  年 月 日", "单位(盖章):", ":::", "截止日期:2003年9月30日"}[rng.IntN(4)]))
	}
	bottom := head + ruled
	for c := 1; c <= cols; c++ {
		style, err := x.NewStyle(&excelize.Style{NumFmt: []int{0, 1, 2, 14, 49}[rng.IntN(5)], Font: &excelize.Font{Size: float64(8 + c)},
			Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}}})
		must(err)
		must(x.SetCellStyle(name, cell(c, head), cell(c, bottom), style))
		must(x.SetCellStr(name, cell(c, head), words[rng.IntN(len(words))]))
	}
	for range rng.IntN(4) {
		r, c := head+1+rng.IntN(ruled+1), 1+rng.IntN(cols)
		must(x.MergeCell(name, cell(c, r), cell(min(c+rng.IntN(3), cols), r+rng.IntN(2))))
	}
	if rng.IntN(2) == 0 {
		must(x.SetCellStr(name, cell(1, head+1), []string{"例", "……", "张三", "合计"}[rng.IntN(4)]))
	}
	must(x.SetCellStr(name, cell(1, bottom+1), []string{"合计", "注:请如实填写", "填表人:", "某行"}[rng.IntN(4)]))
	must(x.SetCellFormula(name, cell(cols, bottom+1), fmt.Sprintf("SUM(%s:%s)", cell(cols, head+1), cell(cols, max(bottom, head+1)))))
	var out bytes.Buffer
	must(x.Write(&out))
	return out.Bytes(), head, ruled, cols
}

// FuzzFill shows that whatever a blank form looks like, filling it never panics, gives a workbook that can be read, and
// leaves the headings and the look of every cell as they were.
func FuzzFill(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, uint8(seed*3))
	}
	o := someOffice(f, 20)
	f.Fuzz(func(t *testing.T, seed uint64, people uint8) {
		ctx := context.Background()
		blank, head, _, cols := randomForm(seed)
		form, err := sheet.ReadForm(ctx, blank, "x.xlsx", sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		p, err := filling.Read(ctx, form, "x.xlsx", o, options())
		var refusal *catalog.Refusal
		if errors.As(err, &refusal) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if p.Counts() {
			return // FuzzFillNumbers is of those
		}
		records := o.of(p.Kind)
		records = records[:min(int(people), len(records))]
		done := fill(t, form, p, filling.Job{Records: records})
		old, err := excelize.OpenReader(bytes.NewReader(blank))
		if err != nil {
			t.Fatal(err)
		}
		defer old.Close()
		name := func(c, r int) string { n, _ := excelize.CoordinatesToCellName(c, r); return n }
		for c := 1; c <= cols; c++ {
			before, _ := old.GetCellValue("Sheet1", name(c, head))
			after, _ := done.xlsx.GetCellValue("Sheet1", name(c, head))
			if before != after && !p.Blanks[0].Card {
				t.Errorf("heading %s was %q, is %q", name(c, head), before, after)
			}
			style, _ := old.GetCellStyle("Sheet1", name(c, head))
			for r := head; r <= head+len(records) && done.results[0].AddedRows > 0 && style != 0; r++ {
				now, _ := done.xlsx.GetCellStyle("Sheet1", name(c, r))
				if now != style && now != 0 {
					t.Errorf("cell %s has style %d instead of %d", name(c, r), now, style)
				}
			}
		}
		if got := done.results[0].Rows; !p.Blanks[0].Card && got != len(records) {
			t.Errorf("%d of %d records were written", got, len(records))
		}
	})
}

// BenchmarkFill fills 3,000 people into a form of ten ruled rows, everything included.
func BenchmarkFill(b *testing.B) {
	o := someOffice(b, 3000)
	records := o.of(ledger.Cadre)
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		f := form(b, "two-rows-with-total.xlsx")
		p := read(b, f, "x.xlsx", o, options())
		if _, err := p.Fill(ctx, f, []filling.Job{{Records: records}}); err != nil {
			b.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(ctx, &out); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms")
	}
}
