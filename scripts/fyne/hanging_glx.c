/* Test-only: an OpenGL driver that never answers. Named libGLX.so.0, it is found before the system's through LD_LIBRARY_PATH. */
#include <unistd.h>

void *__GLXGL_CORE_FUNCTIONS[4096]; /* the system's libGL looks it up */

int glXQueryExtension(void) { for (;;) pause(); }

/* GLFW wants to find these before it calls the first. */
#define UNUSED(name) void name(void) {}
UNUSED(glXCreateNewContext)
UNUSED(glXCreateWindow)
UNUSED(glXDestroyContext)
UNUSED(glXDestroyWindow)
UNUSED(glXGetClientString)
UNUSED(glXGetFBConfigAttrib)
UNUSED(glXGetFBConfigs)
UNUSED(glXGetVisualFromFBConfig)
UNUSED(glXMakeCurrent)
UNUSED(glXQueryExtensionsString)
UNUSED(glXQueryVersion)
UNUSED(glXSwapBuffers)
