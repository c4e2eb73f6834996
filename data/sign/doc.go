// Package sign makes out of records what an office hangs on its walls: rules as posters, the chain of responsibility as a
// chart, and beside them what changed between two versions of a rule.
//
// It gives the wording; how that stands on paper is package paper's matter.
package sign
