package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// copyOf makes a copy of an office of its own, with another code than that of mustOpen.
func copyOf(t *testing.T, opt Options) (file, portrayed string) {
	t.Helper()
	dir := t.TempDir()
	opt.Create, opt.Office = true, Office{"450999102", "新城镇"}
	s := mustOpen(t, filepath.Join(dir, "other.db"), opt)
	workedOn(t, s)
	file, err := s.Backup(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	return file, portrait(t, s)
}

func TestReplace(t *testing.T) {
	file, want := copyOf(t, Options{})
	path := filepath.Join(t.TempDir(), "台账 #1%.db")
	s := mustOpen(t, path, Options{Create: true})
	mustApply(t, s, "社区", orgs()...)
	before := names(t, s, Query{Kind: ledger.Org, Find: "门"}) // the index in memory is of the old journal
	told := 0
	s.Watch(func(d Done) { told += len(d.Kinds) })
	old := portrait(t, s)
	backup, err := s.Replace(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	if got := portrait(t, s); got != want {
		t.Errorf("the office is\n%s\nwant\n%s", got, want)
	}
	if o, err := s.Office(ctx); err != nil || o != (Office{"450999102", "新城镇"}) {
		t.Errorf("the office is %v, %v", o, err)
	}
	if told != len(s.Kinds()) {
		t.Errorf("watchers were told of %d kinds, want all", told)
	}
	if got := names(t, s, Query{Kind: ledger.Org, Find: "门"}); got != before {
		t.Errorf("found %q", got) // both offices have it
	}
	mustApply(t, s, "之后", people(1)...)
	if report, err := s.Check(ctx); err != nil || !report.Sound() {
		t.Error(report.Faults, err)
	}
	if entries, err := filepath.Glob(path + ".incoming*"); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
	// And back, from the copy that was made.
	if _, err := s.Replace(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if got := portrait(t, s); got != old {
		t.Errorf("taken back it is\n%s\nwant\n%s", got, old)
	}
	s.Close()
	if got := portrait(t, mustOpen(t, path, Options{})); got != old {
		t.Error("opened again it is something else")
	}
}

// TestReplaceWhatIsEmpty fills a database: there is nothing to keep a copy of.
func TestReplaceWhatIsEmpty(t *testing.T) {
	file, want := copyOf(t, Options{})
	s := mustOpen(t, filepath.Join(t.TempDir(), "new.db"), Options{Create: true})
	backup, err := s.Replace(ctx, file)
	if err != nil || backup != "" {
		t.Fatal(backup, err)
	}
	if portrait(t, s) != want {
		t.Error("it was not filled")
	}
}

// TestSearchAfterReplace: the texts in memory belong to another journal with as many operations, or fewer, or more.
func TestSearchAfterReplace(t *testing.T) {
	dir := t.TempDir()
	made := func(name, person string, more int) string {
		s := mustOpen(t, filepath.Join(dir, name+".db"), Options{Create: true})
		mustApply(t, s, "一人", catalog.Create(rec(ledger.Cadre, "", "name", person)))
		for range more {
			mustApply(t, s, "又一人", catalog.Create(rec(ledger.Cadre, "", "name", "旁人")))
		}
		file, err := s.Backup(ctx, dir)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	s := mustOpen(t, filepath.Join(dir, "now.db"), Options{Create: true})
	for _, c := range []struct {
		person string
		more   int
	}{{"张三", 2}, {"李四", 2}, {"王五", 0}, {"赵六", 5}} {
		if _, err := s.Replace(ctx, made(c.person, c.person, c.more)); err != nil {
			t.Fatal(err)
		}
		for _, person := range []string{"张三", "李四", "王五", "赵六"} {
			want := ""
			if person == c.person {
				want = person
			}
			if got := names(t, s, Query{Kind: ledger.Cadre, Find: person}); got != want {
				t.Errorf("after %s came: the search for %s finds %q", c.person, person, got)
			}
		}
	}
}

// TestReplaceBringsUpToDate takes a copy of the first schema.
func TestReplaceBringsUpToDate(t *testing.T) {
	first := fstest.MapFS{}
	own := ownMigrations()
	for _, name := range []string{"0001", "0002"} {
		found, err := fs.Glob(own, name+"_*.sql")
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		text, err := fs.ReadFile(own, found[0])
		if err != nil {
			t.Fatal(err)
		}
		first[found[0]] = &fstest.MapFile{Data: text}
	}
	dir := t.TempDir()
	old, err := Open(ctx, filepath.Join(dir, "old.db"), nil, Options{Create: true, Office: Office{"1", "老镇"}, migrations: first})
	if err != nil {
		t.Fatal(err)
	}
	file, err := old.Backup(ctx, dir)
	if err := errors.Join(err, old.Close()); err != nil {
		t.Fatal(err)
	}
	c, err := Inspect(ctx, file, ledger.All())
	if err != nil || c.Schema != 2 || c.Office.Name != "老镇" {
		t.Fatalf("the copy holds %+v, %v", c, err)
	}
	s := mustOpen(t, filepath.Join(dir, "now.db"), Options{Create: true})
	if _, err := s.Replace(ctx, file); err != nil {
		t.Fatal(err)
	}
	newest, err := NewestSchema()
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.Contents(ctx); err != nil || c.Schema != newest || c.Office.Name != "老镇" {
		t.Errorf("the database holds %+v, %v", c, err)
	}
	mustApply(t, s, "社区", orgs()...)
	if list, _ := os.ReadDir(filepath.Join(dir, "备份")); len(list) > 0 {
		t.Errorf("copies of what was empty: %v", list)
	}
}

// TestReplaceRefuses leaves the database as it was.
func TestReplaceRefuses(t *testing.T) {
	dir := t.TempDir()
	sound, _ := copyOf(t, Options{})
	torn, newer, text := filepath.Join(dir, "torn.db"), filepath.Join(dir, "newer.db"), filepath.Join(dir, "text.db")
	copyForTest(t, sound, torn)
	tear(t, torn)
	copyForTest(t, sound, newer)
	execSQLite(t, newer, "INSERT INTO migration (number, name, at) VALUES (9000, 'newest', 0)")
	if err := os.WriteFile(text, []byte("this is not a database at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, filepath.Join(dir, "now.db"), Options{Create: true})
	workedOn(t, s)
	want := portrait(t, s)
	for file, code := range map[string]string{torn: "damaged", newer: "newer_database", text: "not_database", filepath.Join(dir, "none"): "no_access"} {
		_, err := s.Replace(ctx, file)
		refused(t, err, code)
	}
	_, err := Inspect(ctx, newer, ledger.All())
	refused(t, err, "newer_database")
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Replace(cancelled, sound); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if got := portrait(t, s); got != want {
		t.Error("a refused replacement changed the records")
	}
	server := mustOpen(t, postgresDSN(t), Options{Create: true})
	_, err = server.Replace(ctx, sound)
	refused(t, err, "server")
}

// TestReplaceWhileOthersRead: every reader sees the one office or the other, whole, and writers wait.
func TestReplaceWhileOthersRead(t *testing.T) {
	dir := t.TempDir()
	files := twoOffices(t, dir)
	s := mustOpen(t, filepath.Join(dir, "now.db"), Options{Create: true})
	if _, err := s.Replace(ctx, files[0]); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				page, err := s.Find(ctx, Query{Kind: ledger.Cadre, Sort: []Order{{Field: "name"}}})
				if err != nil || len(page.Records) != 5 && len(page.Records) != 30 {
					t.Errorf("a reader saw %d records, %v", len(page.Records), err)
					return
				}
			}
		})
	}
	for i := range 4 {
		if _, err := s.Replace(ctx, files[(i+1)%2]); err != nil {
			t.Error(err)
		}
	}
	close(done)
	readers.Wait()
}

// twoOffices returns copies of an office of 5 cadres and of one of 30, in dir.
func twoOffices(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	for _, n := range []int{5, 30} {
		s := mustOpen(t, filepath.Join(t.TempDir(), "x.db"), Options{Create: true})
		mustApply(t, s, "社区", orgs()...)
		mustApply(t, s, "干部", people(n)...)
		file, err := s.Backup(ctx, dir)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// replacerEnv tells a process of this test program to be killed while it replaces: it is the database, the two copies
// lie beside it.
const replacerEnv = "TAIZHANG_REPLACER"

// replacer puts one office in the place of the other for ever, and says when it begins with each.
func replacer(path string) {
	files, err := filepath.Glob(filepath.Join(filepath.Dir(path), "容城镇台账-*.db"))
	if err != nil || len(files) != 2 {
		fmt.Println("error", files, err)
		return
	}
	s, err := Open(ctx, path, ledger.All(), Options{})
	for i := 0; err == nil; i++ {
		fmt.Println("replacing")
		_, err = s.Replace(ctx, files[i%2])
	}
	fmt.Println("error", err)
}

// TestKillWhileReplacing kills a process that replaces, at a moment that can't be foreseen: there is the one office or the
// other, whole.
func TestKillWhileReplacing(t *testing.T) {
	dir := t.TempDir()
	files := twoOffices(t, dir)
	path := filepath.Join(dir, "now.db")
	s := mustOpen(t, path, Options{Create: true})
	if _, err := s.Replace(ctx, files[0]); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for round := range 6 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), replacerEnv+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 2 { // the second begins when one was done
			if !lines.Scan() || lines.Text() != "replacing" {
				t.Fatalf("round %d: %q", round, lines.Text())
			}
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond) // any moment will do
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed
		s := mustOpen(t, path, Options{})
		report, err := s.Check(ctx)
		if n := report.Records["cadre"]; err != nil || !report.Sound() || n != 5 && n != 30 {
			t.Errorf("round %d: %d cadres, %v %v", round, n, report.Faults, err)
		}
		s.Close()
	}
}
