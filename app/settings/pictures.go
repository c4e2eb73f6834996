package settings

import (
	"fmt"

	"taizhang/app/desk"
	"taizhang/data/file"
	"taizhang/data/store"
)

// showHolding says how much room pictures take.
func (p *Page) showHolding() {
	desk.Ask(&p.holding, p.desk.Store.Holding, func(h store.Holding, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.held.SetText(holdingWords(h))
	})
}

func holdingWords(h store.Holding) string {
	if h.Count == 0 {
		return "还没有图片"
	}
	return fmt.Sprintf("%d 张,%s", h.Count, file.Size(h.Bytes))
}

// soundWords says what was found sound.
func soundWords(records int, report store.CheckReport) string {
	text := fmt.Sprintf("数据完好:%d 条记录、%d 次操作", records, report.Operations)
	if p := report.Pictures; p.Count > 0 {
		text += fmt.Sprintf("、%d 张图片", p.Count)
		if p.Unused > 0 {
			text += fmt.Sprintf("(其中 %d 张没有记录提到)", p.Unused)
		}
	}
	return text + "都核对无误"
}
