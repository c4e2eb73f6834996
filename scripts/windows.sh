#!/bin/bash
# Builds build/windows/taizhang.exe and taizhangctl.exe with mingw-w64: icon,
# version and manifest inside, no console for the window, system DLLs only.
source "$(dirname "$0")/common.sh"

out=$build/windows
tools=x86_64-w64-mingw32

# resource COMMAND DESCRIPTION: compiles icon, version and manifest to the file
# that go build links into that command for Windows, and for Windows alone. It stays:
# another go command that has just seen it there would fail if it were gone.
resource() {
    local command=$1 description=$2 numbers object
    numbers=$(version)
    object=cmd/$command/resource_windows_amd64.syso
    "$tools-windres" --codepage=65001 --target=pe-x86-64 -O coff \
        -DVERSION_NUMBERS="${numbers//./,},0" -DVERSION_TEXT="\\\"$numbers\\\"" \
        -DNAME_TEXT="\\\"$command\\\"" -DFILE_TEXT="\\\"$command.exe\\\"" -DDESCRIPTION_TEXT="\\\"$description\\\"" \
        scripts/windows/resource.rc "$object"
}

# Sections that begin at a page of the file are mapped, also by Wine, which reads others into memory.
compile() {
    local command=$1 flags=$2
    CC=$tools-gcc CXX=$tools-g++ GOOS=windows GOARCH=amd64 \
        go build -modfile="$build/go.fyne.mod" -trimpath -ldflags "-s -w $flags '-extldflags=-static -Wl,--file-alignment,4096'" -o "$out/$command.exe" "./cmd/$command"
}

# Fails when the program wants a DLL that Windows 10 does not have by itself.
system_dlls_only() {
    local foreign
    foreign=$("$tools-objdump" -p "$1" | sed -n 's/^\s*DLL Name: //p' | tr '[:upper:]' '[:lower:]' |
        grep -vxE '(advapi32|bcrypt|bcryptprimitives|comctl32|comdlg32|crypt32|gdi32|imm32|kernel32|msvcrt|ntdll|ole32|oleaut32|opengl32|psapi|setupapi|shell32|shlwapi|user32|userenv|version|winmm|winspool|ws2_32)\.(dll|drv)') || return 0
    die "$1 needs DLLs that Windows does not have: $foreign"
}

# Fails when icon, version and manifest are not in the program.
has_resources() {
    "$tools-objcopy" -O binary -j .rsrc "$1" "$out/resources"
    perl -0777 -ne 'exit !(/longPathAware/ && /V\0S\0_\0V\0E\0R\0S\0I\0O\0N\0_\0I\0N\0F\0O/ && /\x89PNG|\x28\0\0\0/)' "$out/resources" ||
        die "$1 lacks its resources"
    rm "$out/resources"
}

bash scripts/setup.sh windows
bash scripts/fyne/prepare.sh # many office PCs have no OpenGL
rm -rf "$out"
mkdir -p "$out"
[ -n "$(version)" ] || die "no version in FyneApp.toml"
resource taizhang 社区党建台账
resource taizhangctl 社区党建台账命令行
compile taizhang "-H windowsgui"
compile taizhangctl ""
for program in "$out"/*.exe; do
    system_dlls_only "$program"
    has_resources "$program"
done
ls -l "$out"
