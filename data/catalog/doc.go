// Package catalog says what a kind of record is: its fields and their types, the headings under which each is
// met, what makes two rows the same record, its rules, and the operations that change records.
//
// The kinds themselves stand in package ledger. Everything that treats all kinds alike (store, intake, roster,
// tally, the grid and the form) reads the description that this package defines.
package catalog
