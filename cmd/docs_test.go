package cmd_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocsFollowTheTree: the guides name every package of data, and their example of a new kind takes the migration that
// comes next.
func TestDocsFollowTheTree(t *testing.T) {
	migrations, err := filepath.Glob("../data/store/migrations/*.sql")
	if err != nil || len(migrations) == 0 {
		t.Fatal("no migrations", err)
	}
	var last int
	if _, err := fmt.Sscanf(filepath.Base(migrations[len(migrations)-1]), "%d_", &last); err != nil {
		t.Fatal(err)
	}
	packages, err := filepath.Glob("../data/*/doc.go")
	if err != nil || len(packages) < 10 {
		t.Fatal(packages, err)
	}
	example := regexp.MustCompile(`migrations/(\d{4})_\w+\.sql`)
	for _, guide := range []string{"../README.md", "../docs/architecture.md"} {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range packages {
			if name := "data/" + filepath.Base(filepath.Dir(folder)); !strings.Contains(string(text), name) {
				t.Errorf("%s doesn't say what %s is for", guide, name)
			}
		}
		numbers := example.FindAllStringSubmatch(string(text), -1)
		if len(numbers) == 0 {
			t.Errorf("%s has no example of a migration", guide)
		}
		for _, n := range numbers {
			if want := fmt.Sprintf("%04d", last+1); n[1] != want {
				t.Errorf("%s: the example is migration %s, the next one is %s", guide, n[1], want)
			}
		}
	}
}
