// Package form shows one record as a form: its fields under their groups, each edited where it stands.
//
// It knows what a kind describes and nothing of where records are stored; what a clerk typed is handed to OnEdit.
package form
