package store

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
)

// Clash is one reason why a change or an undoing would overwrite what somebody did later.
type Clash struct {
	Kind, ID, Label string // the record
	Field, Title    string // the field; "" if it is about the whole record
	Expected        string // what the field should have held, as a clerk reads it
	Actual          string // what it holds now
	Text            string // what stands in the way, if it is about the whole record
}

// String returns the clash in a clerk's words.
func (c Clash) String() string {
	if c.Field == "" {
		return fmt.Sprintf("「%s」%s", c.Label, c.Text)
	}
	return fmt.Sprintf("「%s」的%s现在是「%s」,不再是「%s」", c.Label, c.Title, shown(c.Actual), shown(c.Expected))
}

func shown(s string) string {
	if s == "" {
		return "空"
	}
	return s
}

// Conflict is the refusal of an operation that would overwrite later work. Nothing was changed.
type Conflict struct {
	Clashes []Clash
	refusal *catalog.Refusal
}

// shownClashes is how many clashes the refusal names.
const shownClashes = 3

func conflict(clashes []Clash) *Conflict {
	words := make([]string, 0, shownClashes)
	for _, c := range clashes[:min(len(clashes), shownClashes)] {
		words = append(words, c.String())
	}
	text := strings.Join(words, ";")
	if n := len(clashes); n > shownClashes {
		text += fmt.Sprintf(";等共 %d 处", n)
	}
	return &Conflict{clashes, catalog.Refuse("conflict", "后来又有改动,没有执行:%s", text)}
}

// Error implements error.
func (c *Conflict) Error() string { return c.refusal.Error() }

// Unwrap returns the refusal that a clerk reads.
func (c *Conflict) Unwrap() error { return c.refusal }

// exists is the refusal of a creation under an id that is taken.
func exists(err error) error {
	return catalog.Refuse("exists", "要新增的记录已经有了(编号重复),没有改动任何记录").Because(err)
}
