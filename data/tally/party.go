package tally

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// coverage finds blank spots (空白点): members whom nobody manages, communities without a branch, and branches that are
// too large or too small (中国共产党支部工作条例(试行), 2018, 第四条 and 第五条). A branch is small by its full members.
func coverage(ctx context.Context, records Records, p Params) (*Result, error) {
	unmanaged := Group{Key: "unmanaged", Title: "无人管理的党员", Unit: ledger.Member.Unit, Kind: ledger.Member}
	count, full := map[string]int{}, map[string]int{}
	err := records.Each(ctx, ledger.Member, func(r catalog.Record) error {
		if !ledger.InParty(r) {
			return ctx.Err()
		}
		org := r.Get(orgField).Canonical()
		count[org]++
		if r.Get("political_status").Canonical() != ledger.ProbationaryMember {
			full[org]++
		}
		if !ledger.Managed(r) && p.of(r) {
			unmanaged.note(r)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	unit := ledger.Org.Unit
	bare := Group{Key: "no_branch", Title: "没有党支部的社区", Unit: unit, Kind: ledger.Org}
	large := Group{Key: "over_50", Title: fmt.Sprintf("党员超过 %d 人的支部", largestBranch), Unit: unit, Kind: ledger.Org}
	small := Group{Key: "under_3", Title: fmt.Sprintf("正式党员不足 %d 人的支部", smallestBranch), Unit: unit, Kind: ledger.Org}
	err = records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		switch {
		case !p.of(r):
		case !ledger.HasBranch(r):
			bare.note(r)
		case count[r.ID] > largestBranch:
			large.note(r)
		case full[r.ID] < smallestBranch:
			small.note(r)
		}
		return ctx.Err()
	})
	return &Result{Groups: []Group{unmanaged.closed(), bare.closed(), large.closed(), small.closed()}}, err
}

// The sizes of a branch, in members.
const (
	largestBranch  = 50
	smallestBranch = 3
)

// note counts a record in the only cell of a group.
func (g *Group) note(r catalog.Record) {
	if len(g.Cells) == 0 {
		g.Cells = []Cell{{Key: Total}}
	}
	g.Cells[0].Count++
	g.Cells[0].Records = append(g.Cells[0].Records, r.ID)
}

// closed returns the group with its cell, also if nothing was counted.
func (g Group) closed() Group {
	if len(g.Cells) == 0 {
		g.Cells = []Cell{{Key: Total}}
	}
	return g
}

// line is a row of the community table: which of its people it counts.
type line struct {
	title string
	has   func(r catalog.Record, asof value.Date) bool
}

// communityLines are the rows of table T6 of the party statistics: all, women, ages, education.
func communityLines() []line {
	lines := []line{
		{"总计", func(catalog.Record, value.Date) bool { return true }},
		{"女", func(r catalog.Record, _ value.Date) bool { return r.Get("sex").Canonical() == ledger.Female }},
	}
	for _, band := range []struct {
		title       string
		first, last int64
	}{{"35岁及以下", 0, 35}, {"36–45岁", 36, 45}, {"46–54岁", 46, 54}, {"55–59岁", 55, 59}, {"60岁及以上", 60, oldest}} {
		lines = append(lines, line{band.title, func(r catalog.Record, asof value.Date) bool {
			age, ok := r.On(r.Kind.Field("age"), asof).Int()
			return ok && age >= band.first && age <= band.last
		}})
	}
	for _, level := range []struct {
		title string
		codes []string
	}{{"大专及以上", []string{"10", "20", "30"}}, {"中专", []string{"40", "41"}}, {"高中、中技", []string{"44", "47", "60"}}, {"初中及以下", []string{"70", "80", "90"}}} {
		lines = append(lines, line{level.title, func(r catalog.Record, _ value.Date) bool {
			return slices.Contains(level.codes, r.Get("education").Canonical())
		}})
	}
	return lines
}

// communityColumn is a column of that table: which records of a kind it counts.
type communityColumn struct {
	key, title string
	kind       *catalog.Kind
	has        func(catalog.Record) bool
}

func communityColumns() []communityColumn {
	out := []communityColumn{{"members", "乡镇社区党员", ledger.Member, ledger.InParty}}
	for _, p := range posts() {
		if p.column {
			out = append(out, communityColumn{p.key, p.title, ledger.Cadre, p.has})
		}
	}
	return out
}

// left reports whether a cadre is no longer in office.
func left(r catalog.Record) bool { return r.Get("resigned").Canonical() == "1" }

// heads reports whether somebody holds a post and isn't a deputy: 书记 and 党支部书记, but not 副书记.
func heads(r catalog.Record, field, post string) bool {
	words := r.Get(field).Canonical()
	return strings.Contains(words, post) && !strings.Contains(words, "副"+post)
}

// communityParty counts table T6 of the yearly party statistics (党内统计 社区).
func communityParty(ctx context.Context, records Records, p Params) (*Result, error) {
	lines := communityLines()
	res := &Result{}
	for _, c := range communityColumns() {
		g := Group{Key: c.key, Title: c.title, Unit: c.kind.Unit, Kind: c.kind}
		for _, l := range lines {
			g.Cells = append(g.Cells, Cell{Key: l.title})
		}
		err := records.Each(ctx, c.kind, func(r catalog.Record) error {
			if !p.of(r) || !c.has(r) {
				return ctx.Err()
			}
			for i, l := range lines {
				if l.has(r, p.AsOf) {
					g.Cells[i].Count++
					g.Cells[i].Records = append(g.Cells[i].Records, r.ID)
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return nil, err
		}
		res.Groups = append(res.Groups, g)
	}
	return res, nil
}
