package main

import (
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
	"unicode/utf16"

	"taizhang/data/catalog"
	"taizhang/data/demo"
	"taizhang/data/file"
	"taizhang/data/ledger"
	"taizhang/data/store"
)

func initCommand() command {
	return command{
		name: "init", usage: "[-demo] [-office 名称] [-code 代码]", brief: "新建一个空的数据库; -demo 建立示范单位(容城镇)",
		prepare: func(fs *flag.FlagSet) action {
			withDemo := fs.Bool("demo", false, "填入示范单位的台账")
			name := fs.String("office", "", "单位`名称`, 印在表头上")
			code := fs.String("code", "", "单位`代码`, 不超过 9 位数字")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("init 后面不带「%s」;指定数据库请用 -db", words[0])
				}
				office := store.Office{Code: *code, Name: *name}
				if *withDemo {
					if office != (store.Office{}) {
						return misuse("-demo 不能和 -office、-code 一起用")
					}
					office = store.Office(demo.Office())
				}
				return c.create(ctx, office, *withDemo)
			}
		},
	}
}

// create makes a database, which must not be there yet. If anything fails there is none.
func (c *call) create(ctx context.Context, office store.Office, withDemo bool) error {
	made, err := c.makeDatabase(ctx, office, func(st *store.Store) error {
		if !withDemo {
			return nil
		}
		for _, op := range demo.Operations(ledger.All()) {
			if _, err := st.Apply(ctx, op); err != nil {
				return fmt.Errorf("store %s: %w", op.Label, err)
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case !made:
		return catalog.Refuse("exists", "数据库「%s」已经存在,没有改动", c.shown())
	}
	c.say("已新建数据库")
	fmt.Fprintln(c.out, c.shown())
	return nil
}

// makeDatabase makes a database and calls fill; made is false if there was one already. If fill fails, a file that
// was made is removed; what was made in a PostgreSQL database stays there, empty.
func (c *call) makeDatabase(ctx context.Context, office store.Office, fill func(*store.Store) error) (made bool, err error) {
	path := c.database()
	if store.Exists(ctx, path) {
		return false, nil
	}
	isFile := !store.IsPostgres(path)
	_, err = os.Lstat(path)
	fresh := isFile && errors.Is(err, os.ErrNotExist)
	if err := c.makeFolder(); err != nil {
		return false, err
	}
	err = c.withOptions(ctx, store.Options{Create: true, Office: office}, fill)
	if err != nil && fresh {
		for _, end := range []string{"", "-wal", "-shm", "-journal"} {
			os.Remove(path + end)
		}
	}
	return err == nil, err
}

// makeFolder makes the folder of the database that is used where nobody names another. A folder that somebody names
// must be there: it may be a slip.
func (c *call) makeFolder() error {
	if c.db != "" {
		return nil
	}
	dir := filepath.Dir(c.database())
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return catalog.Refuse("no_access", "不能新建文件夹「%s」;请检查权限,或用 -db 指定别的位置", dir).Because(err)
	}
	return nil
}

// checkJSON is what `check -json` prints.
type checkJSON struct {
	OK         bool           `json:"ok"`
	Engine     string         `json:"engine"`
	Operations int            `json:"operations"`
	Records    map[string]int `json:"records"` // live ones, by kind
	Faults     []string       `json:"faults"`
	Pictures   picturesJSON   `json:"pictures"`
}

// picturesJSON counts pictures; unused are those that no record and no operation names.
type picturesJSON struct {
	Count  int   `json:"count"`
	Bytes  int64 `json:"bytes"`
	Unused int   `json:"unused"`
}

func checkCommand() command {
	return command{
		name: "check", usage: "[-json]", brief: "检查数据库是否完好",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("check 后面不带「%s」", words[0])
				}
				return c.with(ctx, func(st *store.Store) error {
					report, err := st.Check(ctx)
					if err != nil {
						return err
					}
					return c.printCheck(report, *asJSON)
				})
			}
		},
	}
}

func (c *call) printCheck(report store.CheckReport, asJSON bool) error {
	if asJSON {
		err := writeJSON(c.out, checkJSON{report.Sound(), report.Engine, report.Operations, report.Records, append([]string{}, report.Faults...), picturesJSON(report.Pictures)})
		if err != nil {
			return err
		}
	} else {
		var rows [][]string
		for _, k := range ledger.All() {
			rows = append(rows, []string{k.Title, strconv.Itoa(report.Records[k.Key]), k.Unit})
		}
		if err := writeTable(c.out, []string{"台账", "记录", ""}, rows); err != nil {
			return err
		}
	}
	if p := report.Pictures; p.Count > 0 {
		c.say("图片 %d 张,共 %s", p.Count, file.Size(p.Bytes))
		if p.Unused > 0 {
			c.say("其中 %d 张没有记录提到", p.Unused)
		}
	}
	if report.Sound() {
		c.say("数据库完好,操作日志 %d 条", report.Operations)
		return nil
	}
	for _, fault := range report.Faults {
		c.say("%s", fault)
	}
	c.say("数据库有 %d 处问题;请不要再写入,用 restore 从最近的备份恢复", len(report.Faults))
	return errSaid
}

func backupCommand() command {
	return command{
		name: "backup", usage: "[-as-is [-report 文件]] 文件夹", brief: "把数据库备份到一个文件夹,并核对备份",
		prepare: func(fs *flag.FlagSet) action {
			asIs := fs.Bool("as-is", false, "不升级数据库,原样备份(安装新版本之前用)")
			report := fs.String("report", "", "失败的原因也写进这个`文件`(UTF-16,给安装程序读)")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) != 1 {
					return misuse("请写一个文件夹")
				}
				backup := c.backup
				if *asIs {
					backup = c.backupAsIs
				}
				path, err := backup(ctx, words[0])
				if err != nil {
					return errors.Join(err, writeReport(*report, err))
				}
				c.say("已备份,并核对无误")
				fmt.Fprintln(c.out, path)
				return nil
			}
		},
	}
}

// writeReport writes the sentence for a failure in the only encoding that NSIS, which the installer is made with, reads
// Chinese in.
func writeReport(path string, failure error) error {
	if path == "" {
		return nil
	}
	text := binary.LittleEndian.AppendUint16(nil, 0xFEFF)
	for _, unit := range utf16.Encode([]rune(explain(failure))) {
		text = binary.LittleEndian.AppendUint16(text, unit)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	return nil
}

func (c *call) backup(ctx context.Context, dir string) (path string, err error) {
	err = c.with(ctx, func(st *store.Store) error {
		path, err = st.Backup(ctx, dir)
		return err
	})
	return path, err
}

// backupAsIs is for installers: the database may be of an older version of the program, or of a newer one.
func (c *call) backupAsIs(ctx context.Context, dir string) (path string, err error) {
	if store.IsPostgres(c.database()) {
		return "", misuse("服务器数据库不能用 -as-is 备份")
	}
	return store.BackupFile(ctx, c.database(), dir, "升级前", time.Now())
}

func restoreCommand() command {
	return command{
		name: "restore", usage: "备份文件", brief: "用备份替换数据库; 原来的数据库留在旁边",
		prepare: func(*flag.FlagSet) action {
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) != 1 {
					return misuse("请写一个备份文件")
				}
				if _, err := os.Stat(words[0]); err != nil {
					return catalog.Refuse("no_backup", "找不到备份文件「%s」", words[0]).Because(err)
				}
				if err := c.makeFolder(); err != nil {
					return err
				}
				aside, err := store.RestoreBackup(ctx, words[0], c.database(), ledger.All(), store.Options{})
				if err != nil {
					return err
				}
				c.say("已从备份恢复数据库「%s」", c.database())
				if aside != "" {
					c.say("原来的数据库留在:")
					fmt.Fprintln(c.out, aside)
				}
				return nil
			}
		},
	}
}
