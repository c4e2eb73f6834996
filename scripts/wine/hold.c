/*
 * Keeps a file to itself, as a virus scanner or a backup program does, until its input ends. For tests under Wine.
 *   hold.exe FILE
 */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **words)
{
    HANDLE file;
    DWORD read;
    char byte;

    if (count != 2)
        return 2;
    file = CreateFileW(words[1], GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), &byte, 1, &read, NULL) && read > 0)
        ;
    CloseHandle(file);
    return 0;
}
