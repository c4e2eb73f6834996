package report

import (
	"context"
	"fmt"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/tally"
	"taizhang/data/value"
)

// Records gives the records to count. If it is a tally.Past too, rosters can be compared with those of a year before.
type Records = tally.Records

// Params says what the report is about.
type Params struct {
	Office string // who reports: 容城镇
	AsOf   value.Date
	// From and To are the first and the last day of the period; without To it is AsOf, without From a year before To.
	From, To value.Date
	Org      string // id of the community reported on; "" for all
	// Wordings are the clerk's own, by the keys of paragraphs; see Load.
	Wordings map[string]string
	// Compare counts the same period of the year before too.
	Compare bool
}

// Codes of the refusals of this package.
const (
	CodeAsOf    = "report-asof"    // no day AsOf
	CodePeriod  = "report-period"  // From is after To
	CodeWording = "report-wording" // a wording that can't be read, or calls a figure that there is none of
	CodeFormat  = "report-format"  // no format has this extension
)

// Report is a work report.
type Report struct {
	Title   string // 容城镇社区党建工作汇报
	Params  Params // with the period that was counted
	OrgName string // of the community, "" for all
	Parts   []Part
	figures *set
	// compared is the year before, if it was counted.
	compared *comparison
}

// Part is a part of the report under a heading of the first level.
type Part struct {
	Title      string // 一、组建工作
	Paragraphs []Paragraph
}

// Paragraph is one paragraph with what it counts.
type Paragraph struct {
	Key   string // fixed: "cadres"
	Title string // （三）社区干部; "" where the part has no other
	Name  string // 社区干部
	// Wording is what the text was made from, Usual the program's own.
	Wording, Usual string
	Spans          []Span
}

// Span is a piece of text; with a Figure it is what that figure shows.
type Span struct {
	Text   string
	Figure *Figure // nil for plain words
}

// Figure is a number of the report, or a name or a date that it takes from the ledgers, with the records behind it.
type Figure struct {
	Key       string // by which wordings call it: 干部人数; parts of a list stand behind a point: 党员分类·流动党员
	Paragraph string // key of the paragraph that it belongs to
	Text      string // as it is printed
	Count     int64  // for money in fen
	Unit      string
	Number    bool // it is a number, not words
	Kind      *catalog.Kind
	Records   []string // ids of the records behind it
	money     bool
	roster    bool // it counts a roster as it stands, not the entries of a period
}

// Own reports whether the clerk has written the wording.
func (p *Paragraph) Own() bool { return p.Wording != p.Usual }

// Text returns the paragraph as it reads.
func (p *Paragraph) Text() string {
	var b strings.Builder
	for _, s := range p.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Figures returns the figures that the paragraph shows, each once.
func (p *Paragraph) Figures() []*Figure {
	var out []*Figure
	seen := map[*Figure]bool{}
	for _, s := range p.Spans {
		if s.Figure != nil && !seen[s.Figure] {
			seen[s.Figure] = true
			out = append(out, s.Figure)
		}
	}
	return out
}

// Run counts the figures and writes the report.
func Run(ctx context.Context, records Records, p Params) (*Report, error) {
	p, err := p.whole()
	if err != nil {
		return nil, err
	}
	cache := newCache(records)
	figures, err := count(ctx, cache, p)
	if err != nil {
		return nil, fmt.Errorf("count the figures of the report: %w", err)
	}
	r := &Report{Params: p, figures: figures, OrgName: figures.orgs[p.Org]}
	r.Title = title(p.Office, r.OrgName)
	if p.Compare {
		if r.compared, err = compare(ctx, records, cache, p); err != nil {
			return nil, fmt.Errorf("count the figures of the year before: %w", err)
		}
	}
	return r, r.write()
}

// write puts the paragraphs together.
func (r *Report) write() error {
	for _, part := range parts() {
		out := Part{Title: part.title}
		for _, d := range part.paragraphs {
			p, err := r.paragraph(d, r.wording(d))
			if err != nil {
				return err
			}
			out.Paragraphs = append(out.Paragraphs, p)
		}
		r.Parts = append(r.Parts, out)
	}
	return nil
}

// wording is the clerk's wording of a paragraph, or the usual one.
func (r *Report) wording(d draft) string {
	if own := strings.TrimSpace(r.Params.Wordings[d.key]); own != "" {
		return own
	}
	return d.wording
}

func (r *Report) paragraph(d draft, wording string) (Paragraph, error) {
	p := Paragraph{Key: d.key, Title: d.title, Name: d.name, Wording: wording, Usual: d.wording}
	w, err := parseWording(wording)
	if err == nil {
		err = r.figures.check(w)
	}
	if err != nil {
		return p, catalog.Refuse(CodeWording, "「%s」一段的文字:%s", d.name, catalog.Message(err)).Because(err)
	}
	if p.Spans = r.figures.render(w); calls(w) && !r.figures.any(w) {
		p.Spans = []Span{{Text: d.empty()}}
	}
	return p, nil
}

// Try returns a paragraph as it would read in another wording.
func (r *Report) Try(key, wording string) (Paragraph, error) {
	for _, part := range parts() {
		for _, d := range part.paragraphs {
			if d.key != key {
				continue
			}
			if strings.TrimSpace(wording) == "" {
				wording = d.wording
			}
			return r.paragraph(d, wording)
		}
	}
	return Paragraph{}, fmt.Errorf("the report has no paragraph %q", key)
}

// Names returns the names that a wording can call, those of the paragraph with the key first.
func (r *Report) Names(key string) []string {
	var own, others []string
	for _, e := range r.figures.entries {
		if e.paragraph == key {
			own = append(own, e.name)
		} else {
			others = append(others, e.name)
		}
	}
	return append(own, others...)
}

// Figure returns the figure with a key, or nil.
func (r *Report) Figure(key string) *Figure { return r.figures.figure(key) }

// Figures returns all figures in the order of the paragraphs, those too that no wording calls.
func (r *Report) Figures() []*Figure { return r.figures.all }

// Period returns the period in words: 2002年10月1日至2003年9月30日.
func (r *Report) Period() string { return periodWords(r.Params) }

func periodWords(p Params) string { return p.From.Chinese() + "至" + p.To.Chinese() }

// whole returns p with the period filled in.
func (p Params) whole() (Params, error) {
	if p.AsOf.IsZero() {
		return p, catalog.Refuse(CodeAsOf, "没有给出汇报的截止日期,请写成 2003-09-30")
	}
	p.AsOf = p.AsOf.Last()
	if p.To.IsZero() {
		p.To = p.AsOf
	}
	p.To = p.To.Last()
	if p.From.IsZero() {
		p.From = yearBefore(p.To)
	}
	p.From = p.From.First()
	if p.From.Compare(p.To) > 0 {
		return p, catalog.Refuse(CodePeriod, "起始日期 %s 在终止日期 %s 之后,请核对", p.From.Chinese(), p.To.Chinese())
	}
	return p, nil
}

// yearBefore returns the first day of the year that ends on a day.
func yearBefore(day value.Date) value.Date {
	return day.AddYears(-1).AddDays(1)
}

// title names the report: 容城镇社区党建工作汇报, 容城镇北门社区党建工作汇报.
func title(office, org string) string {
	const community, rest = "社区", "党建工作汇报"
	if org == "" {
		return office + community + rest
	}
	return office + strings.TrimSuffix(org, community) + community + rest
}
