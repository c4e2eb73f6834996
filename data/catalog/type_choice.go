package catalog

import (
	"cmp"
	"fmt"
	"strings"

	"taizhang/data/value"
)

// ChoiceOf is a field with a fixed list of values, such as a national code table. It is made by NewChoice.
type ChoiceOf struct {
	list   []Choice
	byCode map[string]int
	byWord map[string]int
	// guess, if not nil, finds a choice in words that stand in no list: 广西大学本科 is 大学本科.
	guess func(word string) (code string, ok bool)
	// fold, if not nil, takes from a word what changes nothing of its meaning.
	fold func(word string) string
}

// NewChoice returns the type whose values are the given choices, in their order.
func NewChoice(list ...Choice) *ChoiceOf {
	t := &ChoiceOf{list: list, byCode: make(map[string]int, len(list)), byWord: map[string]int{}}
	for i, c := range list {
		t.byCode[c.Code] = i
		for _, w := range append([]string{c.Title, c.Code}, c.Aliases...) {
			if _, taken := t.byWord[w]; !taken {
				t.byWord[w] = i
			}
		}
	}
	return t
}

// Words returns choices whose codes are their titles, for lists that no standard numbers.
func Words(titles ...string) []Choice {
	list := make([]Choice, len(titles))
	for i, t := range titles {
		list[i] = Choice{Code: t, Title: t}
	}
	return list
}

// Guessing returns t with a function that finds a choice in words that stand in no list; what it finds is doubtful.
func (t *ChoiceOf) Guessing(guess func(word string) (code string, ok bool)) *ChoiceOf {
	c := *t
	c.guess = guess
	return &c
}

// Folding returns t with a function that takes from a word what changes nothing of its meaning: 在职大专学历 is 大专.
// It is asked for words that stand in no list; what is found by it is not doubtful.
func (t *ChoiceOf) Folding(fold func(word string) string) *ChoiceOf {
	c := *t
	c.fold = fold
	return &c
}

// known returns the form of word that stands in the list, or word itself.
func (t *ChoiceOf) known(word string) string {
	if _, ok := t.byWord[word]; ok || t.fold == nil {
		return word
	}
	if folded := t.fold(word); folded != "" {
		if _, ok := t.byWord[folded]; ok {
			return folded
		}
	}
	return word
}

// Name implements Type.
func (*ChoiceOf) Name() string { return "choice" }

// Storage implements Type.
func (*ChoiceOf) Storage() Storage { return StoreText }

// Choices implements Chooser.
func (t *ChoiceOf) Choices() []Choice { return t.list }

// Parse implements Type.
func (t *ChoiceOf) Parse(c Cell) (value.Value, *Problem) {
	raw := value.Clean(shownText(c))
	word := t.known(value.Tight(raw))
	if i, ok := t.byWord[word]; ok {
		return value.Text(t.list[i].Code), nil
	}
	if isBlankMark(word) {
		return value.Value{}, nil
	}
	if t.guess != nil {
		if code, ok := t.guess(word); ok {
			v := value.Text(code)
			return v, &Problem{Code: "choice_guess", Severity: Doubt, Suggestion: v,
				Text: fmt.Sprintf("「%s」按「%s」理解,请核对", raw, t.Format(v))}
		}
	}
	return broken("choice", fmt.Sprintf("「%s」不在可选范围内(%s)", raw, t.examples()), raw)
}

// examples names the first choices, for messages.
func (t *ChoiceOf) examples() string {
	const most = 5
	var names []string
	for _, c := range t.list[:min(most, len(t.list))] {
		names = append(names, c.Title)
	}
	s := strings.Join(names, "、")
	if len(t.list) > most {
		s += " 等"
	}
	return s
}

// Format implements Type.
func (t *ChoiceOf) Format(v value.Value) string {
	if i, ok := t.byCode[v.Canonical()]; ok && !v.IsEmpty() {
		return t.list[i].Title
	}
	return plain(v)
}

// Compare implements Type: by the order of the list.
func (t *ChoiceOf) Compare(a, b value.Value) int {
	return emptyLast(a, b, func(a, b value.Value) int { return cmp.Compare(t.place(a), t.place(b)) })
}

func (t *ChoiceOf) place(v value.Value) int {
	if i, ok := t.byCode[v.Canonical()]; ok {
		return i
	}
	return len(t.list)
}
