//go:build !no_glfw && !mobile

package glfw

import (
	"image"
	"image/color"
	"math"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// scenes are what both painters must paint alike, up to a share of the blocks of pixels. Each is built anew for each
// window. Kinds that are drawn as Fyne's software painter draws them have another stroke than the shaders', and what has no
// width or height is nothing here, where the shaders leave a soft line.
var scenes = []struct {
	name  string
	build func() fyne.CanvasObject
	apart float64
}{
	{"inputs", inputs, 0.002},
	{"words", words, 0.002},
	{"collections", collections, 0.002},
	{"containers", containers, 0.002},
	{"shapes", shapes, 0.03},
	{"lines", lines, 0.01},
	{"shadows", shadows, 0.01},
	{"pictures", pictures, 0},
	{"gradients", gradients, 0},
	{"clips", clips, 0.002},
	{"odd places", oddPlaces, 0.01},
}

var (
	red     = color.NRGBA{R: 0xc6, G: 0x28, B: 0x28, A: 0xff}
	blue    = color.NRGBA{R: 0x15, G: 0x65, B: 0xc0, A: 0xff}
	veil    = color.NRGBA{G: 0x80, B: 0x40, A: 0x60}
	midGray = color.NRGBA{R: 0x80, G: 0x80, B: 0x80, A: 0xff}
)

func inputs() fyne.CanvasObject {
	entry := func(text, hint string) *widget.Entry {
		e := widget.NewEntry()
		e.Text, e.PlaceHolder = text, hint
		return e
	}
	secret := widget.NewPasswordEntry()
	secret.Text = "secret"
	off := entry("disabled", "")
	off.Disable()
	long := widget.NewMultiLineEntry()
	long.Text = "first line\nsecond line, which is longer than there is room for it in the entry\nthird"
	choice := widget.NewSelect([]string{"one", "two"}, nil)
	choice.Selected = "two"
	checked := widget.NewCheck("checked", nil)
	checked.Checked = true
	radio := widget.NewRadioGroup([]string{"left", "right"}, nil)
	radio.Horizontal, radio.Selected = true, "right"
	slider := widget.NewSlider(0, 10)
	slider.Value = 3
	progress := widget.NewProgressBar()
	progress.Value = 0.42
	buttons := container.NewHBox()
	for i, weight := range []widget.Importance{widget.MediumImportance, widget.HighImportance, widget.LowImportance, widget.DangerImportance, widget.WarningImportance, widget.SuccessImportance} {
		b := widget.NewButtonWithIcon("go "+strconv.Itoa(i), theme.ConfirmIcon(), nil)
		b.Importance = weight
		buttons.Add(b)
	}
	dead := widget.NewButton("dead", nil)
	dead.Disable()
	buttons.Add(dead)
	return container.NewVBox(buttons, container.NewGridWithColumns(2, entry("text", ""), entry("", "hint"), secret, off, choice, widget.NewSelectEntry([]string{"a"})),
		long, container.NewHBox(checked, widget.NewCheck("not", nil), radio), slider, progress)
}

func words() fyne.CanvasObject {
	box := container.NewVBox()
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}, {Monospace: true}, {Underline: true}, {Strikethrough: true}, {Symbol: true}, {TabWidth: 8}} {
		for _, align := range []fyne.TextAlign{fyne.TextAlignLeading, fyne.TextAlignCenter, fyne.TextAlignTrailing} {
			if align > 0 && (style.Monospace || style.Symbol || style.TabWidth > 0) {
				continue
			}
			text := canvas.NewText("Handgloves\t& Jazz, 0123 fly", theme.Color(theme.ColorNameForeground))
			text.TextStyle, text.Alignment = style, align
			text.TextSize = 11 + 2*float32(align)
			box.Add(text)
		}
	}
	label := widget.NewLabel("a selectable label that is cut where there is no more room for it, as labels are; it is long enough for that at every scale")
	label.Truncation = fyne.TextTruncateEllipsis
	rich := widget.NewRichTextFromMarkdown("## Heading\n\nText *with* **weight** and `code`, a [link](https://fyne.io).\n\n- one\n- two\n\n> quoted\n")
	grid := widget.NewTextGridFromString("text grid\n\tsecond row")
	grid.ShowLineNumbers = true
	return container.NewGridWithColumns(2, box, container.NewVBox(label, rich, grid, widget.NewHyperlink("a link", nil)))
}

func collections() fyne.CanvasObject {
	list := widget.NewList(func() int { return 40 }, func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText("row " + strconv.Itoa(i)) })
	table := widget.NewTableWithHeaders(func() (int, int) { return 30, 8 }, func() fyne.CanvasObject { return widget.NewLabel("wide cell") },
		func(at widget.TableCellID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(strconv.Itoa(at.Row) + "," + strconv.Itoa(at.Col))
		})
	table.StickyColumnCount = 1
	tree := widget.NewTreeWithStrings(map[string][]string{"": {"fruit", "metal"}, "fruit": {"apple", "pear"}, "metal": {"iron"}})
	tree.OpenBranch("fruit")
	tree.Select("pear")
	list.Select(3)
	list.ScrollTo(20)
	return container.NewHSplit(list, container.NewVSplit(table, tree))
}

func containers() fyne.CanvasObject {
	accordion := widget.NewAccordion(widget.NewAccordionItem("closed", widget.NewLabel("hidden")), widget.NewAccordionItem("open", widget.NewLabel("seen")))
	accordion.Open(1)
	tabs := container.NewAppTabs(container.NewTabItemWithIcon("one", theme.HomeIcon(), widget.NewLabel("page")), container.NewTabItem("two", widget.NewLabel("")))
	form := widget.NewForm(widget.NewFormItem("name", widget.NewEntry()), widget.NewFormItem("note", widget.NewMultiLineEntry()))
	form.Items[0].HintText = "a hint"
	form.OnSubmit, form.OnCancel = func() {}, func() {}
	bar := widget.NewToolbar(widget.NewToolbarAction(theme.DocumentCreateIcon(), nil), widget.NewToolbarSeparator(), widget.NewToolbarSpacer(), widget.NewToolbarAction(theme.HelpIcon(), nil))
	month := widget.NewCalendar(time.Date(2003, 9, 30, 0, 0, 0, 0, time.UTC), nil)
	return container.NewBorder(bar, nil, nil, nil, container.NewGridWithColumns(2, container.NewVBox(widget.NewCard("Title", "Subtitle", accordion), widget.NewSeparator(), form), container.NewVBox(tabs, month)))
}

// placed puts objects side by side, at places that are not whole pixels.
func placed(width, height float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	const columns = 6
	for i, o := range objects {
		o.Move(fyne.NewPos(10.3+float32(i%columns)*100.25, 8.6+float32(i/columns)*80.5))
		o.Resize(fyne.NewSize(width, height))
	}
	return container.NewWithoutLayout(objects...)
}

func shapes() fyne.CanvasObject {
	return placed(80, 60,
		canvas.NewRectangle(red), &canvas.Rectangle{FillColor: blue, StrokeColor: red, StrokeWidth: 3},
		&canvas.Rectangle{FillColor: veil, CornerRadius: 12}, &canvas.Rectangle{StrokeColor: midGray, StrokeWidth: 1, CornerRadius: 5},
		&canvas.Rectangle{FillColor: red, CornerRadius: 80}, &canvas.Rectangle{FillColor: blue, TopLeftCornerRadius: 20, BottomRightCornerRadius: 8, StrokeColor: red, StrokeWidth: 2},
		canvas.NewCircle(red), &canvas.Circle{FillColor: veil, StrokeColor: blue, StrokeWidth: 4},
		canvas.NewEllipse(blue), &canvas.Ellipse{FillColor: veil, StrokeColor: red, StrokeWidth: 3},
		&canvas.Rectangle{FillColor: red, Aspect: 2}, &canvas.Rectangle{FillColor: blue, Aspect: 0.5, CornerRadius: 4},
		canvas.NewRegularPolygon(3, red), &canvas.RegularPolygon{FillColor: veil, Sides: 5, StrokeColor: blue, StrokeWidth: 2, Angle: 20},
		&canvas.RegularPolygon{FillColor: blue, Sides: 6, CornerRadius: 8}, &canvas.ArbitraryPolygon{FillColor: red, Points: []fyne.Position{{X: 5, Y: 5}, {X: 75, Y: 15}, {X: 40, Y: 30}, {X: 60, Y: 55}, {X: 10, Y: 50}}},
		&canvas.ArbitraryPolygon{FillColor: veil, StrokeColor: blue, StrokeWidth: 2, NormalizedPoints: true, CornerRadii: []float32{4, 8, 0}, Points: []fyne.Position{{X: 0.1, Y: 0.1}, {X: 0.9, Y: 0.2}, {X: 0.5, Y: 0.95}}},
		canvas.NewArc(0, 360, 0.5, blue),
		canvas.NewPieArc(20, 130, red), canvas.NewDoughnutArc(-80, 95, blue), &canvas.Arc{FillColor: veil, StrokeColor: red, StrokeWidth: 2, StartAngle: 180, EndAngle: -30, CutoutRatio: 0.4, CornerRadius: 6},
		&canvas.Arc{FillColor: red, StartAngle: 0, EndAngle: 270, CutoutRatio: 1, StrokeColor: blue, StrokeWidth: 3},
	)
}

func lines() fyne.CanvasObject {
	box := container.NewWithoutLayout()
	for i := range 18 {
		for j, width := range []float32{0.5, 1, 2, 3.5, 8} {
			l := canvas.NewLine(color.NRGBA{R: uint8(i * 14), B: uint8(j * 50), A: 0xff})
			l.StrokeWidth = width
			x, y := 60+float32(j)*120, float32(70)
			angle := float64(i) / 9 * math.Pi
			l.Position1 = fyne.NewPos(x+10*float32(math.Cos(angle)), y+10*float32(math.Sin(angle)))
			l.Position2 = fyne.NewPos(x+55*float32(math.Cos(angle)), y+55*float32(math.Sin(angle)))
			box.Add(l)
		}
	}
	for i := range 8 {
		for _, upright := range []bool{false, true} {
			l := &canvas.Line{StrokeColor: blue, StrokeWidth: 0.5 + float32(i)*0.5, Position1: fyne.NewPos(10+float32(i)*20.3, 150.4), Position2: fyne.NewPos(10+float32(i)*20.3, 230)}
			if !upright {
				l.Position1, l.Position2 = fyne.NewPos(200, 150+float32(i)*10.3), fyne.NewPos(300.5, 150+float32(i)*10.3)
			}
			box.Add(l)
		}
	}
	for i, c := range []*canvas.BezierCurve{
		canvas.NewLinearBezierCurve(fyne.NewPos(0, 0), fyne.NewPos(80, 60), red),
		canvas.NewQuadraticBezierCurve(fyne.NewPos(0, 60), fyne.NewPos(40, -40), fyne.NewPos(80, 60), blue),
		canvas.NewCubicBezierCurve(fyne.NewPos(0, 0), fyne.NewPos(90, 10), fyne.NewPos(-10, 50), fyne.NewPos(80, 60), red),
	} {
		c.StrokeWidth = float32(1 + 2*i)
		c.Move(fyne.NewPos(320+float32(i)*100, 160))
		c.Resize(fyne.NewSize(80, 60))
		box.Add(c)
	}
	return box
}

func shadows() fyne.CanvasObject {
	shadow := func(blur, spread, x, y float32, variant canvas.ShadowVariant) canvas.Shadow {
		return canvas.Shadow{Color: color.NRGBA{A: 0x90}, BlurRadius: blur, Spread: spread, Offset: fyne.NewPos(x, y), Variant: variant}
	}
	return placed(60, 40,
		&canvas.Rectangle{FillColor: red, Shadow: shadow(8, 0, 3, 3, canvas.DropShadow)}, &canvas.Rectangle{FillColor: veil, Shadow: shadow(8, 0, 3, 3, canvas.BoxShadow)},
		&canvas.Rectangle{FillColor: veil, CornerRadius: 8, Shadow: shadow(10, 2, 0, 4, canvas.DropShadow)}, &canvas.Rectangle{FillColor: blue, CornerRadius: 8, Shadow: shadow(10, -4, 8, 8, canvas.BoxShadow)},
		&canvas.Rectangle{StrokeColor: red, StrokeWidth: 2, Shadow: shadow(4, 0, -4, -4, canvas.DropShadow)}, &canvas.Rectangle{FillColor: color.White, Shadow: shadow(0, 3, 0, 0, canvas.DropShadow)},
		&canvas.Circle{FillColor: red, Shadow: shadow(8, 0, 3, 3, canvas.DropShadow)}, &canvas.Circle{FillColor: veil, Shadow: shadow(6, 4, -3, 3, canvas.BoxShadow)},
		&canvas.Ellipse{FillColor: blue, Shadow: shadow(6, 2, 3, 3, canvas.DropShadow)}, &canvas.Ellipse{FillColor: veil, Shadow: shadow(6, 0, 3, 3, canvas.BoxShadow)},
		&canvas.Rectangle{FillColor: red, CornerRadius: 30, Shadow: shadow(8, 3, 5, 5, canvas.DropShadow)}, &canvas.Rectangle{FillColor: blue, TopRightCornerRadius: 25, Shadow: shadow(12, 3, 5, 5, canvas.BoxShadow)},
	)
}

// spectrum is a picture with every degree of transparency.
func spectrum(width, height int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(255 * x / width), G: uint8(255 * y / height), B: 0x80, A: uint8(255 * (x + y) / (width + height))})
		}
	}
	return m
}

func pictures() fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, fill := range []canvas.ImageFill{canvas.ImageFillStretch, canvas.ImageFillContain, canvas.ImageFillOriginal, canvas.ImageFillCover} {
		i := canvas.NewImageFromImage(spectrum(160, 60))
		i.FillMode = fill
		all = append(all, i)
	}
	faint := canvas.NewImageFromImage(spectrum(80, 60))
	faint.Translucency = 0.6
	round := canvas.NewImageFromImage(spectrum(80, 60))
	round.CornerRadius = 16
	blocks := canvas.NewImageFromImage(spectrum(8, 6))
	blocks.ScaleMode = canvas.ImageScalePixels
	icon := canvas.NewImageFromResource(theme.FolderOpenIcon())
	icon.FillMode = canvas.ImageFillContain
	all = append(all, faint, round, blocks, icon,
		canvas.NewRaster(func(w, h int) image.Image { return spectrum(w, h) }),
		canvas.NewRasterWithPixels(func(x, y, _, _ int) color.Color { return color.NRGBA{R: uint8(x), G: uint8(y), A: 0xc0} }),
		canvas.NewRasterFromImage(spectrum(80, 60)))
	return placed(80, 60, all...)
}

func gradients() fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range 9 {
		all = append(all, canvas.NewLinearGradient(red, blue, float64(i*45)))
	}
	fading := canvas.NewHorizontalGradient(color.Transparent, blue)
	off := canvas.NewRadialGradient(red, blue)
	off.CenterOffsetX, off.CenterOffsetY = 0.3, -0.2
	all = append(all, canvas.NewLinearGradient(red, veil, 20), fading, canvas.NewVerticalGradient(veil, color.Transparent), canvas.NewRadialGradient(red, color.Transparent), off)
	return placed(80, 60, all...)
}

func clips() fyne.CanvasObject {
	long := container.NewVBox()
	for i := range 30 {
		row := canvas.NewText("row "+strconv.Itoa(i)+" of a long list that goes on to the right and beyond", theme.Color(theme.ColorNameForeground))
		ground := &canvas.Rectangle{FillColor: veil, CornerRadius: 6, Shadow: canvas.Shadow{Color: color.Black, BlurRadius: 4}}
		if i%3 > 0 {
			ground.FillColor = color.Transparent
		}
		long.Add(container.NewStack(ground, row))
	}
	inner := container.NewScroll(long)
	inner.SetMinSize(fyne.NewSize(220, 150))
	inner.Offset = fyne.NewPos(40, 77)
	outer := container.NewScroll(container.NewVBox(widget.NewLabel("outer"), canvas.NewLine(red), inner, widget.NewLabel("below"), placed(90, 30, canvas.NewCircle(red), spectrumImage(), canvas.NewLinearGradient(red, blue, 45))))
	outer.Offset = fyne.NewPos(0, 31)
	return container.NewGridWithColumns(2, outer, container.NewClip(container.NewStack(canvas.NewRadialGradient(blue, red), widget.NewLabel("a clip"))))
}

func spectrumImage() fyne.CanvasObject { return canvas.NewImageFromImage(spectrum(80, 60)) }

// oddPlaces has sizes of nothing and less, and places beyond the edges.
func oddPlaces() fyne.CanvasObject {
	box := container.NewWithoutLayout()
	for i, make := range []func() fyne.CanvasObject{
		func() fyne.CanvasObject { return canvas.NewRectangle(red) },
		func() fyne.CanvasObject { return &canvas.Rectangle{FillColor: blue, CornerRadius: 9} },
		func() fyne.CanvasObject { return canvas.NewCircle(red) },
		func() fyne.CanvasObject { return canvas.NewText("words", midGray) },
		func() fyne.CanvasObject { return spectrumImage() },
		func() fyne.CanvasObject { return canvas.NewLinearGradient(red, blue, 30) },
		func() fyne.CanvasObject { return canvas.NewEllipse(red) },
		func() fyne.CanvasObject { return canvas.NewLine(red) },
		func() fyne.CanvasObject { return canvas.NewDoughnutArc(0, 200, blue) },
	} {
		at := float32(i) * 70
		for _, p := range []struct{ x, y, w, h float32 }{
			{at, -20, 60, 40}, {at, 60, -20, 30}, {at, 100, 40, -20}, {at, 150, 0, 0}, {at, 200, 40, 0}, {-30, at, 50, 50}, {600, at, 90, 50}, {at + 10, 455, 40, 60}, {at, 300, 0.4, 30}, {at, 350, 45.5, 0.6},
		} {
			o := make()
			o.Move(fyne.NewPos(p.x, p.y))
			o.Resize(fyne.NewSize(p.w, p.h))
			box.Add(o)
		}
	}
	return box
}
