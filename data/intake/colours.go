package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/sheet"
	"taizhang/data/value"
)

// Offices mark people by colours: a yellow row, a name in red. What a colour means a line of the sheet may say:
// 红色为预备党员. Where none does, a clerk is told.

// hue is one of the colours that people have words for.
type hue uint8

const (
	noHue hue = iota
	redHue
	orangeHue
	yellowHue
	greenHue
	blueHue
	purpleHue
	pinkHue
	greyHue
)

var hueWords = [...]string{"", "红", "橙", "黄", "绿", "蓝", "紫", "粉", "灰"}

// hueOf returns what people call a colour; nearly black and nearly white ones are none.
func hueOf(c sheet.Colour) hue {
	if c == 0 {
		return noHue
	}
	r8, g8, b8 := c.RGB()
	r, g, b := int(r8), int(g8), int(b8)
	top, low := max(r, g, b), min(r, g, b)
	spread := top - low
	switch {
	case top < 70 || low > 245:
		return noHue
	case spread < 24:
		if low > 232 || top < 90 {
			return noHue
		}
		return greyHue
	}
	var angle int // of the colour circle, in degrees
	switch top {
	case r:
		angle = (60*(g-b)/spread + 360) % 360
	case g:
		angle = 60*(b-r)/spread + 120
	default:
		angle = 60*(r-g)/spread + 240
	}
	switch {
	case angle < 16 || angle >= 345:
		if low > 140 {
			return pinkHue
		}
		return redHue
	case angle < 44:
		return orangeHue
	case angle < 72:
		return yellowHue
	case angle < 165:
		return greenHue
	case angle < 255:
		return blueHue
	case angle < 290:
		return purpleHue
	}
	return pinkHue
}

// colouring is a colour in which records of a table stand, and what it means.
type colouring struct {
	hue     hue
	ink     bool // the type has it, not the ground
	rows    []int
	meaning string // that the sheet gives, "" if none
	where   int    // row in which it does
	field   int    // of which the meaning is a value, -1 if it is none
	v       value.Value
}

// key is that of its Choice, which holds for one meaning.
func (c *colouring) key() string {
	if c.meaning == "" {
		return colourKey + c.words()
	}
	return colourKey + c.words() + meansSign + c.meaning
}

const meansSign = "="

// words names the colour: 红字, 黄色底.
func (c *colouring) words() string {
	if c.ink {
		return hueWords[c.hue] + "字"
	}
	return hueWords[c.hue] + "色底"
}

// text says which rows have the colour, and what the sheet says of it.
func (c *colouring) text() string {
	var rows []string
	for _, r := range c.rows[:min(len(c.rows), 5)] {
		rows = append(rows, fmt.Sprint(r+1))
	}
	etc := ""
	if len(c.rows) > len(rows) {
		etc = fmt.Sprintf(" 等 %d 行", len(c.rows))
	}
	of := "第 " + strings.Join(rows, "、") + " 行" + etc + "是" + c.words()
	if c.meaning == "" {
		return of + ",表里没有说明是什么意思"
	}
	return fmt.Sprintf("%s,第 %d 行说明是「%s」", of, c.where+1, c.meaning)
}

// options are what may be done about the colour, the likeliest first.
func (c *colouring) options(k *catalog.Kind) []string {
	note := "备注里写「" + c.words() + "」"
	switch {
	case c.meaning == "" && k.Index(noteKey) < 0:
		return []string{"不理会"}
	case c.meaning == "":
		return []string{"不理会", note}
	case c.field < 0:
		return []string{"备注里写「" + c.meaning + "」", "不理会"}
	}
	f := &k.Fields[c.field]
	return []string{"「" + f.Title + "」填「" + f.Type.Format(c.v) + "」", "不理会", "备注里写「" + c.meaning + "」"}
}

// mostColoured is the share of records that a colour without a meaning may have to be worth a question, in tenths: more
// are a matter of taste.
const mostColoured = 4

// findColours finds the colours in which some of the records stand.
func (t *Table) findColours() {
	t.colours, t.coloured, t.spots = nil, nil, nil
	if t.Kind == nil || !t.Sheet.Tinted() {
		return
	}
	found := map[shade]*colouring{}
	records := 0
	for i, role := range t.roles {
		if role != RoleBody {
			continue
		}
		records++
		r := t.layout.top + i
		of := t.colourOf(r)
		if of.hue == noHue {
			t.spots = append(t.spots, t.spotsIn(r)...)
		} else {
			c := found[of]
			if c == nil {
				c = &colouring{hue: of.hue, ink: of.ink, field: -1}
				found[of] = c
				t.colours = append(t.colours, c)
			}
			c.rows = append(c.rows, r)
		}
	}
	t.readLegend()
	all := 0
	for _, c := range t.colours {
		all += len(c.rows)
	}
	t.colours = slices.DeleteFunc(t.colours, func(c *colouring) bool {
		return c.meaning == "" && (len(c.rows)*10 > records*mostColoured || all*10 > records*8 || isBand(c.rows))
	})
	if len(t.spots)*5 > records {
		t.spots = nil
	}
	t.coloured = map[int][]*colouring{}
	for _, c := range t.colours {
		for _, r := range c.rows {
			t.coloured[r] = append(t.coloured[r], c)
		}
	}
}

// shade is what tells colours apart.
type shade struct {
	hue hue
	ink bool
}

// spotsIn returns the names of cells on a ground of their own in a record that has no colour as a whole.
func (t *Table) spotsIn(r int) []string {
	var out []string
	for _, c := range t.Columns {
		if ground, _ := t.Sheet.Colours(r, c.Col); hueOf(ground) != noHue {
			out = append(out, sheet.CellName(r, c.Col))
		}
	}
	return out
}

// spotNote tells of single cells with a ground of their own, "" if there are none.
func (t *Table) spotNote() string {
	if len(t.spots) == 0 {
		return ""
	}
	return fmt.Sprintf("另有 %d 格单独涂了底色,如 %s:颜色没有读入", len(t.spots), strings.Join(t.spots[:min(len(t.spots), 3)], "、"))
}

// colourOf returns the colour of a record: of its name, else of most of its cells.
func (t *Table) colourOf(r int) shade {
	of := func(c int) shade {
		ground, ink := t.Sheet.Colours(r, c)
		if h := hueOf(ground); h != noHue {
			return shade{h, false}
		}
		return shade{hueOf(ink), true}
	}
	if name := t.sheetCol(t.Kind.Index(t.Kind.Name)); name >= 0 {
		if c := of(int(name)); c.hue != noHue {
			return c
		}
	}
	count := map[shade]int{}
	sh := t.grid.shape(r)
	for c := int(sh.first); sh.filled > 0 && c <= int(sh.last); c++ {
		if x := of(c); x.hue != noHue {
			if count[x]++; count[x]*2 > int(sh.filled) {
				return x
			}
		}
	}
	return shade{}
}

// ColourAt returns the word for the colour of a record that means something, or may, and what is known of it, at the cell
// of its name; "" for other cells. The grid of a review has colours of its own.
func (t *Table) ColourAt(row, col int) (word, why string) {
	list := t.coloured[row]
	if len(list) == 0 || col != int(t.sheetCol(t.Kind.Index(t.Kind.Name))) {
		return "", ""
	}
	return hueWords[list[0].hue], list[0].text()
}

// isBand reports whether rows are every second one, as they are shaded for the eye.
func isBand(rows []int) bool {
	steps := 0
	for i := 1; i < len(rows); i++ {
		if rows[i]-rows[i-1] == 2 {
			steps++
		}
	}
	return len(rows) >= 3 && steps*10 >= (len(rows)-1)*7
}

// legend finds what a line says of a colour: 红色为预备党员, 标黄的是流动党员, 蓝色字体:已转出.
var legend = regexp.MustCompile(`(红|橙|黄|绿|蓝|紫|粉|灰)(颜色|色)?((?:字体|文字|字|底纹|底色|底|背景|填充|标注|标记|标识|标示|标|部分|单元格|行|人员|的|者)*)(?:为|是|表示|代表|指|即|:|=|-|—)+([^,，;；。)）、\n\s]{2,16})`)

// withoutLegend returns a title without what it says of colours in brackets at its end.
func withoutLegend(title string) string {
	at := strings.LastIndexAny(title, "(（")
	if at <= 0 || !legend.MatchString(foldSigns.Replace(title[at:])) {
		return title
	}
	return strings.TrimSpace(title[:at])
}

// readLegend gives the colours of the table the meanings that lines beside the records say.
func (t *Table) readLegend() {
	for r := t.layout.top; r <= t.layout.end; r++ {
		switch t.Role(r) {
		case RoleTitle, RoleLine, RoleSub, RoleFooter, RoleBlank, RoleNone:
		default:
			continue
		}
		sh := t.grid.shape(r)
		for c := int(sh.first); sh.filled > 0 && c <= int(sh.last); c++ {
			said := value.Clean(text(t.grid.Cell(r, c)))
			if said == "" || len(said) > maxLegend {
				continue
			}
			for _, m := range legend.FindAllStringSubmatch(foldSigns.Replace(said), -1) {
				t.mean(r, hue(slices.Index(hueWords[:], m[1])), m[3], strings.TrimSpace(m[4]))
			}
			t.meanByColour(r, c, said)
		}
	}
}

// maxLegend bounds the lines that are looked through, in bytes.
const maxLegend = 1000

// mean gives a colour its meaning; how says whether the type or the ground is meant.
func (t *Table) mean(row int, h hue, how, meaning string) {
	for _, c := range t.colours {
		switch {
		case c.hue != h || c.meaning != "":
		case strings.Contains(how, "字") && !c.ink, containsAny(how, []string{"底", "背景", "填充"}) && c.ink:
		default:
			c.meaning, c.where = meaning, row
			c.field, c.v = t.valueOf(meaning)
		}
	}
}

// meanByColour takes a coloured cell in a line beside the records for a legend: it says a value that a record can have.
func (t *Table) meanByColour(r, col int, said string) {
	word := strings.Trim(value.Tight(said), "■□●○★:：()（）")
	if runes(word) < 2 || runes(word) > 10 {
		return
	}
	ground, ink := t.Sheet.Colours(r, col)
	swatch := false
	if col > 0 && hueOf(ground) == noHue && t.grid.Cell(r, col-1).IsEmpty() { // a filled cell without words, and the words beside it
		ground, _ = t.Sheet.Colours(r, col-1)
		swatch = hueOf(ground) != noHue
	}
	field, v := t.valueOf(word)
	for _, c := range t.colours {
		if c.meaning == "" && (field >= 0 || swatch) && (!c.ink && hueOf(ground) == c.hue || c.ink && hueOf(ink) == c.hue) {
			c.meaning, c.where, c.field, c.v = word, r, field, v
		}
	}
}

// isLegend reports whether a row says what colours mean: all its words stand in coloured cells or beside filled ones
// without words.
func (f *finder) isLegend(r int) bool {
	sh := f.shape(r)
	if sh.filled == 0 || sh.numeric > 0 || !f.Tinted() {
		return false
	}
	coloured := func(c int) bool {
		ground, _ := f.Colours(r, c)
		return hueOf(ground) != noHue
	}
	for c := int(sh.first); c <= int(sh.last); c++ {
		cell := f.Cell(r, c)
		if cell.IsEmpty() {
			continue
		}
		if runes(value.Tight(text(cell))) > 10 || !coloured(c) && (c == 0 || !f.Cell(r, c-1).IsEmpty() || !coloured(c-1)) {
			return false
		}
	}
	return true
}

// valueOf returns the field of which words are a value: 预备党员 is one of 政治面貌, 失联党员 is yes under 是否失联.
func (t *Table) valueOf(words string) (field int, v value.Value) {
	plain := strings.ReplaceAll(strings.TrimSuffix(value.Tight(words), "人员"), "已", "")
	for _, s := range []string{value.Tight(words), plain} {
		for i := range t.Kind.Fields {
			f := &t.Kind.Fields[i]
			if !f.Stored() {
				continue
			}
			switch f.Type.(type) {
			case *catalog.ChoiceOf:
				if v, p := f.Type.Parse(catalog.TextCell(s)); p == nil && v.Canonical() != "" && !v.IsUnread() {
					return i, v
				}
			case catalog.Bool:
				for _, of := range append([]string{f.Title}, f.Aliases...) {
					if strings.TrimPrefix(strings.TrimPrefix(of, "是否"), "为") == s {
						yes, _ := f.Type.Parse(catalog.TextCell("是"))
						return i, yes
					}
				}
			}
		}
	}
	return -1, value.Value{}
}

// codeColour is the doubt about what the colour of some records means.
const codeColour = "colour"

// takeColours puts what the colours of a record mean into its fields or beside them.
func (rd *reader) takeColours(r int, values []value.Value) {
	for _, c := range rd.t.coloured[r] {
		chosen, decided := rd.t.decided[c.key()]
		if c.meaning != "" && !decided {
			rd.part.marks = append(rd.part.marks, mark{int16(c.doubtField(rd.kind)), -1, false,
				&catalog.Problem{Code: codeColour, Severity: catalog.Doubt, Text: c.text() + ":照这样填吗?"}})
		}
		switch {
		case c.meaning == "" && chosen == 1:
			rd.aside = append(rd.aside, c.words())
		case c.meaning == "" || chosen == 1:
		case c.field >= 0 && chosen == 0 && (values[c.field].IsEmpty() || values[c.field] == c.v):
			values[c.field] = c.v
		default:
			rd.aside = append(rd.aside, c.meaning)
		}
	}
}

// doubtField is the field at which the question about a colour is shown.
func (c *colouring) doubtField(k *catalog.Kind) int {
	if c.field >= 0 {
		return c.field
	}
	return k.Index(noteKey)
}

// colourAsked returns the colour that a question is about, nil if it is about none.
func (t *Table) colourAsked(p *catalog.Problem) *colouring {
	for _, c := range t.colours {
		if p.Code == codeColour && strings.HasPrefix(p.Text, c.text()) {
			return c
		}
	}
	return nil
}
