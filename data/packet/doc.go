// Package packet carries a whole office from one computer to another in one file: a zip archive with a manifest and a
// verified copy of the database, sealed so that a file that was cut or changed anywhere is never taken for whole.
package packet
