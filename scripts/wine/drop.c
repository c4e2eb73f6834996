/*
 * Drops files on a window of an X display, as a file manager does (XDND 5), for tests on Linux and under Wine.
 *   drop WINDOW URI…      file:///…, each character of which may be escaped as %E5
 * Ends with 0 when the window has taken them.
 */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATIENCE = 20 /* seconds */ };

static Display *display;
static Window from, to;

static Atom atom(const char *name) { return XInternAtom(display, name, False); }

static void tell(const char *what, long a, long b, long c, long d)
{
    XEvent e = {0};

    e.xclient.type = ClientMessage;
    e.xclient.window = to;
    e.xclient.message_type = atom(what);
    e.xclient.format = 32;
    e.xclient.data.l[0] = (long)from;
    e.xclient.data.l[1] = a;
    e.xclient.data.l[2] = b;
    e.xclient.data.l[3] = c;
    e.xclient.data.l[4] = d;
    XSendEvent(display, to, False, NoEventMask, &e);
    XFlush(display);
}

/* The list of files, as text/uri-list wants it. */
static char *list(int count, char **uris)
{
    size_t size = 1;
    char *all;

    for (int i = 0; i < count; i++)
        size += strlen(uris[i]) + 2;
    all = calloc(1, size);
    for (int i = 0; all && i < count; i++)
        strcat(strcat(all, uris[i]), "\r\n");
    return all;
}

static void answer(XSelectionRequestEvent *asked, const char *files)
{
    Atom type = atom("text/uri-list"), targets = atom("TARGETS");
    XEvent e = {0};

    e.xselection.type = SelectionNotify;
    e.xselection.requestor = asked->requestor;
    e.xselection.selection = asked->selection;
    e.xselection.target = asked->target;
    e.xselection.time = asked->time;
    if (asked->target == type) {
        e.xselection.property = asked->property;
        XChangeProperty(display, asked->requestor, asked->property, type, 8, PropModeReplace, (const unsigned char *)files, (int)strlen(files));
    } else if (asked->target == targets) {
        e.xselection.property = asked->property;
        XChangeProperty(display, asked->requestor, asked->property, XA_ATOM, 32, PropModeReplace, (const unsigned char *)&type, 1);
    }
    XSendEvent(display, asked->requestor, False, NoEventMask, &e);
    XFlush(display);
}

int main(int count, char **words)
{
    time_t end = time(NULL) + PATIENCE;
    int x, y;
    Window child;
    char *files;

    if (count < 3 || !(display = XOpenDisplay(NULL)) || !(files = list(count - 2, words + 2)))
        return 2;
    to = (Window)strtoul(words[1], NULL, 0);
    from = XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0);
    XSetSelectionOwner(display, atom("XdndSelection"), from, CurrentTime);
    if (!XTranslateCoordinates(display, to, DefaultRootWindow(display), 200, 200, &x, &y, &child))
        return 2;
    tell("XdndEnter", 5L << 24, (long)atom("text/uri-list"), 0, 0);
    tell("XdndPosition", 0, (long)x << 16 | y, CurrentTime, (long)atom("XdndActionCopy"));
    while (time(NULL) < end) {
        XEvent e;

        if (!XPending(display)) {
            nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
            continue;
        }
        XNextEvent(display, &e);
        if (e.type == SelectionRequest)
            answer(&e.xselectionrequest, files);
        else if (e.type == ClientMessage && e.xclient.message_type == atom("XdndStatus")) {
            if (!(e.xclient.data.l[1] & 1)) {
                fputs("the window does not want them\n", stderr);
                return 1;
            }
            tell("XdndDrop", 0, CurrentTime, 0, 0);
        } else if (e.type == ClientMessage && e.xclient.message_type == atom("XdndFinished"))
            return 0;
    }
    fputs("the window did not take them in time\n", stderr);
    return 1;
}
