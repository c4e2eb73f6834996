package sign

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/paper"
	"taizhang/data/value"
)

// CodeNoChain is the code of the refusal to draw a chain of responsibility of which nothing is entered.
const CodeNoChain = "sign-no-chain"

// Source knows the records that others refer to. A *store.Store is one.
type Source interface {
	// Lookup returns those of the records of a kind that are there, by their ids.
	Lookup(ctx context.Context, kind string, ids []string) (map[string]catalog.Record, error)
}

// ChainRequest says of what a chart is made.
type ChainRequest struct {
	Records []catalog.Record // of the ledger of public order; other types than 责任捆绑 are passed over
	Office  string           // 容城镇
	AsOf    value.Date       // the day that is printed; none if zero
}

// unnamed stands in the chain where nobody is named: the chain breaks there.
const unnamed = "（未定）"

// Chains returns the chain of responsibility (责任捆绑): 镇党建联络员 → 社区干部 → 居民小组长 → 责任党员 with the number of
// households covered, a chart for each community in the order of the communities' ids; before them, if there are several,
// one of the whole town.
func Chains(ctx context.Context, src Source, req ChainRequest) ([]paper.Chart, error) {
	c := chain{req: req, named: map[string]map[string]catalog.Record{}}
	for _, r := range req.Records {
		if r.Kind == ledger.Safety && r.Get("type").Canonical() == ledger.Chain {
			c.links = append(c.links, r)
		}
	}
	if len(c.links) == 0 {
		return nil, catalog.Refuse(CodeNoChain, "综治台账里还没有“%s”的记录,画不出责任链图;请先在综治台账里按社区登记", ledger.Chain)
	}
	for _, key := range []string{"org", "cadre", "member"} {
		found, err := c.lookUp(ctx, src, key)
		if err != nil {
			return nil, err
		}
		c.named[key] = found
	}
	var charts []paper.Chart
	communities := c.communities()
	for _, links := range communities {
		charts = append(charts, c.chart(links))
	}
	if len(charts) > 1 {
		charts = slices.Insert(charts, 0, c.town(communities))
	}
	return charts, nil
}

// chain is the records of a request on their way to charts.
type chain struct {
	req   ChainRequest
	links []catalog.Record
	named map[string]map[string]catalog.Record // by the field, which is called as the kind that it refers to, by id
}

func (c *chain) lookUp(ctx context.Context, src Source, key string) (map[string]catalog.Record, error) {
	var ids []string
	for _, r := range c.links {
		if v := r.Get(key); !v.IsEmpty() && !v.IsUnread() {
			ids = append(ids, v.Canonical())
		}
	}
	slices.Sort(ids)
	found, err := src.Lookup(ctx, key, slices.Compact(ids))
	if err != nil {
		return nil, fmt.Errorf("look up the records of kind %s in the chain: %w", key, err)
	}
	return found, nil
}

// word returns what a field of a link says.
func (c *chain) word(link catalog.Record, key string) string {
	v := link.Get(key)
	if v.IsUnread() {
		return v.Raw()
	}
	if named, ok := c.named[key]; ok {
		return named[v.Canonical()].Label()
	}
	return v.Canonical()
}

func orUnnamed(word string) string {
	if word == "" {
		return unnamed
	}
	return word
}

// communities cuts the links by their communities.
func (c *chain) communities() [][]catalog.Record {
	byOrg := map[string][]catalog.Record{}
	var ids []string
	for _, r := range c.links {
		id := r.Get("org").Canonical()
		if byOrg[id] == nil {
			ids = append(ids, id)
		}
		byOrg[id] = append(byOrg[id], r)
	}
	slices.Sort(ids)
	out := make([][]catalog.Record, len(ids))
	for i, id := range ids {
		out[i] = byOrg[id]
	}
	return out
}

// households returns how many households links cover together.
func households(links []catalog.Record) int64 {
	var sum int64
	for _, r := range links {
		n, _ := r.Get("households").Int()
		sum += n
	}
	return sum
}

// chart returns the chart of one community.
func (c *chain) chart(links []catalog.Record) paper.Chart {
	org := c.word(links[0], "org")
	if org == "" {
		org = "未填社区"
	}
	chart := paper.Chart{
		Title:  c.req.Office + org + "社会治安责任链图",
		Left:   "单位：" + c.req.Office + org,
		Levels: []string{"镇党建联络员", "社区干部", "居民小组长", "责任党员（联系户数）"},
		Notes:  []string{fmt.Sprintf("共 %d 个居民小组，覆盖 %d 户", len(links), households(links))},
	}
	c.date(&chart)
	for _, link := range links {
		member := paper.Node{Text: orUnnamed(c.word(link, "member"))}
		if n, ok := link.Get("households").Int(); ok {
			member.Small = fmt.Sprintf("联系 %d 户", n)
		}
		leader := paper.Node{Text: orUnnamed(c.word(link, "group_leader")), Small: c.word(link, "residents"), Children: []paper.Node{member}}
		liaison := child(&chart.Roots, orUnnamed(c.word(link, "liaison")))
		cadre := child(&liaison.Children, orUnnamed(c.word(link, "cadre")))
		if held := c.named["cadre"][link.Get("cadre").Canonical()]; !held.IsZero() {
			cadre.Small = held.Get("party_post").Canonical()
		}
		cadre.Children = append(cadre.Children, leader)
	}
	return chart
}

func (c *chain) date(chart *paper.Chart) {
	if !c.req.AsOf.IsZero() {
		chart.Right = "制图日期：" + c.req.AsOf.Chinese()
	}
}

// child returns the node of a text among nodes, a new one if there is none.
func child(nodes *[]paper.Node, text string) *paper.Node {
	for i := range *nodes {
		if (*nodes)[i].Text == text {
			return &(*nodes)[i]
		}
	}
	*nodes = append(*nodes, paper.Node{Text: text})
	return &(*nodes)[len(*nodes)-1]
}

// town returns the chart of all communities.
func (c *chain) town(communities [][]catalog.Record) paper.Chart {
	root := paper.Node{Text: c.req.Office + "党委"}
	chart := paper.Chart{
		Title:  c.req.Office + "社会治安责任链图",
		Left:   "单位：" + c.req.Office,
		Levels: []string{"镇党委", "镇党建联络员", "社区和社区干部", "居民小组、党员和户数"},
		Notes:  []string{fmt.Sprintf("共 %d 个社区，%d 个居民小组，覆盖 %d 户；各社区的责任链见后", len(communities), len(c.links), households(c.links))},
	}
	c.date(&chart)
	for _, links := range communities {
		var cadres []string
		for _, link := range links {
			if word := c.word(link, "cadre"); word != "" && !slices.Contains(cadres, word) {
				cadres = append(cadres, word)
			}
		}
		ends := paper.Node{Text: fmt.Sprintf("%d 个小组，%d 名党员", len(links), len(c.members(links))), Small: fmt.Sprintf("覆盖 %d 户", households(links))}
		community := paper.Node{Text: orUnnamed(c.word(links[0], "org")), Small: strings.Join(cadres, "、"), Children: []paper.Node{ends}}
		liaison := child(&root.Children, orUnnamed(c.word(links[0], "liaison")))
		liaison.Children = append(liaison.Children, community)
	}
	chart.Roots = []paper.Node{root}
	return chart
}

// members returns the names of the members in links, each once.
func (c *chain) members(links []catalog.Record) map[string]bool {
	out := map[string]bool{}
	for _, link := range links {
		if v := link.Get("member"); !v.IsEmpty() {
			out[v.Canonical()] = true
		}
	}
	return out
}
