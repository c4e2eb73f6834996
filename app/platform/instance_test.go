package platform

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"
)

// soon is the end of every wait that is expected to succeed; none lasts longer than it must.
const soon = 3 * time.Minute

// recordsOf returns the path of a database of the test, which need not be there.
func recordsOf(t *testing.T, name string) string {
	return filepath.Join(os.TempDir(), t.Name(), name)
}

func claim(t *testing.T, db string, patience time.Duration, wish Handover) (*Instance, bool, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	i, handed, err := Claim(ctx, db, wish)
	t.Cleanup(func() { i.Close() })
	return i, handed, err
}

func first(t *testing.T, db string) *Instance {
	t.Helper()
	i, handed, err := claim(t, db, soon, Handover{})
	if err != nil || handed || i == nil {
		t.Fatalf("the first start: handed %v, %v", handed, err)
	}
	return i
}

func TestSecondStartHandsOver(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "台账 一.db")
	got := make(chan Handover, 10)
	first(t, db).Serve(func(_ context.Context, wish Handover) { got <- wish })
	for _, wish := range []Handover{
		{Files: []string{`C:\北门 花名册.xlsx`, "/tmp/a\nb.xls"}}, {Form: "/表.xlsx"}, {Ledger: "cadre"}, {},
	} {
		i, handed, err := claim(t, filepath.Join(filepath.Dir(db), ".", "台账 一.db"), soon, wish)
		if err != nil || !handed || i != nil {
			t.Fatalf("a later start: handed %v, %v", handed, err)
		}
		if taken := <-got; !reflect.DeepEqual(taken, wish) {
			t.Errorf("the window was given %+v, want %+v", taken, wish)
		}
	}
}

func TestOtherRecordsHaveTheirOwnWindow(t *testing.T) {
	meetHere(t)
	first(t, recordsOf(t, "a.db"))
	first(t, recordsOf(t, "b.db"))
	first(t, "postgres://h/a")
	first(t, "postgres://h/b")
}

// TestWishesBeforeTheWindow: the window that answers is still opening when the second start comes.
func TestWishesBeforeTheWindow(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	i := first(t, db)
	done := make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), soon)
		defer cancel()
		close(begun)
		_, handed, err := Claim(ctx, db, Handover{Ledger: "member"})
		if !handed {
			err = errors.Join(errors.New("not handed over"), err)
		}
		done <- err
	}()
	<-begun
	got := make(chan string, 1)
	i.Serve(func(_ context.Context, wish Handover) { got <- wish.Ledger })
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if ledger := <-got; ledger != "member" {
		t.Errorf("the window was asked for %q", ledger)
	}
}

// TestWindowThatHangs: the second start opens by itself, and the wish is not done later behind its back.
func TestWindowThatHangs(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	late := make(chan error, 1)
	impatient, leave := context.WithCancel(context.Background())
	first(t, db).Serve(func(ctx context.Context, _ Handover) {
		leave()
		<-ctx.Done()
		late <- ctx.Err()
	})
	i, handed, err := Claim(impatient, db, Handover{Files: []string{"a.xlsx"}})
	t.Cleanup(func() { i.Close() })
	if !errors.Is(err, ErrSilent) || handed || i != nil {
		t.Fatalf("handed %v, %v; want ErrSilent", handed, err)
	}
	select {
	case err := <-late:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("it is told %v", err)
		}
	case <-time.After(soon):
		t.Error("the window that hangs is not told that nobody waits any more")
	}
}

// TestWindowThatNeverServes hangs before it listens to anybody.
func TestWindowThatNeverServes(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	first(t, db)
	if _, handed, err := claim(t, db, 300*time.Millisecond, Handover{}); !errors.Is(err, ErrSilent) || handed {
		t.Fatalf("handed %v, %v; want ErrSilent", handed, err)
	}
}

// TestWindowThatEnds: the second start that is waiting becomes the first.
func TestWindowThatEnds(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	i := first(t, db)
	i.Serve(func(context.Context, Handover) { t.Error("a wish came") })
	if err := i.Close(); err != nil {
		t.Fatal(err)
	}
	if err := i.Close(); err != nil {
		t.Errorf("closing it again: %v", err)
	}
	first(t, db)
}

// TestManyAtOnce: of ten double clicks one opens a window, and all others hand over to it.
func TestManyAtOnce(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	const starts = 10
	var mu sync.Mutex
	var claimed, taken, handed int
	var all sync.WaitGroup
	for range starts {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), soon)
			defer cancel()
			i, over, err := Claim(ctx, db, Handover{Ledger: "cadre"})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if over {
				handed++
				return
			}
			claimed++
			t.Cleanup(func() { i.Close() })
			i.Serve(func(context.Context, Handover) {
				mu.Lock()
				defer mu.Unlock()
				taken++
			})
		})
	}
	all.Wait()
	if claimed != 1 || handed != starts-1 || taken != starts-1 {
		t.Errorf("%d windows; %d of %d starts handed over, %d wishes were taken", claimed, handed, starts, taken)
	}
}

// TestGarbageIsNotTaken: what is not a wish is dropped, and the next start is served.
func TestGarbageIsNotTaken(t *testing.T) {
	meetHere(t)
	db := recordsOf(t, "a.db")
	got := make(chan Handover, 2)
	first(t, db).Serve(func(_ context.Context, wish Handover) { got <- wish })
	place, err := meetingPlace(claimName(db, seat()))
	if err != nil {
		t.Fatal(err)
	}
	for _, garbage := range []string{"", "\n", "GET / HTTP/1.1\r\n", "{\"files\":7}\n"} {
		ctx, cancel := context.WithTimeout(context.Background(), soon)
		w, err := dial(ctx, place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(garbage)); err != nil {
			t.Fatal(err)
		}
		w.Close()
		cancel()
	}
	if _, handed, err := claim(t, db, soon, Handover{Ledger: "org"}); !handed || err != nil {
		t.Fatalf("after garbage: handed %v, %v", handed, err)
	}
	if wish := <-got; wish.Ledger != "org" || len(got) > 0 {
		t.Errorf("garbage was taken for a wish: %+v", wish)
	}
}
