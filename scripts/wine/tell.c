// Tells a window of another program what Windows tells it when it is moved to a screen of another scale, and all windows
// that the system's looks have changed. For tests under Wine, which has one scale and no settings.
//
//	tell dpi TITLE DPI X Y WIDTH HEIGHT    WM_DPICHANGED, with the rectangle that the window should have there
//	tell looks                            WM_SETTINGCHANGE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static const char *wanted;
static HWND found;

static BOOL CALLBACK look(HWND window, LPARAM unused) {
	char title[512];
	(void)unused;
	if (IsWindowVisible(window) && GetWindowTextA(window, title, sizeof title) > 0 && strstr(title, wanted))
		found = window;
	return !found;
}

// The rectangle must be in the memory of the program that is told.
static int dpi(int dpi, const RECT *there) {
	DWORD process;
	HANDLE program;
	void *copy;
	GetWindowThreadProcessId(found, &process);
	program = OpenProcess(PROCESS_VM_OPERATION | PROCESS_VM_WRITE, FALSE, process);
	if (!program || !(copy = VirtualAllocEx(program, NULL, sizeof *there, MEM_COMMIT, PAGE_READWRITE)))
		return 3;
	if (!WriteProcessMemory(program, copy, there, sizeof *there, NULL))
		return 4;
	SendMessageW(found, WM_DPICHANGED, MAKEWPARAM(dpi, dpi), (LPARAM)copy);
	VirtualFreeEx(program, copy, 0, MEM_RELEASE);
	CloseHandle(program);
	return 0;
}

int main(int count, char **word) {
	if (count == 2 && !strcmp(word[1], "looks"))
		return !SendMessageTimeoutW(HWND_BROADCAST, WM_SETTINGCHANGE, 0, (LPARAM)L"ImmersiveColorSet", SMTO_ABORTIFHUNG, 5000, NULL);
	if (count != 8 || strcmp(word[1], "dpi"))
		return 2;
	wanted = word[2];
	EnumWindows(look, 0);
	if (!found)
		return 1;
	RECT there = {atoi(word[4]), atoi(word[5]), atoi(word[4]) + atoi(word[6]), atoi(word[5]) + atoi(word[7])};
	return dpi(atoi(word[3]), &there);
}
