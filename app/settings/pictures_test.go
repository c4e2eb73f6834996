package settings

import (
	"regexp"
	"strings"
	"testing"

	"taizhang/app/desk"
	"taizhang/app/trial"
	"taizhang/data/store"
)

func TestPicturesAreCounted(t *testing.T) {
	w := trial.Demo(t)
	w.Register(desk.PageSettings, New)
	w.Start(desk.Place{Page: desk.PageSettings})
	counted := regexp.MustCompile(`4 张,\d+\.\d KB`)
	w.Until("the pictures to be counted", func() bool { return counted.MatchString(trial.Words(w.Window.Content())) })
	w.Press("检查数据")
	w.Until("the check", func() bool { return strings.Contains(trial.Words(w.Window.Content()), "、4 张图片都核对无误") })
}

func TestWords(t *testing.T) {
	if got := holdingWords(store.Holding{}); got != "还没有图片" {
		t.Errorf("of none: %q", got)
	}
	if got := soundWords(3, store.CheckReport{Operations: 2, Pictures: store.Holding{Count: 5, Unused: 1}}); got != "数据完好:3 条记录、2 次操作、5 张图片(其中 1 张没有记录提到)都核对无误" {
		t.Errorf("sound: %q", got)
	}
	if got := soundWords(3, store.CheckReport{Operations: 2}); got != "数据完好:3 条记录、2 次操作都核对无误" {
		t.Errorf("without pictures: %q", got)
	}
}
