// Package bookings is the calendar of the venues that communities share: who has which, when, and where it is free.
package bookings
