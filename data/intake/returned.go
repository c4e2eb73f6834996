package intake

import (
	"strings"
)

// identityHeading begins the heading of the hidden column in which an export that is handed out carries the ids of
// its records: 台账编号:cadre:20260930T081500.000Z.
const identityHeading = "台账编号"

// isIdentityHeading finds the column of ids that an export carries.
func isIdentityHeading(levels []string) bool {
	return len(levels) > 0 && strings.HasPrefix(levels[len(levels)-1], identityHeading+":")
}
