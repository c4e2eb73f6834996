package update

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// Kind is a form in which the program is released.
type Kind uint8

// The forms.
const (
	Installer Kind = iota // of Windows
	Portable              // the zip that goes with a stick
	Debian                // the package of Debian, UOS and Kylin for processors like this program's
)

// form is how the files of a kind are called, and the file in which their sums stand.
type form struct {
	before, after string
	sums          string
}

var forms = map[Kind]form{
	Installer: {"社区党建台账-", "-安装程序.exe", "SHA256SUMS-windows.txt"},
	Portable:  {"社区党建台账-", "-便携版.zip", "SHA256SUMS-windows.txt"},
	Debian:    {"taizhang_", "_" + runtime.GOARCH + ".deb", "SHA256SUMS-linux-" + runtime.GOARCH + ".txt"},
}

// Name is the file of a version.
func (k Kind) Name(version string) string { return forms[k].before + version + forms[k].after }

// Sums is the file with the SHA-256 sums that lies beside those of the kind.
func (k Kind) Sums() string { return forms[k].sums }

// Release is a version of the program in a file.
type Release struct {
	Kind    Kind
	Version string // 0.2.0
	Path    string
}

var numbers = regexp.MustCompile(`^\d{1,4}(?:\.\d{1,4}){2}$`)

// copied is what systems, browsers and messengers put behind the name of a copy: " (1)", " - 副本".
var copied = regexp.MustCompile(`^(?: ?[((]\d{1,3}[))]| ?- ?副本| ?- ?Copy)+$`)

// versionOf reads the version in a file's name; ok is false for files that are not of this kind.
func (k Kind) versionOf(name string) (version string, ok bool) {
	f := forms[k]
	rest, ok := strings.CutPrefix(name, f.before)
	if !ok || !strings.EqualFold(filepath.Ext(rest), filepath.Ext(f.after)) {
		return "", false
	}
	rest = rest[:len(rest)-len(filepath.Ext(rest))]
	version, more, ok := strings.Cut(rest, strings.TrimSuffix(f.after, filepath.Ext(f.after)))
	if !ok || !numbers.MatchString(version) || more != "" && !copied.MatchString(more) {
		return "", false
	}
	return version, true
}

// Compare tells whether version a is older (-1), the same (0) or newer (+1) than b. What is no version is the oldest.
func Compare(a, b string) int { return slices.Compare(split(a), split(b)) }

func split(version string) []int {
	if !numbers.MatchString(version) {
		return nil
	}
	var out []int
	for _, digits := range strings.Split(version, ".") {
		n, err := strconv.Atoi(digits)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// maxFolders is how many folders of a stick are looked into: releases lie on top or one folder below.
const maxFolders = 200

// Find lists the releases of a kind in the folders and in those right below them, the newest first. Folders that can't be
// read, such as those of a stick that was pulled out, have none.
func Find(ctx context.Context, kind Kind, folders []string) ([]Release, error) {
	var found []Release
	for _, folder := range folders {
		below := look(kind, folder, &found)
		for _, sub := range below[:min(len(below), maxFolders)] {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			look(kind, sub, &found)
		}
	}
	slices.SortStableFunc(found, func(a, b Release) int {
		return cmp.Or(-Compare(a.Version, b.Version), strings.Compare(a.Path, b.Path))
	})
	return found, nil
}

// look adds the releases in a folder to those found, and returns the folders in it.
func look(kind Kind, folder string, found *[]Release) (below []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch version, ok := kind.versionOf(e.Name()); {
		case ok && e.Type().IsRegular():
			*found = append(*found, Release{Kind: kind, Version: version, Path: path})
		case e.IsDir() && !strings.HasPrefix(e.Name(), "."):
			below = append(below, path)
		}
	}
	return below
}
