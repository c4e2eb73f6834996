package platform

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Handover is what a later start asks of the window that is open already.
type Handover struct {
	Files  []string `json:"files,omitempty"`  // absolute paths of workbooks
	Form   string   `json:"form,omitempty"`   // absolute path of a superior's blank form
	Ledger string   `json:"ledger,omitempty"` // key of a kind
	Page   string   `json:"page,omitempty"`   // key of a page
}

// ErrSilent tells that a window of these records is open but does not answer.
var ErrSilent = errors.New("the window that is open does not answer")

// HandoverPatience is how long a later start waits for the window that is open: it may itself have only begun to open.
const HandoverPatience = 10 * time.Second

const (
	maxHandover = 1 << 20 // bytes of a request: thousands of paths
	handoverOK  = "ok"
	retryAfter  = 50 * time.Millisecond
)

// What listening and dialling fail with besides faults of the system.
var (
	errTaken  = errors.New("another program listens there")
	errAbsent = errors.New("nobody listens there")
)

// wire is a connection between two starts of the program: a pipe on Windows, a socket elsewhere.
type wire interface {
	io.ReadWriteCloser
	SetDeadline(time.Time) error
}

// listener waits for wires. It is the claim itself: while it is open nobody else gets one of the same name.
type listener interface {
	Accept() (wire, error)
	Close() error
}

// Instance is this program's claim to be the window of its records: one for each user, session and database.
type Instance struct {
	listener listener
	once     sync.Once
}

// Claim makes this program the one that shows the records in db, a file or a postgres:// address. If another start of
// the same user on the same screen is it already, the wish is handed to that one: handed is true, and there is nothing
// left to do. It fails with ErrSilent if that one does not take it before the context ends, and with other errors where
// the system has no place for it; both can be lived with: the program then opens a window that others don't find.
func Claim(ctx context.Context, db string, wish Handover) (claimed *Instance, handed bool, err error) {
	place, err := meetingPlace(claimName(db, seat()))
	if err != nil {
		return nil, false, fmt.Errorf("finding a place to meet other starts: %w", err)
	}
	for {
		l, err := listen(place)
		if err == nil {
			return &Instance{listener: l}, false, nil
		}
		if !errors.Is(err, errTaken) {
			return nil, false, fmt.Errorf("waiting for other starts: %w", err)
		}
		err = hand(ctx, place, wish)
		switch {
		case err == nil:
			return nil, true, nil
		case !errors.Is(err, errAbsent):
			return nil, false, errors.Join(ErrSilent, err)
		}
		select { // it is only beginning, or has just ended
		case <-ctx.Done():
			return nil, false, errors.Join(ErrSilent, ctx.Err())
		case <-time.After(retryAfter):
		}
	}
}

// claimName is the same for all starts that belong together. The name of a database may say whose it is: it is hashed.
func claimName(db, seat string) string {
	if !strings.Contains(db, "://") {
		db = canonicalPath(db)
	}
	sum := sha256.Sum256([]byte(db + "\n" + seat))
	return hex.EncodeToString(sum[:16])
}

// canonicalPath returns the one path of a file that may not be there yet.
func canonicalPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if whole, err := filepath.EvalSymlinks(path); err == nil {
		path = whole
	} else if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, filepath.Base(path))
	}
	if runtime.GOOS == "windows" {
		path = strings.ToLower(path)
	}
	return path
}

// hand gives the wish to whoever listens, and returns when it is taken.
func hand(ctx context.Context, place string, wish Handover) error {
	w, err := dial(ctx, place)
	if err != nil {
		return err
	}
	defer w.Close()
	stop := context.AfterFunc(ctx, func() { _ = w.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if err := json.NewEncoder(w).Encode(wish); err != nil {
		return broken(ctx, err)
	}
	answer, err := bufio.NewReader(io.LimitReader(w, maxHandover)).ReadString('\n')
	if err != nil {
		return broken(ctx, err)
	}
	if strings.TrimSpace(answer) != handoverOK {
		return fmt.Errorf("answered %q", answer)
	}
	return nil
}

// broken tells a program that has ended from one that is silent.
func broken(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errors.Join(errAbsent, err)
}

// Serve calls take with what later starts ask for, each on a goroutine of its own, until the instance is closed; a wish
// is answered when take returns. The context ends when the other start no longer waits. Wishes that came before are kept.
// A nil Instance serves nobody.
func (i *Instance) Serve(take func(ctx context.Context, wish Handover)) {
	if i == nil {
		return
	}
	go func() {
		for {
			w, err := i.listener.Accept()
			if err != nil {
				return
			}
			go serve(w, take)
		}
	}()
}

func serve(w wire, take func(context.Context, Handover)) {
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	_ = w.SetDeadline(time.Now().Add(HandoverPatience))
	reader := bufio.NewReader(io.LimitReader(w, maxHandover))
	line, err := reader.ReadBytes('\n')
	var wish Handover
	if err != nil || json.Unmarshal(line, &wish) != nil {
		return
	}
	gone := make(chan struct{})
	go func() { // the other one says no more: what comes is its end
		defer close(gone)
		_, _ = reader.ReadByte()
		cancel()
	}()
	take(ctx, wish)
	if ctx.Err() == nil {
		_, _ = io.WriteString(w, handoverOK+"\n")
		<-gone // a pipe that is closed too soon loses what was written last
	}
}

// Close gives the claim up. It may be called on a nil Instance, and more than once.
func (i *Instance) Close() error {
	if i == nil {
		return nil
	}
	var err error
	i.once.Do(func() { err = i.listener.Close() })
	return err
}
