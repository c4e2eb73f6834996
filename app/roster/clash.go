package roster

import (
	"context"
	"slices"

	"taizhang/app/desk"
	"taizhang/data/catalog"
)

// problems are what is wrong with the record that the form shows, by itself and because of others.
func (s *side) problems() []catalog.Problem {
	return append(slices.Clip(catalog.Check(s.record, s.page.desk.Today())), s.clash...)
}

// readClashes looks for stored records that contradict the one in the form, and shows them when they are known.
func (s *side) readClashes() {
	rec := s.record
	if rec.Kind == nil || rec.Kind.Clash == nil {
		s.clash = nil
		return
	}
	desk.Ask(&s.clashing, func(ctx context.Context) ([]catalog.Problem, error) {
		found, err := s.page.desk.Store.Clashes(ctx, rec)
		return found[rec.ID], err
	}, func(found []catalog.Problem, err error) {
		if err != nil {
			s.page.desk.Fail(err)
			return
		}
		if rec.Equal(s.record) {
			s.clash = found
			s.form.Fill(s.line)
		}
	})
}
