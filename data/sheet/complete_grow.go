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

// Lead makes a row one of those below it: it gets copies of the formulas of row like where it has none, and ranges that
// begin right below it begin with it. It is for the row in which the author of the form had shown how to fill it in.
func (s *FormSheet) Lead(row, like int) error {
	s.plainFormulas()
	s.changed = true
	m := rowShift{sheet: s.name, at: row, lead: true}
	s.shiftOwn(m)
	if err := s.form.shiftOthers(s, m); err != nil {
		return err
	}
	for _, p := range s.pattern(like, 1) {
		for _, c := range p.cells {
			if has, _ := s.Has(row, c.col); has || !c.hasFormula() {
				continue
			}
			to := s.cell(row, c.col)
			to.typ, to.attrs = "", ""
			to.inner = mapFormulaIn(c.inner, func(f string) string { return shiftFormula(f, row-like, 0) })
		}
	}
	return nil
}
