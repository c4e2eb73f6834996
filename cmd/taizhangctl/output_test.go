package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestTableLinesUp(t *testing.T) {
	var b bytes.Buffer
	rows := [][]string{{"张三", "1968年5月", "x"}, {"阿卜杜拉·买买提", "1971", ""}, {"𬭎", "a\nb", "y"}}
	if err := writeTable(&b, []string{"姓名", "出生", "备注"}, rows); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"姓名             出生       备注",
		"张三             1968年5月  x",
		"阿卜杜拉·买买提  1971",
		"𬭎               a b        y", ""}, "\n")
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestObjectKeepsOrder(t *testing.T) {
	got, err := json.Marshal(object{{"z", "<张>"}, {"a", 1}, {"m", json.Number("12.5")}})
	if err != nil || !strings.Contains(strings.ReplaceAll(string(got), "\n", ""), `{"z":"`) || !json.Valid(got) {
		t.Errorf("%s, %v", got, err)
	}
}
