package desk

import (
	"slices"

	"fyne.io/fyne/v2"

	"taizhang/app/look"
	"taizhang/data/catalog"
)

// sections are the headings under which the navigation shows the ledgers.
var sections = []struct {
	title string
	kinds []string // keys
}{
	{"组织队伍", []string{"org", "cadre", "member", "transfer", "candidate", "dues", "meeting"}},
	{"制度共建", []string{"rule", "partner", "activity", "venue"}},
	{"教育宣传", []string{"course", "publicity"}},
	{"平安服务", []string{"safety", "service", "visit", "health"}},
	{"工作", []string{"issue", "plan", "economy"}},
}

// Section returns the heading of the navigation under which a kind stands.
func Section(kind string) string {
	for _, s := range sections {
		if slices.Contains(s.kinds, kind) {
			return s.title
		}
	}
	return restOfLedgers
}

// restOfLedgers is the heading of kinds that no section names.
const restOfLedgers = "其他台账"

// section is a heading of the navigation with its ledgers, which it shows or hides.
type section struct {
	title string
	kinds []*catalog.Kind
	head  *look.NavRow
	rows  *fyne.Container
}

// sectionsOf puts kinds under their headings, each in its section's order.
func sectionsOf(kinds []*catalog.Kind) []*section {
	var out []*section
	rest := slices.Clone(kinds)
	for _, s := range sections {
		part := &section{title: s.title}
		for _, key := range s.kinds {
			if k := catalog.Find(rest, key); k != nil {
				part.kinds = append(part.kinds, k)
				rest = slices.DeleteFunc(rest, func(o *catalog.Kind) bool { return o == k })
			}
		}
		if len(part.kinds) > 0 {
			out = append(out, part)
		}
	}
	if len(rest) > 0 {
		out = append(out, &section{title: restOfLedgers, kinds: rest})
	}
	return out
}

// ledgers returns the rows of all kinds under their headings.
func (n *navigation) ledgers() []fyne.CanvasObject {
	d := n.desk
	var out []fyne.CanvasObject
	n.parts = sectionsOf(d.Kinds)
	for _, s := range n.parts {
		s.rows = look.Column(0)
		for _, k := range s.kinds {
			row := look.NewNavRow(k.Title, nil, func() { d.Go(Place{Page: PageRoster, Kind: k.Key}) })
			row.Level = 1
			n.kinds[k.Key] = row
			s.rows.Add(row)
		}
		s.head = look.NewNavSection(s.title, func() { s.open(n, s.rows.Hidden) })
		if d.Preferences().Bool(s.key()) {
			s.rows.Hide()
			s.head.SetOpen(false)
		}
		out = append(out, s.head, s.rows)
	}
	return out
}

// key is where it is kept that the section is closed.
func (s *section) key() string { return "nav.closed." + s.title }

func (s *section) open(n *navigation, on bool) {
	if s.rows.Hidden = !on; on {
		s.rows.Show()
	}
	s.head.SetOpen(on)
	n.desk.Preferences().SetBool(s.key(), !on)
	if n.box != nil {
		n.box.Refresh()
	}
}

// reveal opens the section of a kind.
func (n *navigation) reveal(key string) {
	for _, s := range n.parts {
		if s.rows.Hidden && catalog.Find(s.kinds, key) != nil {
			s.open(n, true)
		}
	}
}
