package main

import (
	"context"
	"flag"
	"strings"

	"taizhang/data/catalog"
	"taizhang/data/ledger"
)

// kindJSON is one kind, as `kinds -json` prints it.
type kindJSON struct {
	Key    string      `json:"key"`
	Title  string      `json:"title"`
	Unit   string      `json:"unit"`
	Fields []fieldJSON `json:"fields"`
	Views  []string    `json:"views"`
}

type fieldJSON struct {
	Key      string       `json:"key"`
	Title    string       `json:"title"`
	Type     string       `json:"type"`
	Aliases  []string     `json:"aliases"`
	Required bool         `json:"required,omitempty"`
	Derived  bool         `json:"derived,omitempty"` // computed, never stored
	Refers   string       `json:"refers,omitempty"`  // key of the kind that a reference, or those of a list, point to
	Choices  []choiceJSON `json:"choices,omitempty"`
}

type choiceJSON struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

func kindsCommand() command {
	return command{
		name: "kinds", usage: "[-json]", brief: "列出台账的种类和栏目",
		prepare: func(fs *flag.FlagSet) action {
			asJSON := fs.Bool("json", false, "以 JSON 输出")
			return func(_ context.Context, c *call, words []string) error {
				if len(words) > 0 {
					return misuse("kinds 后面不带「%s」", words[0])
				}
				if *asJSON {
					return writeJSON(c.out, describeKinds(ledger.All()))
				}
				return c.printKinds(ledger.All())
			}
		},
	}
}

func describeKinds(kinds []*catalog.Kind) []kindJSON {
	out := make([]kindJSON, len(kinds))
	for i, k := range kinds {
		out[i] = kindJSON{Key: k.Key, Title: k.Title, Unit: k.Unit, Fields: []fieldJSON{}, Views: []string{}}
		for j := range k.Fields {
			out[i].Fields = append(out[i].Fields, describeField(&k.Fields[j]))
		}
		for _, v := range k.Views {
			out[i].Views = append(out[i].Views, v.Name)
		}
	}
	return out
}

func describeField(f *catalog.Field) fieldJSON {
	d := fieldJSON{Key: f.Key, Title: f.Title, Type: f.Type.Name(), Aliases: append([]string{}, f.Aliases...), Required: f.Required, Derived: !f.Stored(), Refers: catalog.Refers(f.Type)}
	if ch, ok := f.Type.(catalog.Chooser); ok {
		for _, choice := range ch.Choices() {
			d.Choices = append(d.Choices, choiceJSON{choice.Code, choice.Title})
		}
	}
	return d
}

func (c *call) printKinds(kinds []*catalog.Kind) error {
	var rows [][]string
	for _, k := range kinds {
		var fields []string
		for _, f := range k.Fields {
			fields = append(fields, f.Title+"="+f.Key)
		}
		rows = append(rows, []string{k.Key, k.Title, strings.Join(fields, " ")})
	}
	return writeTable(c.out, []string{"种类", "名称", "栏目"}, rows)
}
