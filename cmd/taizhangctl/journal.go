package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/store"
	"taizhang/data/value"
)

// doneJSON is what an operation has changed.
type doneJSON struct {
	Op      string `json:"op"`
	Label   string `json:"label"`
	Created int    `json:"created"`
	Updated int    `json:"updated"`
	Deleted int    `json:"deleted"`
}

// answer reports an operation.
func (c *call) answer(d store.Done, asJSON bool) error {
	if asJSON {
		return writeJSON(c.out, doneJSON{d.Op.ID, d.Op.Label, d.Created, d.Updated, d.Deleted})
	}
	fmt.Fprintf(c.out, "%s:%s\n", d.Op.Label, whatHappened(d))
	return nil
}

func whatHappened(d store.Done) string {
	var parts []string
	for _, p := range []struct {
		n    int
		text string
	}{{d.Created, "增加 %d 条"}, {d.Updated, "修改 %d 条"}, {d.Deleted, "去掉 %d 条"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf(p.text, p.n))
		}
	}
	if len(parts) == 0 {
		return "没有改动"
	}
	return strings.Join(parts, ",")
}

func undoCommand() command {
	return command{
		name: "undo", usage: "[-op 操作编号] [-keep] [-json]", brief: "撤销最近一次操作,或指定的一次",
		prepare: func(fs *flag.FlagSet) action {
			op := fs.String("op", "", "要撤销的`操作编号`,见 history")
			keep := fs.Bool("keep", false, "后来又改过的保留,只撤销其余的")
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("undo 后面不带「%s」;指定操作请用 -op", words[0])
				}
				return c.with(ctx, func(st *store.Store) error {
					done, err := st.Undo(ctx, *op, store.UndoOptions{Actor: actor(), Keep: *keep})
					if err != nil {
						return err
					}
					return c.answer(done, *asJSON)
				})
			}
		},
	}
}

func redoCommand() command {
	return command{
		name: "redo", usage: "[-json]", brief: "重做刚撤销的操作",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("redo 后面不带「%s」", words[0])
				}
				return c.with(ctx, func(st *store.Store) error {
					done, err := st.Redo(ctx, store.UndoOptions{Actor: actor()})
					if err != nil {
						return err
					}
					return c.answer(done, *asJSON)
				})
			}
		},
	}
}

// entryJSON is one line of a record's history.
type entryJSON struct {
	Op     string            `json:"op"`
	Label  string            `json:"label"`
	Actor  string            `json:"actor"`
	At     string            `json:"at"` // RFC 3339, UTC
	Action store.Action      `json:"action"`
	Undone bool              `json:"undone"`
	Fields []fieldChangeJSON `json:"fields"`
}

type fieldChangeJSON struct {
	Field  string `json:"field"`
	Title  string `json:"title"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// actions are the words for what an operation did to a record.
var actions = map[store.Action]string{
	store.Created: "新增", store.Updated: "修改", store.Deleted: "删除", store.Restored: "恢复", store.Withdrawn: "撤回",
}

func historyCommand() command {
	return command{
		name: "history", usage: "[种类 编号] [-limit 条数] [-json]", brief: "一条记录的修改记录; 不写记录时列出最近的操作",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			limit := fs.Int("limit", 50, "最近操作的`条数`")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) == 0 {
					return c.with(ctx, func(st *store.Store) error { return c.printOperations(ctx, st, *limit, *asJSON) })
				}
				if len(words) != 2 {
					return misuse("请写台账种类和记录编号(编号见 list)")
				}
				kind, err := kindOf(words[0])
				if err != nil {
					return err
				}
				return c.with(ctx, func(st *store.Store) error {
					entries, err := st.History(ctx, kind, words[1])
					if err != nil {
						return err
					}
					if *asJSON {
						return writeJSON(c.out, describeHistory(entries))
					}
					return c.printHistory(entries)
				})
			}
		},
	}
}

func describeHistory(entries []store.Entry) []entryJSON {
	out := make([]entryJSON, len(entries))
	for i, e := range entries {
		out[i] = entryJSON{e.Op.ID, e.Op.Label, e.Op.Actor, e.Op.At.Format(time.RFC3339Nano), e.Action, e.Op.UndoneBy != "", []fieldChangeJSON{}}
		for _, f := range e.Fields {
			out[i].Fields = append(out[i].Fields, fieldChangeJSON{f.Field, f.Title, f.BeforeText, f.AfterText})
		}
	}
	return out
}

func (c *call) printHistory(entries []store.Entry) error {
	rows := make([][]string, len(entries))
	for i, e := range entries {
		var changes []string
		for _, f := range e.Fields {
			changes = append(changes, fmt.Sprintf("%s:%s → %s", f.Title, orNothing(f.BeforeText), orNothing(f.AfterText)))
		}
		rows[i] = []string{localTime(e.Op.At), e.Op.Actor, actions[e.Action], strings.Join(changes, ";"), e.Op.Label, e.Op.ID}
	}
	return writeTable(c.out, []string{"时间", "操作人", "动作", "改动", "操作", "操作编号"}, rows)
}

func orNothing(s string) string {
	if s == "" {
		return "空"
	}
	return s
}

func localTime(t time.Time) string { return t.Local().Format("2006-01-02 15:04:05") }

// operationJSON is one operation of the journal.
type operationJSON struct {
	Op      string   `json:"op"`
	Label   string   `json:"label"`
	Actor   string   `json:"actor"`
	At      string   `json:"at"`
	Undoes  string   `json:"undoes,omitempty"`
	Undone  bool     `json:"undone"`
	Created int      `json:"created"`
	Updated int      `json:"updated"`
	Deleted int      `json:"deleted"`
	Kinds   []string `json:"kinds"`
}

func (c *call) printOperations(ctx context.Context, st *store.Store, limit int, asJSON bool) error {
	if limit <= 0 {
		return misuse("-limit 要大于 0")
	}
	ops, err := st.Operations(ctx, limit, "")
	if err != nil {
		return err
	}
	if asJSON {
		out := make([]operationJSON, len(ops))
		for i, o := range ops {
			out[i] = operationJSON{o.ID, o.Label, o.Actor, o.At.Format(time.RFC3339Nano), o.Undoes, o.UndoneBy != "",
				o.Created, o.Updated, o.Deleted, append([]string{}, o.Kinds...)}
		}
		return writeJSON(c.out, out)
	}
	rows := make([][]string, len(ops))
	for i, o := range ops {
		undone := ""
		if o.UndoneBy != "" {
			undone = "已撤销"
		}
		rows[i] = []string{localTime(o.At), o.Actor, o.Label, undone, o.ID}
	}
	return writeTable(c.out, []string{"时间", "操作人", "操作", "", "操作编号"}, rows)
}

// trashedJSON is a record in the recycle bin.
type trashedJSON struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Label  string `json:"label"`
	Op     string `json:"op"` // the operation that put it there
	Actor  string `json:"actor"`
	At     string `json:"at"`
	Record object `json:"record"`
}

func trashCommand() command {
	return command{
		name: "trash", usage: "[-restore 编号] [-json]", brief: "列出回收站里的记录,或从中恢复一条",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			restore := fs.String("restore", "", "恢复这个`编号`的记录")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("trash 后面不带「%s」", words[0])
				}
				return c.with(ctx, func(st *store.Store) error {
					list, err := st.Trash(ctx)
					switch {
					case err != nil:
						return err
					case *restore != "":
						return c.bringBack(ctx, st, list, *restore, *asJSON)
					case *asJSON:
						return c.trashJSON(ctx, st, list)
					}
					return c.printTrash(list)
				})
			}
		},
	}
}

func (c *call) bringBack(ctx context.Context, st *store.Store, list []store.Trashed, id string, asJSON bool) error {
	for _, t := range list {
		if t.Record.ID == id {
			done, err := st.Restore(ctx, actor(), t.Record.Kind, []string{id})
			if err != nil {
				return err
			}
			return c.answer(done, asJSON)
		}
	}
	return catalog.Refuse("no_record", "回收站里没有编号为 %s 的记录", id)
}

func (c *call) trashJSON(ctx context.Context, st *store.Store, list []store.Trashed) error {
	out := make([]trashedJSON, len(list))
	refs := map[*catalog.Kind]targets{}
	for i, t := range list {
		kind := t.Record.Kind
		if refs[kind] == nil {
			var err error
			if refs[kind], err = lookUp(ctx, st, kind); err != nil {
				return err
			}
		}
		out[i] = trashedJSON{t.Record.ID, kind.Key, t.Record.Label(), t.Deleted.ID, t.Deleted.Actor,
			t.Deleted.At.Format(time.RFC3339Nano), recordJSON(t.Record, refs[kind], value.Date{})}
	}
	return writeJSON(c.out, out)
}

func (c *call) printTrash(list []store.Trashed) error {
	rows := make([][]string, len(list))
	for i, t := range list {
		rows[i] = []string{t.Record.Kind.Title, t.Record.Label(), localTime(t.Deleted.At), t.Deleted.Actor, t.Deleted.Label, t.Record.ID}
	}
	return writeTable(c.out, []string{"种类", "记录", "删除时间", "操作人", "操作", "编号"}, rows)
}
