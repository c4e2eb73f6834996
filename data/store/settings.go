package store

import (
	"context"
	"encoding/json"
	"fmt"

	"taizhang/data/catalog"
)

// Setting reads the small value that SetSetting stored under key into v, a pointer. ok is false, and v as it was,
// if there is none or if an other version of the program wrote something that v can't take.
// On a server the settings are everyone's: what belongs to one desk has its name in the key.
func (s *Store) Setting(ctx context.Context, key string, v any) (ok bool, err error) {
	list, err := column[string](ctx, s.read, sqlSetting, settingPrefix+key)
	if err != nil || len(list) == 0 {
		return false, s.eng.refusal(s.dsn, err)
	}
	return json.Unmarshal([]byte(list[0]), v) == nil, nil
}

// SetSetting stores v, which must have a JSON form, under key; nil removes it. Settings are not part of the
// journal.
func (s *Store) SetSetting(ctx context.Context, key string, v any) error {
	if v == nil {
		return s.transact(ctx, func(tx *session) error { return tx.exec(sqlDeleteSetting, settingPrefix+key) })
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("setting %s: %w", key, err)
	}
	return s.transact(ctx, func(tx *session) error { return tx.exec(sqlSetSetting, settingPrefix+key, string(text)) })
}

// Settings of the store itself stand beside those of the program.
const (
	settingPrefix = "user:"
	searchPrefix  = "search:"
)

// refreshSearch writes the search texts anew if they were made by another rule than this program's.
func (s *Store) refreshSearch(ctx context.Context) error {
	for _, k := range s.kinds {
		t := s.tables[k.Key]
		rule := t.searchRule()
		have, err := column[string](ctx, s.write, sqlSetting, searchPrefix+k.Key)
		if err != nil {
			return fmt.Errorf("read the rule of search texts: %w", err)
		}
		if len(have) > 0 && have[0] == rule {
			continue
		}
		err = s.transact(ctx, func(tx *session) error {
			if err := s.rewriteSearch(tx, t); err != nil {
				return err
			}
			return tx.exec(sqlSetSetting, searchPrefix+k.Key, rule)
		})
		if err != nil {
			return fmt.Errorf("search texts of %s: %w", k.Key, err)
		}
	}
	return nil
}

// searchRule names everything that a kind's search texts depend on.
func (t *table) searchRule() string {
	rule := searchVersion
	for _, i := range t.search {
		f := &t.kind.Fields[i]
		rule += " " + f.Key + ":" + f.Type.Name()
	}
	return rule
}

// rewriteSearch makes the search texts of a kind's records anew, those in the bin too.
func (s *Store) rewriteSearch(tx *session, t *table) error {
	ids, err := column[string](tx.run, tx, "SELECT id"+t.fromSQL, s.township())
	if err != nil {
		return err
	}
	w := newWriter(s, tx, 0)
	return eachChunk(tx, ids, func(part []string) error {
		var list []catalog.Record
		if err := rowsByID(tx.run, tx, t, s.township(), part, func(r row) { list = append(list, r.Record) }); err != nil {
			return err
		}
		for _, r := range list {
			if err := w.set(t, r.ID, []string{colSearch}, searchText(t, r)); err != nil {
				return err
			}
		}
		return nil
	})
}
