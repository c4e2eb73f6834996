package platform

import (
	"testing"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
)

func TestTheToolkitSpeaksChinese(t *testing.T) {
	for _, locale := range []string{"", "C", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "de_DE.UTF-8", "ko_KR.UTF-8", "pt_BR.UTF-8"} {
		t.Setenv("LC_ALL", locale)
		t.Setenv("LANGUAGE", "")
		test.NewTempApp(t)
		if err := SpeakChinese(); err != nil {
			t.Fatal(err)
		}
		for said, want := range map[string]string{"Copy": "复制", "Show Hidden Files": "显示隐藏的文件"} {
			if got := lang.L(said); got != want {
				t.Errorf("in %q the toolkit says %q for %q", locale, got, said)
			}
		}
		if got := lang.X("file.name", "Name"); got != "文件名" {
			t.Errorf("in %q the toolkit says %q", locale, got)
		}
	}
}
