package platform

import "testing"

// meetHere does nothing: the names of pipes hold the folder of the test's database.
func meetHere(*testing.T) {}
