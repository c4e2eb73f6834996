//go:build !no_glfw && !mobile

package glfw

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/internal/painter/gl"
	internalTest "fyne.io/fyne/v2/internal/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// picturesVariable is the environment variable that names a folder into which the pictures that are compared are written.
const picturesVariable = "FYNE_TEST_PICTURES"

// sceneSize is the size of windows for scenes.
var sceneSize = fyne.NewSize(640, 480)

// paintedWindow shows a window that is painted by the painter of the name. The content is built on the main goroutine, as
// windows that are open measure their texts there meanwhile.
func paintedWindow(t *testing.T, painter string, build func() fyne.CanvasObject) *safeWindow {
	t.Helper()
	if painter == painterGL && d.wanted == painterCPU {
		t.Skip("no OpenGL")
	}
	w := &safeWindow{}
	runOnMain(func() {
		before := d.wanted
		defer func() { d.wanted = before }()
		d.wanted = painter
		w.window = d.CreateWindow(painter).(*window)
		w.window.SetPadded(false)
		room := canvas.NewRectangle(color.Transparent)
		room.SetMinSize(sceneSize)
		w.window.SetContent(container.NewStack(room, build()))
		w.window.Show()
		if w.viewport != nil {
			w.viewport.SetCursorPosCallback(nil) // wherever the pointer is, nothing is pointed at
		}
	})
	if w.viewport == nil {
		t.Fatal("no window by " + painter)
	}
	t.Cleanup(func() {
		w.Close()
		wait(t, "closing", func() bool { return !strings.Contains(fmt.Sprint(d.windowList()), fmt.Sprintf("%p", w.window)) })
	})
	wide, high := w.screenSize(sceneSize)
	wait(t, "the window's size", func() bool {
		now, tall := w.view().GetFramebufferSize()
		return now == wide && tall == high && sized(w)
	})
	return w
}

// drivenApp is the app of tests with the driver of windows, which learns of changes and moves animations.
type drivenApp struct{ fyne.App }

func (drivenApp) Driver() fyne.Driver { return d }

// useDriver has the app of the tests use the driver of windows.
func useDriver(t *testing.T) {
	t.Helper()
	before := fyne.CurrentApp()
	fyne.SetCurrentApp(drivenApp{before})
	t.Cleanup(func() { fyne.SetCurrentApp(before) })
}

// useTheme sets the theme of the app for a test. Windows that are open read it on the main goroutine.
func useTheme(t *testing.T, wanted fyne.Theme) {
	t.Helper()
	set := func(to fyne.Theme) { runOnMain(func() { fyne.CurrentApp().Settings().SetTheme(to) }) }
	before := fyne.CurrentApp().Settings().Theme()
	set(wanted)
	t.Cleanup(func() { set(before) })
}

// sized tells if the canvas has the size of a scene, but for rounding to pixels.
func sized(w *safeWindow) bool {
	off := w.canvas.Size().Subtract(sceneSize)
	return math.Abs(float64(off.Width)) < 1 && math.Abs(float64(off.Height)) < 1
}

// patience bounds every wait; none lasts longer than it must.
const patience = 2 * time.Minute

// wait lets the driver go on until the condition, which is asked on the main goroutine, is true.
func wait(t *testing.T, what string, ready func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		done := false
		runOnMain(func() { done = ready() })
		if done {
			return
		}
	}
	t.Fatal("waited too long for ", what)
}

// paintFrame paints a window without presenting it and returns the frame. It must be called on the main goroutine.
func paintFrame(w *window) (picture *image.RGBA) {
	w.RunWithContext(func() {
		updateGLContext(w)
		w.canvas.paint(w.canvas.Size())
		var from image.Image
		if w.byCPU() {
			w.cpu.Finish()
			from = w.canvas.Capture()
		} else {
			from = gl.Painted(w.canvas.Painter(), w.canvas)
		}
		picture = image.NewRGBA(image.Rectangle{Max: from.Bounds().Size()})
		draw.Draw(picture, picture.Rect, from, from.Bounds().Min, draw.Src)
	})
	return picture
}

func writePicture(t *testing.T, name string, p image.Image) {
	t.Helper()
	dir := os.Getenv(picturesVariable)
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "_")+"."+name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, p); err != nil {
		t.Fatal(err)
	}
}

// apart is the share of blocks of 4×4 pixels of which the mean of a channel differs by more than 16.
func apart(a, b *image.RGBA) float64 {
	const block, least = 4, 16 * 16
	all, far := 0, 0
	for y := 0; y+block <= a.Rect.Dy(); y += block {
		for x := 0; x+block <= a.Rect.Dx(); x += block {
			var sums [3]int
			for i := range block * block {
				at := a.PixOffset(x+i%block, y+i/block)
				for c := range sums {
					sums[c] += int(a.Pix[at+c]) - int(b.Pix[at+c])
				}
			}
			all++
			for _, sum := range sums {
				if sum > least || sum < -least {
					far++
					break
				}
			}
		}
	}
	return float64(far) / float64(all)
}

// stretched is how far apart frames may be for another reason than the scene: at scales other than 1 OpenGL's pictures of
// text are a pixel or two lower than the place where they are drawn, and are stretched to it.
const stretched = 0.04

// TestCPU_LikeOpenGL holds scenes by both painters against each other. Without OpenGL it is skipped.
func TestCPU_LikeOpenGL(t *testing.T) {
	light, dark := internalTest.LightTheme(theme.DefaultTheme()), internalTest.DarkTheme(theme.DefaultTheme())
	for _, look := range []struct {
		name, scale string
		theme       fyne.Theme
	}{{"light", "1", light}, {"dark", "1", dark}, {"light", "1.25", light}, {"dark", "1.5", dark}, {"light", "2", light}} {
		for _, scene := range scenes {
			t.Run(scene.name+"/"+look.scale+"/"+look.name, func(t *testing.T) {
				t.Setenv(scaleEnvKey, look.scale)
				useTheme(t, look.theme)
				one := paintedWindow(t, painterGL, scene.build)
				two := paintedWindow(t, painterCPU, scene.build)
				var a, b *image.RGBA
				runOnMain(func() { a, b = paintFrame(one.window), paintFrame(two.window) })
				writePicture(t, "gl", a)
				writePicture(t, "cpu", b)
				if a.Rect != b.Rect {
					t.Fatalf("the frames have sizes %v and %v", a.Rect, b.Rect)
				}
				most := scene.apart
				if look.scale != "1" {
					most += stretched
				}
				share := apart(a, b)
				t.Logf("%.2f %% of the blocks differ", share*100)
				if share > most {
					t.Errorf("want at most %.2f %%", most*100)
				}
			})
		}
	}
}

// wholeFrame fails if what was painted in parts since the window was opened is not what it should be: the same as a frame
// that is painted anew. It must be called on the main goroutine.
func wholeFrame(t *testing.T, w *window, when string) {
	t.Helper()
	parts := w.canvas.Capture().(*image.RGBA)
	w.cpu.Expose()
	whole := paintFrame(w)
	if parts.Rect != whole.Rect {
		t.Errorf("%s: the frame has the size %v, want %v", when, parts.Rect.Size(), whole.Rect.Size())
		return
	}
	for i := range whole.Pix {
		if parts.Pix[i] != whole.Pix[i] {
			t.Errorf("%s: the frame differs at %d, %d from one painted anew", when, i/4%whole.Rect.Dx(), i/4/whole.Rect.Dx())
			writePicture(t, "parts", parts)
			writePicture(t, "whole", whole)
			return
		}
	}
}

// steps does one thing after the other in a window, lets the driver paint some frames after each, and holds the last frame
// against one painted anew.
func steps(t *testing.T, w *safeWindow, all ...step) {
	t.Helper()
	for _, s := range all {
		runOnMain(s.do)
		for range 3 {
			runOnMain(func() { d.drawSingleFrame() })
		}
		runOnMain(func() { wholeFrame(t, w.window, s.name) })
	}
}

type step struct {
	name string
	do   func()
}

// TestCPU_Windows opens, moves and closes things: dialogs, menus, pop-ups, a second window.
func TestCPU_Windows(t *testing.T) {
	useDriver(t)
	var entry *widget.Entry
	var list *widget.List
	var tabs *container.AppTabs
	w := paintedWindow(t, painterCPU, func() fyne.CanvasObject {
		entry = widget.NewEntry()
		list = widget.NewList(func() int { return 100 }, func() fyne.CanvasObject { return widget.NewLabel("") },
			func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText(fmt.Sprint("row ", i)) })
		tabs = container.NewAppTabs(container.NewTabItem("list", list), container.NewTabItem("form", inputs()))
		return container.NewBorder(entry, nil, nil, nil, tabs)
	})
	menu := fyne.NewMenu("", fyne.NewMenuItem("first", nil), fyne.NewMenuItemSeparator(), fyne.NewMenuItem("second", nil))
	var ask dialog.Dialog
	var pop *widget.PopUp
	var list2 *widget.PopUpMenu
	runOnMain(func() {
		ask = dialog.NewConfirm("Question", "Is it so?", nil, w.window)
		pop = widget.NewPopUp(widget.NewLabel("a hint"), w.canvas)
		list2 = widget.NewPopUpMenu(menu, w.canvas)
	})
	steps(t, w,
		step{"focus", func() { w.canvas.Focus(entry) }},
		step{"typing", func() { entry.TypedRune('x') }},
		step{"more typing", func() { entry.TypedRune('y') }},
		step{"scrolling", func() { list.ScrollTo(50) }},
		step{"a little scrolling", func() { list.ScrollToOffset(list.GetScrollOffset() + 7) }},
		step{"selecting", func() { list.Select(48) }},
		step{"a dialog", func() { ask.Show() }},
		step{"something behind the dialog", func() { list.Select(50) }},
		step{"no dialog", func() { ask.Hide() }},
		step{"a menu", func() { list2.ShowAtPosition(fyne.NewPos(200, 100)) }},
		step{"a moved menu", func() { list2.ShowAtPosition(fyne.NewPos(260, 140)) }},
		step{"no menu", func() { list2.Hide() }},
		step{"a pop-up", func() { pop.ShowAtPosition(fyne.NewPos(50, 300)) }},
		step{"a larger pop-up", func() { pop.Resize(fyne.NewSize(300, 90)) }},
		step{"no pop-up", func() { pop.Hide() }},
		step{"another tab", func() { tabs.SelectIndex(1) }},
		step{"the first tab", func() { tabs.SelectIndex(0) }},
		step{"another theme", func() {
			fyne.CurrentApp().Settings().SetTheme(internalTest.DarkTheme(theme.DefaultTheme()))
			w.canvas.content.Refresh()
		}},
		step{"the theme before", func() {
			fyne.CurrentApp().Settings().SetTheme(internalTest.LightTheme(theme.DefaultTheme()))
			w.canvas.content.Refresh()
		}},
	)
	second := paintedWindow(t, painterCPU, func() fyne.CanvasObject { return container.NewStack(canvas.NewRectangle(red), words()) })
	steps(t, w, step{"a second window", func() { second.window.viewport.SetPos(10, 10) }}, step{"typing beside it", func() { entry.TypedRune('z') }})
	steps(t, second, step{"the second window moved", func() { second.window.viewport.SetPos(60, 60) }})
	runOnMain(second.window.Close)
	steps(t, w, step{"after the second window", func() { entry.SetText("") }})
}

// TestCPU_Sizes changes sizes and scales of a window.
func TestCPU_Sizes(t *testing.T) {
	useDriver(t)
	w := paintedWindow(t, painterCPU, collections)
	sizes := []step{{"hidden and shown", func() {
		w.window.Hide()
		w.window.Show()
	}}, {"lost by the system", func() { w.exposed(w.viewport) }}}
	for _, size := range []image.Point{{800, 600}, {641, 481}, {1, 1}, {0, 0}, {900, 500}, {640, 480}} {
		sizes = append(sizes, step{fmt.Sprint(size), func() { w.processResized(size.X, size.Y) }})
	}
	for _, scale := range []float32{1.25, 1.5, 2, 0.8, 1} {
		sizes = append(sizes, step{fmt.Sprint("scale ", scale), func() {
			w.canvas.scale = scale
			w.canvas.SetDirty()
			w.processResized(800, 600)
		}})
	}
	steps(t, w, sizes...)
}

// TestCPU_Animations looks at the frames of things that move by themselves.
func TestCPU_Animations(t *testing.T) {
	useDriver(t)
	var busy *widget.ProgressBarInfinite
	var active *widget.Activity
	var entry *widget.Entry
	moved, tinted, grown := canvas.NewCircle(red), canvas.NewRectangle(red), canvas.NewImageFromImage(spectrum(60, 60))
	w := paintedWindow(t, painterCPU, func() fyne.CanvasObject {
		busy, active, entry = widget.NewProgressBarInfinite(), widget.NewActivity(), widget.NewEntry()
		free := container.NewWithoutLayout(tinted, moved, grown)
		tinted.Resize(fyne.NewSize(300, 100))
		moved.Resize(fyne.NewSize(40, 40))
		grown.Move(fyne.NewPos(350, 0))
		return container.NewBorder(container.NewVBox(busy, entry, active), nil, nil, nil, free)
	})
	frames := 0
	var all []*fyne.Animation
	runOnMain(func() {
		active.Start()
		w.canvas.Focus(entry)
		all = []*fyne.Animation{
			canvas.NewPositionAnimation(fyne.NewPos(-40, 30), fyne.NewPos(620, 200), 300*time.Millisecond, func(p fyne.Position) { moved.Move(p); frames++ }),
			canvas.NewColorRGBAAnimation(red, blue, 200*time.Millisecond, func(c color.Color) { tinted.FillColor = c; tinted.Refresh() }),
			canvas.NewSizeAnimation(fyne.NewSize(0, 0), fyne.NewSize(200, 150), 250*time.Millisecond, grown.Resize),
		}
		for _, a := range all {
			a.RepeatCount, a.AutoReverse = fyne.AnimationRepeatForever, true
			a.Start()
		}
	})
	for range 30 {
		before := 0
		runOnMain(func() { before = frames })
		wait(t, "the next frame", func() bool { return frames > before })
		runOnMain(func() { wholeFrame(t, w.window, "an animation") })
		if t.Failed() {
			break
		}
	}
	runOnMain(func() {
		for _, a := range all {
			a.Stop()
		}
		busy.Stop()
		active.Stop()
	})
}

// TestRescale: a window that the system wants to have another scale keeps the size that it has then; the canvas has less
// room, the same in both directions, and all of the frame is painted by the new scale.
func TestRescale(t *testing.T) {
	useDriver(t)
	for _, painter := range []string{painterCPU, painterGL} {
		t.Run(painter, func(t *testing.T) {
			w := paintedWindow(t, painter, func() fyne.CanvasObject { return container.NewScroll(inputs()) })
			pop := &widget.PopUp{}
			runOnMain(func() {
				pop = widget.NewPopUp(widget.NewLabel("above"), w.canvas)
				pop.ShowAtPosition(fyne.NewPos(20, 20))
			})
			for _, system := range []float32{1.5, 1.5, 1.25, 1} { // no larger than a small screen
				wide, high := int(sceneSize.Width*system), int(sceneSize.Height*system)
				wait(t, "the size in pixels", func() bool { // which the system sets first
					x, y := w.viewport.GetSize()
					if x != wide || y != high {
						w.viewport.SetSizeLimits(1, 1, -1, -1) // the least size is still that of the scale before
						w.viewport.SetSize(wide, high)
					}
					return x == wide && y == high && w.width == wide && w.height == high
				})
				runOnMain(func() { w.rescale(system) })
				wait(t, "the size in units", func() bool { return sized(w) })
				runOnMain(func() {
					if w.canvas.Scale() != system {
						t.Errorf("the scale is %v, want %v", w.canvas.Scale(), system)
					}
					if frame := paintFrame(w.window); frame.Rect.Dx() != wide || frame.Rect.Dy() != high {
						t.Errorf("the frame is %v, want %d×%d", frame.Rect, wide, high)
					}
					if w.byCPU() {
						wholeFrame(t, w.window, "another scale")
					}
				})
			}
			runOnMain(pop.Hide)
		})
	}
}
