/*
 * A stand-in for bcryptprimitives.dll under Wine 8 (Debian 12), for tests alone.
 *
 * Programs built with Go 1.22 or later take their random numbers from ProcessPrng
 * and end at once where it is missing. Windows 10 has it; Wine has it since 9.0.
 * RtlGenRandom, which Wine 8 has, gives the same kind of bytes.
 */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    const SIZE_T most = 1u << 30; /* RtlGenRandom counts in 32 bits */

    while (count > 0) {
        SIZE_T part = count < most ? count : most;
        if (!RtlGenRandom(bytes, (ULONG)part))
            return FALSE;
        bytes += part;
        count -= part;
    }
    return TRUE;
}
