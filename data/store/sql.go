package store

import (
	"strconv"
	"strings"
)

// The statements on the tables that every database has. Placeholders are $1, $2 …, which both engines take; SQLite
// numbers them by their first appearance, so they first appear in order.
const (
	sqlMigrationTable = "CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, at BIGINT NOT NULL)"
	sqlMigrations     = "SELECT number FROM migration ORDER BY number"
	sqlAddMigration   = "INSERT INTO migration (number, name, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"

	sqlTownships    = "SELECT township FROM office ORDER BY township"
	sqlOfficeName   = "SELECT name FROM office WHERE township = $1"
	sqlAddOffice    = "INSERT INTO office (township, name, last_op) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"
	sqlRenameOffice = "UPDATE office SET name = $1 WHERE township = $2"
	sqlNextOp       = "UPDATE office SET last_op = last_op + 1 WHERE township = $1 RETURNING last_op"
	sqlLastOp       = "SELECT last_op FROM office WHERE township = $1"

	sqlSetting       = "SELECT value FROM setting WHERE key = $1"
	sqlSetSetting    = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
	sqlDeleteSetting = "DELETE FROM setting WHERE key = $1"

	sqlAddOp   = "INSERT INTO operation (township, n, id, label, actor, at, undoes, created, updated, deleted, kinds) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, '')"
	sqlCountOp = "UPDATE operation SET created = $1, updated = $2, deleted = $3, kinds = $4 WHERE township = $5 AND n = $6"
	sqlMarkOp  = "UPDATE operation SET undone_by = $1 WHERE township = $2 AND n = $3"
	opColumns  = "o.n, o.id, o.label, o.actor, o.at, o.undoes, o.undone_by, o.created, o.updated, o.deleted, o.kinds, coalesce(u.id, ''), coalesce(b.id, '')"
	opFrom     = " FROM operation o LEFT JOIN operation u ON u.township = o.township AND u.n = o.undoes" +
		" LEFT JOIN operation b ON b.township = o.township AND b.n = o.undone_by WHERE o.township = $1"
	sqlOpByID   = "SELECT " + opColumns + opFrom + " AND o.id = $2"
	sqlOpID     = "SELECT id FROM operation WHERE township = $1 AND n = $2"
	sqlOpByN    = "SELECT " + opColumns + opFrom + " AND o.n = $2"
	sqlOps      = "SELECT " + opColumns + opFrom + " AND o.n < $2 ORDER BY o.n DESC LIMIT $3"
	sqlUndoable = "SELECT " + opColumns + opFrom + " AND o.undoes IS NULL AND o.undone_by IS NULL ORDER BY o.n DESC LIMIT 1"
	// What can be done again is the newest undoing that holds, of an act itself, after which there was no other act.
	sqlRedoable = "SELECT " + opColumns + opFrom + " AND u.undoes IS NULL AND o.undoes IS NOT NULL AND o.undone_by IS NULL" +
		" AND o.n > (SELECT coalesce(max(a.n), 0) FROM operation a WHERE a.township = $1 AND a.undoes IS NULL) ORDER BY o.n DESC LIMIT 1"
	sqlOpAsOf = "SELECT coalesce(max(n), 0) FROM operation WHERE township = $1 AND at <= $2"

	sqlBlob     = "SELECT media, data FROM blob WHERE township = $1 AND hash = $2"
	sqlBlobData = "SELECT data FROM blob WHERE township = $1 AND hash = $2"
	sqlBlobs    = "SELECT hash FROM blob WHERE township = $1 ORDER BY hash"
	sqlBlobSum  = "SELECT count(*), coalesce(sum(size), 0) FROM blob WHERE township = $1"
	sqlAddBlob  = "INSERT INTO blob (township, hash, media, size, data) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
	// Of the changes of a kind those in whose images a text may stand.
	sqlChangesWith = "SELECT before, after FROM change WHERE township = $1 AND kind = $2 AND (before LIKE $3 OR after LIKE $3)"

	changeColumns  = "op, seq, kind, record, state_before, state_after, before, after"
	sqlChangesOfOp = "SELECT " + changeColumns + " FROM change WHERE township = $1 AND op = $2 ORDER BY seq DESC"
	// "op + 0" keeps SQLite from walking the whole journal in the order of its primary key instead of looking up the
	// record: without statistics it takes that for cheaper.
	sqlChangesOf      = "SELECT " + changeColumns + " FROM change WHERE township = $1 AND kind = $2 AND record = $3 AND op + 0 > $4 ORDER BY op + 0, seq"
	sqlChangesSince   = "SELECT " + changeColumns + " FROM change WHERE township = $1 AND op > $2 AND kind = $3 ORDER BY op DESC, seq DESC"
	sqlOrphanChanges  = "SELECT count(*) FROM change c WHERE c.township = $1 AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.township = c.township AND o.n = c.op)"
	sqlOperationCount = "SELECT count(*) FROM operation WHERE township = $1"
)

// Columns that every kind's table has beside its fields. Keys of fields never begin with "_".
const (
	colTownship = "township"
	colID       = "id"
	colState    = "_state"
	colCreated  = "_created" // number of the operation that created the record
	colUpdated  = "_updated" // number of the last one that changed it
	colSearch   = "_search"
	colUnread   = "_unread"
)

// State of a record.
type state int64

const (
	live      state = 0
	inBin     state = 1 // deleted, can be restored
	withdrawn state = 2 // its creation was undone
)

// andLive leaves out what is in the bin or withdrawn.
const andLive = ` AND "_state" = 0`

// quote returns a name as SQL takes it whatever the word.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// places returns n placeholders from $first on, with commas.
func places(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
	}
	return b.String()
}

// listSizes are the lengths of IN lists: with few lengths there are few statements to prepare.
var listSizes = [...]int{1, 8, 64, longestList, mostHits}

const longestList = 512

// padded returns ids lengthened to the next of listSizes by its last one; len(ids) is at most mostHits.
func padded(ids []string) []string {
	for _, size := range listSizes {
		if len(ids) <= size {
			out := make([]string, size)
			copy(out, ids)
			for i := len(ids); i < size; i++ {
				out[i] = ids[len(ids)-1]
			}
			return out
		}
	}
	return ids
}
