package intake

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// foldSigns brings the signs that offices use alike in headings to one form.
var foldSigns = strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "[", "(", "]", ")", "〔", "(", "〕", ")", "｛", "(", "｝", ")",
	"：", ":", "、", "/", "\\", "/", "|", "/", "＊", "*", "“", "", "”", "", "\"", "", "「", "", "」", "", "﹙", "(", "﹚", ")")

// fold returns a heading in the form in which headings are compared: without blanks, marks of required columns,
// leading numbers and a trailing colon, with one form of brackets and separators.
func fold(heading string) string {
	s := foldSigns.Replace(value.Tight(heading))
	s = strings.Trim(s, "*★☆※●#:;,，。.·")
	if i := strings.IndexAny(s, "./"); i > 0 && i < 3 && strings.Trim(s[:i], "0123456789") == "" && s[i:] != s {
		s = s[i+1:]
	}
	return strings.ToLower(s)
}

// bare returns a folded heading without remarks in brackets and numbers at its end: 慰问金(元) is 慰问金.
func bare(folded string) (s, remark string) {
	var b strings.Builder
	depth, start := 0, 0
	for i, r := range folded {
		switch {
		case r == '(':
			if depth++; depth == 1 {
				start = i + 1
			}
		case r == ')' && depth > 0:
			if depth--; depth == 0 && remark == "" {
				remark = folded[start:i]
			}
		case depth == 0:
			b.WriteRune(r)
		}
	}
	s = strings.TrimRight(b.String(), "0123456789*:/")
	if of := strings.TrimSuffix(s, "代码"); runes(of) >= 2 && of != s && !strings.HasSuffix(of, "机构") && !strings.HasSuffix(of, "信用") {
		return of, remark // 学历代码
	}
	return s, remark
}

// alikes are words that offices put for each other in headings; longer ones come before those that they contain.
var alikes = strings.NewReplacer("何年何月何日", "何时", "何年何月", "何时", "年月日", "时间", "年/月/日", "时间", "年月", "时间", "年/月", "时间", "日期", "时间", "类型", "类别", "种类", "类别", "缴", "交", "的", "",
	"号码", "号", "地址", "地点", "场所", "地点", "人次", "人数", "起始", "", "全称", "", "/", "")

// sense returns what a folded heading without remarks means, whichever of the words for it are put: 确定发展对象日期 and
// 何时确定发展对象 are 确定发展对象时间.
func sense(plain string) string {
	s := alikes.Replace(plain)
	if of, ok := strings.CutPrefix(s, "何时"); ok {
		s = of + "时间"
	}
	return s
}

// title returns a text of a heading as a person reads it in one line.
func title(s string) string { return value.Tight(s) }

// path joins the levels of a heading: 现任职务/党内职务.
func path(levels []string) string { return strings.Join(levels, "/") }

// word is one wording under which a field is known.
type word struct {
	text    string // folded
	field   int
	isTitle bool
	shown   string
}

// vocabulary is what one kind's fields are called. It is made once by vocabularyOf and not changed afterwards.
type vocabulary struct {
	kind  *catalog.Kind
	words []word
	exact map[string][]int // places in words, by folded text
	like  map[string][]int // places in words, by what they mean
}

// vocabularies are those that were made, by kind: a kind doesn't change, and forms ask for the fields of all kinds, heading by
// heading.
var vocabularies sync.Map

// vocabularyOf returns what the fields of a kind are called.
func vocabularyOf(k *catalog.Kind) *vocabulary {
	if v, ok := vocabularies.Load(k); ok {
		return v.(*vocabulary)
	}
	v, _ := vocabularies.LoadOrStore(k, newVocabulary(k))
	return v.(*vocabulary)
}

func newVocabulary(k *catalog.Kind) *vocabulary {
	v := &vocabulary{kind: k, exact: map[string][]int{}, like: map[string][]int{}}
	for i := range k.Fields {
		f := &k.Fields[i]
		v.add(word{fold(f.Title), i, true, f.Title})
		for _, a := range f.Aliases {
			v.add(word{fold(a), i, false, a})
		}
	}
	for _, w := range v.words[:len(v.words):len(v.words)] {
		if allHan(w.shown) {
			v.add(word{inPinyin(w.shown), w.field, false, w.shown})
		}
	}
	for i := range k.Fields {
		for _, e := range english[k.Fields[i].Key] {
			v.add(word{e, i, false, k.Fields[i].Title})
		}
	}
	return v
}

func (v *vocabulary) add(w word) {
	for _, at := range v.exact[w.text] {
		if v.words[at].field == w.field {
			return
		}
	}
	v.exact[w.text] = append(v.exact[w.text], len(v.words))
	if s := sense(w.text); runes(s) >= 2 && !strings.Contains(s, "(") {
		v.like[s] = append(v.like[s], len(v.words))
	}
	v.words = append(v.words, w)
}

// knows reports whether a heading or its last level is the exact wording of some field.
func (v *vocabulary) knows(heading string) bool {
	f := fold(heading)
	if len(v.exact[f]) > 0 {
		return true
	}
	if _, _, ok := monthOf(f); ok && v.kind.Spread != nil {
		return true
	}
	b, _ := bare(f)
	return b != "" && (len(v.exact[b]) > 0 || len(v.like[sense(b)]) > 0)
}

// inPinyin returns words as programs without Chinese head them: 出生日期 is chushengriqi.
func inPinyin(words string) string {
	var b strings.Builder
	for _, r := range words {
		if s := value.Syllables("一" + string(r)); len(s) == 2 && len(s[1]) > 0 { // not as a family name
			b.WriteString(s[1][0])
		}
	}
	return b.String()
}

// english are the headings, folded, of sheets that foreign programs write, by the keys of fields.
var english = map[string][]string{
	"name": {"name", "fullname"}, "sex": {"sex", "gender"}, "birth": {"birth", "birthday", "dateofbirth", "birthdate", "dob"}, "id_number": {"idnumber", "id_number", "idno", "idcard", "idcardno"},
	"ethnicity": {"ethnicity", "nationality", "ethnicgroup"}, "education": {"education"}, "phone": {"phone", "tel", "telephone", "mobile", "phonenumber", "mobilephone"}, "address": {"address"},
	"org": {"org", "community", "branch"}, "note": {"note", "notes", "remark", "remarks"}, "political_status": {"politicalstatus", "political_status"}, "date": {"date"}, "joined": {"joined"},
}

// isSerialHeading finds the headings of columns that only count rows.
func isSerialHeading(heading string) bool {
	switch fold(heading) {
	case "序号", "序", "编号", "no", "no.", "行号", "项次", "顺号", "行次", "排序", "顺序号", "xuhao", "number":
		return true
	}
	return false
}

// aboutOthers are words that say that a column speaks of somebody else than the person of the row.
var aboutOthers = []string{"配偶", "父亲", "母亲", "父母", "子女", "家属", "家庭成员", "亲属", "联系人", "介绍人", "培养人", "紧急", "监护", "户主", "爱人",
	"支部联系电话", "支部电话", "党支部联系电话", "单位电话", "单位联系电话"}

func speaksOfOthers(folded string) bool { return containsAny(folded, aboutOthers) }

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func startsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func endsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// allHan reports whether s is Chinese characters only, and not empty.
func allHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '〇' {
			return false
		}
	}
	return s != ""
}
