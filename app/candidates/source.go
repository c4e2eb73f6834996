package candidates

import (
	"taizhang/app/grid"
	"taizhang/app/look"
	"taizhang/data/board"
	"taizhang/data/catalog"
)

// people gives the grid the candidates.
type people struct{ page *Page }

// Len implements grid.Source.
func (s *people) Len() int { return len(s.page.list) }

// Need implements grid.Source; everything is there.
func (s *people) Need(int, int) {}

// Cell implements grid.Source.
func (s *people) Cell(row, col int) (grid.Cell, bool) {
	c := &s.page.list[row]
	switch col {
	case 0:
		return grid.Cell{Text: c.Record.Label(), Bold: c.Record.ID == s.page.current}, true
	case 1:
		return grid.Cell{Text: c.Org}, true
	case 2:
		return grid.Cell{Text: c.Stage}, true
	}
	text := c.Next.Step.String()
	if text == "" {
		return grid.Cell{Text: "已完成", Muted: true}, true
	}
	if c.Overdue {
		return grid.Cell{Text: "超期 " + text, Tone: look.Broken, Note: nextWords(c)}, true
	}
	return grid.Cell{Text: text}, true
}

// steps gives the grid the 25 steps of the candidate under the cursor.
type steps struct{ page *Page }

// dateColumn is the column of the days.
const dateColumn = 2

// candidate is whose steps are shown.
func (s *steps) candidate() *board.Candidate {
	for i := range s.page.list {
		if s.page.list[i].Record.ID == s.page.current {
			return &s.page.list[i]
		}
	}
	return nil
}

// Len implements grid.Source.
func (s *steps) Len() int {
	if c := s.candidate(); c != nil {
		return len(c.Steps)
	}
	return 0
}

// Need implements grid.Source; everything is there.
func (s *steps) Need(int, int) {}

// marks are the signs of the states, so that nothing is told by colour alone.
var marks = map[board.StepState]string{board.StepDone: "●", board.StepSkipped: "◌", board.StepNext: "▶", board.StepWaiting: "◷", board.StepOverdue: "⚠", board.StepAhead: "○"}

// Cell implements grid.Source.
func (s *steps) Cell(row, col int) (grid.Cell, bool) {
	c := s.candidate()
	if c == nil {
		return grid.Cell{}, false
	}
	line := &c.Steps[row]
	ahead := line.State == board.StepAhead
	switch col {
	case 0:
		if row > 0 && c.Steps[row-1].Step.Section == line.Step.Section {
			return grid.Cell{}, true
		}
		return grid.Cell{Text: line.Step.Section, Muted: true}, true
	case 1:
		return grid.Cell{Text: marks[line.State] + " " + line.Step.Title, Muted: ahead, Bold: row == c.Next.Step.Number-1}, true
	case dateColumn:
		return dayCell(c.Record, line), true
	}
	cell := grid.Cell{Text: line.Words, Muted: ahead || line.State == board.StepDone, Note: line.Words}
	switch line.State {
	case board.StepOverdue:
		cell.Tone = look.Broken
	case board.StepSkipped, board.StepNext:
		cell.Tone = look.Doubt
	case board.StepWaiting:
		cell.Tone = look.Changed
	}
	return cell, true
}

// dayCell is the day of a step; what couldn't be read is shown as it was typed.
func dayCell(r catalog.Record, line *board.StepLine) grid.Cell {
	f := r.Kind.Field(line.Step.Field)
	v := r.Get(f.Key)
	if v.IsUnread() {
		return grid.Cell{Text: v.Raw(), Mark: look.Broken, Note: "看不懂的日期,请写成 2003-05-12"}
	}
	return grid.Cell{Text: line.Date.Chinese(), Edit: line.Date.String()}
}
