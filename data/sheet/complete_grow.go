package sheet

// Reach lets the ranges that hold the row from and end above the row to end there: those of validations, conditional
// formats, the filter, tables, the print area and names, but not those of the formulas in cells. It is for rows that
// were filled in below those for which the author of the form had made them.
func (s *FormSheet) Reach(from, to int) error {
	if to <= from {
		return nil
	}
	m := rowShift{sheet: s.name, at: from, reach: to}
	head, tail := m.part(s.head, true), m.part(s.tail, true)
	s.changed = s.changed || string(head) != string(s.head) || string(tail) != string(s.tail)
	s.head, s.tail = head, tail
	for i := range s.lists {
		s.lists[i].shift(m)
	}
	own, err := s.form.tiedTo(s.part)
	if err != nil {
		return err
	}
	for part := range own {
		if err := s.form.edit(part, func(b []byte) []byte { return m.part(b, true) }); err != nil {
			return err
		}
	}
	return s.form.edit(s.form.main, func(b []byte) []byte { return m.part(b, false) })
}
