package intake

import (
	"testing"

	"taizhang/app/look"
	"taizhang/data/intake"
	"taizhang/data/ledger"
)

func TestEveryFateHasItsTone(t *testing.T) {
	seen := map[look.Tone]intake.Fate{}
	for _, f := range []intake.Fate{intake.LeftOut, intake.New, intake.Changed, intake.Same, intake.Doubtful, intake.Broken} {
		tone := fateTone(f)
		if other, twice := seen[tone]; twice || tone.Mark() == "" {
			t.Errorf("%v has the tone of %v, or none", f, other)
		}
		seen[tone] = f
	}
}

func TestColumnWordsAndTones(t *testing.T) {
	k := ledger.Kind("cadre")
	name := 0
	for i := range k.Fields {
		if k.Fields[i].Key == "name" {
			name = i
		}
	}
	for _, c := range []struct {
		column intake.TableColumn
		words  string
		tone   look.Tone
	}{
		{intake.TableColumn{Mapping: intake.Mapping{Field: name, Score: 100}}, "姓名", look.Added},
		{intake.TableColumn{Mapping: intake.Mapping{Field: name, Score: 30}}, "姓名", look.Doubt},
		{intake.TableColumn{Mapping: intake.Mapping{Field: -1, Basis: intake.BySerial}}, "序号", look.Left},
		{intake.TableColumn{Mapping: intake.Mapping{Field: -1, Basis: intake.AsNote}}, "并入备注", look.Added},
		{intake.TableColumn{Mapping: intake.Mapping{Field: -1}}, "不存储", look.Left},
	} {
		if got := fieldWords(k, c.column); got != c.words {
			t.Errorf("%+v reads %q, want %q", c.column, got, c.words)
		}
		if got := columnTone(c.column); got != c.tone {
			t.Errorf("%+v has tone %v, want %v", c.column, got, c.tone)
		}
	}
}
