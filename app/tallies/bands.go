package tallies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"taizhang/app/desk"
	"taizhang/app/look"
)

// settingBands is where the office's own age bands are kept, an array of texts as clerks write them, and which are in
// force.
const settingBands = "tally.bands"

// bandsSetting is what is kept.
type bandsSetting struct {
	Own  []string `json:"own"`
	Used string   `json:"used"`
}

// usualBands are the age bands of the reports that offices write: the county's, those of the yearly party statistics for
// communities, those of the central bulletin (中国共产党党内统计公报).
var usualBands = []string{"30,45,60", "35,45,54,59", "30,35,40,45,50,55,60"}

// ownBands is how many bands of its own an office keeps.
const ownBands = 6

// bands is the entry of the age bands.
type bands struct {
	desk  *desk.Desk
	entry *look.SelectEntry
	kept  bandsSetting
}

func newBands(d *desk.Desk, changed func()) *bands {
	b := &bands{desk: d, entry: look.NewSelectEntry()}
	b.entry.SetPlaceHolder(usualBands[0])
	b.entry.SetOptions(usualBands)
	b.entry.OnSubmitted = func(string) { changed() }
	b.entry.OnChanged = func(text string) {
		if slices.Contains(b.options(), text) {
			changed()
		}
	}
	return b
}

// load reads what is kept, once.
func (b *bands) load(reading *desk.Latest, then func()) {
	desk.Ask(reading, func(ctx context.Context) (kept bandsSetting, err error) {
		_, err = b.desk.Store.Setting(ctx, settingBands, &kept)
		return kept, err
	}, func(kept bandsSetting, err error) {
		b.desk.Fail(err)
		b.kept = kept
		b.entry.SetOptions(b.options())
		if b.entry.Text == "" {
			b.entry.Text = kept.Used
			b.entry.Refresh()
		}
		then()
	})
}

func (b *bands) options() []string {
	return slices.Concat(usualBands, b.kept.Own)
}

// use keeps the bands that were counted, and offers them the next time.
func (b *bands) use(counted []int) {
	text := bandsText(counted)
	if text == b.kept.Used || text == usualBands[0] && b.kept.Used == "" {
		return
	}
	b.kept = b.kept.with(text)
	b.entry.SetOptions(b.options())
	kept := b.kept
	if b.desk.Store.ReadOnly() { // they hold for this window
		return
	}
	go func() {
		if err := b.desk.Store.SetSetting(context.Background(), settingBands, kept); err != nil {
			fyne.Do(func() { b.desk.Fail(err) })
		}
	}()
}

// with returns the setting with other bands in force, the newest of its own first.
func (s bandsSetting) with(text string) bandsSetting {
	own := slices.Clone(s.Own)
	if !slices.Contains(usualBands, text) {
		own = slices.DeleteFunc(own, func(o string) bool { return o == text })
		own = slices.Insert(own, 0, text)
		own = own[:min(len(own), ownBands)]
	}
	return bandsSetting{Own: own, Used: text}
}

// bandsText writes bands as clerks do: 30,45,60.
func bandsText(last []int) string {
	var parts []string
	for _, n := range last {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ",")
}
