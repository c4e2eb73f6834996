package intake

import (
	"fmt"

	"fyne.io/fyne/v2/container"

	"taizhang/app/look"
)

// mostSettled is how many decisions the panel lists, the newest first.
const mostSettled = 20

// showSettled lists what was decided about doubts, each with a button that takes it back.
func (n *panel) showSettled() {
	n.done.Objects = nil
	defer n.done.Refresh()
	if n.page.reading == nil {
		return
	}
	list := n.page.reading.Settled()
	if len(list) == 0 {
		return
	}
	head := look.NewText(fmt.Sprintf("已处理 %d 处", len(list)), look.Strong)
	n.done.Add(container.NewBorder(nil, nil, head, look.QuietButton("全部撤回", nil, n.takeBackAll)))
	for i := len(list) - 1; i >= 0 && len(list)-i <= mostSettled; i-- {
		label := "撤回"
		if i == len(list)-1 {
			label = "撤回 U"
		}
		what := look.NewCutText(list[i].Place+"  "+list[i].How, look.Body)
		why := look.NewCutText(list[i].Problem, look.Caption)
		n.done.Add(look.Column(0, container.NewBorder(nil, nil, nil, look.QuietButton(label, nil, func() { n.takeBack(i) }), what), why))
	}
	n.done.Add(look.Inset(look.Hairline(), 4, 0, 8, 0))
}

// takeBack takes back one decision, and shows its doubt again.
func (n *panel) takeBack(i int) {
	if n.page.busy || n.page.reading == nil || i < 0 {
		return
	}
	n.page.reading.TakeBack(i)
	n.page.Focus()
	n.page.replan()
}

// takeBackLast takes back the newest decision.
func (n *panel) takeBackLast() {
	if n.page.reading != nil {
		n.takeBack(len(n.page.reading.Settled()) - 1)
	}
}

func (n *panel) takeBackAll() {
	if n.page.busy {
		return
	}
	n.page.reading.TakeBackAll()
	n.page.Focus()
	n.page.replan()
}
