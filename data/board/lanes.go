package board

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
	"taizhang/data/value"
)

// Lane is one column of a board by state.
type Lane struct {
	State string // code; "" for records that have none
	Title string
	Cards []Card
}

// Card is one task or issue on a board.
type Card struct {
	Record      catalog.Record
	Title       string
	Category    string
	Org         string // name of the community, "" for the whole office
	Responsible string
	Due         value.Date
	Overdue     bool
	Progress    string // 60%, "" where the ledger has none
}

// LanesQuery says which records of a board are wanted.
type LanesQuery struct {
	Kind     *catalog.Kind // ledger.Issue or ledger.Plan
	AsOf     value.Date
	Org      string // "" is all
	Category string // code; "" is all
	Overdue  bool   // those that are overdue alone
}

// stateField is the key of the field by which boards are divided, in both ledgers.
const stateField = "state"

// States returns the states of a kind's board, in their order.
func States(kind *catalog.Kind) []catalog.Choice {
	if c, ok := kind.Field(stateField).Type.(catalog.Chooser); ok {
		return c.Choices()
	}
	return nil
}

// Lanes returns a board: a lane for each state, with what is due first at the top. Records without a state are in the
// lane of what has not begun; a state that couldn't be read has a lane of its own.
func Lanes(ctx context.Context, records Records, q LanesQuery) ([]Lane, error) {
	orgs := map[string]string{}
	err := records.Each(ctx, ledger.Org, func(r catalog.Record) error {
		orgs[r.ID] = r.Label()
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the communities: %w", err)
	}
	var lanes []Lane
	for _, c := range States(q.Kind) {
		lanes = append(lanes, Lane{State: c.Code, Title: c.Title})
	}
	unread := Lane{Title: "看不懂的状态"}
	err = records.Each(ctx, q.Kind, func(r catalog.Record) error {
		c := cardOf(r, q.AsOf, orgs)
		if !within(r, q.Org) || q.Category != "" && r.Get("category").Canonical() != q.Category || q.Overdue && !c.Overdue {
			return ctx.Err()
		}
		state := r.Get(stateField)
		i := slices.IndexFunc(lanes, func(l Lane) bool { return l.State == state.Canonical() })
		switch {
		case state.IsUnread():
			unread.Cards = append(unread.Cards, c)
		default:
			lanes[max(i, 0)].Cards = append(lanes[max(i, 0)].Cards, c)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", q.Kind.Key, err)
	}
	if len(unread.Cards) > 0 {
		lanes = append(lanes, unread)
	}
	for _, l := range lanes {
		slices.SortStableFunc(l.Cards, func(a, b Card) int {
			return cmp.Or(boolOrder(!a.Due.IsZero(), !b.Due.IsZero()), a.Due.Last().Compare(b.Due.Last()))
		})
	}
	return lanes, nil
}

func cardOf(r catalog.Record, asof value.Date, orgs map[string]string) Card {
	c := Card{Record: r, Title: r.Label(), Org: orgs[r.Get("org").Canonical()], Responsible: r.Get("responsible").Canonical(), Due: r.Date("due")}
	c.Title, _, _ = strings.Cut(c.Title, "\n")
	c.Category = r.Kind.Field("category").Type.Format(r.Get("category"))
	late, _ := r.On(r.Kind.Field("overdue"), asof).Int()
	c.Overdue = late == 1
	if f := r.Kind.Field("progress"); f != nil {
		c.Progress = f.Type.Format(r.Get("progress"))
	}
	return c
}

// Move returns the record in another state, with what follows from it: what is solved or finished has been so today,
// unless a day is known; what is taken up again has not, and what has not begun has made no progress.
func Move(r catalog.Record, state string, today value.Date) catalog.Record {
	r = r.With(stateField, value.Text(state))
	day, done := "solved", ledger.IssueSolved
	if r.Kind == ledger.Plan {
		day, done = "finished", ledger.PlanDone
	}
	if state != done {
		r = r.With(day, value.Value{})
	} else if r.Get(day).IsEmpty() {
		r = r.With(day, today.Value())
	}
	if r.Kind != ledger.Plan {
		return r
	}
	switch n, known := r.Get("progress").Int(); {
	case state == ledger.PlanDone:
		r = r.With("progress", value.Int(100))
	case known && (state == States(r.Kind)[0].Code || n >= 100):
		r = r.With("progress", value.Value{})
	}
	return r
}

// LanesTable returns a board as it is printed: what stands in each lane.
func LanesTable(office string, kind *catalog.Kind, lanes []Lane, asof value.Date) catalog.Table {
	title := kind.Title + "进展看板"
	t := catalog.Table{Title: office + title, Left: "填报单位:" + office, Right: "截止日期:" + asof.Chinese(), Sheet: title}
	for _, c := range []struct {
		heading string
		width   float32
		align   catalog.Align
	}{{"序号", 12, 0}, {kind.Field(kind.Name).Title, 80, catalog.AlignLeft}, {"类别", 28, 0}, {"社区", 26, 0}, {"责任人", 34, catalog.AlignLeft}, {kind.Field("due").Title, 32, 0}, {"提醒", 20, 0}} {
		t.Columns = append(t.Columns, catalog.Column{Heading: []string{c.heading}, Width: c.width, Align: c.align})
	}
	n := 0
	for _, l := range lanes {
		t.Rows = append(t.Rows, catalog.TableRow{Group: true, Cells: []string{fmt.Sprintf("%s(%d %s)", l.Title, len(l.Cards), kind.Unit)}})
		for _, c := range l.Cards {
			n++
			late := ""
			if c.Overdue {
				late = "超期"
			}
			t.Rows = append(t.Rows, catalog.TableRow{ID: c.Record.ID, Cells: []string{fmt.Sprint(n), c.Title, c.Category, c.Org, c.Responsible, c.Due.Chinese(), late}})
		}
	}
	return t
}
