package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Choice is something that was decided about a whole table without asking, and that a clerk may decide otherwise.
type Choice struct {
	Key     string
	Text    string   // what was found, in Chinese
	Options []string // what may be done, in Chinese
	Chosen  int      // place in Options
}

// LinesChoice is the key of the choice whether rows are lines of one record; LineEach is its option for a record in each
// row.
const (
	LinesChoice = "lines"
	LineEach    = 1
)

// The keys of the other choices; those of colours begin with colourKey.
const (
	commentsKey = "comments"
	colourKey   = "colour:"
)

// Choices returns what was decided about a table, and may be decided otherwise.
func (t *Table) Choices() []Choice {
	var out []Choice
	if t.found.flat != nil {
		out = append(out, Choice{LinesChoice, t.linesText(), []string{"合成一条记录", "每行是一条记录"}, t.decided[LinesChoice]})
	}
	if t.Kind == nil {
		return out
	}
	if text := t.commentsText(); text != "" && t.Kind.Index(noteKey) >= 0 {
		out = append(out, Choice{commentsKey, text, []string{"写进备注", "不读入"}, t.decided[commentsKey]})
	}
	for _, c := range t.colours {
		out = append(out, Choice{c.key(), c.text(), c.options(t.Kind), t.decided[c.key()]})
	}
	return out
}

// Decide takes an option of a choice. It counts in the next Plan.
func (t *Table) Decide(key string, option int) error {
	i := slices.IndexFunc(t.Choices(), func(c Choice) bool { return c.Key == key })
	if i < 0 || option < 0 || option >= len(t.Choices()[i].Options) {
		return errors.New("intake: no such choice")
	}
	t.decide(key, option)
	return nil
}

func (t *Table) decide(key string, option int) {
	if t.decided == nil {
		t.decided = map[string]int{}
	}
	t.decided[key] = option
	t.parsed = nil
	if key == LinesChoice {
		t.relay()
	}
}

// linesText says that records have several lines.
func (t *Table) linesText() string {
	rows := 1 + len(t.found.lines.heads)
	return fmt.Sprintf("表头有 %d 行,每条记录也占 %[1]d 行,后面几行的内容接在右边的列里", rows)
}

// relay reads the table anew with as many lines for each record as was decided.
func (t *Table) relay() {
	l := t.found
	if t.decided[LinesChoice] == LineEach {
		l = t.found.flat
	}
	if t.layout == l {
		return
	}
	t.layout, t.grid, t.Sheet, t.HeadingRows, t.samples = l, l.grid, l.grid.Sheet, l.headings(), nil
	t.byClerk, t.manual, t.policy = map[int]Role{}, map[int]Mapping{}, map[int]Policy{}
	t.sample()
	kind, byClerk, org, why := t.Kind, t.kindByClerk, t.Org, t.OrgWhy
	t.recognise()
	if byClerk {
		t.SetKind(kind)
	}
	if t.orgByClerk {
		t.Org, t.OrgWhy = org, why
	}
}

// settleColour decides what a colour means; it is false for an answer that is about one record.
func (r *Reading) settleColour(pr Problem, a Answer) bool {
	t, c := pr.Table, pr.Table.colourAsked(pr.mark.p)
	if c == nil || a.Action == Type {
		return false
	}
	key, option := c.key(), map[Action]int{Choose: a.Option, Keep: 0, Clear: 1}[a.Action]
	was, had := t.decided[key]
	t.decide(key, option)
	r.undoing = append(r.undoing, func() {
		if t.decided[key] = was; !had {
			delete(t.decided, key)
		}
		t.parsed = nil
	})
	return true
}

// choiceWords says what was decided of a choice that is remembered, "" if nothing is known of it.
func choiceWords(key string, option int) string {
	words := map[string][]string{LinesChoice: {"几行合成一条记录", "每行是一条记录"}, commentsKey: {"批注写进备注", "批注不读入"}}[key]
	if of, isColour := strings.CutPrefix(key, colourKey); isColour {
		colour, meaning, _ := strings.Cut(of, meansSign)
		words = []string{colour + "的行:不理会", colour + "的行:写进备注"}
		if meaning != "" {
			words = []string{colour + "的行:按说明「" + meaning + "」填写", words[0], words[1]}
		}
	}
	if option < 0 || option >= len(words) {
		return ""
	}
	return words[option]
}

// choiceNotes say what was decided about the table.
func (t *Table) choiceNotes() []string {
	var out []string
	for _, c := range t.Choices() {
		out = append(out, c.Text+":"+c.Options[min(c.Chosen, len(c.Options)-1)])
	}
	return out
}
