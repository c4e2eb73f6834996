package preview

import (
	"reflect"
	"testing"

	"taizhang/app/platform"
)

func TestHowToPrint(t *testing.T) {
	p := newPage(t).printing
	p.offer([]platform.Printer{{Name: "办公室", Default: true}, {Name: "打印室"}})
	if p.name() != "办公室" {
		t.Errorf("the first printer is %q, want the default one", p.name())
	}
	p.printer.SetSelected("打印室")
	p.copies.SetText(" 2 ")
	p.pages.SetText("2-3")
	p.duplex.SetSelectedIndex(int(platform.LongEdge))
	got, err := p.options(3)
	want := platform.PrintOptions{Printer: "打印室", Copies: 2, Pages: []int{1, 2}, Duplex: platform.LongEdge}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("prints %+v, %v; want %+v", got, err, want)
	}
	p.offer([]platform.Printer{{Name: "办公室", Default: true}, {Name: "打印室"}})
	if p.name() != "打印室" {
		t.Errorf("the printer used last is forgotten for %q", p.name())
	}
	p.offer([]platform.Printer{{Name: "办公室"}})
	if p.name() != "办公室" {
		t.Errorf("a printer that is gone is still chosen: %q", p.name())
	}
	p.offer(nil)
	if p.name() != "" {
		t.Errorf("without printers %q is chosen", p.name())
	}
	for _, bad := range [][2]string{{"0", ""}, {"", ""}, {"x", ""}, {"1000", ""}, {"1", "4"}, {"1", "x"}} {
		p.copies.SetText(bad[0])
		p.pages.SetText(bad[1])
		if o, err := p.options(3); err == nil {
			t.Errorf("%q copies of pages %q: %+v", bad[0], bad[1], o)
		}
	}
}
