// Package cpu paints a canvas with the processor, for computers on which OpenGL can't be had.
//
// The driver walks over the canvas as it does for OpenGL. The painter only notes what it is shown; when the walk is over,
// it holds the list against that of the frame before, paints anew the regions where the two differ, and says which they
// are, so that no more than those need to be brought to the screen. Nothing has to tell it what has changed.
//
// Positions are rounded, and edges softened, as the shaders of package gl do it: a window looks the same in both.
package cpu
