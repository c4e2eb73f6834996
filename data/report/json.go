package report

import "encoding/json"

type reportJSON struct {
	Title  string     `json:"title"`
	AsOf   string     `json:"asof"`
	From   string     `json:"from"`
	To     string     `json:"to"`
	Org    *orgJSON   `json:"org"`
	Before *string    `json:"before"` // the period compared with, in words
	Parts  []partJSON `json:"parts"`
}

type orgJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type partJSON struct {
	Title      string          `json:"title"`
	Paragraphs []paragraphJSON `json:"paragraphs"`
}

type paragraphJSON struct {
	Key     string       `json:"key"`
	Title   string       `json:"title"`
	Own     bool         `json:"own"`
	Text    string       `json:"text"`
	Spans   []spanJSON   `json:"spans"`
	Figures []figureJSON `json:"figures"`
}

type spanJSON struct {
	Text   string  `json:"text"`
	Figure *string `json:"figure"`
}

// figureJSON is a figure: words have no count, and what the ledgers don't reach has no count before.
type figureJSON struct {
	Key     string       `json:"key"`
	Text    string       `json:"text"`
	Count   *json.Number `json:"count"`
	Unit    string       `json:"unit"`
	Kind    string       `json:"kind"`
	Records []string     `json:"records"`
	Before  *json.Number `json:"before"`
	Change  *string      `json:"change"`
}

// MarshalJSON writes the report as `taizhangctl report -json` promises.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := reportJSON{Title: r.Title, AsOf: r.Params.AsOf.String(), From: r.Params.From.String(), To: r.Params.To.String()}
	if r.Params.Org != "" {
		out.Org = &orgJSON{r.Params.Org, r.OrgName}
	}
	if period, ok := r.Compared(); ok {
		out.Before = &period
	}
	for _, part := range r.Parts {
		p := partJSON{Title: part.Title}
		for i := range part.Paragraphs {
			p.Paragraphs = append(p.Paragraphs, r.paragraphJSON(&part.Paragraphs[i]))
		}
		out.Parts = append(out.Parts, p)
	}
	return json.Marshal(out)
}

func (r *Report) paragraphJSON(p *Paragraph) paragraphJSON {
	out := paragraphJSON{Key: p.Key, Title: p.Title, Own: p.Own(), Text: p.Text(), Figures: []figureJSON{}}
	for _, s := range p.Spans {
		span := spanJSON{Text: s.Text}
		if s.Figure != nil {
			span.Figure = &s.Figure.Key
		}
		out.Spans = append(out.Spans, span)
	}
	for _, f := range p.Figures() {
		out.Figures = append(out.Figures, r.figureJSON(f))
	}
	return out
}

func (r *Report) figureJSON(f *Figure) figureJSON {
	out := figureJSON{Key: f.Key, Text: f.Text, Unit: f.Unit, Records: append([]string{}, f.Records...)}
	if f.Kind != nil {
		out.Kind = f.Kind.Key
	}
	if f.Number {
		n := json.Number(f.Text)
		out.Count = &n
	}
	if b := r.Before(f); b.Known {
		n := json.Number(b.Text)
		out.Before, out.Change = &n, &b.Change
	}
	return out
}
