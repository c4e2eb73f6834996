package roster

import (
	"context"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

// CodeNoNames is the code of the refusal of cards for records that name nobody.
const CodeNoNames = "roster-no-names"

// posts are the fields that say what somebody is, the first filled one of each line first.
var posts = []string{"party_post", "committee_post"}

// Cards returns a name card for each person of req, in the order of its view: of people, their posts and communities
// stand below the name; of meetings, cards are made for everybody who leads them, keeps the minutes or attends, once.
// Kinds of record in which no people stand are refused.
func Cards(ctx context.Context, src Source, req Request) ([]paper.Card, error) {
	if !NamesPeople(req.Kind) {
		return nil, catalog.Refuse(CodeNoNames, "%s里没有可以做席卡的人员名单;请用社区干部、党员、发展党员或三会一课", req.Kind.Title)
	}
	req.Columns, req.GroupBy = nil, ""
	if req.View == "" {
		req.View = AllView
	}
	b, err := newBuilder(ctx, src, req)
	if err != nil {
		return nil, err
	}
	var cards []paper.Card
	if isPerson(req.Kind) {
		for _, r := range b.req.Records {
			if name := r.Get(req.Kind.Name).Canonical(); name != "" {
				cards = append(cards, paper.Card{Name: name, Under: b.under(r)})
			}
		}
	} else {
		cards = b.attendees()
	}
	if len(req.Records) == 0 {
		return nil, catalog.Refuse(CodeNoNames, "没有选中任何%s,没有席卡可印", req.Kind.Title)
	}
	if len(cards) == 0 {
		return nil, catalog.Refuse(CodeNoNames, "选中的%s里没有填写姓名,没有席卡可印", req.Kind.Title)
	}
	return cards, nil
}

// NamesPeople reports whether cards can be made of a kind: its records are people, or list the people who took part.
func NamesPeople(k *catalog.Kind) bool { return isPerson(k) || k.Field("attendees") != nil }

// under returns the line below the name of a person: the community without its ending, and the posts.
func (b *builder) under(r catalog.Record) string {
	var words []string
	if f := r.Kind.Field("org"); f != nil {
		if word := b.refLabel(f, r.Get("org"), nil); word != "" {
			words = append(words, word)
		}
	}
	var held []string
	for _, key := range posts {
		if f := r.Kind.Field(key); f != nil && !r.Get(key).IsEmpty() {
			held = append(held, f.Type.Format(r.Get(key)))
		}
	}
	if len(held) > 0 {
		words = append(words, strings.Join(held, "、"))
	}
	return strings.Join(words, "　")
}

// attendees returns a card for each person that the records name, in the order of the fields: the chair first.
func (b *builder) attendees() []paper.Card {
	var cards []paper.Card
	known := map[string]int{} // places in cards, by name
	add := func(name, under string) {
		if name == "" {
			return
		}
		if i, ok := known[name]; ok {
			if cards[i].Under == "" {
				cards[i].Under = under
			}
			return
		}
		known[name] = len(cards)
		cards = append(cards, paper.Card{Name: name, Under: under})
	}
	for _, r := range b.req.Records {
		for i := range r.Kind.Fields {
			switch t := r.Kind.Fields[i].Type.(type) {
			case catalog.PersonName:
				add(t.Format(r.At(i)), "")
			case catalog.ListReferrer:
				for _, link := range t.Links(r.At(i)) {
					if person, ok := b.targets[t.ListTarget()][link.ID]; ok {
						add(person.Label(), b.under(person))
					} else {
						add(link.Words, "")
					}
				}
			}
		}
	}
	return cards
}
