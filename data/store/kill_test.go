package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// victimEnv tells a process of this test program to be killed: it is the database to work on.
const victimEnv = "TAIZHANG_VICTIM"

// perOperation is how many records each of the victim's operations makes, and then changes.
const perOperation = 7

// victim applies operations for ever and prints each that was accepted: what it is called is in all its records.
func victim(path string) {
	s, err := Open(context.Background(), path, ledger.All(), Options{Create: true})
	if err != nil {
		fmt.Println("error", err)
		return
	}
	for i := 0; ; i++ {
		label := fmt.Sprintf("%s-%d", os.Getenv("TAIZHANG_ROUND"), i)
		var changes []catalog.Change
		for j := range perOperation {
			changes = append(changes, catalog.Create(rec(ledger.Cadre, label+"-"+strconv.Itoa(j), "name", label)))
		}
		d, err := s.Apply(context.Background(), catalog.Operation{Label: label, Changes: changes})
		if err != nil {
			fmt.Println("error", err)
			return
		}
		fmt.Println("made", label)
		for j, c := range changes {
			changes[j] = set(c.After, "note", label)
		}
		if _, err = s.Apply(context.Background(), catalog.Operation{Label: label + " note", Changes: changes}); err == nil {
			fmt.Println("noted", label)
		}
		if i%3 == 2 {
			if _, err = s.Undo(context.Background(), d.Op.ID, UndoOptions{Keep: true}); err == nil {
				fmt.Println("undone", label)
			}
		}
		if err != nil {
			fmt.Println("error", err)
			return
		}
	}
}

// TestKill kills a process that writes, at a moment that can't be foreseen, again and again. Every operation that was
// reported must be there whole, and none by half.
func TestKill(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 8
	}
	if n, err := strconv.Atoi(os.Getenv("TAIZHANG_SOAK")); err == nil {
		rounds = n
	}
	path := filepath.Join(t.TempDir(), "victim.db")
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	accepted := map[string]string{} // label → the last thing reported of it
	for round := range rounds {
		for _, line := range killOne(t, path, round, random) {
			what, label, ok := strings.Cut(line, " ")
			if !ok || what == "error" {
				t.Fatalf("round %d: %s", round, line)
			}
			accepted[label] = what
		}
	}
	if len(accepted) < rounds/2 {
		t.Fatalf("only %d operations were accepted in %d rounds: nothing was tested", len(accepted), rounds)
	}
	s := mustOpen(t, path, Options{})
	if report, err := s.Check(ctx); err != nil || !report.Sound() {
		t.Fatal(report.Faults, err)
	}
	whole := map[string]int{}
	notes := map[string]int{}
	err := s.Each(ctx, Query{Kind: ledger.Cadre}, func(r catalog.Record) error {
		whole[r.Label()]++
		if r.Get("note").Canonical() != "" {
			notes[r.Label()]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for label, n := range whole {
		if n != perOperation || notes[label] != 0 && notes[label] != perOperation {
			t.Errorf("half an operation: %s has %d records, %d notes", label, n, notes[label])
		}
	}
	for label, what := range accepted {
		if whole[label] == 0 || what != "made" && notes[label] == 0 {
			t.Errorf("lost: %s was reported as %s; %d records, %d notes", label, what, whole[label], notes[label])
		}
	}
	t.Logf("%d kills, %d operations accepted", rounds, len(accepted))
}

// killOne starts a victim, kills it after some of its reports and returns all of them.
func killOne(t *testing.T, path string, round int, random *rand.Rand) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimEnv+"="+path, fmt.Sprintf("TAIZHANG_ROUND=%d", round))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// It is killed some time after one of its first reports, or of its start: in the middle of whatever it does then.
	after := random.IntN(6)
	if round%2 == 0 {
		after = max(after, 1) // so that half of the rounds accept something, however the dice fall
	}
	delay := time.Duration(random.IntN(6000)) * time.Microsecond
	if after == 0 {
		delay *= 20 // while it opens, or makes, the database
	}
	kill := func() { time.AfterFunc(delay, func() { _ = cmd.Process.Kill() }) }
	if after == 0 {
		kill()
	}
	var lines []string
	reports := bufio.NewScanner(out)
	for reports.Scan() {
		lines = append(lines, reports.Text())
		if len(lines) == after {
			kill()
		}
	}
	_ = cmd.Wait() // it was killed
	return lines
}
