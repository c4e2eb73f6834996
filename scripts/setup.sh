#!/bin/bash
# Installs the Debian packages that are missing, by group:
#   setup.sh build window sheets paper postgres windows installer deb wine     (no group: all of these)
#   setup.sh peers arm64 queue                                                 by name alone
# Packages that are there cost one look at dpkg's list; the network is used
# only when something is missing. Needs root or sudo for that.
source "$(dirname "$0")/common.sh"

packages() {
    case $1 in
    build) # the compiler and what Fyne links with
        echo gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev libegl-dev libgles-dev ;;
    window) # a display without a screen, and hands and eyes for it
        echo xvfb openbox xdotool imagemagick xclip libgl1-mesa-dri ;;
    sheets) # other programs that write workbooks
        echo libreoffice-calc-nogui python3-openpyxl python3-xlsxwriter python3-xlwt ;;
    peers) # other readers of workbooks, to compare with; SheetJS comes from npm
        echo python3-openpyxl python3-xlrd ;;
    paper) # other programs that read PDF
        echo poppler-utils ;;
    postgres)
        echo postgresql ;;
    windows) # the cross compiler, with windres
        echo gcc-mingw-w64-x86-64 patch ;;
    installer) # installer, portable zip and signatures for Windows
        echo nsis zip unzip osslsigncode openssl ;;
    deb) # the package for Linux
        echo dpkg fakeroot imagemagick binutils desktop-file-utils libxml2-utils ;;
    arm64) # the package for the other processor: cross compiler and emulator
        echo gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static ;;
    queue) # a print queue without a printer
        echo cups-daemon cups-client cups-filters printer-driver-cups-pdf ghostscript ;;
    wine)
        echo wine wine64 libgl1 libgl1-mesa-dri ;;
    *)
        die "unknown group of packages: $1" ;;
    esac
}

missing_of() {
    dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        awk -v wanted="$*" '
            $2 == "installed" { there[$1] = 1 }
            END { n = split(wanted, name, " "); for (i = 1; i <= n; i++) if (!(name[i] in there)) print name[i] }'
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "root or sudo is needed to install: $*"
        as_root=(sudo)
    fi
    say "installing $*"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q -o Acquire::Retries=5
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y -o Acquire::Retries=5 --no-install-recommends "$@"
}

command -v go >/dev/null || die "Go $(awk '$1 == "go" { print $2 }' go.mod) or later is needed: https://go.dev/dl/"

[ $# -gt 0 ] || set -- build window sheets paper postgres windows installer deb wine
wanted=()
for group in "$@"; do
    read -ra names <<<"$(packages "$group")"
    wanted+=("${names[@]}")
done

command -v dpkg-query >/dev/null || die "not a Debian system; install what corresponds to: ${wanted[*]}"
mapfile -t missing < <(missing_of "${wanted[@]}")
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
