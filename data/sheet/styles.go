package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"taizhang/data/catalog"
)

// tablePart is a part of a table that looks alike throughout.
type tablePart uint8

const (
	partTitle tablePart = iota
	partLine
	partHeading
	partGroup
	partBody
)

// look is how a cell looks.
type look struct {
	part   tablePart
	size   float64 // points
	align  catalog.Align
	bold   bool
	wrap   bool   // breaks lines
	shrink bool   // makes the type smaller until the text fits its line
	text   bool   // stays a text whatever is typed into it
	format string // number format of a number
}

// styles makes each style of a workbook once.
type styles struct {
	f     *excelize.File
	fonts Fonts
	ids   map[look]int
}

func newStyles(f *excelize.File, fonts Fonts) *styles {
	set := func(name *string, usual string) {
		if *name == "" {
			*name = usual
		}
	}
	set(&fonts.Title, "宋体")
	set(&fonts.Heading, "黑体")
	set(&fonts.Body, "宋体")
	return &styles{f: f, fonts: fonts, ids: map[look]int{}}
}

// id returns the number of the style for a look.
func (s *styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	id, err := s.f.NewStyle(s.style(l))
	if err != nil {
		return 0, fmt.Errorf("make style: %w", err)
	}
	s.ids[l] = id
	return id, nil
}

func (s *styles) style(l look) *excelize.Style {
	font := &excelize.Font{Family: s.fonts.Body, Size: l.size, Bold: l.bold}
	wrap, bordered := l.wrap, true
	switch l.part {
	case partTitle:
		font.Family, font.Bold, bordered = s.fonts.Title, true, false
	case partLine:
		bordered = false
	case partHeading:
		font.Family, wrap = s.fonts.Heading, true
	case partGroup:
		font.Family = s.fonts.Heading
	}
	style := &excelize.Style{
		Font: font,
		Alignment: &excelize.Alignment{
			Horizontal: map[catalog.Align]string{
				catalog.AlignCenter: "center", catalog.AlignLeft: "left", catalog.AlignRight: "right",
			}[l.align],
			Vertical: "center", WrapText: wrap, ShrinkToFit: l.shrink,
		},
	}
	if bordered {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if l.text {
		style.NumFmt = 49 // @
	} else if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	return style
}
