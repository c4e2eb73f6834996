package sign

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"taizhang/data/catalog"
	"taizhang/data/paper"
	"taizhang/data/store"
	"taizhang/data/value"
)

// CodeNoVersion is the code of the refusal to compare a rule of which no earlier version is known.
const CodeNoVersion = "sign-no-version"

// Version is a text that a rule has or had.
type Version struct {
	Name  string // 2002年版; 2003年5月1日修改前
	Title string
	Text  string
}

// VersionOf returns what a rule says now.
func VersionOf(rule catalog.Record) Version {
	v := Version{Name: rule.Get("version").Canonical(), Title: rule.Get("title").Canonical(), Text: rule.Get("text").Canonical()}
	if d := rule.Date("adopted"); v.Name == "" && !d.IsZero() {
		v.Name = d.Chinese()
	}
	return v
}

// Earlier returns the version before the one that a rule holds: of the rule that it supersedes; else of the rule of the
// same title and community that was adopted last before it; else its own text before it was last changed here.
func Earlier(ctx context.Context, st *store.Store, rule catalog.Record) (Version, error) {
	if v := rule.Get("supersedes"); !v.IsEmpty() && !v.IsUnread() {
		old, err := st.Get(ctx, rule.Kind, v.Canonical())
		if err != nil {
			return Version{}, fmt.Errorf("get the rule that %s supersedes: %w", rule.ID, err)
		}
		return VersionOf(old), nil
	}
	var before catalog.Record
	err := st.Each(ctx, store.Query{Kind: rule.Kind}, func(r catalog.Record) error {
		if r.ID != rule.ID && earlier(r, rule) && (before.IsZero() || earlier(before, r)) {
			before = r
		}
		return nil
	})
	if err != nil {
		return Version{}, fmt.Errorf("look for earlier versions of rule %s: %w", rule.ID, err)
	}
	if !before.IsZero() {
		return VersionOf(before), nil
	}
	return changed(ctx, st, rule)
}

// earlier reports whether a is an earlier version of b: of one title and community, and adopted before, or made before
// where that isn't known (ids grow with time).
func earlier(a, b catalog.Record) bool {
	if a.Get("title") != b.Get("title") || a.Get("org") != b.Get("org") {
		return false
	}
	if c := a.Date("adopted").Compare(b.Date("adopted")); !a.Date("adopted").IsZero() && !b.Date("adopted").IsZero() && c != 0 {
		return c < 0
	}
	return a.ID < b.ID
}

// changed returns the text of a rule before it was last changed.
func changed(ctx context.Context, st *store.Store, rule catalog.Record) (Version, error) {
	entries, err := st.History(ctx, rule.Kind, rule.ID)
	if err != nil {
		return Version{}, fmt.Errorf("read the history of rule %s: %w", rule.ID, err)
	}
	for i := len(entries) - 1; i >= 0; i-- {
		for _, f := range entries[i].Fields {
			if f.Field == "text" && !f.Before.IsEmpty() {
				when := value.DateOf(entries[i].Op.At.Local()).Chinese()
				return Version{Name: when + "修改前", Title: rule.Get("title").Canonical(), Text: f.Before.Canonical()}, nil
			}
		}
	}
	return Version{}, catalog.Refuse(CodeNoVersion, "没有找到「%s」的上一版:请在“代替”一栏选上它所代替的制度,或把新旧两版都登记在制度台账里", rule.Label())
}

// Compare returns what changed from the old version to the new one, paragraph by paragraph: paragraphs are paired by
// likeness, in their order, and within a pair the words are marked that were taken out or put in.
func Compare(old, changed Version) []paper.Compared {
	a, b := lines(old.Text), lines(changed.Text)
	if old.Title != changed.Title {
		a, b = append([]string{old.Title}, a...), append([]string{changed.Title}, b...)
	}
	var rows []paper.Compared
	i, k := 0, 0
	for _, pair := range append(pairs(a, b), [2]int{len(a), len(b)}) {
		for ; i < pair[0]; i++ {
			rows = append(rows, paper.Compared{Old: []paper.Piece{{Text: a[i], Changed: true}}, Remark: "删去"})
		}
		for ; k < pair[1]; k++ {
			rows = append(rows, paper.Compared{New: []paper.Piece{{Text: b[k], Changed: true}}, Remark: "新增"})
		}
		if i < len(a) && k < len(b) {
			rows = append(rows, words(a[i], b[k]))
			i, k = i+1, k+1
		}
	}
	return rows
}

// words compares two paragraphs.
func words(old, changed string) paper.Compared {
	if old == changed {
		same := []paper.Piece{{Text: old}}
		return paper.Compared{Old: same, New: same}
	}
	differ := diffmatchpatch.New()
	differ.DiffTimeout = 0 // the answer must not depend on how fast the machine is
	row := paper.Compared{Remark: "修改"}
	for _, d := range differ.DiffCleanupSemantic(differ.DiffMainRunes([]rune(old), []rune(changed), false)) {
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			row.Old = append(row.Old, paper.Piece{Text: d.Text})
			row.New = append(row.New, paper.Piece{Text: d.Text})
		case diffmatchpatch.DiffDelete:
			row.Old = append(row.Old, paper.Piece{Text: d.Text, Changed: true})
		case diffmatchpatch.DiffInsert:
			row.New = append(row.New, paper.Piece{Text: d.Text, Changed: true})
		}
	}
	return row
}

// alike is the likeness from which on two paragraphs are one that was changed.
const alike = 0.35

// mostPairs bounds the work of pairing; longer texts are paired where their paragraphs are equal.
const mostPairs = 1 << 16

// pairs returns the places of the paragraphs of a and b that belong together, in rising order: the pairing of the
// greatest likeness altogether.
func pairs(a, b []string) [][2]int {
	score := likeness(a, b)
	best := make([][]float64, len(a)+1) // of a[i:] and b[k:]
	for i := range best {
		best[i] = make([]float64, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			best[i][k] = max(best[i+1][k], best[i][k+1])
			if s := score(i, k); s >= alike {
				best[i][k] = max(best[i][k], best[i+1][k+1]+s)
			}
		}
	}
	var out [][2]int
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch s := score(i, k); {
		case s >= alike && best[i][k] == best[i+1][k+1]+s:
			out = append(out, [2]int{i, k})
			i, k = i+1, k+1
		case best[i][k] == best[i+1][k]:
			i++
		default:
			k++
		}
	}
	return out
}

// likeness returns the function that tells how alike two paragraphs are, from 0 to 1: the share of the pairs of
// neighbouring characters that both have (Dice's coefficient), without the number of the article.
func likeness(a, b []string) func(i, k int) float64 {
	if len(a)*len(b) > mostPairs {
		return func(i, k int) float64 {
			if a[i] == b[k] {
				return 1
			}
			return 0
		}
	}
	left, right := bigrams(a), bigrams(b)
	return func(i, k int) float64 {
		if a[i] == b[k] {
			return 1
		}
		both, all := 0, 0
		for pair, n := range left[i] {
			both += min(n, right[k][pair])
			all += n
		}
		for _, n := range right[k] {
			all += n
		}
		return 2 * float64(both) / float64(max(all, 1))
	}
}

func bigrams(paragraphs []string) []map[[2]rune]int {
	out := make([]map[[2]rune]int, len(paragraphs))
	for i, p := range paragraphs {
		out[i] = map[[2]rune]int{}
		if _, body, ok := strings.Cut(p, "、"); ok && utf8.RuneCountInString(p)-utf8.RuneCountInString(body) <= 4 {
			p = body
		}
		before := rune(0)
		for _, r := range p {
			out[i][[2]rune{before, r}]++
			before = r
		}
	}
	return out
}

// Comparison returns the printable comparison (修订对照表) of two versions of a rule.
func Comparison(old, changed Version, office string, asof value.Date) paper.Comparison {
	c := paper.Comparison{
		Title: "《" + typeset(changed.Title) + "》修订对照表",
		Left:  "单位：" + office,
		Old:   heading("修订前", old.Name), New: heading("修订后", changed.Name),
		Rows: Compare(old, changed),
	}
	if !asof.IsZero() {
		c.Right = "打印日期：" + asof.Chinese()
	}
	c.Notes = []string{Summary(c.Rows) + "。", "说明：左栏中加删除线的文字已删去，右栏中加下划线的文字为新增。"}
	return c
}

func heading(word, name string) string {
	if name == "" {
		return word
	}
	return word + "（" + name + "）"
}

// Summary says how many paragraphs were changed: 修改 2 处，新增 1 处，删去 0 处.
func Summary(rows []paper.Compared) string {
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Remark]++
	}
	if counts[""] == len(rows) {
		return "两版文字相同"
	}
	return fmt.Sprintf("共 %d 段：修改 %d 段，新增 %d 段，删去 %d 段", len(rows), counts["修改"], counts["新增"], counts["删去"])
}
