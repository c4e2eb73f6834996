package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

// Memory keeps what clerks have overruled, for sheets of the same shape.
type Memory interface {
	// Get returns what was decided for a shape; ok is false if nothing was.
	Get(ctx context.Context, shape string) (d Decisions, ok bool, err error)
	// Put keeps decisions in place of those for the same shape.
	Put(ctx context.Context, d Decisions) error
	// Forget drops what was decided for a shape.
	Forget(ctx context.Context, shape string) error
	// List returns all decisions, the newest first.
	List(ctx context.Context) ([]Decisions, error)
}

// Decisions are what a clerk has overruled on a table.
type Decisions struct {
	Shape    string            `json:"shape"`    // Fingerprint of the headings
	Headings []string          `json:"headings"` // for people, in one line each
	Kind     string            `json:"kind,omitempty"`
	Columns  []ColumnDecision  `json:"columns,omitempty"`
	Orgs     map[string]string `json:"orgs,omitempty"`    // community, by what else names such a sheet: its file, name, title and unit
	Choices  map[string]int    `json:"choices,omitempty"` // see Table.Choices
	At       time.Time         `json:"at"`
}

// ColumnDecision is what was decided of one column.
type ColumnDecision struct {
	Column int    `json:"column"` // place among the headings
	Use    string `json:"use,omitempty"`
	Field  string `json:"field,omitempty"`
	Policy string `json:"policy,omitempty"`
}

// What a column is used for, as Decisions say it.
const (
	useField = "field"
	useNone  = "none"
	useNote  = "note"
)

// policyWords are the policies as Decisions say them.
var policyWords = map[Policy]string{FillEmpty: "fill", Never: "never"}

// whyRemembered is the reason of a remembered decision.
const whyRemembered = "上次就是这样定的"

// Fingerprint returns the shape of a sheet: equal for headings that differ in nothing but blanks, signs and marks of
// required columns. Each heading is given from the top level down; empty ones before the first and behind the last
// don't count, and neither do the columns that this program adds to what it hands out.
func Fingerprint(headings [][]string) string {
	first, folded := outline(headings)
	if first < 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(folded, "\x1F")))
	return hex.EncodeToString(sum[:16])
}

// outline returns the place of the first heading, -1 if there is none, and the headings from there on as they are compared.
func outline(headings [][]string) (first int, folded []string) {
	first, last := -1, 0
	for i, h := range headings {
		if len(h) == 0 || isIdentityHeading(h) {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := max(first, 0); first >= 0 && i <= last; i++ {
		s := ""
		if !isIdentityHeading(headings[i]) {
			s = fold(path(headings[i]))
		}
		folded = append(folded, s)
	}
	return first, folded
}

func (t *Table) headings() [][]string {
	out := make([][]string, len(t.samples))
	for i, c := range t.samples {
		out[i] = c.Heading
	}
	return out
}

// Shape returns the fingerprint of the table's headings as they were found.
func (t *Table) Shape() string { return Fingerprint(t.found.paths) }

// Recalled returns the decisions of earlier imports that hold for this table; nil if there are none.
func (t *Table) Recalled() *Decisions { return t.recalled }

// recall applies what was decided for tables of this shape before.
func (t *Table) recall(ctx context.Context) error {
	memory := t.reading.opt.Memory
	shape := t.Shape()
	if memory == nil || shape == "" {
		return nil
	}
	d, ok, err := memory.Get(ctx, shape)
	if err != nil {
		return fmt.Errorf("recall decisions: %w", err)
	}
	if ok {
		t.apply(d)
	}
	return nil
}

// apply applies decisions; those about kinds and fields that are no more are passed over.
func (t *Table) apply(d Decisions) {
	applied := false
	if k := catalog.Find(t.reading.opt.Kinds, d.Kind); k != nil && t.reading.opt.Kind == nil {
		t.Kind, t.KindWhy, t.KindDoubt, t.kindByClerk = k, whyRemembered, "", true
		applied = true
	}
	if t.Kind == nil {
		return
	}
	for key, option := range d.Choices {
		t.decide(key, option)
		applied = true
	}
	first, _ := outline(t.headings())
	for _, c := range d.Columns {
		applied = t.applyColumn(first+c.Column, c) || applied
	}
	t.findOrg()
	if org := d.Orgs[t.place()]; org != "" && t.reading.opt.Org == "" && t.Kind.Index(orgKey) >= 0 {
		t.Org, t.OrgWhy, t.orgByClerk = org, whyRemembered, true
		applied = true
	}
	if applied {
		t.recalled = &d
		t.notes = append(t.notes, "同样表头的表以前改过,这次照上次的决定处理")
	}
	t.changed()
}

func (t *Table) applyColumn(column int, c ColumnDecision) bool {
	if column < 0 || column >= len(t.samples) {
		return false
	}
	field := t.Kind.Index(c.Field)
	switch {
	case c.Use == useField && field >= 0:
		t.manual[column] = Mapping{column, field, ByClerk, 100, whyRemembered}
	case c.Use == useNone:
		t.manual[column] = Mapping{column, -1, ByClerk, 100, whyRemembered + ":不存储"}
	case c.Use == useNote && t.Kind.Index(noteKey) >= 0:
		t.manual[column] = Mapping{column, -1, AsNote, 100, whyRemembered + ":并入备注"}
	case c.Policy == "":
		return false
	}
	for p, word := range policyWords {
		if word == c.Policy {
			t.policy[column] = p
		}
	}
	return true
}

// place says where a sheet comes from, without the numbers that change from month to month.
func (t *Table) place() string {
	digits := func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}
	return strings.Map(digits, strings.Join([]string{fold(t.File.Name), fold(t.Sheet.Name), fold(t.Title), fold(t.Unit)}, "\x1F"))
}

// decisions returns what a clerk has overruled on the table, now or before; ok is false if nothing was.
func (t *Table) decisions(at time.Time) (d Decisions, ok bool) {
	first, _ := outline(t.headings())
	d = Decisions{Shape: t.Shape(), At: at.UTC().Truncate(time.Second)}
	if t.Kind == nil || d.Shape == "" {
		return d, false
	}
	for _, c := range t.samples {
		if len(c.Heading) > 0 && !isIdentityHeading(c.Heading) {
			d.Headings = append(d.Headings, path(c.Heading))
		}
	}
	d.Choices = maps.Clone(t.decided)
	if t.kindByClerk || len(t.manual) > 0 { // fields are fields of a kind
		d.Kind = t.Kind.Key
	}
	for i := range t.Columns {
		c := ColumnDecision{Column: i - first, Policy: policyWords[t.policy[i]]}
		if m, byClerk := t.manual[i]; byClerk {
			switch {
			case m.Basis == AsNote:
				c.Use = useNote
			case m.Field < 0:
				c.Use = useNone
			default:
				c.Use, c.Field = useField, t.Kind.Fields[m.Field].Key
			}
		}
		if c.Use != "" || c.Policy != "" {
			d.Columns = append(d.Columns, c)
		}
	}
	if t.orgByClerk && t.Org != "" {
		d.Orgs = map[string]string{t.place(): t.Org}
	}
	return d, len(d.Choices) > 0 || d.Kind != "" || len(d.Columns) > 0 || len(d.Orgs) > 0
}

// Remember keeps what a clerk has overruled on the tables that are imported, for sheets of the same shape. It is called
// when the import is stored.
func (r *Reading) Remember(ctx context.Context, at time.Time) error {
	if r.opt.Memory == nil {
		return nil
	}
	for _, f := range r.Files {
		for _, t := range f.Tables {
			d, ok := t.decisions(at)
			if !t.Included || !ok {
				continue
			}
			if err := r.keep(ctx, d); err != nil {
				return fmt.Errorf("remember decisions: %w", err)
			}
		}
	}
	return nil
}

// Shapes returns the shapes of all tables.
func (r *Reading) Shapes() []string {
	var out []string
	for _, f := range r.Files {
		for _, t := range f.Tables {
			if shape := t.Shape(); shape != "" && !slices.Contains(out, shape) {
				out = append(out, shape)
			}
		}
	}
	return out
}

// keep adds the communities of the sheets of a shape to those that are known already.
func (r *Reading) keep(ctx context.Context, d Decisions) error {
	old, ok, err := r.opt.Memory.Get(ctx, d.Shape)
	if err != nil {
		return err
	}
	if ok && len(old.Orgs) > 0 {
		orgs := old.Orgs
		for place, org := range d.Orgs {
			orgs[place] = org
		}
		d.Orgs = orgs
	}
	return r.opt.Memory.Put(ctx, d)
}

// Forget drops what was decided for tables of this shape before, and reads the table anew as if nothing had been.
func (t *Table) Forget(ctx context.Context) error {
	if memory := t.reading.opt.Memory; memory != nil && t.Shape() != "" {
		if err := memory.Forget(ctx, t.Shape()); err != nil {
			return fmt.Errorf("forget decisions: %w", err)
		}
	}
	t.recalled, t.kindByClerk, t.orgByClerk = nil, false, false
	t.Kind, t.KindWhy, t.KindDoubt, t.Org, t.OrgWhy, t.parsed = nil, "", "", "", "", nil
	t.Included, t.Why = true, ""
	t.manual, t.policy, t.decided = map[int]Mapping{}, map[int]Policy{}, nil
	t.relay()
	t.recognise()
	t.reading.communitiesBySheet(t.File)
	t.reading.settleHidden(t.File)
	return nil
}

// Settings are small values that a database keeps by name. A *store.Store has them.
type Settings interface {
	Setting(ctx context.Context, key string, v any) (ok bool, err error)
	SetSetting(ctx context.Context, key string, v any) error
}

// NewMemory returns a Memory that keeps everything in one setting. The setting's name holds the version of its form,
// so that an older program never reads what a newer one has written.
func NewMemory(s Settings) Memory { return settingsMemory{s} }

const (
	memoryKey  = "intake.memory.1"
	mostShapes = 300 // the oldest are forgotten first
)

type settingsMemory struct{ settings Settings }

func (m settingsMemory) all(ctx context.Context) (map[string]Decisions, error) {
	all := map[string]Decisions{}
	if _, err := m.settings.Setting(ctx, memoryKey, &all); err != nil {
		return nil, err
	}
	return all, nil
}

// Get implements Memory.
func (m settingsMemory) Get(ctx context.Context, shape string) (Decisions, bool, error) {
	all, err := m.all(ctx)
	d, ok := all[shape]
	return d, ok, err
}

// Put implements Memory.
func (m settingsMemory) Put(ctx context.Context, d Decisions) error {
	all, err := m.all(ctx)
	if err != nil {
		return err
	}
	all[d.Shape] = d
	if list := newestFirst(all); len(list) > mostShapes {
		for _, old := range list[mostShapes:] {
			delete(all, old.Shape)
		}
	}
	return m.settings.SetSetting(ctx, memoryKey, all)
}

// Forget implements Memory.
func (m settingsMemory) Forget(ctx context.Context, shape string) error {
	all, err := m.all(ctx)
	if err != nil {
		return err
	}
	if _, ok := all[shape]; !ok {
		return nil
	}
	delete(all, shape)
	return m.settings.SetSetting(ctx, memoryKey, all)
}

// List implements Memory.
func (m settingsMemory) List(ctx context.Context) ([]Decisions, error) {
	all, err := m.all(ctx)
	return newestFirst(all), err
}

func newestFirst(all map[string]Decisions) []Decisions {
	out := make([]Decisions, 0, len(all))
	for _, d := range all {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Decisions) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Shape, b.Shape)) })
	return out
}

// Words says what was decided, in Chinese: a sentence for each decision.
func (d Decisions) Words(kinds []*catalog.Kind) []string {
	var out []string
	k := catalog.Find(kinds, d.Kind)
	if k != nil {
		out = append(out, "台账种类:"+k.Title)
	}
	heading := func(i int) string {
		if i >= 0 && i < len(d.Headings) {
			return "「" + d.Headings[i] + "」"
		}
		return fmt.Sprintf("第 %d 列", i+1)
	}
	for _, c := range d.Columns {
		s := heading(c.Column)
		switch c.Use {
		case useNone:
			s += "不存储"
		case useNote:
			s += "并入备注"
		case useField:
			title := c.Field
			if k != nil && k.Field(c.Field) != nil {
				title = k.Field(c.Field).Title
			}
			s += "填「" + title + "」"
		}
		for p, word := range policyWords {
			if word == c.Policy {
				s += ",对已有记录" + p.String()
			}
		}
		out = append(out, s)
	}
	for _, org := range d.Orgs {
		out = append(out, "未写社区的行归到「"+value.Clean(org)+"」")
	}
	for key, option := range d.Choices {
		if words := choiceWords(key, option); words != "" {
			out = append(out, words)
		}
	}
	slices.Sort(out[min(len(out), 1+len(d.Columns)):])
	return out
}
