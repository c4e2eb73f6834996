// Package store keeps the records of an office in a database, SQLite or PostgreSQL, and holds all SQL of the
// program.
//
// Apply is the only way to change a record. Every change belongs to an operation, which is applied in one
// transaction and written to the journal in the same transaction; from the journal come undo and redo, the history
// of each record, the recycle bin and the roster as it was on an earlier day.
//
// The package knows kinds by their description alone (package catalog). A new kind needs its description and a
// numbered file under migrations/, which a test holds against each other.
package store
