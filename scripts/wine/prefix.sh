# shellcheck shell=bash
# A Wine of our own under build/wine, which touches nobody's Windows programs. Source it after common.sh.

wine_home=${WINE_HOME:-$build/wine} # the folder may be another's, so that a test doesn't meet what others left
# Mono, Gecko and menu entries are asked for at the first start and needed by nobody here. The debugger would write
# pages about a fault in a process of Wine's own, and open a window over ours.
wine_environment=(
    HOME="$wine_home" WINEPREFIX="$wine_home/prefix" WINEARCH=win64 WINEDEBUG=-all
    WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=;winedbg.exe="
    LC_ALL=C.UTF-8 # for Chinese in arguments and names of files
)

# in_wine PROGRAM ARGUMENT…
in_wine() { env "${wine_environment[@]}" wine "$@"; }

wine_stop() { env "${wine_environment[@]}" wineserver -k 2>/dev/null || true; }

# wine_prepare makes the prefix, once; a prefix that was not finished is made again.
wine_prepare() {
    local made=$wine_home/made
    [ ! -f "$made" ] || return 0
    rm -rf "$wine_home"
    mkdir -p "$wine_home"
    DISPLAY='' in_wine wineboot --init >"$wine_home/wineboot.log" 2>&1 || die "Wine could not be set up; see $wine_home/wineboot.log"
    DISPLAY='' in_wine winecfg /v win10 # Wine 8 starts as Windows 7, which Go no longer runs on
    env "${wine_environment[@]}" wineserver --wait
    x86_64-w64-mingw32-gcc -Wall -Werror -O2 -shared -o "$wine_home/prefix/drive_c/windows/system32/bcryptprimitives.dll" \
        scripts/wine/bcryptprimitives.c -ladvapi32
    touch "$made"
}

# wine_forget removes what our programs kept under Wine: every test starts like the first.
wine_forget() { rm -rf "$wine_home"/prefix/drive_c/users/*/AppData/*/{taizhang,fyne}; }
