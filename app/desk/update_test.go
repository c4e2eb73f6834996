package desk

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"taizhang/app/look"
	"taizhang/data/catalog"
	"taizhang/data/update"
)

// told returns the words of the banner, "" if there is none.
func told(d *Desk) string {
	if !d.banner.box.Visible() {
		return ""
	}
	var words []string
	for _, o := range test.LaidOutObjects(d.banner.box) {
		switch o := o.(type) {
		case *look.Text:
			words = append(words, o.Text)
		case *look.Paragraph:
			words = append(words, o.Words())
		case *widget.RichText:
			words = append(words, o.String())
		}
	}
	return strings.Join(words, " ")
}

// TestUpdateFromStick: a newer version on a stick is offered once, copied, held against its sum and started.
func TestUpdateFromStick(t *testing.T) {
	d, _ := newDesk(t)
	stick, into := t.TempDir(), filepath.Join(t.TempDir(), "更新")
	var started []string
	sticks := []string{}
	d.Updates = Updates{Version: "0.1.0", Kind: update.Installer, Into: into,
		Sticks: func() []string { return sticks }, Start: func(path string) error { started = append(started, path); return nil }}
	put := func(version, content, sum string) {
		name := update.Installer.Name(version)
		for file, text := range map[string]string{name: content, update.Installer.Sums(): sum + "  " + name + "\n"} {
			if err := os.WriteFile(filepath.Join(stick, file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	sum := func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }

	d.UpdateFromStick()
	until(t, d, "answer without a stick", func() bool { return strings.Contains(told(d), "没有找到新版本") })
	sticks = []string{stick}
	put("0.1.0", "old", sum("old"))
	d.UpdateFromStick()
	until(t, d, "answer to the same version", func() bool { return strings.Contains(told(d), "不用更新") })
	d.banner.hide()

	put("0.2.0", "new", sum("else"))
	d.LookForUpdate()
	until(t, d, "offer", func() bool { return strings.Contains(told(d), "有新版本 0.2.0") })
	release := update.Release{Kind: update.Installer, Version: "0.2.0", Path: filepath.Join(stick, update.Installer.Name("0.2.0"))}
	d.takeUpdate(release)
	until(t, d, "refusal of a damaged file", func() bool { return strings.Contains(told(d), "对不上") })
	if len(started) != 0 {
		t.Fatalf("a damaged installer was started: %v", started)
	}
	put("0.2.0", "new", sum("new"))
	d.Updates.Admit = func(string) error { return catalog.Refuse("signature", "没有签名") }
	d.takeUpdate(release)
	until(t, d, "refusal of another's file", func() bool { return strings.Contains(told(d), "没有签名") })
	if len(started) != 0 {
		t.Fatalf("an installer of another's was started: %v", started)
	}
	d.Updates.Admit = nil
	d.takeUpdate(release)
	until(t, d, "start", func() bool { return len(started) == 1 })
	if content, err := os.ReadFile(started[0]); err != nil || string(content) != "new" || filepath.Dir(started[0]) != into {
		t.Fatalf("started %s with %q, %v", started[0], content, err)
	}
	until(t, d, "word about the installer", func() bool { return strings.Contains(told(d), "安装程序已打开") })
	d.Updates.Start = func(string) error { return errors.New("no") }
	d.startUpdate("0.2.0", started[0])
	if !strings.Contains(told(d), "意外") {
		t.Errorf("an installer that doesn't start: %q", told(d))
	}
}

// TestUpdatesOfOtherForms: a portable program and a package of Debian are not put in by the program itself.
func TestUpdatesOfOtherForms(t *testing.T) {
	d, _ := newDesk(t)
	var started []string
	d.Updates = Updates{Version: "0.1.0", Kind: update.Portable, Start: func(path string) error { started = append(started, path); return nil }}
	d.startUpdate("0.2.0", "/a/b.zip")
	if !strings.Contains(told(d), "解压") || len(started) != 0 {
		t.Errorf("portable: %q, started %v", told(d), started)
	}
	d.Updates.Kind = update.Debian
	d.startUpdate("0.2.0", "/a/taizhang_0.2.0_amd64.deb")
	if !strings.Contains(told(d), "sudo apt install '/a/taizhang_0.2.0_amd64.deb'") || len(started) != 1 {
		t.Errorf("Debian: %q, started %v", told(d), started)
	}
}

// TestOfferWaits: what the clerk is being told is not written over by an offer.
func TestOfferWaits(t *testing.T) {
	d, _ := newDesk(t)
	stick := t.TempDir()
	if err := os.WriteFile(filepath.Join(stick, update.Installer.Name("9.0.0")), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	looked := make(chan struct{}, 2)
	d.Updates = Updates{Version: "0.1.0", Kind: update.Installer, Sticks: func() []string { looked <- struct{}{}; return []string{stick} }}
	d.Warn("台账被占用")
	answered := false
	d.LookForUpdate()
	<-looked
	var after Latest
	Ask(&after, func(context.Context) (int, error) { return 0, nil }, func(int, error) { answered = true })
	until(t, d, "answer", func() bool { return answered })
	if !strings.Contains(told(d), "台账被占用") {
		t.Fatalf("the warning gave way to %q", told(d))
	}
	d.banner.hide()
	d.LookForUpdate()
	until(t, d, "offer", func() bool { return strings.Contains(told(d), "9.0.0") })
}
