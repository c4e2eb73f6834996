package tally

import (
	"encoding/json"
	"strconv"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Result is a tally that was counted: what a chart draws and what the command line prints.
type Result struct {
	Info
	Params Params // as given, with the age bands that were used
	Groups []Group
	// Uncounted are the records that belong here, but whose number to sum is empty or can't be read.
	Uncounted []string
	// Notes are what a reader has to know to check the numbers, in Chinese.
	Notes []string
}

// Group is one way in which the records were counted. Its cells add up to the total of what was counted or summed,
// if they are its Parts.
type Group struct {
	Key      string `json:"key"`
	Title    string `json:"title"`
	Cells    []Cell `json:"cells"`
	Unit     string `json:"-"` // measure word of the numbers: 人, 人次
	Timeline bool   `json:"-"` // the cells follow each other in time: a line rather than bars
	// Kind is of what kind the records behind the cells are.
	Kind *catalog.Kind `json:"-"`
	// Of is the field that was summed, "" if records were counted.
	Of string `json:"-"`
	// Parts says that the cells are the parts of one whole: they add up to it, and shares make sense.
	Parts bool `json:"-"`
}

// Cell is one number and the records behind it.
type Cell struct {
	Key     string   // in words: 女, 31–45, 北门社区, 2003-05
	Count   int64    // for money in fen
	Records []string // ids, in the order in which the records were created
	money   bool
}

// Text returns the number as it is printed, money in yuan.
func (c Cell) Text() string { return c.text(c.Count) }

// IsMoney reports whether the number is in fen.
func (c Cell) IsMoney() bool { return c.money }

func (c Cell) text(n int64) string {
	if c.money {
		return value.FormatMoney(n)
	}
	return strconv.FormatInt(n, 10)
}

// SumText returns what the cells add up to as it is printed.
func (g *Group) SumText() string {
	if len(g.Cells) == 0 {
		return "0"
	}
	return g.Cells[0].text(g.Sum())
}

// MarshalJSON writes a cell as `taizhangctl tally -json` promises.
func (c Cell) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Key     string      `json:"key"`
		Count   json.Number `json:"count"`
		Records []string    `json:"records"`
	}{c.Key, json.Number(c.Text()), append([]string{}, c.Records...)})
}

// Group returns the group with that key, or nil.
func (res *Result) Group(key string) *Group {
	for i := range res.Groups {
		if res.Groups[i].Key == key {
			return &res.Groups[i]
		}
	}
	return nil
}

// Cell returns the cell with that key; if there is none, an empty one.
func (g *Group) Cell(key string) Cell {
	for _, c := range g.Cells {
		if c.Key == key {
			return c
		}
	}
	return Cell{Key: key}
}

// Sum returns what the cells add up to.
func (g *Group) Sum() int64 {
	var sum int64
	for _, c := range g.Cells {
		sum += c.Count
	}
	return sum
}

// Max returns the largest number of the cells, 0 if there is none: the length of the longest bar.
func (g *Group) Max() int64 {
	var most int64
	for _, c := range g.Cells {
		most = max(most, c.Count)
	}
	return most
}

// Share returns the part of sum that the cell is, in per cent; 0 if sum is 0.
func (c Cell) Share(sum int64) float64 {
	if sum == 0 {
		return 0
	}
	return float64(c.Count) / float64(sum) * 100
}

// MarshalJSON writes the result as `taizhangctl tally -json` promises.
func (res *Result) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Tally  string  `json:"tally"`
		Title  string  `json:"title"`
		AsOf   string  `json:"asof"`
		Groups []Group `json:"groups"`
	}{res.Name, res.Title, res.Params.AsOf.String(), res.Groups})
}
