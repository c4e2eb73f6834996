/*
 * Tells the window of a class that an input method begins, as Windows does, and prints where the system's caret is then,
 * in pixels of the window: input methods put their candidates there. For tests under Wine.
 *   caret.exe CLASS
 */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    GUITHREADINFO info = {.cbSize = sizeof info};
    HWND window;
    DWORD_PTR answer;

    if (count != 2 || !(window = FindWindowW(words[1], NULL)))
        return 2;
    if (!SendMessageTimeoutW(window, WM_IME_STARTCOMPOSITION, 0, 0, SMTO_NORMAL, 10000, &answer))
        return 1;
    if (!GetGUIThreadInfo(GetWindowThreadProcessId(window, NULL), &info) || info.hwndCaret != window)
        return 1;
    printf("%ld %ld %ld\n", info.rcCaret.left, info.rcCaret.top, info.rcCaret.bottom - info.rcCaret.top);
    SendMessageTimeoutW(window, WM_IME_ENDCOMPOSITION, 0, 0, SMTO_NORMAL, 10000, &answer);
    return 0;
}
