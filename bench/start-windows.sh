#!/bin/bash
# The Windows program under Wine: from the double click to a window that shows a ledger of 10,000 members and takes a
# key, and the memory that it holds then. Cold is the first start after Wine itself was stopped and the system's caches
# were emptied (as far as the user may); warm are those after it. Wine's own start is measured beside it, by a program
# that does nothing: a real Windows doesn't have that.
#   bench/start-windows.sh [ROWS]
source "$(dirname "$0")/../scripts/common.sh"
source scripts/display.sh
WINE_HOME=$build/wine-office
source scripts/wine/prefix.sh

rows=${1:-10000}
dir=$(mktemp -d)
trap 'wine_stop; display_stop; rm -rf "$dir"' EXIT

now() { echo "${EPOCHREALTIME/./}"; } # microseconds
since() { echo $((($(now) - $1) / 1000)); }
cold() { wine_stop; sync; echo 3 2>/dev/null >/proc/sys/vm/drop_caches || true; }
listed() { xdotool search --onlyvisible --name "^党员 $rows 人" >"$dir/window" 2>/dev/null; }
another_title() { ! xdotool getwindowname "$window" | grep -q "^党员 $rows 人"; }
closes() { xdotool windowactivate "$window" key --clearmodifiers alt+F4 2>/dev/null; poll 5 ended "$pid"; }
takes_keys() { xdotool windowactivate "$window" key --clearmodifiers ctrl+4 2>/dev/null && poll 1 another_title; }

start() {
    local name=$1 began window pid shown
    began=$(now)
    FYNE_SCALE=1 in_wine build/windows/taizhang.exe -db "$dir/m.db" -ledger member >"$dir/log" 2>&1 &
    display_pids=("$!" "${display_pids[@]}")
    poll 180 listed || { tail "$dir/log"; die "no window"; }
    shown=$(since "$began")
    window=$(head -n 1 "$dir/window")
    # Ctrl+4 opens the settings: the window takes keys when it does. Until Wine has told it of the focus, keys are lost.
    poll 60 takes_keys || die "the window takes no keys"
    pid=$(xdotool getwindowpid "$window")
    printf '%-6s %6d ms to the ledger, %6d ms to the answer to a key, %4d MB\n' "$name" "$shown" "$(since "$began")" \
        "$(($(awk '/VmRSS/ { print $2 }' "/proc/$pid/status") / 1024))"
    poll 60 closes || die "the window does not close"
}

bash scripts/setup.sh build window windows wine
[ -f build/windows/taizhang.exe ] || bash scripts/windows.sh
wine_prepare
display_start
go run ./bench/gen -n "$rows" -o "$dir"
in_wine build/windows/taizhangctl.exe -db "$dir/m.db" init >/dev/null
in_wine build/windows/taizhangctl.exe -db "$dir/m.db" import -accept all "$dir/members.xlsx" >/dev/null
echo "$(grep -c ^processor /proc/cpuinfo) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg), $rows members"
cold
began=$(now)
in_wine cmd /c exit
echo "Wine alone: $(since "$began") ms"
cold
start cold
for _ in 1 2 3; do start warm; done
