// The hook is in the GLFW that the build changes (scripts/fyne/glfw.patch); in the stock one it is missing.
extern int (*glfwX11CaretOf)(unsigned long window, int *x, int *y) __attribute__((weak));

int taizhangCaretOf(unsigned long window, int *x, int *y); // window_linux.go

void taizhangTellCarets(void) {
    if (&glfwX11CaretOf)
        glfwX11CaretOf = taizhangCaretOf;
}
