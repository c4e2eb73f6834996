package sign

import (
	"strings"
	"unicode"

	"taizhang/data/catalog"
	"taizhang/data/paper"
)

// CodeNoText is the code of the refusal to print a rule whose text was not entered.
const CodeNoText = "sign-no-text"

// Poster returns the poster (上墙制度) of a rule: its text article by article, and at the end who issued it, the office
// unless the rule says, and on which day. Punctuation is set as print has it; the words are the rule's own.
func Poster(rule catalog.Record, office string) (paper.Poster, error) {
	articles := paragraphs(rule)
	if len(articles) == 0 {
		return paper.Poster{}, catalog.Refuse(CodeNoText, "「%s」还没有正文,不能印成上墙制度;请先在制度台账里填写正文", rule.Label())
	}
	p := paper.Poster{Title: typeset(rule.Get("title").Canonical())}
	for _, a := range articles {
		p.Articles = append(p.Articles, typeset(a))
	}
	issuer := rule.Get("issued_by").Canonical()
	if issuer == "" {
		issuer = office
	}
	if issuer != "" {
		p.Foot = append(p.Foot, issuer)
	}
	if d := rule.Date("adopted"); !d.IsZero() {
		p.Foot = append(p.Foot, d.Chinese())
	}
	return p, nil
}

// paragraphs returns the paragraphs of a rule's text.
func paragraphs(rule catalog.Record) []string { return lines(rule.Get("text").Canonical()) }

func lines(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// fullWidth are the marks that Chinese print has in a wider form.
var fullWidth = map[rune]rune{',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）'}

// typeset sets the marks between Chinese characters in the form that print has for them, and pairs straight quotes.
// Numbers and Latin words keep theirs.
func typeset(text string) string {
	in := []rune(text)
	out := make([]rune, len(in))
	open := false
	for i, r := range in {
		out[i] = r
		if r == '"' {
			out[i], open = '“', !open
			if !open {
				out[i] = '”'
			}
			continue
		}
		wide, ok := fullWidth[r]
		if ok && (i > 0 && isChinese(in[i-1]) || i+1 < len(in) && isChinese(in[i+1])) {
			out[i] = wide
		}
	}
	return string(out)
}

// isChinese reports whether r is a Chinese character or a mark that stands among them.
func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF || r == '"' || r == '“' || r == '”'
}
