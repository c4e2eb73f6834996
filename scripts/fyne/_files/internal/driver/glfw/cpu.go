//go:build !wasm && !test_web_driver

package glfw

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/go-gl/glfw/v3.4/glfw"

	"fyne.io/fyne/v2/internal/build"
	"fyne.io/fyne/v2/internal/painter/cpu"
	"fyne.io/fyne/v2/internal/painter/gl"
)

// The names of the painters.
const (
	painterGL  = "gl"
	painterCPU = "cpu"
)

// painting is the part of the driver that chooses the painter of its windows.
type painting struct {
	wanted   string // gl, cpu, or empty for either
	problem  error  // why it is not OpenGL, if that was tried
	opened   bool   // the first window was asked for
	shown    bool   // a frame was seen on the screen
	onOpened func()
	onShown  func(painter string, problem error)
	onFrame  func(began time.Time, pixels int)
	onError  func(error)
}

// UsePainter chooses what windows are painted by: "gl", "cpu", or with "" OpenGL where it can be had and the processor
// elsewhere. It must be called before the first window is shown.
func (p *painting) UsePainter(name string) { p.wanted = name }

// OnFirstWindow has f called just before the first window of the system is made, which is when drivers may hang.
func (p *painting) OnFirstWindow(f func()) { p.onOpened = f }

// OnFirstFrame has f called once, when a first frame with anything in it was presented, with the name of its painter
// and the reason why that is not OpenGL, if OpenGL was tried.
func (p *painting) OnFirstFrame(f func(painter string, problem error)) { p.onShown = f }

// OnFrame has f called after every frame that was presented, with when its layout began, and how many pixels were painted.
func (p *painting) OnFrame(f func(began time.Time, pixels int)) { p.onFrame = f }

// OnFailure has f called when no window can be opened. The program ends when f returns.
func (p *painting) OnFailure(f func(error)) { p.onError = f }

// fail tells of a failure after which there is no window, and ends the program.
func (p *painting) fail(what string, err error) {
	if p.onError == nil {
		return
	}
	p.onError(fmt.Errorf("%s: %w", what, err))
	os.Exit(1)
}

// x11Only tells if the display server must be X11, which Wayland's servers offer too. On Windows DISPLAY may be set as well.
func (p *painting) x11Only() bool {
	return p.wanted == painterCPU && os.Getenv("DISPLAY") != "" && runtime.GOOS != "windows" && runtime.GOOS != "darwin"
}

// openViewport makes the window of the system, and the painter for it: that of OpenGL if it works.
func (w *window) openViewport(width, height int) (*glfw.Window, error) {
	if !w.driver.opened && w.driver.onOpened != nil {
		w.driver.onOpened()
	}
	w.driver.opened = true
	wanted := w.driver.wanted
	if wanted != painterCPU {
		view, err := newViewport(width, height, w.title)
		if err == nil {
			w.viewport = view
			if err = w.initGL(); err == nil {
				return view, nil
			}
			w.viewport = nil
			view.Destroy()
		}
		w.driver.problem = fmt.Errorf("OpenGL: %w", err)
		if wanted == painterGL {
			return nil, w.driver.problem
		}
	}
	if build.IsWayland {
		return nil, errors.Join(w.driver.problem, errors.New("painting by the processor needs X11"))
	}
	glfw.WindowHint(glfw.ClientAPI, glfw.NoAPI)
	view, err := newViewport(width, height, w.title)
	glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLAPI)
	if err != nil {
		return nil, errors.Join(w.driver.problem, err)
	}
	w.driver.wanted = painterCPU // for all further windows too
	w.cpu = cpu.NewPainter(w.canvas)
	w.canvas.SetPainter(w.cpu)
	return view, nil
}

// newViewport is glfw.CreateWindow with every failure an error: those of the platform it only logs, and for a pixel format
// that can't be had it panics.
func newViewport(width, height int, title string) (view *glfw.Window, err error) {
	defer func() {
		if r := recover(); r != nil {
			view, err = nil, fmt.Errorf("%v", r)
		}
		if view == nil {
			glfw.GetError() // there may be more than one, and the next call would be told of it
		}
	}()
	view, err = glfw.CreateWindow(width, height, title, nil, nil)
	if view == nil && err == nil {
		err = errors.New("the system refuses the window")
	}
	return view, err
}

// initGL makes the painter; drivers that refuse its programs make it panic.
func (w *window) initGL() (err error) {
	defer func() {
		if r := recover(); r != nil {
			glfw.DetachCurrentContext()
			err = fmt.Errorf("%v", r)
		}
	}()
	w.RunWithContext(func() {
		p := gl.NewPainter(w.canvas, w)
		p.Init()
		if err = gl.Check(p); err == nil {
			w.canvas.SetPainter(p)
		}
	})
	return err
}

// byCPU tells if there is no OpenGL for this window.
func (w *window) byCPU() bool { return w.cpu != nil }

// present brings the frame that was painted to the screen.
func (w *window) present(view *glfw.Window, began time.Time) {
	d := w.driver
	if w.cpu != nil {
		regions := w.cpu.Finish()
		if len(regions) > 0 {
			w.showPixels(view, regions)
		}
		pixels := 0
		for _, r := range regions {
			pixels += r.Dx() * r.Dy()
		}
		d.presented(painterCPU, began, pixels)
		return
	}
	blank := !d.shown && d.onShown != nil && gl.Blank(w.canvas.Painter(), w.canvas)
	view.SwapBuffers()
	if blank {
		w.canvas.SetDirty() // look again
		return
	}
	width, height := view.GetFramebufferSize()
	d.presented(painterGL, began, width*height)
}

func (p *painting) presented(painter string, began time.Time, pixels int) {
	if p.onFrame != nil {
		p.onFrame(began, pixels)
	}
	if p.shown {
		return
	}
	p.shown = true
	if p.onShown != nil {
		p.onShown(painter, p.problem)
	}
}

// exposed is called when the system has lost what the window showed.
func (w *window) exposed(view *glfw.Window) {
	if w.cpu != nil {
		w.cpu.Expose()
	}
	w.refresh(view)
}
