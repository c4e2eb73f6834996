package filling

import (
	"fmt"
	"regexp"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

var (
	handOutTitle = regexp.MustCompile(`发放|签领|领取|签收|慰问`)
	visitedOn    = regexp.MustCompile(`走访|慰问时间|慰问日期|慰问人|慰问对象类别|困难原因|致困`)
)

// handedOut decides for a form on which people sign for what they are given (慰问金发放表): it is for the people themselves,
// where its title names those of a ledger and it asks for what only that ledger knows, such as the ID number; for the log
// of visits otherwise. It returns nil to leave the form as it was recognised.
func (p *Plan) handedOut(tables []*intake.Table) (kind *catalog.Kind, why string) {
	if p.opt.Kind != nil {
		return nil, ""
	}
	for _, t := range tables {
		if t.Kind != ledger.Visit || !t.Included {
			continue
		}
		title := value.Tight(t.Title + t.Sheet.Name + p.Name)
		if !handOutTitle.MatchString(title) {
			continue
		}
		kind := ledger.Member
		if strings.Contains(title, "干部") && !strings.Contains(title, "党员") {
			kind = ledger.Cadre
		}
		asked := onlyOf(t, kind)
		joined := kind == ledger.Member && strings.Contains(strings.Join(asked, " "), "入党")
		if len(asked) == 0 || !joined && !strings.Contains(title, "党员") && !strings.Contains(title, "干部") {
			continue
		}
		why := fmt.Sprintf("这张发放表要「%s」,走访慰问台账里没有,%s名册里有,所以填%s;要填走访慰问的记录,种类请选「%s」", strings.Join(asked, "、"), kind.Title, kind.Title, ledger.Visit.Title)
		if strings.Contains(title, "困难") {
			why += ";哪些人困难台账里没有写,请先在名册里选出这些人再套表"
		}
		return kind, why
	}
	return nil, ""
}

// onlyOf returns the headings that a kind knows and the log of visits doesn't; none if the form asks for visits as such.
func onlyOf(t *intake.Table, kind *catalog.Kind) []string {
	var out []string
	for _, c := range t.Columns {
		if len(c.Heading) == 0 {
			continue
		}
		heading := value.Tight(c.Heading[len(c.Heading)-1])
		if visitedOn.MatchString(heading) {
			return nil
		}
		if fieldNamed(kind, c.Heading...) != nil && fieldNamed(ledger.Visit, c.Heading...) == nil {
			out = append(out, heading)
		}
	}
	return out
}
