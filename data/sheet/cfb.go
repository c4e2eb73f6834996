package sheet

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

const (
	compoundHead  = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	dirEntrySize  = 128
	miniSector    = 64
	usualCutoff   = 4096       // streams shorter than this lie in the mini stream
	lastSector    = 0xFFFFFFFA // numbers from here on mark the end of a chain and the like
	freeSector    = 0xFFFFFFFF
	noEntry       = 0xFFFFFFFF
	kindStorage   = 1
	kindStream    = 2
	kindRoot      = 5
	maxDirEntries = 1 << 16
)

// compound is a compound file (MS-CFB), which holds streams as a disk holds files. It is read from memory and with
// lenience: tables that are cut short, chains that run in circles and directories without an order still give what
// they can, in a time that grows with the size of the file alone.
type compound struct {
	data    []byte
	size    int      // of a sector
	next    []uint32 // the sector that follows each one
	cutoff  uint64
	mini    []byte // the mini stream
	miniFAT []uint32
	entries []dirEntry
	short   bool // a stream that was asked for is shorter than the directory says
}

// dirEntry is an entry of the directory. Entries of one storage form a tree by left and right.
type dirEntry struct {
	name               string
	kind               byte
	left, right, child uint32
	start              uint32
	size               uint64
}

// openCompound reads the tables of a compound file. The streams that it returns later share the memory of data.
func openCompound(data []byte) (*compound, error) {
	if len(data) < 512 || !strings.HasPrefix(string(data[:8]), compoundHead) {
		return nil, fmt.Errorf("open the compound file: %w", errDamaged)
	}
	c := &compound{data: data, size: 512, cutoff: usualCutoff}
	if shift := u16(data[30:]); shift == 12 {
		c.size = 4096
	}
	if n := u32(data[56:]); n != 0 && n <= 1<<20 {
		c.cutoff = uint64(n)
	}
	c.readFAT()
	c.readDirectory(c.chain(u32(data[48:]), uint64(len(data)), false))
	if !c.hasStreams() {
		c.scanDirectory()
	}
	if !c.hasStreams() {
		return nil, fmt.Errorf("find the directory: %w", errDamaged)
	}
	for _, e := range c.entries {
		if e.kind == kindRoot {
			c.mini = c.chain(e.start, e.size, false)
			break
		}
	}
	c.miniFAT = words(c.chain(u32(data[60:]), uint64(len(data)), false))
	return c, nil
}

func (c *compound) hasStreams() bool {
	return slices.ContainsFunc(c.entries, func(e dirEntry) bool { return e.kind == kindStream && e.name != "" })
}

func u16(b []byte) int    { return int(binary.LittleEndian.Uint16(b)) }
func u32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }

// words takes b apart into numbers.
func words(b []byte) []uint32 {
	list := make([]uint32, len(b)/4)
	for i := range list {
		list[i] = u32(b[4*i:])
	}
	return list
}

// sector returns a sector, shorter at the end of the file; nil behind it. The header counts as a sector.
func (c *compound) sector(n uint32) []byte {
	off := (uint64(n) + 1) * uint64(c.size)
	if off >= uint64(len(c.data)) {
		return nil
	}
	return c.data[off:min(off+uint64(c.size), uint64(len(c.data)))]
}

// readFAT collects the table of chains: its sectors are named in the header, and in a chain of sectors for more.
func (c *compound) readFAT() {
	sectors := words(c.data[76:512])
	per := c.size/4 - 1
	more := u32(c.data[68:])
	for range len(c.data)/c.size + 1 {
		b := c.sector(more)
		if more >= lastSector || len(b) < c.size {
			break
		}
		list := words(b)
		sectors = append(sectors, list[:per]...)
		more = list[per]
	}
	all := len(c.data)/c.size + 1
	for _, n := range sectors {
		if n >= lastSector {
			continue
		}
		if len(c.next) > all {
			break
		}
		list := words(c.sector(n))
		for len(list) < c.size/4 { // cut short
			list = append(list, freeSector)
		}
		c.next = append(c.next, list...)
	}
}

// chain returns the first size bytes of the stream that starts at a sector. Where the table says nothing of a
// sector, the one behind it is taken if more is due.
func (c *compound) chain(start uint32, size uint64, due bool) []byte {
	var out []byte
	first, n := start, uint64(0) // sectors in a row are taken together
	flush := func() {
		if n == 0 {
			return
		}
		off := (uint64(first) + 1) * uint64(c.size)
		part := c.data[off:min(off+n*uint64(c.size), uint64(len(c.data)))]
		if out == nil {
			out = part[:len(part):len(part)]
		} else {
			out = append(out, part...)
		}
	}
	left := size
	seen := make([]bool, len(c.data)/c.size+1)
	for s := start; s < lastSector; {
		b := c.sector(s)
		if b == nil || left == 0 || seen[s] {
			break
		}
		seen[s] = true
		if n > 0 && s != first+uint32(n) {
			flush()
			first, n = s, 0
		}
		n++
		left -= min(left, uint64(len(b)))
		switch {
		case int(s) < len(c.next) && c.next[s] != freeSector:
			s = c.next[s]
		case due:
			s++
		default:
			s = lastSector
		}
	}
	flush()
	return out[:min(uint64(len(out)), size)]
}

// miniChain is chain for a stream in the mini stream.
func (c *compound) miniChain(start uint32, size uint64) []byte {
	var out []byte
	for s, steps := start, 0; s < lastSector && uint64(len(out)) < size && steps <= len(c.miniFAT); steps++ {
		off := uint64(s) * miniSector
		if off >= uint64(len(c.mini)) {
			break
		}
		out = append(out, c.mini[off:min(off+miniSector, uint64(len(c.mini)))]...)
		if int(s) >= len(c.miniFAT) {
			break
		}
		s = c.miniFAT[s]
	}
	return out[:min(uint64(len(out)), size)]
}

func (c *compound) readDirectory(b []byte) {
	for ; len(b) >= dirEntrySize && len(c.entries) < maxDirEntries; b = b[dirEntrySize:] {
		c.entries = append(c.entries, readDirEntry(b[:dirEntrySize], c.size))
	}
}

// scanDirectory looks for entries wherever one may stand, for files whose directory cannot be found.
func (c *compound) scanDirectory() {
	for b := c.data[512:]; len(b) >= dirEntrySize && len(c.entries) < maxDirEntries; b = b[dirEntrySize:] {
		if e := readDirEntry(b[:dirEntrySize], c.size); e.name != "" {
			c.entries = append(c.entries, e)
		}
	}
}

func readDirEntry(b []byte, sectorSize int) dirEntry {
	e := dirEntry{
		kind: b[66], left: u32(b[68:]), right: u32(b[72:]), child: u32(b[76:]),
		start: u32(b[116:]), size: uint64(u32(b[120:])),
	}
	if sectorSize > 512 { // elsewhere the upper half may be anything
		e.size |= uint64(u32(b[124:])) << 32
	}
	n := u16(b[64:])
	if n < 4 || n > 64 || n%2 != 0 || e.kind != kindStorage && e.kind != kindStream && e.kind != kindRoot {
		return e
	}
	units := make([]uint16, n/2-1)
	for i := range units {
		units[i] = uint16(u16(b[2*i:]))
	}
	e.name = string(utf16.Decode(units))
	return e
}

// find returns the first stream that there is of some names, in any case: at the top level, otherwise anywhere, for
// workbooks that are embedded in this one have streams of the same names.
func (c *compound) find(names ...string) *dirEntry {
	for _, name := range names {
		if len(c.entries) == 0 {
			break
		}
		if e := c.inTree(c.entries[0].child, name); e != nil {
			return e
		}
	}
	for _, name := range names {
		for i := range c.entries {
			if e := &c.entries[i]; e.kind == kindStream && strings.EqualFold(e.name, name) {
				return e
			}
		}
	}
	return nil
}

// inTree looks for a stream in the tree whose top is the entry n. The order of the tree is not trusted.
func (c *compound) inTree(n uint32, name string) *dirEntry {
	seen := make([]bool, len(c.entries))
	for waiting := []uint32{n}; len(waiting) > 0; {
		n, waiting = waiting[len(waiting)-1], waiting[:len(waiting)-1]
		if n == noEntry || int(n) >= len(c.entries) || seen[n] {
			continue
		}
		seen[n] = true
		e := &c.entries[n]
		if e.kind == kindStream && strings.EqualFold(e.name, name) {
			return e
		}
		waiting = append(waiting, e.left, e.right)
	}
	return nil
}

// stream returns the content of the first stream that there is of some names; ok is false if there is none.
func (c *compound) stream(names ...string) (content []byte, ok bool) {
	e := c.find(names...)
	if e == nil {
		return nil, false
	}
	if e.size < c.cutoff {
		content = c.miniChain(e.start, e.size)
	} else {
		content = c.chain(e.start, e.size, true)
	}
	if uint64(len(content)) < e.size {
		c.short = true
	}
	return content, true
}
