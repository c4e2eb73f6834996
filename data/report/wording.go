package report

import (
	"slices"
	"strings"

	"taizhang/data/catalog"
)

// A wording is text in which {干部人数} stands for a figure, and […] for words that are left out if all figures in them
// are zero; behind a | stands what is written then: [新成立{新成立党支部数}个|没有新成立党支部]. Such parts may stand in
// others. The wide forms ｛｝［］｜ of an input method mean the same; a | outside of brackets is itself.

// node is a piece of a wording: words, a call of a figure, or a part that may be left out.
type node struct {
	text    string
	call    string
	part    bool
	yes, no []node
}

// narrow are the marks of a wording by their wide forms.
var narrow = strings.NewReplacer("｛", "{", "｝", "}", "［", "[", "］", "]", "｜", "|")

// parseWording reads a wording.
func parseWording(text string) ([]node, error) {
	w := wordingReader{rest: narrow.Replace(text)}
	nodes, err := w.nodes(0)
	if err != nil {
		return nil, err
	}
	return nodes, nil
}

type wordingReader struct{ rest string }

// mostNested is how deep parts may stand in each other.
const mostNested = 8

// nodes reads up to the end; within a part, up to its | or ].
func (w *wordingReader) nodes(depth int) ([]node, error) {
	var out []node
	marks := "{}[]"
	if depth > 0 {
		marks += "|"
	}
	for {
		i := strings.IndexAny(w.rest, marks)
		if i < 0 {
			if depth > 0 {
				return nil, refuseWording("有一个「[」没有对应的「]」")
			}
			return appendText(out, w.rest), nil
		}
		out = appendText(out, w.rest[:i])
		mark := w.rest[i]
		if mark == '|' || mark == ']' && depth > 0 {
			w.rest = w.rest[i:]
			return out, nil
		}
		w.rest = w.rest[i+1:]
		n, err := w.marked(mark, depth)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
}

func appendText(nodes []node, text string) []node {
	if text == "" {
		return nodes
	}
	return append(nodes, node{text: text})
}

// marked reads what stands behind a mark.
func (w *wordingReader) marked(mark byte, depth int) (node, error) {
	switch {
	case mark == '{':
		return w.figure()
	case mark == '}':
		return node{}, refuseWording("有一个「}」前面没有「{」")
	case mark == ']':
		return node{}, refuseWording("有一个「]」前面没有「[」")
	case depth >= mostNested:
		return node{}, refuseWording("「[」套得太深,最多 %d 层", mostNested)
	}
	n := node{part: true}
	var err error
	if n.yes, err = w.nodes(depth + 1); err != nil {
		return n, err
	}
	if w.rest[0] == '|' {
		w.rest = w.rest[1:]
		if n.no, err = w.nodes(depth + 1); err != nil {
			return n, err
		}
		if w.rest[0] == '|' {
			return n, refuseWording("一对「[ ]」里只能有一个「|」")
		}
	}
	w.rest = w.rest[1:]
	return n, nil
}

func (w *wordingReader) figure() (node, error) {
	name, rest, ok := strings.Cut(w.rest, "}")
	if !ok || strings.ContainsAny(name, "{[]\n") {
		return node{}, refuseWording("有一个「{」没有对应的「}」")
	}
	w.rest = rest
	name = strings.TrimSpace(name)
	if name == "" {
		return node{}, refuseWording("「{}」里没有写数字的名称")
	}
	return node{call: name}, nil
}

func refuseWording(format string, args ...any) error {
	return catalog.Refuse(CodeWording, format, args...)
}

// calls reports whether a wording calls a figure at all.
func calls(nodes []node) bool {
	return slices.ContainsFunc(nodes, func(n node) bool { return n.call != "" || calls(n.yes) || calls(n.no) })
}

// check refuses calls of figures that there are none of.
func (s *set) check(nodes []node) error {
	for _, n := range nodes {
		if n.call != "" && s.entry(n.call) == nil {
			return refuseWording("没有名为「%s」的数字,可以用:%s", n.call, strings.Join(s.near(n.call), "、"))
		}
		for _, part := range [][]node{n.yes, n.no} {
			if err := s.check(part); err != nil {
				return err
			}
		}
	}
	return nil
}

// mostNear is how many names a refusal lists.
const mostNear = 12

// near returns names that share the most characters with a wrong one.
func (s *set) near(name string) []string {
	shared := func(other string) int {
		n := 0
		for _, r := range name {
			if strings.ContainsRune(other, r) {
				n++
			}
		}
		return n
	}
	var out []string
	for _, e := range s.entries {
		out = append(out, e.name)
	}
	slices.SortStableFunc(out, func(a, b string) int { return shared(b) - shared(a) })
	return out[:min(len(out), mostNear)]
}

// any reports whether a wording calls a figure that isn't zero.
func (s *set) any(nodes []node) bool {
	return slices.ContainsFunc(nodes, func(n node) bool {
		if n.call != "" {
			return !s.entry(n.call).isZero()
		}
		return s.any(n.yes) || s.any(n.no)
	})
}

// render writes a wording that check has passed. Words that follow each other are one span.
func (s *set) render(nodes []node) []Span {
	var out []Span
	for _, n := range nodes {
		switch {
		case n.call != "":
			out = join(out, s.entry(n.call).spans())
		case n.part && s.any(n.yes):
			out = join(out, s.render(n.yes))
		case n.part:
			out = join(out, s.render(n.no))
		default:
			out = join(out, []Span{{Text: n.text}})
		}
	}
	return out
}

func join(out, more []Span) []Span {
	for _, s := range more {
		if last := len(out) - 1; last >= 0 && s.Figure == nil && out[last].Figure == nil {
			out[last].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}
