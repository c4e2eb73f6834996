/*
 * Keeps a file from others until its input ends. For tests under Wine.
 *   hold.exe FILE            as a virus scanner or a backup program does: nobody else opens it
 *   hold.exe FILE readable   as Excel keeps a workbook that it shows: others may read it, and not write or replace it
 */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    HANDLE file;
    DWORD read, shared = 0;
    char byte;

    if (count == 3 && wcscmp(words[2], L"readable") == 0)
        shared = FILE_SHARE_READ;
    else if (count != 2)
        return 2;
    file = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, shared, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), &byte, 1, &read, NULL) && read > 0)
        ;
    CloseHandle(file);
    return 0;
}
