package filling

import (
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Only is a condition that the title of a form sets: 流动党员登记表 wants 流动党员 alone.
type Only struct {
	Field string      // key
	Value value.Value // that the field must have
	Why   string      // in Chinese, for the clerk
}

// everybody are words in titles that name a value and mean all.
var everybody = []string{"中共党员", "共产党员", "中国共产党员", "中国共产党党员"}

// leastTitleWord is the least length of a word in a title that names a value.
const leastTitleWord = 4

// Only returns the condition that the form's title sets; ok is false if it sets none.
func (p *Plan) Only() (o Only, ok bool) {
	if len(p.Blanks) == 0 || p.Kind == nil {
		return Only{}, false
	}
	b := p.Blanks[0]
	for _, text := range []string{b.Title, b.Sheet, p.Name} {
		text = value.Tight(text)
		best := ""
		for i := range p.Kind.Fields {
			f := &p.Kind.Fields[i]
			chooser, isChooser := f.Type.(catalog.Chooser)
			if !isChooser || !f.Stored() {
				continue
			}
			for _, c := range chooser.Choices() {
				for _, w := range append([]string{c.Title}, c.Aliases...) {
					if n := len([]rune(w)); n >= leastTitleWord && len(w) > len(best) && strings.Contains(text, w) && !isEverybody(w) {
						best = w
						o = Only{Field: f.Key, Value: value.Text(c.Code), Why: fmt.Sprintf("「%s」里有「%s」,只填%s是「%s」的", text, w, f.Title, c.Title)}
					}
				}
			}
		}
		if best != "" {
			return o, true
		}
	}
	return Only{}, false
}

func isEverybody(word string) bool {
	for _, w := range everybody {
		if w == word {
			return true
		}
	}
	return false
}
