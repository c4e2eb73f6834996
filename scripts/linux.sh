#!/bin/bash
# Makes what is delivered for Linux, in build/release: the Debian package for UOS, Kylin, Debian and Ubuntu, and a
# tarball for others. The programs run on glibc 2.28 and later, whatever they are built on.
#   linux.sh amd64      on the machine's own compiler
#   linux.sh arm64      cross-compiled (飞腾, 鲲鹏); both programs are tried in an emulator
source "$(dirname "$0")/common.sh"

processor=${1:-amd64}
out=$build/release
work=$build/linux-$processor
number=$(version)
oldest_glibc=2.28 # UOS 20
product=taizhang # not name: stage has one
debian=$work/deb
tools=$work/tools
sysroot=$work/sysroot # arm64: the libraries that the programs are linked with
case $processor in
amd64) triplet=x86_64-linux-gnu first_glibc=2.2.5 compiler=(gcc) binutils= emulator=() ;;
arm64)
    triplet=aarch64-linux-gnu first_glibc=2.17 compiler=(aarch64-linux-gnu-gcc --sysroot="$sysroot")
    binutils=aarch64-linux-gnu- emulator=(qemu-aarch64-static -L "$sysroot")
    ;;
*) die "unknown processor: $processor" ;;
esac

# own_apt ARGUMENT…: apt as a machine of the other processor has it, with lists and downloads of its own: this
# machine's are left as they are.
own_apt() {
    apt-get -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Install-Recommends=false -o "Dir::State::status=$work/apt/status" \
        -o "Dir::State::lists=$work/apt/lists" -o "Dir::Cache=$work/apt/cache" "$@"
}

make_sysroot() {
    local package
    [ ! -f "$sysroot/made" ] || return 0
    rm -rf "$sysroot"
    mkdir -p "$sysroot" "$work"/apt/{lists/partial,cache/archives/partial}
    : >"$work/apt/status"
    own_apt update >"$work/apt.log" 2>&1 &&
        own_apt -y --download-only install libc6-dev libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev \
            libwayland-dev libxkbcommon-dev libegl-dev libgles-dev >>"$work/apt.log" 2>&1 || { tail "$work/apt.log"; return 1; }
    for package in "$work"/apt/cache/archives/*.deb; do
        dpkg -x "$package" "$sysroot" || return
    done
    touch "$sysroot/made"
}

# A start file and a library that ask for no newer symbols than the oldest system has. gcc looks into -B first.
old_tools() {
    local file found
    mkdir -p "$tools"
    for file in crt1.o Scrt1.o; do
        found=$("${compiler[@]}" -print-file-name="$file")
        "${binutils}objcopy" --redefine-sym "__libc_start_main=__libc_start_main@GLIBC_$first_glibc" "$found" "$tools/$file" || return
    done
    "${compiler[@]}" -Wall -Werror -O2 -fPIC -c -o "$tools/oldglibc.o" scripts/linux/oldglibc.c
}

# Names are looked up in Go: the C library's way asks for symbols that moved, too. -trimpath: no path of this machine.
compile() {
    local command environment=()
    [ "$processor" = amd64 ] || environment=(CC="${compiler[*]}" CGO_ENABLED=1 GOARCH="$processor" PKG_CONFIG_SYSROOT_DIR="$sysroot"
        PKG_CONFIG_LIBDIR="$sysroot/usr/lib/$triplet/pkgconfig:$sysroot/usr/share/pkgconfig")
    bash scripts/fyne/prepare.sh || return
    for command in taizhang taizhangctl; do
        env "${environment[@]}" CGO_CFLAGS="-O2 -g -include $root/scripts/linux/oldglibc.h" \
            go build -tags migrated_fynedo,netgo -modfile="$build/go.fyne.mod" -trimpath -o "$work/$command" \
            -ldflags "-s -w -linkmode=external '-extldflags=-B$tools $tools/oldglibc.o -Wl,--no-as-needed -l:libpthread.so.0 -l:libdl.so.2 -Wl,--as-needed'" \
            "./cmd/$command" || return
    done
}

runs_on_the_oldest() {
    local program newest
    for program in "$work/taizhang" "$work/taizhangctl"; do
        newest=$("${binutils}objdump" -T "$program" | grep -oE 'GLIBC_[0-9.]+' | sed s/GLIBC_// | sort -Vu | tail -n 1)
        [ -n "$newest" ] || return 1
        echo "$(basename "$program") needs glibc $newest"
        [ "$(printf '%s\n' "$newest" "$oldest_glibc" | sort -V | tail -n 1)" = "$oldest_glibc" ] ||
            { "${binutils}objdump" -T "$program" | grep "GLIBC_$newest"; return 1; }
    done
}

# The tree that both deliveries hold, below the folder given.
tree() {
    local to=$1 size
    install -D -m 755 "$work/taizhang" "$to/bin/taizhang"
    install -D -m 755 "$work/taizhangctl" "$to/bin/taizhangctl"
    install -D -m 644 scripts/linux/cn.taizhang.desk.desktop "$to/share/applications/cn.taizhang.desk.desktop"
    install -D -m 644 scripts/linux/cn.taizhang.desk.xml "$to/share/mime/packages/cn.taizhang.desk.xml"
    for size in 16 24 32 48 64 128 256 512; do
        mkdir -p "$to/share/icons/hicolor/${size}x$size/apps"
        convert assets/icon/icon.png -resize "${size}x$size" -strip "$to/share/icons/hicolor/${size}x$size/apps/cn.taizhang.desk.png"
    done
    install -D -m 644 assets/icon/icon.svg "$to/share/icons/hicolor/scalable/apps/cn.taizhang.desk.svg"
}

# The packages of the libraries that the programs are linked with, at versions that the oldest system has. They are
# called the same for every processor; the loader is in the package of the C library.
dependencies() {
    local library
    for library in $(readelf -d "$work/taizhang" "$work/taizhangctl" | sed -n 's/.*NEEDED.*\[\(lib.*\)\]/\1/p' | sort -u); do
        dpkg-query -S "*/$library" | grep -v -e -cross | head -n 1 | cut -d : -f 1
    done | sort -u | sed "s/^libc6\$/libc6 (>= $oldest_glibc)/" | paste -sd , | sed 's/,/, /g'
}

make_package() {
    rm -rf "$debian"
    tree "$debian/usr" || return
    local doc=$debian/usr/share/doc/$product day
    day=$(date -u -R -d "@$(git log -1 --format=%ct)")
    mkdir -p "$debian/DEBIAN" "$doc"
    { cat scripts/linux/copyright; sed 's/^$/./; s/^/ /' assets/fonts/OFL-NotoSansSC.txt; } >"$doc/copyright"
    printf '%s (%s) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- %s  %s\n' "$product" "$number" "$maintainer" "$day" | gzip -9n >"$doc/changelog.gz"
    gzip -9nc CHANGELOG.md >"$doc/CHANGELOG.md.gz"
    for page in taizhang taizhangctl; do
        install -D -m 644 "scripts/linux/$page.1" "$debian/usr/share/man/man1/$page.1"
        gzip -9n "$debian/usr/share/man/man1/$page.1"
    done
    cat >"$debian/DEBIAN/control" <<CONTROL
Package: $product
Version: $number
Architecture: $processor
Maintainer: $maintainer
Installed-Size: $(du -sk "$debian/usr" | cut -f 1)
Depends: $(dependencies)
Recommends: cups-client, xdg-utils
Section: misc
Priority: optional
Description: ledgers of a township office (社区党建台账)
 Keeps the branches, cadres, party members, services and visits of the
 communities of a township: reads untidy workbooks, keeps checked records
 with their history, and gives back formatted rosters, tallies and paper.
 Needs no network.
CONTROL
    (cd "$debian" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    find "$debian" -type d -exec chmod 755 {} +
    # Half of it are fonts that are packed already: packing harder takes minutes and saves nothing.
    fakeroot dpkg-deb --build -Zxz -z2 "$debian" "$out/${product}_${number}_$processor.deb" >/dev/null
}

make_tarball() {
    local folder=$product-$number-linux-$processor
    rm -rf "${work:?}/$folder"
    tree "$work/$folder" && cp LICENSE NOTICE "$work/$folder/" && cp scripts/linux/README.txt "$work/$folder/" || return
    tar -C "$work" --owner=0 --group=0 -czf "$out/$folder.tar.gz" "$folder"
}

# The package unpacked elsewhere starts and shows its window.
starts_unpacked() {
    local there=$work/unpacked id program
    rm -rf "$there"
    dpkg-deb -x "$out/${product}_${number}_$processor.deb" "$there" || return
    desktop-file-validate "$there/usr/share/applications/cn.taizhang.desk.desktop" && xmllint --noout "$there/usr/share/mime/packages/cn.taizhang.desk.xml" || return
    mkdir -p "$there/.cache"
    HOME="$there" XDG_CONFIG_HOME="$there/config" XDG_DATA_HOME="$there/data" "${emulator[@]}" "$there/usr/bin/taizhang" -demo >"$work/taizhang.log" 2>&1 &
    program=$!
    display_pids=("$program" "${display_pids[@]}")
    id=$(window_of "$program" 容城镇 300) && photograph "$id" "$work/taizhang.png" 120 || { tail "$work/taizhang.log"; return 1; }
}

# What this machine can try of programs for another processor: the demonstration office comes out the same, byte for
# byte, once ids are left out.
answers_in_the_emulator() {
    local here there
    rm -rf "$work/there.db" "$work/here.db"
    there=("${emulator[@]}" "$work/taizhangctl" -db "$work/there.db")
    here=(go run ./cmd/taizhangctl -db "$work/here.db")
    "${there[@]}" init -demo >/dev/null && "${here[@]}" init -demo >/dev/null || return
    for tally in cadre-composition member-composition services visits; do
        diff <("${here[@]}" tally "$tally" -asof 2003-09-30 -json | grep -v '"[0-9a-f-]\{36\}"') \
            <("${there[@]}" tally "$tally" -asof 2003-09-30 -json | grep -v '"[0-9a-f-]\{36\}"') || return
    done
    "${there[@]}" check
}

maintainer="taizhang <taizhang@localhost>"
source scripts/display.sh
bash scripts/setup.sh build window deb
mkdir -p "$out" "$work"
if [ "$processor" = arm64 ]; then
    bash scripts/setup.sh arm64
    stage "libraries" make_sysroot
fi
stage "for glibc $oldest_glibc" old_tools
stage "programs" compile
stage "symbols" runs_on_the_oldest
[ ${#failed_stages[@]} -eq 0 ] || finish_stages
stage "package" make_package
stage "tarball" make_tarball
[ "$processor" = amd64 ] || stage "taizhangctl answers in the emulator" answers_in_the_emulator
case $processor in
amd64) display_start ;;
*) glx=- display_start ;; # the libraries that are emulated have no driver for OpenGL
esac
stage "the package unpacked starts" starts_unpacked
display_stop
(cd "$out" && sha256sum -- *"$processor".deb *"$processor".tar.gz >"SHA256SUMS-linux-$processor.txt")
ls -l "$out"
finish_stages
