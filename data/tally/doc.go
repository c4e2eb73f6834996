// Package tally counts records by what their fields say, and keeps for each number the records behind it.
//
// A tally is data: a kind of record and the groups by which it is counted (see definitions). People count as the
// roster stands, with their ages on the day AsOf; entries of logs count when their day lies within From and To.
// Whoever wants the roster as it stood on a past day gives Run the records of that day.
//
// In each group every record falls into exactly one cell, so that the cells add up to the total: what is empty is
// counted under 未填, what can't be understood or can't be (a birth after the day AsOf) under 待核对.
package tally
