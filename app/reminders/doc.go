// Package reminders is the page of what is due and what is overdue: by day, by sort and by community, on any day.
package reminders
