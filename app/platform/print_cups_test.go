//go:build !windows

package platform

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
)

// queueDriver is of printer-driver-cups-pdf: it writes PostScript.
const queueDriver = "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd"

// startQueue starts a CUPS of the test's own with a printer called Office that is a file, and returns the file and the
// log of what was printed.
func startQueue(t *testing.T) (paper, log string) {
	t.Helper()
	for _, needed := range []string{"/usr/sbin/cupsd", queueDriver} {
		if _, err := os.Stat(needed); err != nil {
			t.Skip("not there: ", needed)
		}
	}
	dir, err := os.MkdirTemp("", "cups") // the name of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for _, sub := range []string{"etc", "spool/tmp", "cache", "run", "log"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(text, "$", dir)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("etc/cups-files.conf", "ServerRoot $/etc\nRequestRoot $/spool\nTempDir $/spool/tmp\nCacheDir $/cache\nStateDir $/run\n"+
		"AccessLog $/log/access\nErrorLog $/log/error\nPageLog $/log/page\nFileDevice Yes\n")
	put("etc/cupsd.conf", "Listen $/run/cups.sock\nPageLogFormat %C copies=%{copies} sides=%{sides} media=%{media}\nBrowsing Off\nDefaultAuthType None\n"+
		"<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n")
	paper, log = filepath.Join(dir, "paper.ps"), filepath.Join(dir, "log/page")
	put("paper.ps", "")
	err = exec.Command("chmod", "-R", "a+rwX", dir).Run() // CUPS prints as a user of its own
	if err != nil {
		t.Fatal(err)
	}
	daemon := exec.Command("/usr/sbin/cupsd", "-f", "-c", filepath.Join(dir, "etc/cupsd.conf"), "-s", filepath.Join(dir, "etc/cups-files.conf"))
	if err := daemon.Start(); err != nil {
		t.Skip("CUPS does not start: ", err)
	}
	t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	t.Setenv("CUPS_SERVER", filepath.Join(dir, "run/cups.sock"))
	t.Setenv("LC_ALL", "C.UTF-8") // its tools speak the language of whoever runs the test
	t.Setenv("LANGUAGE", "C")
	wait(t, "CUPS", func() bool {
		out, err := exec.Command("lpstat", "-r").Output()
		return err == nil && bytes.Contains(out, []byte("is running"))
	})
	if !command(t, "lpadmin", "-p", "Office", "-E", "-v", "file:"+paper, "-P", queueDriver) {
		t.Skip("CUPS takes no printer here")
	}
	return paper, log
}

func command(t *testing.T, name string, words ...string) bool {
	t.Helper()
	out, err := exec.Command(name, words...).CombinedOutput()
	if err != nil {
		t.Logf("%s: %s", name, out)
	}
	return err == nil
}

// TestPrintingOnCUPS: copies, pages and sides reach a real queue; a printer that is gone or takes nothing is told of.
func TestPrintingOnCUPS(t *testing.T) {
	if testing.Short() {
		t.Skip("starts CUPS")
	}
	paper, log := startQueue(t)
	ctx, jobs := context.Background(), ""
	for _, c := range []struct {
		options PrintOptions
		pages   int
		logged  string
	}{
		{PrintOptions{Copies: 3, Pages: []int{1}, Duplex: OneSided}, 3, "3 copies=3 sides=one-sided media="},
		{PrintOptions{Copies: 2, Duplex: LongEdge}, 4, "4 copies=2 sides=two-sided-long-edge media="},
		{PrintOptions{Copies: 2, Pages: []int{0}, Duplex: ShortEdge}, 4, "4 copies=2 sides=two-sided-short-edge media="}, // with the backs, which are empty
	} {
		if err := os.Truncate(paper, 0); err != nil {
			t.Fatal(err)
		}
		c.options.Printer = "Office"
		said, err := Print(ctx, sample(), "试印 花名册", c.options, nil)
		if err != nil || !strings.Contains(said, "份") {
			t.Fatal(said, err)
		}
		var logged string
		wait(t, "print", func() bool {
			all, _ := os.ReadFile(log)
			logged = strings.TrimPrefix(string(all), jobs)
			return strings.HasSuffix(logged, "\n")
		})
		jobs += logged
		if !strings.HasPrefix(logged, c.logged) {
			t.Errorf("CUPS says %q, want %q", logged, c.logged)
		}
		printed, err := os.ReadFile(paper)
		if n := bytes.Count(printed, []byte("\n%%Page:")); err != nil || n != c.pages {
			t.Errorf("%+v: %d pages, want %d, %v", c.options, n, c.pages, err)
		}
	}
	list, err := Printers(ctx)
	if err != nil || len(list) != 1 || list[0].Name != "Office" {
		t.Errorf("printers: %v, %v", list, err)
	}
	refused := &catalog.Refusal{Code: "not_printed"}
	command(t, "cupsreject", "Office")
	if _, err := Print(ctx, sample(), "x", PrintOptions{Printer: "Office"}, nil); !errors.Is(err, refused) {
		t.Errorf("a printer that takes nothing: %v", err)
	}
	command(t, "lpadmin", "-x", "Office")
	if _, err := Print(ctx, sample(), "x", PrintOptions{Printer: "Office"}, nil); !errors.Is(err, refused) || !strings.Contains(catalog.Message(err), "Office") {
		t.Errorf("a printer that is gone: %v", err)
	}
	if _, err := Print(ctx, sample(), "x", PrintOptions{}, nil); !errors.Is(err, &catalog.Refusal{Code: "no_printer"}) {
		t.Errorf("no printer at all: %v", err)
	}
}

// wait waits for something that another program does.
func wait(t *testing.T, what string, ready func() bool) {
	t.Helper()
	for deadline := time.Now().Add(3 * time.Minute); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no " + what)
		}
	}
}
