package store

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// server is the PostgreSQL that the tests of this run share. Every test has a schema of its own in it.
var server struct {
	dsn  string
	err  error
	next atomic.Int64
}

// startPostgres starts a PostgreSQL of its own in a temporary folder. It dies with this process.
func startPostgres() (stop func()) {
	stop = func() {}
	if os.Getenv("TAIZHANG_NO_POSTGRES") == "1" {
		server.err = errors.New("TAIZHANG_NO_POSTGRES")
		return stop
	}
	bin, err := postgresPrograms()
	if err != nil {
		server.err = err
		return stop
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		server.err = err
		return stop
	}
	cred, err := unprivileged(dir)
	if err != nil {
		server.err = err
		return stop
	}
	data := filepath.Join(dir, "data")
	// The order of texts in an ICU locale is not that of their bytes: the store must not depend on it.
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "taizhang", "-E", "UTF8", "--no-sync",
		"--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh")
	initdb.SysProcAttr = &syscall.SysProcAttr{Credential: cred}
	initdb.Dir = dir
	if out, err := initdb.CombinedOutput(); err != nil {
		server.err = fmt.Errorf("initdb: %w: %s", err, out)
		return stop
	}
	runtime.LockOSThread() // Pdeathsig watches the thread that started the process
	pg := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-c", "listen_addresses=", "-c", "unix_socket_directories="+dir,
		"-c", "fsync=off", "-c", "max_connections=200")
	pg.SysProcAttr = &syscall.SysProcAttr{Credential: cred, Pdeathsig: syscall.SIGQUIT}
	pg.Dir = dir
	out, err := pg.StderrPipe()
	if err == nil {
		err = pg.Start()
	}
	if err != nil {
		server.err = err
		return stop
	}
	stop = func() {
		_ = pg.Process.Signal(syscall.SIGINT)
		_ = pg.Wait()
		_ = os.RemoveAll(dir)
	}
	var log bytes.Buffer
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		log.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "ready to accept connections") {
			server.dsn = "postgres://taizhang@/postgres?host=" + dir
			go func() {
				for lines.Scan() { // a full pipe would stop the server
				}
			}()
			return stop
		}
	}
	server.err = fmt.Errorf("postgres: %s", log.String())
	return stop
}

// postgresPrograms returns the folder of initdb and postgres, which Debian keeps out of the path.
func postgresPrograms() (string, error) {
	list, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(list) > 0 {
		return filepath.Dir(list[len(list)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errors.New("PostgreSQL is not installed (apt install postgresql); TAIZHANG_NO_POSTGRES=1 leaves its tests out")
	}
	path, err = filepath.EvalSymlinks(path)
	return filepath.Dir(path), err
}

// unprivileged gives dir to a user who may run PostgreSQL: root may not.
func unprivileged(dir string) (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
}

// postgresDSN returns the address of an empty schema.
func postgresDSN(t testing.TB) string {
	t.Helper()
	if os.Getenv("TAIZHANG_NO_POSTGRES") == "1" {
		t.Skip("TAIZHANG_NO_POSTGRES")
	}
	if server.err != nil {
		t.Fatal(server.err)
	}
	schema := fmt.Sprintf("t%d", server.next.Add(1))
	db, err := sql.Open("pgx", server.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	return server.dsn + "&search_path=" + schema
}
