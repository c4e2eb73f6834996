package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Pictures are kept in the database itself, each once: backups, packages and servers carry them like everything else. An
// operation brings those that its records name (catalog.Operation.Blobs), and they stay for good: undo, the recycle bin
// and history need the value of a record alone. They are never read with records.

// Blob returns a picture. There is none, or it is damaged: a catalog.Refusal of code no_picture or torn_picture.
func (s *Store) Blob(ctx context.Context, hash string) (catalog.Blob, error) {
	b := catalog.Blob{Hash: hash}
	found := false
	err := each(ctx, s.read, sqlBlob, []any{s.township(), hash}, func(rows *sql.Rows) error {
		found = true
		return rows.Scan(&b.Media, &b.Data)
	})
	switch {
	case err != nil:
		return catalog.Blob{}, s.eng.refusal(s.dsn, err)
	case !found:
		return catalog.Blob{}, catalog.Refuse("no_picture", "数据库里没有这张图片;请用「检查数据」核对,或从备份找回")
	case !b.Sound():
		return catalog.Blob{}, catalog.Refuse("torn_picture", "这张图片的内容已损坏;请从备份找回,或移除后重新添加")
	}
	return b, nil
}

// Holding says how much room pictures take.
type Holding struct {
	Count  int
	Bytes  int64
	Unused int // that no record and no operation names
}

// Holding returns how many pictures there are. Unused ones are only looked for by Check.
func (s *Store) Holding(ctx context.Context) (Holding, error) {
	h, err := s.holding(ctx, s.read)
	return h, s.eng.refusal(s.dsn, err)
}

func (s *Store) holding(ctx context.Context, db querier) (h Holding, err error) {
	err = each(ctx, db, sqlBlobSum, []any{s.township()}, func(rows *sql.Rows) error { return rows.Scan(&h.Count, &h.Bytes) })
	return h, err
}

// pictures returns the hashes that the value of a field names.
func pictures(f *catalog.Field, v value.Value) []string {
	t, ok := f.Type.(catalog.Pictures)
	if !ok {
		return nil
	}
	var out []string
	for _, p := range t.List(v) {
		out = append(out, p.Hash)
	}
	return out
}

// album gathers the pictures that an operation brings and needs.
type album struct {
	brought map[string]catalog.Blob
	stored  map[string]bool
	wanted  map[string]use // that must be there in the end, and for whom
}

func newAlbum(blobs []catalog.Blob) (album, error) {
	a := album{brought: map[string]catalog.Blob{}, stored: map[string]bool{}, wanted: map[string]use{}}
	for _, b := range blobs {
		if !b.Sound() {
			return a, fmt.Errorf("the bytes of picture %s are others", b.Hash)
		}
		a.brought[b.Hash] = b
	}
	return a, nil
}

// wantPictures stores the pictures that a record names newly, or notes that they must be there.
func (w *writer) wantPictures(t *table, before, after catalog.Record) error {
	for _, i := range t.pictures {
		f := &t.kind.Fields[i]
		old := pictures(f, before.At(i))
		for _, hash := range pictures(f, after.At(i)) {
			if slices.Contains(old, hash) || w.album.stored[hash] {
				continue
			}
			b, ok := w.album.brought[hash]
			if !ok {
				w.album.wanted[hash] = use{after.Label(), f}
				continue
			}
			if err := w.tx.exec(sqlAddBlob, w.s.township(), b.Hash, b.Media, len(b.Data), b.Data); err != nil {
				return w.s.eng.refusal(w.s.dsn, fmt.Errorf("store a picture: %w", err))
			}
			w.album.stored[hash] = true
		}
	}
	return nil
}

// checkPictures refuses records that name pictures which are not there.
func (w *writer) checkPictures() error {
	missing := maps.Clone(w.album.wanted)
	for part := range slices.Chunk(slices.Sorted(maps.Keys(w.album.wanted)), longestList) {
		list := padded(part)
		args := []any{w.s.township()}
		for _, hash := range list {
			args = append(args, hash)
		}
		there, err := column[string](w.tx.run, w.tx, "SELECT hash FROM blob WHERE township = $1 AND hash IN ("+places(2, len(list))+")", args...)
		if err != nil {
			return fmt.Errorf("look up pictures: %w", err)
		}
		for _, hash := range there {
			delete(missing, hash)
		}
	}
	for _, hash := range slices.Sorted(maps.Keys(missing)) {
		return catalog.Refuse("missing_picture", "「%s」的%s里有一张图片不在数据库里;请重新添加图片文件", missing[hash].label, missing[hash].field.Title)
	}
	return nil
}

// pictures finds records and operations whose pictures are gone, pictures that are not what their names say, and such as
// nobody names.
func (c checker) pictures() error {
	there := map[string]bool{}
	torn := 0
	hashes, err := column[string](c.ctx, c.db, sqlBlobs, c.s.township())
	if err != nil {
		return err
	}
	for _, hash := range hashes {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		there[hash] = true
		data, err := column[[]byte](c.ctx, c.db, sqlBlobData, c.s.township(), hash) // one at a time: all might not fit into memory
		if err != nil {
			return err
		}
		if len(data) != 1 || catalog.NewBlob("", data[0]).Hash != hash {
			torn++
		}
	}
	if torn > 0 {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf("%d 张图片的内容已损坏", torn))
	}
	used := map[string]bool{}
	for _, k := range c.s.kinds {
		if err := c.picturesOf(c.s.tables[k.Key], there, used); err != nil {
			return fmt.Errorf("pictures of %s: %w", k.Key, err)
		}
	}
	lost := 0
	for hash := range used {
		if !there[hash] {
			lost++
		}
	}
	if lost > 0 {
		c.report.Faults = append(c.report.Faults, fmt.Sprintf("记录和操作日志提到的 %d 张图片在数据库里找不到", lost))
	}
	if c.report.Pictures, err = c.s.holding(c.ctx, c.db); err != nil {
		return err
	}
	for hash := range there {
		if !used[hash] {
			c.report.Pictures.Unused++
		}
	}
	return nil
}

// picturesOf notes which pictures the records of a kind name and have named, and finds live records that miss some.
func (c checker) picturesOf(t *table, there, used map[string]bool) error {
	for _, i := range t.pictures {
		f := &t.kind.Fields[i]
		missing := 0
		query := "SELECT " + quote(colState) + ", " + quote(f.Key) + t.fromSQL + " AND " + quote(f.Key) + " LIKE '%@%'"
		err := each(c.ctx, c.db, query, []any{c.s.township()}, func(rows *sql.Rows) error {
			var st int64
			var text string
			if err := rows.Scan(&st, &text); err != nil {
				return err
			}
			gone := false
			for _, hash := range pictures(f, value.Text(text)) {
				used[hash] = true
				gone = gone || !there[hash]
			}
			if gone && state(st) == live {
				missing++
			}
			return nil
		})
		if err != nil {
			return err
		}
		if missing > 0 {
			c.report.Faults = append(c.report.Faults, fmt.Sprintf("%s:%d 条记录的%s缺少图片", t.kind.Title, missing, f.Title))
		}
	}
	if len(t.pictures) == 0 {
		return nil
	}
	return each(c.ctx, c.db, sqlChangesWith, []any{c.s.township(), t.kind.Key, "%@%"}, func(rows *sql.Rows) error {
		var before, after string
		if err := rows.Scan(&before, &after); err != nil {
			return err
		}
		for _, text := range []string{before, after} {
			images, err := decodeImage(text)
			if err != nil {
				return err
			}
			for _, i := range t.pictures {
				f := &t.kind.Fields[i]
				for _, hash := range pictures(f, images[f.Key]) {
					used[hash] = true
				}
			}
		}
		return nil
	})
}
