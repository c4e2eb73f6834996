package report

import (
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/report"
)

func opened(w *trial.Window) *Page {
	var p *Page
	w.Register(desk.PageReport, func(d *desk.Desk) desk.Page {
		p = New(d).(*Page)
		return p
	})
	w.Start(desk.Place{Page: desk.PageReport})
	w.Until("the report", func() bool { return p.report != nil })
	return p
}

// paragraph returns a paragraph of the report, and how it reads.
func paragraph(t *testing.T, p *Page, key string) (q report.Paragraph, reads string) {
	t.Helper()
	for _, part := range p.report.Parts {
		for _, q := range part.Paragraphs {
			if q.Key == key {
				for _, s := range q.Spans {
					reads += s.Text
				}
				return q, reads
			}
		}
	}
	t.Fatalf("the report has no paragraph %s", key)
	return q, ""
}

// TestNumbersAreLinks: the report holds the figures of the demonstration office, and each leads to its records.
func TestNumbersAreLinks(t *testing.T) {
	w := trial.Demo(t)
	p := opened(w)
	q, reads := paragraph(t, p, "cadres")
	if !strings.HasPrefix(reads, "现有社区干部30人，其中女21人。") {
		t.Errorf("it reads %q", reads)
	}
	for _, f := range q.Figures() {
		if f.Key == "女干部人数" {
			p.open(f)
		}
	}
	if at := w.Place(); at.Page != desk.PageRoster || at.Kind != "cadre" || len(at.IDs) != 21 {
		t.Errorf("the number leads to %s, %d records", at.Kind, len(at.IDs))
	}
	w.Back()
	if at := w.Place(); at.Page != desk.PageReport {
		t.Errorf("back leads to %+v", at)
	}
}

// TestWordingIsEditedInItsPlace: a wording is changed, with a number put in from the list; it stays, and goes back.
func TestWordingIsEditedInItsPlace(t *testing.T) {
	w := trial.Demo(t)
	p := opened(w)
	q, usual := paragraph(t, p, "cadres")
	p.edit(q)
	p.editing.entry.SetText("干部{没有这个数}人。")
	if p.editing.fault.Text == "" {
		t.Error("a number that isn't there is taken")
	}
	p.editing.keep()
	if p.editing == nil {
		t.Fatal("a wording with a mistake is stored")
	}
	p.editing.entry.SetText("")
	p.editing.insert("干部")
	p.editing.insert("{干部人数}")
	p.editing.insert("人。")
	if p.editing.fault.Text != "" {
		t.Errorf("what is wrong with it: %s", p.editing.fault.Text)
	}
	p.editing.keep()
	w.Until("the new wording", func() bool { _, reads := paragraph(t, p, "cadres"); return reads == "干部30人。" })
	if !strings.Contains(trial.Words(p.box), "自拟文字") {
		t.Error("an own wording isn't marked")
	}
	p.Reload()
	q, _ = paragraph(t, p, "cadres")
	if p.Save() {
		t.Error("there is something to save while nothing is edited")
	}
	p.edit(q)
	p.editing.entry.SetText(q.Usual)
	if !p.Save() {
		t.Error("Ctrl+S passes over a wording that is edited")
	}
	w.Until("the usual wording", func() bool { _, reads := paragraph(t, p, "cadres"); return reads == usual })
	p.edit(q)
	if !p.Back() || p.editing != nil {
		t.Error("Esc left the editor open")
	}
}

func TestComparedWithTheYearBefore(t *testing.T) {
	w := trial.Demo(t)
	p := opened(w)
	p.compare.SetChecked(true)
	w.Until("the year before", func() bool { _, ok := p.report.Compared(); return ok })
	q, _ := paragraph(t, p, "cadres")
	if said := p.comparison(&q); len(said) != 1 || said[0].Text != "上年同期没有记录" {
		t.Errorf("of a year without records it says %+v", said)
	}
	p.asof.SetText("2003-12-31")
	p.Reload()
	w.Until("the report of 2003", func() bool { return p.report.Params.AsOf.Month == 12 })
	found := false
	for _, part := range p.report.Parts {
		for _, q := range part.Paragraphs {
			for _, s := range p.comparison(&q) {
				found = found || strings.Contains(s.Text, "上年 1447（")
			}
		}
	}
	if !found {
		t.Error("the services of the last months of 2002 are nowhere")
	}
	p.asof.SetText("明年")
	p.Reload()
	w.Until("the refusal", func() bool {
		return strings.Contains(trial.Words(w.Window.Content()), "看不懂截止日期「明年」")
	})
}

func TestReportOfNothing(t *testing.T) {
	w := trial.Empty(t)
	p := opened(w)
	_, reads := paragraph(t, p, "cadres")
	if strings.ContainsAny(reads, "123456789") || reads == "" {
		t.Errorf("without records it reads %q", reads)
	}
	p.Focus()
	p.Reload()
	p.Retheme()
}
