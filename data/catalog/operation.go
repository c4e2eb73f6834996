package catalog

import "time"

// Operation is one act of a clerk, applied whole or not at all: the change of a cell, an import of 30,000 rows.
type Operation struct {
	ID      string // given by the store if empty
	Label   string // what the act was, for the undo bar and the history: 导入 北门花名册.xlsx 312 人
	Actor   string // who
	At      time.Time
	Changes []Change
	// Blobs are the pictures that its records name and that may not be stored yet.
	Blobs []Blob
}

// Change is the change of one record: a creation if Before is zero, a deletion if After is zero.
type Change struct {
	Before, After Record
}

// Record returns the record as it is after the change, or was before its deletion.
func (c Change) Record() Record {
	if c.After.IsZero() {
		return c.Before
	}
	return c.After
}

// Create returns the change that adds r.
func Create(r Record) Change { return Change{After: r} }

// Update returns the change of before into after.
func Update(before, after Record) Change { return Change{before, after} }

// Delete returns the change that puts r into the recycle bin.
func Delete(r Record) Change { return Change{Before: r} }
