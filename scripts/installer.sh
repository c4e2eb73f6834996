#!/bin/bash
# Makes what is delivered for Windows out of the programs in build/windows, in build/release: the installer, the
# portable zip and their SHA-256 sums.
#   installer.sh [PROGRAMS VERSION OUT]      other programs, another version, another folder
# With CERT and KEY (PEM files, or CERT a .pfx with PASSWORD) programs, installer and uninstaller are signed;
# TIMESTAMP is the address of a service that says when. UNCOMPRESSED=1 is for tests: packing takes minutes.
source "$(dirname "$0")/common.sh"

programs=${1:-$build/windows}
number=${2:-$(version)}
out=${3:-$build/release}
name=社区党建台账
setup=$out/$name-$number-安装程序.exe
portable=$out/$name-$number-便携版.zip
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The uninstaller is signed while makensis is at work, which calls this script for it.
sign() {
    local file=$1 key=()
    case $CERT in
    *.pfx | *.p12) key=(-pkcs12 "$CERT" -pass "${PASSWORD:-}") ;;
    *) key=(-certs "$CERT" -key "${KEY:?the key of CERT is needed}") ;;
    esac
    [ -z "${TIMESTAMP:-}" ] || key+=(-ts "$TIMESTAMP")
    osslsigncode sign "${key[@]}" -h sha256 -n "$name" -in "$file" -out "$file.signed" >/dev/null || die "cannot sign $file"
    mv "$file.signed" "$file"
}

# What people open with Notepad: a mark for UTF-8, and line ends of Windows.
notepad() { printf '\xef\xbb\xbf'; sed 's/$/\r/'; }

make_setup() {
    local defines=(-DVERSION="$number" -DPROGRAMS="$work/$1" -DOUTFILE="$setup")
    [ -z "${UNCOMPRESSED:-}" ] || defines+=(-DUNCOMPRESSED)
    [ -z "${CERT:-}" ] || defines+=(-DSIGN="bash $root/scripts/installer.sh -sign")
    makensis -V2 -WX -INPUTCHARSET UTF8 -NOCD "${defines[@]}" scripts/windows/installer.nsi
}

# The window alone: a second program would double the size. Names in the zip are ASCII: old unpackers spoil others.
make_portable() {
    cp LICENSE "$work/$1/LICENSE.txt"
    cp NOTICE "$work/$1/NOTICE.txt"
    notepad >"$work/$1/portable.txt" <<'TEXT'
社区党建台账 便携版

双击 taizhang.exe 即可使用,不需要安装。
台账数据保存在旁边的 data 文件夹里,跟着 U 盘走;备份时复制整个文件夹,或在“设置”里点“备份到…”。
窗口空白或打不开时,用安全显示模式:taizhang.exe -safe
升级:用新版便携版的文件覆盖这里的文件,data 文件夹保留。

有这个文件,程序就把数据放在自己旁边;删掉它,数据就放在这台电脑的用户文件夹里。
TEXT
    rm "$work/$1/taizhangctl.exe"
    (cd "$work" && zip -q -X ${UNCOMPRESSED:+-0} -r "$portable" "$1")
}

if [ "${1:-}" = -sign ]; then
    sign "$2"
    exit
fi

bash scripts/setup.sh installer
[ -f "$programs/taizhang.exe" ] || die "no programs in $programs: make windows"
mkdir -p "$out" "$work/taizhang-$number"
rm -f "$out"/*-安装程序.exe "$out"/*-便携版.zip
cp "$programs/taizhang.exe" "$programs/taizhangctl.exe" "$work/taizhang-$number/"
if [ -n "${CERT:-}" ]; then
    for program in "$work/taizhang-$number"/*.exe; do sign "$program"; done
fi
make_setup "taizhang-$number"
make_portable "taizhang-$number"
(cd "$out" && sha256sum -- *.exe *.zip >SHA256SUMS-windows.txt)
ls -l "$out"
largest=$((60 * 1000 * 1000)) # bytes: sticks and mailboxes of offices are small
for file in "$setup" "$portable"; do
    [ -n "${UNCOMPRESSED:-}" ] || [ "$(stat -c %s "$file")" -le "$largest" ] || die "$file is larger than $largest bytes"
done
