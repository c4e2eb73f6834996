// Package ledger describes the kinds of record that a township office keeps, one file for each.
//
// A new ledger costs two files: its kind here and its migration in package store. Everything else (grid, form,
// import, filling of forms, export, tallies, printing, search) reads the description.
package ledger
