package packet

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/file"
	"taizhang/data/ledger"
	"taizhang/data/store"
	"taizhang/data/value"
)

var ctx = context.Background()

const program = "0.1.0"

var day = time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC)

// office opens a database of its own with some communities and a setting.
func office(t testing.TB, name string, orgs ...string) *store.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "台 账", "taizhang.db")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, path, ledger.All(), store.Options{Create: true, Office: store.Office{Code: "450999101", Name: name}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var changes []catalog.Change
	for _, org := range orgs {
		changes = append(changes, catalog.Create(catalog.NewRecord(ledger.Org, "").With("name", value.Text(org))))
	}
	if len(orgs) > 0 {
		if _, err := s.Apply(ctx, catalog.Operation{Label: "社区", Changes: changes}); err != nil {
			t.Fatal(err)
		}
		if err := s.SetSetting(ctx, "import:shape", map[string]string{"心得": name}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// packed writes a package of an office.
func packed(t testing.TB, s *store.Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "U 盘.tzb")
	if err := Write(ctx, path, s, program, day, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

// names says what an office is called and which communities it has.
func names(t testing.TB, s *store.Store) string {
	t.Helper()
	o, err := s.Office(ctx)
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Find(ctx, store.Query{Kind: ledger.Org})
	if err != nil {
		t.Fatal(err)
	}
	out := o.Name
	for _, r := range page.Records {
		out += " " + r.Label()
	}
	return out
}

func mustOpen(t testing.TB, path string) Package {
	t.Helper()
	p, err := Open(ctx, path, ledger.All(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func refused(t testing.TB, err error, code string, words ...string) {
	t.Helper()
	var r *catalog.Refusal
	if !errors.As(err, &r) || r.Code != code {
		t.Fatalf("error is %v, want refusal %s", err, code)
	}
	for _, w := range words {
		if !strings.Contains(r.Text, w) {
			t.Errorf("%q lacks %q", r.Text, w)
		}
	}
}

func TestCarry(t *testing.T) {
	from := office(t, "容城镇", "北门", "西上")
	path := packed(t, from)
	p := mustOpen(t, path)
	newest, err := store.NewestSchema()
	if err != nil {
		t.Fatal(err)
	}
	if p.Office.Name != "容城镇" || !p.MadeAt.Equal(day) || p.Program != program || p.Schema != newest || p.Operations != 1 || p.Records["org"] != 2 || p.IsBackup {
		t.Errorf("the manifest is %+v", p.Manifest)
	}
	to := office(t, "新城镇", "东街")
	backup, err := p.Receive(ctx, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, to); got != "容城镇 北门 西上" {
		t.Errorf("received: %s", got)
	}
	var remembered map[string]string
	if ok, err := to.Setting(ctx, "import:shape", &remembered); !ok || err != nil || !maps.Equal(remembered, map[string]string{"心得": "容城镇"}) {
		t.Errorf("remembered: %v %v %v", remembered, ok, err)
	}
	if report, err := to.Check(ctx); err != nil || !report.Sound() {
		t.Error(report.Faults, err)
	}
	old := mustOpen(t, backup)
	if !old.IsBackup || old.Office.Name != "新城镇" || old.Records["org"] != 1 {
		t.Errorf("the backup holds %+v", old.Manifest)
	}
	if _, err := old.Receive(ctx, to, nil); err != nil {
		t.Fatal(err)
	}
	if got := names(t, to); got != "新城镇 东街" {
		t.Errorf("taken back: %s", got)
	}
	for _, s := range []*store.Store{from, to} {
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(s.DSN()), "交接包*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// TestRestoreOverARuin: a package and a backup of the program's take the place of a database that can't be opened.
func TestRestoreOverARuin(t *testing.T) {
	honest := office(t, "容城镇", "北门")
	backup, err := honest.Backup(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for what, path := range map[string]string{"package": packed(t, honest), "backup": backup} {
		ruin := filepath.Join(t.TempDir(), "taizhang.db")
		if err := os.WriteFile(ruin, bytes.Repeat([]byte("ruin"), 5000), 0o600); err != nil {
			t.Fatal(err)
		}
		aside, err := mustOpen(t, path).Restore(ctx, ruin, ledger.All(), nil)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if kept, err := os.ReadFile(aside); err != nil || !bytes.HasPrefix(kept, []byte("ruin")) {
			t.Errorf("%s: what was there is not kept: %v", what, err)
		}
		s, err := store.Open(ctx, ruin, ledger.All(), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := names(t, s); got != "容城镇 北门" {
			t.Errorf("%s: restored %s", what, got)
		}
		s.Close()
	}
}

func TestFillWhatIsEmpty(t *testing.T) {
	p := mustOpen(t, packed(t, office(t, "容城镇", "北门")))
	to := office(t, "本单位")
	backup, err := p.Receive(ctx, to, nil)
	if err != nil || backup != "" {
		t.Fatal(backup, err)
	}
	if got := names(t, to); got != "容城镇 北门" {
		t.Errorf("received: %s", got)
	}
}

func TestNames(t *testing.T) {
	if got := Name("容城镇", time.Date(2026, 11, 23, 1, 0, 0, 0, time.Local)); got != "容城镇党建台账-2026-11-23.tzb" {
		t.Errorf("a package is called %s", got)
	}
	if got := Name(`容/城:镇.`, day); got != "容_城_镇党建台账-2026-11-23.tzb" {
		t.Errorf("a package is called %s", got)
	}
	for name, want := range map[string]bool{"a.tzb": true, "A.TZB": true, "b.db": true, "c.xlsx": false, "tzb": false} {
		if IsOurs(name) != want {
			t.Errorf("%s is ours: %v", name, !want)
		}
	}
}

// stride is how far apart the bytes are that are changed, and where the file is cut; both ends are looked at byte by byte.
const stride = 61

// TestDamage changes and cuts a package everywhere: it is never taken for whole.
func TestDamage(t *testing.T) {
	whole, err := os.ReadFile(packed(t, office(t, "容城镇", "北门")))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "坏.tzb")
	told := map[string]int{}
	try := func(what string, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(ctx, path, ledger.All(), nil)
		var r *catalog.Refusal
		if !errors.As(err, &r) {
			t.Fatalf("%s: %v", what, err)
		}
		told[r.Code+" "+partIn(r.Text)]++
	}
	const ends = 400
	for at := 0; at < len(whole); at++ {
		if at > ends && at < len(whole)-ends && at%stride != 0 {
			continue
		}
		broken := bytes.Clone(whole)
		broken[at] ^= 1 << (at % 8)
		try(fmt.Sprintf("bit %d of byte %d of %d", at%8, at, len(whole)), broken)
		try(fmt.Sprintf("cut at %d of %d", at, len(whole)), whole[:at])
	}
	try("something behind it", append(bytes.Clone(whole), 0))
	for _, want := range []string{"damaged 清单", "damaged 台账数据", "damaged 目录", "cut ", "not_package "} {
		if told[want] == 0 {
			t.Errorf("never told: %s; told were %v", want, told)
		}
	}
}

func partIn(text string) string {
	for _, part := range []string{"清单", "台账数据", "目录"} {
		if strings.Contains(text, part+"部分") {
			return part
		}
	}
	return ""
}

// TestChangedMeanwhile: a file that was looked at is not the one that is received any more, or is gone.
func TestChangedMeanwhile(t *testing.T) {
	path := packed(t, office(t, "容城镇", "北门"))
	p := mustOpen(t, path)
	to := office(t, "新城镇", "东街")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(packed(t, office(t, "别的镇", "南街")))
	if err != nil {
		t.Fatal(err)
	}
	half := bytes.Clone(content)
	half[len(half)/2] ^= 8
	for what, c := range map[string]struct {
		content []byte
		code    string
	}{"changed": {half, "damaged"}, "another": {other, "damaged"}, "cut": {content[:len(content)/2], "damaged"}, "empty": {nil, "damaged"}} {
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Receive(ctx, to, nil); err == nil {
			t.Fatalf("%s: it was received", what)
		} else {
			refused(t, err, c.code)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = p.Receive(ctx, to, nil)
	refused(t, err, "read", "U 盘")
	_, err = Open(ctx, path, ledger.All(), nil)
	refused(t, err, "read", "U 盘")
	_, err = Open(ctx, filepath.Dir(path), ledger.All(), nil)
	refused(t, err, "read")
	if got := names(t, to); got != "新城镇 东街" {
		t.Errorf("now there is %s", got)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(to.DSN()), "*包*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// forge writes a sealed archive of anything.
func forge(t testing.TB, fill func(*zip.Writer)) string {
	t.Helper()
	var b bytes.Buffer
	sealed := newSealer(&b)
	z := zip.NewWriter(sealed)
	fill(z)
	if err := errors.Join(z.SetComment(openSeal), z.Close(), sealed.close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "假.tzb")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func put(t testing.TB, z *zip.Writer, name string, content io.Reader) {
	t.Helper()
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err == nil {
		_, err = io.Copy(w, content)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func manifestOf(t testing.TB, change func(*Manifest)) io.Reader {
	t.Helper()
	newest, err := store.NewestSchema()
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("x"))
	m := Manifest{Format: format, Content: wholeOffice, Program: program, Schema: newest, Parts: []Part{{databaseName, 1, hex.EncodeToString(sum[:])}}}
	change(&m)
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(text)
}

// TestForged: a seal can be made by anybody, so that what is sealed is believed no more than any other file.
func TestForged(t *testing.T) {
	same := func(*Manifest) {}
	with := func(change func(*Manifest)) func(*zip.Writer) {
		return func(z *zip.Writer) {
			put(t, z, manifestName, manifestOf(t, change))
			put(t, z, databaseName, strings.NewReader("x"))
		}
	}
	for what, c := range map[string]struct {
		fill  func(*zip.Writer)
		code  string
		words string
	}{
		"newer format":  {with(func(m *Manifest) { m.Format, m.Program = 2, "9.0.0" }), "newer", "9.0.0"},
		"other content": {with(func(m *Manifest) { m.Content = "community" }), "newer", "升级"},
		"newer schema":  {with(func(m *Manifest) { m.Schema = 9000 }), "newer", "升级"},
		"no parts":      {with(func(m *Manifest) { m.Parts = nil }), "damaged", "清单"},
		"a path":        {with(func(m *Manifest) { m.Parts[0].Name = "../../evil.db" }), "damaged", "清单"},
		"huge":          {with(func(m *Manifest) { m.Parts[0].Size = 1 << 40 }), "damaged", "清单"},
		"a short sum":   {with(func(m *Manifest) { m.Parts[0].SHA256 = "00" }), "damaged", "清单"},
		"less than no":  {with(func(m *Manifest) { m.Records = map[string]int{"org": -1} }), "damaged", "清单"},
		"no manifest twice": {func(z *zip.Writer) {
			put(t, z, manifestName, manifestOf(t, same))
			put(t, z, manifestName, manifestOf(t, same))
		}, "damaged", "清单"},
		"a long manifest": {func(z *zip.Writer) { put(t, z, manifestName, io.LimitReader(zeros{}, maxManifest+1)) }, "damaged", "清单"},
		"no JSON":         {func(z *zip.Writer) { put(t, z, manifestName, strings.NewReader("{")) }, "damaged", "清单"},
		"many files": {func(z *zip.Writer) {
			put(t, z, manifestName, manifestOf(t, same))
			for i := range maxParts {
				put(t, z, fmt.Sprint(i), strings.NewReader(""))
			}
		}, "damaged", "目录"},
		"another archive": {func(z *zip.Writer) { put(t, z, "[Content_Types].xml", strings.NewReader("<Types/>")) }, "not_package", "导入"},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := Open(ctx, forge(t, c.fill), ledger.All(), nil)
			refused(t, err, c.code, c.words)
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestForgedDatabase: what is unpacked is held against what was told, in size, in sum, and in what it holds.
func TestForgedDatabase(t *testing.T) {
	honest := office(t, "容城镇", "北门")
	copied, err := honest.Backup(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	database, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	part := func(size int64, r io.Reader) Part {
		sum := sha256.New()
		if _, err := io.Copy(sum, r); err != nil {
			t.Fatal(err)
		}
		return Part{databaseName, size, hex.EncodeToString(sum.Sum(nil))}
	}
	whole := func(m *Manifest) {
		m.Office, m.Operations, m.Records = Office{"450999101", "容城镇"}, 1, map[string]int{"org": 1}
		m.Parts = []Part{part(int64(len(database)), bytes.NewReader(database))}
	}
	real := func() io.Reader { return bytes.NewReader(database) }
	const bomb = freeSize + 1
	for what, c := range map[string]struct {
		change  func(*Manifest)
		content io.Reader
		code    string // "" if it is taken
	}{
		"honest":        {whole, real(), ""},
		"other counts":  {func(m *Manifest) { whole(m); m.Records["org"] = 7 }, real(), "damaged"},
		"other office":  {func(m *Manifest) { whole(m); m.Office.Name = "别的镇" }, real(), "damaged"},
		"older schema":  {func(m *Manifest) { whole(m); m.Schema = 1 }, real(), "damaged"},
		"other size":    {func(m *Manifest) { whole(m); m.Parts[0].Size-- }, real(), "damaged"},
		"other sum":     {func(m *Manifest) { whole(m); m.Parts[0].SHA256 = strings.Repeat("0", 64) }, real(), "damaged"},
		"no database":   {func(m *Manifest) { whole(m); m.Parts[0] = part(1, strings.NewReader("x")) }, strings.NewReader("x"), "not_database"},
		"a bomb":        {func(m *Manifest) { whole(m); m.Parts[0] = part(bomb, io.LimitReader(zeros{}, bomb)) }, io.LimitReader(zeros{}, bomb), "damaged"},
		"half database": {func(m *Manifest) { whole(m); m.Parts[0] = part(8192, bytes.NewReader(database[:8192])) }, bytes.NewReader(database[:8192]), "damaged"},
	} {
		t.Run(what, func(t *testing.T) {
			p := mustOpen(t, forge(t, func(z *zip.Writer) {
				put(t, z, manifestName, manifestOf(t, c.change))
				put(t, z, databaseName, c.content)
			}))
			to := office(t, "新城镇", "东街")
			_, err := p.Receive(ctx, to, nil)
			want := "新城镇 东街"
			if c.code == "" {
				if want = "容城镇 北门"; err != nil {
					t.Fatal(err)
				}
			} else {
				refused(t, err, c.code)
			}
			if got := names(t, to); got != want {
				t.Errorf("now there is %s", got)
			}
		})
	}
}

// TestWriteReplacesNothingByHalves: a package that stood there stays when the new one can't be written.
func TestWriteReplacesNothingByHalves(t *testing.T) {
	s := office(t, "容城镇", "北门")
	path := packed(t, s)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	err = Write(cancelled, path, s, program, day, func(done, total int64) {
		if done > total {
			t.Errorf("%d of %d", done, total)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	refused(t, Write(ctx, filepath.Join(t.TempDir(), "没有", "a.tzb"), s, program, day, nil), "unwritten")
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Error("the package that was there is not as it was")
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// TestNoRoom: a disk that is full is told as such.
func TestNoRoom(t *testing.T) {
	to := office(t, "新城镇", "东街")
	p := Package{Manifest: Manifest{Parts: []Part{{databaseName, maxDatabase, ""}}}, Path: "a.tzb"}
	p.Parts[0].Size = 1 << 60 // larger than any disk
	_, err := p.Receive(ctx, to, nil)
	refused(t, err, "no_room", "磁盘空间不够")
	path := packed(t, office(t, "容城镇", "北门"))
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(in, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	err = mustOpen(t, path).unpack(ctx, archive, mustOpen(t, path).Parts[0], full{}, nil)
	var writing file.WriteError
	if !errors.As(err, &writing) {
		t.Errorf("a full disk is told as %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
