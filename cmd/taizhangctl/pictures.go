package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/paper"
	"taizhang/data/picture"
	"taizhang/data/roster"
	"taizhang/data/store"
)

func picturesCommand() command {
	return command{
		name: "pictures", usage: "种类 编号 [图片文件…] [-o 文件夹] [-json]",
		brief: "一条记录的图片: 列出; 添加图片文件(转正、缩到合适大小、去掉拍摄地点); -o 另存到文件夹",
		prepare: func(fs *flag.FlagSet) action {
			folder := fs.String("o", "", "把图片另存到这个`文件夹`, 已有的文件不动")
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			return func(ctx context.Context, c *call, words []string) error {
				if len(words) < 2 {
					return misuse("请写种类和编号,例如 pictures activity 编号(编号见 list -json)")
				}
				kind, field, err := pictured(words[0])
				if err != nil {
					return err
				}
				return c.with(ctx, func(st *store.Store) error {
					a := album{c, st, kind, field}
					if err := a.add(ctx, words[1], words[2:]); err != nil {
						return err
					}
					return a.list(ctx, words[1], *folder, *asJSON)
				})
			}
		},
	}
}

// pictured returns a kind and its field of pictures.
func pictured(word string) (*catalog.Kind, *catalog.Field, error) {
	kind, err := kindOf(word)
	if err != nil {
		return nil, nil, err
	}
	for i := range kind.Fields {
		if _, ok := kind.Fields[i].Type.(catalog.Pictures); ok {
			return kind, &kind.Fields[i], nil
		}
	}
	return nil, nil, catalog.Refuse("no_pictures", "%s没有图片这一项", kind.Title)
}

// album is the pictures of the records of one kind.
type album struct {
	*call
	st    *store.Store
	kind  *catalog.Kind
	field *catalog.Field
}

// add adds files to a record, all or none.
func (a album) add(ctx context.Context, id string, files []string) error {
	if len(files) == 0 {
		return nil
	}
	rec, err := a.st.Get(ctx, a.kind, id)
	if err != nil {
		return err
	}
	op := catalog.Operation{Actor: actor()}
	t, v := catalog.Pictures{}, rec.Get(a.field.Key)
	for _, file := range files {
		list, err := picture.TakeFile(ctx, file)
		if err != nil {
			return err
		}
		for _, k := range list {
			op.Blobs, v = append(op.Blobs, k.Blob), t.Add(v, k.Element())
		}
	}
	op.Label = fmt.Sprintf("给 %s 添加 %d 张图片", rec.Label(), len(t.List(v))-len(t.List(rec.Get(a.field.Key))))
	op.Changes = []catalog.Change{catalog.Update(rec, rec.With(a.field.Key, v))}
	done, err := a.st.Apply(ctx, op)
	if err != nil {
		return err
	}
	if done.Op.ID == "" {
		a.say("这些图片已经有了")
	} else {
		a.say("已%s", op.Label)
	}
	return nil
}

// list shows the pictures of a record, and saves them if a folder is given.
func (a album) list(ctx context.Context, id, folder string, asJSON bool) error {
	rec, err := a.st.Get(ctx, a.kind, id)
	if err != nil {
		return err
	}
	out := []object{}
	var rows [][]string
	for _, p := range (catalog.Pictures{}).List(rec.Get(a.field.Key)) {
		blob, err := a.st.Blob(ctx, p.Hash)
		if err != nil {
			return err
		}
		o := object{{"name", p.Name}, {"hash", p.Hash}, {"media", blob.Media}, {"size", len(blob.Data)}}
		if folder != "" {
			path, err := saveNew(folder, picture.FileName(p.Name, blob.Media), blob.Data)
			if err != nil {
				return err
			}
			o = append(o, member{"file", path})
		}
		out = append(out, o)
		rows = append(rows, []string{p.Name, strconv.Itoa((len(blob.Data)+1023)/1024) + " KB"})
	}
	if asJSON {
		return writeJSON(a.out, out)
	}
	if folder != "" {
		a.say("已把 %d 张图片存到 %s", len(rows), folder)
	}
	return writeTable(a.out, []string{"图片", "大小"}, rows)
}

// saveNew writes a file that is not there yet, under another name if one is.
func saveNew(folder, name string, data []byte) (path string, err error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", catalog.Refuse("no_access", "不能建立文件夹「%s」:请检查权限和磁盘", folder).Because(err)
	}
	ending := filepath.Ext(name)
	for n := 1; ; n++ {
		path = filepath.Join(folder, name)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s(%d)%s", strings.TrimSuffix(name, ending), n, ending))
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", catalog.Refuse("no_access", "不能写入「%s」:请检查权限和磁盘空间", path).Because(err)
		}
		_, err = f.Write(data)
		if err = errors.Join(err, f.Close()); err != nil {
			return "", errors.Join(catalog.Refuse("disk", "「%s」没有写完:请检查磁盘空间", path).Because(err), os.Remove(path))
		}
		return path, nil
	}
}

// perPage are the values of -per.
var perPage = map[int]bool{1: true, 2: true, 4: true, 6: true}

func printPictures(ctx context.Context, st *store.Store, words []string, f printFlags) (printed, error) {
	if len(words) == 0 {
		return printed{}, misuse("请写种类,例如 pictures activity;后面可以写编号")
	}
	if !perPage[f.per] {
		return printed{}, misuse("-per 只能是 1、2、4 或 6")
	}
	kind, _, err := pictured(words[0])
	if err != nil {
		return printed{}, err
	}
	req, err := f.request(ctx, st, kind, words[1:])
	if err != nil {
		return printed{}, err
	}
	album, err := roster.Album(ctx, st, req, f.per)
	if err != nil {
		return printed{}, err
	}
	return printed{title: album.Title, doc: paper.LayoutAlbum(album, f.per), more: object{{"kind", kind.Key}, {"pictures", len(album.Photos)}}}, nil
}
