package intake

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/intake"
	"taizhang/data/sheet"
)

// panel is the right side of the page: the doubts one by one, what becomes of the row under the cursor, and the
// meaning of each column.
type panel struct {
	page    *Page
	box     fyne.CanvasObject
	doubt   *fyne.Container
	row     *fyne.Container
	done    *fyne.Container // what was settled, and how
	columns *fyne.Container
	doubts  []intake.Problem
	at      int         // place in doubts of the one shown
	entry   *look.Entry // for the right text of the doubt shown; nil if none can be typed
	settled bool        // a doubt has been settled: the next one is to be shown at its cell
}

func newPanel(p *Page) *panel {
	n := &panel{page: p, doubt: container.NewVBox(), row: container.NewVBox(), done: container.NewVBox(), columns: container.NewVBox()}
	n.box = container.NewVScroll(look.Inset(container.NewVBox(n.doubt, n.done, n.row, n.columns), 12, 16, 16, 16))
	return n
}

// planned shows the doubts and the columns of a new plan.
func (n *panel) planned() {
	n.doubts = nil
	for _, pr := range n.page.plan.Problems() {
		if pr.Severity >= catalog.Doubt {
			n.doubts = append(n.doubts, pr)
		}
	}
	n.at = min(n.at, max(len(n.doubts)-1, 0))
	n.showColumns()
	n.showSettled()
	if n.settled && len(n.doubts) > 0 {
		n.goTo()
	} else {
		n.showDoubt()
		n.follow()
	}
	n.settled = false
}

// wait shows that nothing is known yet.
func (n *panel) wait() {
	n.doubts, n.entry, n.settled = nil, nil, false
	for _, c := range []*fyne.Container{n.done, n.row, n.columns} {
		c.Objects = nil
		c.Refresh()
	}
	n.doubt.Objects = []fyne.CanvasObject{look.NewParagraph("读完整张表以后,这里列出每一列的意思和拿不准的地方")}
	n.doubt.Refresh()
}

// firstDoubt goes to the first doubt.
func (n *panel) firstDoubt() {
	n.at = 0
	if len(n.doubts) > 0 {
		n.goTo()
	}
}

// step goes to the next doubt, or the one before.
func (n *panel) step(by int) {
	if len(n.doubts) == 0 {
		return
	}
	n.at = (n.at + by + len(n.doubts)) % len(n.doubts)
	n.goTo()
}

// goTo shows the doubt at its cell.
func (n *panel) goTo() {
	pr := n.doubts[n.at]
	for i, tp := range n.page.plan.Tables {
		if tp.Table == pr.Table && i != n.page.table {
			n.page.chooseTable(i)
		}
	}
	n.showDoubt()
	n.page.grid.Select(pr.Row, max(pr.Col, pr.Table.Range().Col1))
}

// accept takes the suggestion for the doubt shown, and for all alike.
func (n *panel) accept(alike bool) {
	if n.at < len(n.doubts) && len(n.doubts[n.at].Options) > 0 {
		n.settle(intake.Answer{Action: intake.Choose}, alike)
	}
}

// write gives the keyboard to the field for the right text.
func (n *panel) write() {
	if n.entry != nil {
		n.page.desk.Window.Canvas().Focus(n.entry)
	}
}

func (n *panel) settle(a intake.Answer, alike bool) {
	if n.page.busy || n.at >= len(n.doubts) {
		return
	}
	if err := n.page.plan.Settle(n.doubts[n.at], a, alike); err != nil {
		n.page.desk.Fail(err)
		return
	}
	n.settled = true
	n.page.Focus() // the field that was typed into goes with its doubt
	n.page.replan()
}

// showDoubt shows the doubt in hand and what can be done about it.
func (n *panel) showDoubt() {
	n.doubt.Objects, n.entry = nil, nil
	if len(n.doubts) == 0 {
		mark := look.NewText("没有疑点", look.Strong)
		mark.SetTone(look.Added)
		n.doubt.Objects = []fyne.CanvasObject{mark}
		n.doubt.Refresh()
		return
	}
	pr := n.doubts[n.at]
	alike := 0
	for i := range n.doubts {
		if pr.Alike(&n.doubts[i]) {
			alike++
		}
	}
	count := look.NewText(fmt.Sprintf("疑点 %d / %d", n.at+1, len(n.doubts)), look.Strong)
	arrows := container.NewHBox(look.QuietButton("上一处 P", nil, func() { n.step(-1) }), look.QuietButton("下一处 N", nil, func() { n.step(+1) }))
	where := look.NewText(doubtPlace(pr), look.Caption)
	text := look.NewParagraph(pr.Text)
	n.doubt.Objects = append(n.doubt.Objects, container.NewBorder(nil, nil, count, arrows), where, look.Toned(desk.Tone(pr.Severity), text))
	if pr.Raw != "" {
		n.doubt.Add(look.NewCutText("原文:"+pr.Raw, look.Body))
	}
	n.doubt.Add(n.answers(pr, alike))
	n.doubt.Add(look.Inset(look.Hairline(), 8, 0, 8, 0))
	n.doubt.Refresh()
}

// doubtPlace names the cell of a doubt: 北门社区 F7 身份证号码.
func doubtPlace(pr intake.Problem) string {
	place := pr.Table.Sheet.Name + " " + sheet.CellName(pr.Row, max(pr.Col, 0))
	if pr.Col < 0 {
		place = fmt.Sprintf("%s 第 %d 行", pr.Table.Sheet.Name, pr.Row+1)
	}
	if pr.Field != nil {
		place += " " + pr.Field.Title
	}
	if pr.Rows > 1 {
		place += fmt.Sprintf(" · 涉及 %d 行", pr.Rows)
	}
	return place
}

// answers are the buttons for a doubt.
func (n *panel) answers(pr intake.Problem, alike int) fyne.CanvasObject {
	box := container.NewVBox()
	for i, o := range pr.Options {
		label := o.Text
		if i == 0 {
			label += "  (回车)"
		}
		box.Add(look.Button(label, nil, func() { n.settle(intake.Answer{Action: intake.Choose, Option: i}, false) }))
	}
	if len(pr.Options) > 0 && alike > 1 {
		box.Add(look.Button(fmt.Sprintf("同类的 %d 处都这样处理  (A)", alike), nil, func() { n.accept(true) }))
	}
	if pr.Field != nil && pr.Row >= 0 {
		entry := look.NewEntry()
		entry.SetPlaceHolder("F2 填写正确的" + pr.Field.Title)
		n.entry = entry
		entry.OnSubmitted = func(text string) { n.settle(intake.Answer{Action: intake.Type, Text: text}, false) }
		box.Add(container.NewBorder(nil, nil, nil, look.Button("填写", nil, func() { entry.OnSubmitted(entry.Text) }), entry))
	}
	keep := func(alike bool) func() {
		return func() { n.settle(intake.Answer{Action: intake.Keep}, alike) }
	}
	rest := container.NewHBox(look.QuietButton("原样保留", nil, keep(false)))
	if alike > 1 {
		rest.Add(look.QuietButton(fmt.Sprintf("同类 %d 处都原样", alike), nil, keep(true)))
	}
	rest.Add(look.QuietButton("跳过这行", nil, func() { n.page.leaveOut(pr.Table, pr.Row, true) }))
	box.Add(rest)
	return box
}

// follow shows what becomes of the row under the cursor.
func (n *panel) follow() {
	n.row.Objects = nil
	defer n.row.Refresh()
	if n.page.plan == nil {
		return
	}
	at, col, ok := n.page.grid.Current()
	s := n.page.view.sheet()
	if !ok || s == nil {
		return
	}
	n.meet(at, col)
	fate := n.page.plan.RowAt(s, at, col)
	head := look.NewText(fmt.Sprintf("第 %d 行", at+1), look.Strong)
	reason := look.NewParagraph(fate.Reason)
	n.row.Objects = []fyne.CanvasObject{head, look.Inset(reason, -6, 0, -6, -8)}
	for _, c := range s.CommentsIn(at) {
		n.row.Add(look.Inset(look.NewParagraph(sheet.CellName(c.Row, c.Col)+" "+commentWords(c)), -6, 0, -6, -8))
	}
	if fate.Record == nil {
		n.row.Add(look.Hairline())
		return
	}
	for _, o := range fate.Record.Offers() {
		n.row.Add(n.offer(fate.Record, o))
	}
	for _, pr := range n.page.plan.RowProblems(fate.Record) {
		if pr.Severity == catalog.Notice {
			n.row.Add(look.NewParagraph(pr.Text))
		}
	}
	n.row.Add(look.Inset(look.Hairline(), 4, 0, 8, 0))
}

// offer shows a field of which the row says something else than the stored record, and lets the clerk choose.
func (n *panel) offer(row *intake.Row, o intake.Offer) fyne.CanvasObject {
	line := look.NewParagraph(fmt.Sprintf("%s:%s → %s", o.Field.Title, n.page.words(o.Field, o.Old), n.page.words(o.Field, o.New)))
	take, label := true, "改成表格里的"
	tone := look.Same
	if o.Taken {
		take, label, tone = false, "保留原来的", look.Changed
	}
	button := look.QuietButton(label, nil, func() { n.page.takeField(row, o.Field.Key, take) })
	return look.Toned(tone, container.NewBorder(nil, nil, nil, container.NewCenter(button), line))
}

// meet shows the doubt of the cell that the clerk has gone to, if it has one.
func (n *panel) meet(row, col int) {
	here := func(pr intake.Problem) bool {
		return pr.Table == n.page.current().Table && pr.Row == row && pr.Col == col
	}
	if n.at < len(n.doubts) && here(n.doubts[n.at]) {
		return
	}
	if i := slices.IndexFunc(n.doubts, here); i >= 0 {
		n.at = i
		n.showDoubt()
	}
}

// showColumns lists what each column was taken for, and why.
func (n *panel) showColumns() {
	tp := n.page.current()
	t := tp.Table
	n.columns.Objects = nil
	for i, c := range t.Choices() {
		if i == 0 {
			n.columns.Add(look.NewText("整张表", look.Strong))
		}
		n.columns.Add(n.choice(c))
	}
	n.columns.Add(look.NewText("各列含义", look.Strong))
	if t.Kind == nil {
		n.columns.Refresh()
		return
	}
	for i, c := range t.Columns {
		heading := c.Title()
		if heading == "" {
			heading = "(无表头)"
		}
		button := look.QuietButton(fieldWords(t.Kind, c)+" ▾", nil, nil)
		button.OnTapped = func() {
			n.page.fieldMenu(i, fyne.CurrentApp().Driver().AbsolutePositionForObject(button))
		}
		name := look.NewCutText(sheet.ColName(c.Col)+"  "+heading, look.Body)
		why := look.NewCutText(c.Why, look.Caption)
		n.columns.Add(look.Column(0, container.NewBorder(nil, nil, nil, button, name), why))
	}
	if t.Recalled() != nil {
		n.columns.Add(container.NewBorder(nil, nil, nil, look.QuietButton("忘记", nil, n.page.forgetShape), look.NewParagraph("按上次对这种表格的选择处理")))
	}
	for _, note := range notesOf(tp) {
		n.columns.Add(look.NewParagraph(note))
	}
	n.columns.Refresh()
}

// choice shows what was decided about the whole table, and lets the clerk decide otherwise.
func (n *panel) choice(c intake.Choice) fyne.CanvasObject {
	button := look.QuietButton(c.Options[min(c.Chosen, len(c.Options)-1)]+" ▾", nil, nil)
	button.OnTapped = func() {
		n.page.choiceMenu(c, fyne.CurrentApp().Driver().AbsolutePositionForObject(button))
	}
	return look.Inset(look.Column(0, look.NewParagraph(c.Text), container.NewHBox(button)), 0, 0, 0, -8)
}

// notesOf returns what is to be known of a table as a whole, and what the reader has to say of its file: formulas that
// have never been calculated, cells that are damaged.
func notesOf(tp *intake.TablePlan) []string {
	return append(slices.Clone(tp.Notes), tp.Table.File.Warnings...)
}
