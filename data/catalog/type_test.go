package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"taizhang/data/catalog"
	"taizhang/data/value"
)

var colours = catalog.NewChoice(
	catalog.Choice{Code: "1", Title: "红色", Aliases: []string{"红", "无色"}},
	catalog.Choice{Code: "2", Title: "绿色", Aliases: []string{"绿"}},
).Folding(func(word string) string { return strings.TrimPrefix(word, "浅") }).Guessing(func(word string) (string, bool) {
	return "2", strings.Contains(word, "绿")
})

var types = map[string]catalog.Type{
	"text": catalog.Text{}, "name": catalog.PersonName{}, "int": catalog.Int{Unit: "人"}, "money": catalog.Money{}, "bool": catalog.Bool{}, "time": catalog.Clock{}, "decimal": catalog.Decimal{Unit: "学时"}, "percent": catalog.Percent{}, "date": catalog.Date{},
	"id_number": catalog.IDNumber{}, "phone": catalog.Phone{}, "choice": colours, "ref": catalog.Ref{Kind: "org", Trim: []string{"社区"}},
	"pictures": catalog.Pictures{},
}

// pictureLine is the canonical text of one picture.
var pictureLine = "@" + strings.Repeat("0f", 32) + " 义诊.jpg"

func text(s string) catalog.Cell { return catalog.TextCell(s) }

func number(s string) catalog.Cell { return catalog.Cell{Type: catalog.CellNumber, Text: s} }

func day(serial, format, shown string) catalog.Cell {
	return catalog.Cell{Type: catalog.CellDate, Text: serial, Format: format, Shown: shown}
}

func truth(s string) catalog.Cell { return catalog.Cell{Type: catalog.CellBool, Text: s} }

func fault(s string) catalog.Cell { return catalog.Cell{Type: catalog.CellError, Text: s} }

// TestParse: want is the canonical text, "?…" an unread value; code is that of the problem, if there is one.
func TestParse(t *testing.T) {
	tests := []struct {
		typ        string
		cell       catalog.Cell
		want, code string
	}{
		{"text", text("　北门 社区 "), "北门 社区", ""},
		{"text", text("一\r\n\u200b\r\n二\n"), "一\n二", ""},
		{"text", number("13900000001"), "13900000001", ""},
		{"text", number("1.3900000001E10"), "13900000001", ""},
		{"text", number("0.5"), "0.5", ""},
		{"text", catalog.Cell{Type: catalog.CellNumber, Text: "0.2", Format: "0%", Shown: "20%"}, "20%", ""},
		{"text", catalog.Cell{Type: catalog.CellNumber, Text: "13900000001", Shown: "1.39E+10"}, "13900000001", ""},
		{"text", day("37987", "yyyy-mm-dd", "2004-01-01"), "2004-01-01", ""},
		{"text", day("37987", "", ""), "2004年1月1日", ""},
		{"text", day("37987", `yyyy"年"m"月"`, ""), "2004年1月", ""},
		{"text", day("0.3541666667", "h:mm", ""), "8:30", ""},
		{"text", truth("1"), "是", ""},
		{"text", truth("0"), "否", ""},
		{"text", fault("#N/A"), "?#N/A", "cell_error"},
		{"text", catalog.Cell{}, "", ""},

		{"name", text("张　三"), "张三", ""},
		{"name", text("无"), "", ""},
		{"name", text("共5人"), "共5人", "odd_name"},
		{"name", number("5"), "5", "odd_name"},
		{"name", fault("#REF!"), "?#REF!", "cell_error"},

		{"int", text("12500 人次"), "12500", ""},
		{"int", number("3"), "3", ""},
		{"int", number("1.2E4"), "12000", ""},
		{"int", text("约30人"), "30", "number_about"},
		{"int", text("1000余人"), "1000", "number_about"},
		{"int", text("—"), "", ""},
		{"int", text("若干"), "?若干", "int"},
		{"int", number("3.5"), "?3.5", "int"},
		{"int", day("37987", "", ""), "?2004年1月1日", "int"},
		{"int", truth("1"), "?是", "int"},
		{"int", fault("#DIV/0!"), "?#DIV/0!", "int"},

		{"money", text("¥1,200.50"), "120050", ""},
		{"money", number("1234.5600000000001"), "123456", ""},
		{"money", text("300元左右"), "30000", "number_about"},
		{"money", day("37987", "", "2004/1/1"), "?2004/1/1", "money"},
		{"money", text("面议"), "?面议", "money"},

		{"decimal", text("3.5学时"), "350", ""},
		{"decimal", number("8"), "800", ""},
		{"decimal", text("120.25㎡"), "12025", ""},
		{"decimal", text("约40"), "4000", "number_about"},
		{"decimal", text("半天"), "?半天", "decimal"},
		{"decimal", text("/"), "", ""},
		{"decimal", truth("1"), "?是", "decimal"},

		{"percent", text("60%"), "60", ""},
		{"percent", text("60％"), "60", ""},
		{"percent", text("百分之60"), "60", ""},
		{"percent", number("60"), "60", ""},
		{"percent", text("0"), "0", ""},
		{"percent", catalog.Cell{Type: catalog.CellNumber, Text: "0.6", Format: "0%", Shown: "60%"}, "60", ""},
		{"percent", catalog.Cell{Type: catalog.CellNumber, Text: "1", Format: "0%", Shown: "100%"}, "100", ""},
		{"percent", number("0.6"), "60", "percent_share"},
		{"percent", text("0.6%"), "1", ""},
		{"percent", text("33.3%"), "33", ""},
		{"percent", text("约60%"), "60", "number_about"},
		{"percent", text("过半"), "?过半", "percent"},
		{"percent", text("无"), "", ""},

		{"time", text("9:30"), "09:30", ""},
		{"time", text("下午3点半"), "15:30", ""},
		{"time", day("0.3541666667", "h:mm", ""), "08:30", ""},
		{"time", text("—"), "", ""},
		{"time", text("2003-01-12"), "?2003-01-12", "time"},
		{"time", day("37987", "", "2004/1/1"), "?2004/1/1", "time"},
		{"time", fault("#N/A"), "?#N/A", "time"},

		{"bool", text("√"), "1", ""},
		{"bool", text("TRUE"), "1", ""},
		{"bool", text("×"), "0", ""},
		{"bool", text("没有"), "0", ""},
		{"bool", truth("1"), "1", ""},
		{"bool", truth("0"), "0", ""},
		{"bool", number("1"), "1", ""},
		{"bool", text(" "), "", ""},
		{"bool", text("也许"), "?也许", "bool"},
		{"bool", day("1", "", "1900/1/1"), "?1900/1/1", "bool"},

		{"date", text("1968年5月"), "1968-05", ""},
		{"date", text("68.5"), "1968-05", "date_guess"},
		{"date", number("1978.1"), "1978-01", "date_month"},
		{"date", catalog.Cell{Type: catalog.CellNumber, Text: "1978.1", Format: "0.00"}, "1978-10", ""},
		{"date", number("37987"), "2004-01-01", "date_guess"},
		{"date", day("37987.5", "yyyy/m/d h:mm", ""), "2004-01-01", ""},
		{"date", day("37987", "", ""), "2004-01-01", ""},
		{"date", day("37987", `yyyy"年"m"月"`, "2004年1月"), "2004-01", ""},
		{"date", day("37987", `[$-804]yyyy\年m\月d\日`, ""), "2004-01-01", ""},
		{"date", day("37987", `yyyy"day"`, ""), "2004", ""},
		{"date", day("37987", "mmm-yy", ""), "2004-01", ""},
		{"date", day("37987", `m"月"d"日"`, "1月1日"), "2004-01-01", ""},
		{"date", day("37987", `e"年"m"月"`, ""), "2004-01", ""},
		{"date", day("0.5", "h:mm", "12:00"), "?12:00", "date"},
		{"date", day("60", "", ""), "?60", "date"},
		{"date", day("NaN", "", ""), "?NaN", "date"},
		{"date", text("/"), "", ""},
		{"date", text("2002.10-2003.09"), "?2002.10-2003.09", "date"},
		{"date", truth("1"), "?是", "date"},
		{"date", fault("#VALUE!"), "?#VALUE!", "date"},

		{"id_number", text("450999 19680512 0010"), "450999196805120010", ""},
		{"id_number", text("11010519491231002x"), "11010519491231002X", ""},
		{"id_number", text("450999680512001"), "450999196805120010", "id_15"},
		{"id_number", number("450999680512001"), "450999196805120010", "id_15"},
		{"id_number", text("450999196805120011"), "450999196805120011", "id_check_digit"},
		{"id_number", text("450999196802300017"), "450999196802300017", "id_birth_date"},
		{"id_number", number("450999196805120000"), "?450999196805120000", "id_lost_digits"},
		{"id_number", number("450999196805120010"), "?450999196805120010", "id_lost_digits"},
		{"id_number", number("4.50999196805121E+17"), "?4.50999196805121E+17", "id_lost_digits"},
		{"id_number", text("4.50999E+17"), "?4.50999E+17", "id_lost_digits"},
		{"id_number", text("45099919680512"), "?45099919680512", "id_length"},
		{"id_number", text("不详"), "?不详", "id_characters"},
		{"id_number", text("无"), "", ""},
		{"id_number", text("'"), "", ""},
		{"id_number", day("37987", "", ""), "?2004年1月1日", "id_characters"},

		{"phone", number("13900000001"), "13900000001", ""},
		{"phone", number("1.3900000001E10"), "13900000001", ""},
		{"phone", catalog.Cell{Type: catalog.CellNumber, Text: "13900000001", Format: "000 0000 0000", Shown: "139 0000 0001"}, "13900000001", ""},
		{"phone", text("0771-1234567转801"), "0771-1234567-801", ""},
		{"phone", text("1390000000"), "1390000000", "phone_length"},
		{"phone", text("0771-1234567、139000000011"), "0771-1234567、139000000011", "phone_length"},
		{"phone", text("/"), "", ""},
		{"phone", text("问村里"), "?问村里", "phone"},
		{"phone", day("37987", "", ""), "?2004年1月1日", "phone"},
		{"phone", fault("#N/A"), "?#N/A", "phone"},

		{"choice", text("红 色"), "1", ""},
		{"choice", text("2"), "2", ""},
		{"choice", number("2"), "2", ""},
		{"choice", text("浅红"), "1", ""},
		{"choice", text("草绿的"), "2", "choice_guess"},
		{"choice", text("无色"), "1", ""},
		{"choice", text("无"), "", ""},
		{"choice", text("light blue"), "?light blue", "choice"},
		{"choice", day("37987", "", ""), "?2004年1月1日", "choice"},

		{"pictures", text("相册第2册"), "相册第2册", ""},
		{"pictures", text("@张三"), "@张三", ""},
		{"pictures", text(pictureLine), pictureLine[1:], ""},
		{"pictures", fault("#N/A"), "?#N/A", "cell_error"},
		{"pictures", text("无"), "无", ""},

		{"ref", text("北门 社区"), "?北门社区", "reference"},
		{"ref", text("无"), "", ""},
	}
	for _, test := range tests {
		typ := types[test.typ]
		v, p := typ.Parse(test.cell)
		got, code := v.Canonical(), ""
		if v.IsUnread() {
			got = "?" + v.Raw()
		}
		if p != nil {
			code = p.Code
		}
		if got != test.want || code != test.code {
			t.Errorf("%s reads %+v as %q, problem %q; want %q, %q", test.typ, test.cell, got, code, test.want, test.code)
		}
		if p != nil && (p.Text == "" || (p.Severity == catalog.Broken) != v.IsUnread()) {
			t.Errorf("%s reads %+v as %q with the problem %+v", test.typ, test.cell, got, *p)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, test := range []struct{ typ, canonical, want string }{
		{"text", "北门", "北门"}, {"int", "12500", "12500"}, {"money", "120050", "1200.5"}, {"decimal", "350", "3.5"}, {"decimal", "800", "8"}, {"percent", "60", "60%"}, {"bool", "1", "是"}, {"bool", "0", "否"}, {"bool", "7", "7"}, {"date", "1968-05", "1968年5月"},
		{"choice", "1", "红色"}, {"choice", "9", "9"}, {"id_number", "450999196805120010", "450999196805120010"}, {"phone", "0771-1234567", "0771-1234567"}, {"ref", "o1", "o1"},
		{"pictures", pictureLine + "\n相册第2册", "义诊.jpg、相册第2册"},
	} {
		if got := types[test.typ].Format(value.Text(test.canonical)); got != test.want {
			t.Errorf("%s shows %q as %q, want %q", test.typ, test.canonical, got, test.want)
		}
	}
	for name, typ := range types {
		if got := typ.Format(value.Unread("原文 1")); got != "原文 1" {
			t.Errorf("%s shows an unread value as %q", name, got)
		}
		if got := typ.Format(value.Value{}); got != "" {
			t.Errorf("%s shows an empty value as %q", name, got)
		}
	}
}

func TestCompare(t *testing.T) {
	for name, order := range map[string][]string{
		"text": {"北门", "解放路", "西上"}, "name": {"李四", "解三", "曾二"}, "int": {"-1", "2", "10"}, "money": {"-1", "2", "10"}, "decimal": {"-1", "2", "10"}, "percent": {"-1", "2", "10"}, "bool": {"1", "0"}, "date": {"1968", "1968-05", "1968-05-01", "1969"},
		"id_number": {"1", "2"}, "phone": {"1", "2"}, "choice": {"1", "2", "别的"}, "ref": {"a", "b"}, "pictures": {pictureLine, "甲", "乙"},
	} {
		typ := types[name]
		var values []value.Value
		for _, s := range order {
			values = append(values, value.Text(s))
		}
		values = append(values, value.Unread("x"), value.Value{})
		for i, a := range values {
			for j, b := range values {
				if got := typ.Compare(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
					t.Errorf("%s: place %d against place %d is %d", name, i, j, got)
				}
				if keyer, ok := typ.(catalog.SortKeyer); ok && i < len(order) && j < len(order) && (keyer.SortKey(a) < keyer.SortKey(b)) != (i < j) {
					t.Errorf("%s: the sort keys of %s and %s disagree with their order", name, order[i], order[j])
				}
			}
		}
	}
}

func TestNames(t *testing.T) {
	for name, typ := range types {
		if typ.Name() != name {
			t.Errorf("%s calls itself %s", name, typ.Name())
		}
		integer := slices.Contains([]string{"int", "money", "decimal", "percent", "bool"}, name)
		if (typ.Storage() == catalog.StoreInteger) != integer {
			t.Errorf("%s is stored as %d", name, typ.Storage())
		}
	}
}

func TestChooser(t *testing.T) {
	for name, typ := range types {
		chooser, ok := typ.(catalog.Chooser)
		if !ok {
			continue
		}
		for _, c := range chooser.Choices() {
			if v, p := typ.Parse(text(c.Title)); p != nil || v.Canonical() != c.Code || typ.Format(v) != c.Title {
				t.Errorf("%s: the choice %s is read as %q", name, c.Title, v.Canonical())
			}
		}
	}
}

// FuzzTypes shows that no cell makes a type panic, that a value is unread exactly if it is broken, and that what a
// type writes it reads as the same value.
func FuzzTypes(f *testing.F) {
	for _, c := range []catalog.Cell{text("张　三"), text("1,200元"), text("一\n\u200b\n二"), number("1978.1"), number("4.5E+17"), day("37987", `yyyy"年"m"月"`, ""), day("0.99999", "h:mm", ""), day("NaN", "", ""),
		truth("1"), truth("x"), fault("#N/A"), {Type: catalog.CellNumber, Text: "1", Format: "0.00E+00", Shown: "1.00E+00"}, {Type: 99, Text: "?"}} {
		f.Add(uint8(c.Type), c.Text, c.Format, c.Shown)
	}
	f.Fuzz(func(t *testing.T, cellType uint8, s, format, shown string) {
		cell := catalog.Cell{Type: catalog.CellType(cellType), Text: s, Format: format, Shown: shown}
		for name, typ := range types {
			v, p := typ.Parse(cell)
			if err := sound(typ, v, p); err != nil {
				t.Errorf("%s reads %+v as %q: %v", name, cell, v.Encode(), err)
			}
		}
	})
}

// sound checks what a type has read.
func sound(typ catalog.Type, v value.Value, p *catalog.Problem) error {
	broken := p != nil && p.Severity == catalog.Broken
	shown := typ.Format(v)
	switch {
	case broken && v.Canonical() != "" || !broken && v.IsUnread():
		return fmt.Errorf("broken is %v", broken)
	case v.IsUnread() && shown != v.Raw():
		return fmt.Errorf("the unread text is shown as %q", shown)
	case typ.Compare(v, v) != 0:
		return fmt.Errorf("it differs from itself")
	case v.Canonical() == "":
		return nil
	}
	if again, _ := typ.Parse(text(shown)); again != v {
		return fmt.Errorf("shown as %q, which is read as %q", shown, again.Encode())
	}
	return nil
}

func BenchmarkParseText(b *testing.B) {
	cell := text("中共容城镇北门社区党支部")
	b.ReportAllocs()
	for b.Loop() {
		if v, _ := (catalog.Text{}).Parse(cell); v.IsEmpty() {
			b.Fatal("lost")
		}
	}
}
