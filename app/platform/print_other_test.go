//go:build !windows

package platform

import (
	"reflect"
	"slices"
	"testing"
)

func TestPrinterList(t *testing.T) {
	for _, c := range []struct {
		names, preferred string
		want             []Printer
	}{
		{"", "no system default destination\n", nil},
		{"HP_1020\nPDF\n", "system default destination: PDF\n", []Printer{{"HP_1020", false}, {"PDF", true}}},
		{"打印室\n", "", []Printer{{"打印室", false}}},
	} {
		if got := printerList(c.names, c.preferred); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q, %q: %v, want %v", c.names, c.preferred, got, c.want)
		}
	}
}

func TestLpArguments(t *testing.T) {
	doc := sample()
	all := lpArguments(doc, "表", PrintOptions{Printer: "P", Copies: 3, Pages: []int{0, 1}, Duplex: ShortEdge}, "f.pdf")
	for _, word := range []string{"P", "表", "3", "media=A4", "sides=two-sided-short-edge", "f.pdf"} {
		if !slices.Contains(all, word) {
			t.Errorf("%v lacks %s", all, word)
		}
	}
	if slices.Contains(all, "-P") {
		t.Errorf("all pages are listed: %v", all)
	}
	one := lpArguments(doc, "表", PrintOptions{Printer: "P", Copies: 1, Pages: []int{1}}, "f.pdf")
	if i := slices.Index(one, "-P"); i < 0 || one[i+1] != "2" {
		t.Errorf("page 2 alone: %v", one)
	}
	doc.Pages[0].Width, doc.Pages[0].Height = 95, 60
	if label := lpArguments(doc, "签", PrintOptions{Printer: "P", Copies: 1, Pages: []int{0}}, "f"); !slices.Contains(label, "media=Custom.60x95mm") {
		t.Errorf("a label's paper: %v", label)
	}
}
