package file

import "fmt"

// Size says how much n bytes are, in the unit that Explorer would take: 4.2 KB, 1.3 MB.
func Size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
