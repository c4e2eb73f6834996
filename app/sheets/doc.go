// Package sheets shows the views of package board that are rows and columns: the year of meetings, dues by month, who
// manages whom, committees and terms. Every cell leads to its records, or to the new one that is missing.
package sheets
