// Package lanes is the board by state of issues and tasks: a lane for each state, a card for each record, and cards are
// moved from lane to lane.
package lanes
