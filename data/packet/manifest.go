package packet

import (
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/store"
)

// Extension is the end of the names of packages.
const Extension = ".tzb"

// Names in the archive. The manifest stands first, so that the first bytes of a file tell a package.
const (
	manifestName = "taizhang.json"
	databaseName = "office.db"
)

// format is the version of the packages that are written here, and the newest that is read.
const format = 1

// wholeOffice is the content of a package that stands for a whole office. Others, such as what a community hands to its
// township, may come.
const wholeOffice = "office"

// Limits on what is read.
const (
	maxManifest = 1 << 20 // bytes
	maxDatabase = 4<<30 - 1<<20
	maxParts    = 16
	// maxRatio is how much larger than its packed form a part may be: real databases are 3 to 10 times as large.
	maxRatio = 100
	freeSize = 64 << 20 // a part so small may be packed as well as it likes
)

// Manifest says what is in a package.
type Manifest struct {
	Format     int            `json:"format"`
	Content    string         `json:"content"`
	Office     Office         `json:"office"`
	MadeAt     time.Time      `json:"made_at"`
	Program    string         `json:"program"` // version that made it; "" for a backup, which doesn't say
	Schema     int64          `json:"schema"`
	Operations int            `json:"operations"`
	Last       time.Time      `json:"last_operation,omitzero"` // when something was changed last
	Records    map[string]int `json:"records"`                 // live records by kind
	Parts      []Part         `json:"parts"`
}

// Office is whose records a package holds.
type Office struct {
	Code string `json:"code"` // of the township
	Name string `json:"name"`
}

// Part is a file in the archive.
type Part struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`   // bytes, unpacked
	SHA256 string `json:"sha256"` // of them, in hexadecimal digits
}

// fill takes over what a database holds.
func (m *Manifest) fill(c store.Contents) {
	m.Office, m.Schema, m.Operations, m.Last, m.Records = Office(c.Office), c.Schema, c.Operations, c.Last.UTC(), c.Records
	if c.Last.IsZero() {
		m.Last = time.Time{}
	}
}

// holds reports whether a database holds what the manifest says. Kinds that were not told of are no matter.
func (m *Manifest) holds(c store.Contents) bool {
	for kind, n := range m.Records {
		if got, ok := c.Records[kind]; ok && got != n {
			return false
		}
	}
	return m.Office == Office(c.Office) && m.Schema == c.Schema && m.Operations == c.Operations
}

// readManifest reads the bytes of a manifest, and refuses packages that this program can't take. name is the file's.
func readManifest(name string, content []byte) (Manifest, error) {
	var head struct {
		Format  int    `json:"format"`
		Content string `json:"content"`
		Program string `json:"program"`
	}
	if err := json.Unmarshal(content, &head); err != nil || head.Format < 1 {
		return Manifest{}, damaged(name, "清单").Because(err)
	}
	if head.Format > format || head.Content != wholeOffice {
		return Manifest{}, newer(name, head.Program)
	}
	var m Manifest
	if err := json.Unmarshal(content, &m); err != nil || len(m.Parts) != 1 || !m.Parts[0].isDatabase() || !m.isPlausible() {
		return Manifest{}, damaged(name, "清单").Because(err)
	}
	newest, err := store.NewestSchema()
	if err == nil && m.Schema > newest {
		err = newer(name, m.Program)
	}
	return m, err
}

func (p Part) isDatabase() bool {
	digits, err := hex.DecodeString(p.SHA256)
	return p.Name == databaseName && p.Size > 0 && p.Size <= maxDatabase && err == nil && len(digits) == sumSize && p.SHA256 == strings.ToLower(p.SHA256)
}

func (m *Manifest) isPlausible() bool {
	for _, n := range m.Records {
		if n < 0 {
			return false
		}
	}
	return m.Schema > 0 && m.Operations >= 0
}

func damaged(name, part string) *catalog.Refusal {
	return catalog.Refuse("damaged", "「%s」的%s部分已损坏:它在拷贝时出了错,或被改动过。没有改动任何数据;请重新拷贝一份,或在原来的电脑上重新打包", name, part)
}

func newer(name, program string) *catalog.Refusal {
	if len(program) > 40 || program == "" {
		program = "更新版本"
	}
	return catalog.Refuse("newer", "「%s」由更新的程序(%s)制作,本程序还不能接收;请先升级本程序,再打开它", name, program)
}
