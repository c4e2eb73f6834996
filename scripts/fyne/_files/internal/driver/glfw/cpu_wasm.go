//go:build wasm || test_web_driver

package glfw

import "time"

// painting is of no use in browsers, which always have OpenGL.
type painting struct{}

func (p *painting) fail(string, error) {}

func (w *window) byCPU() bool { return false }

func (w *window) present(view interface{ SwapBuffers() error }, _ time.Time) { _ = view.SwapBuffers() }

// Browsers have a loop of their own, which nothing here may stop.
func (d *gLDriver) rest() {}

func restBefore() {}
func restQueued() {}
func restTaken()  {}
func restNot()    {}

func scaledBySystem() bool { return false }

func (w *window) forgetPictures() {}
