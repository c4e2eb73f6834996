#!/bin/bash
# From a workbook of 100,000 × 25 cells that is handed to the window until the window shows its first rows, beside the
# time that handing anything over takes (a second program starts, and the first one opens a ledger). The difference is
# what a clerk waits after a drop. Needs what bench/window.sh needs.
#   bench/first-rows.sh [ROWS]
source "$(dirname "$0")/../scripts/common.sh"
source scripts/display.sh
rows=${1:-100000}
dir=$(mktemp -d)
trap 'display_stop; rm -rf "$dir"' EXIT
display_start
go build -o "$dir/taizhang" ./cmd/taizhang
go build -o "$dir/taizhangctl" ./cmd/taizhangctl
go run ./bench/gen -n "$rows" -o "$dir"
mkdir -p -m 700 "$dir/home/.cache" "$dir/run"
export HOME=$dir/home XDG_CONFIG_HOME=$dir/home/config XDG_RUNTIME_DIR=$dir/run
"$dir/taizhangctl" -db "$dir/m.db" init >/dev/null 2>&1

shown() { xdotool search --onlyvisible --name "^$1" >/dev/null 2>&1; }
# handed TITLE ARGUMENT…: milliseconds from a second start with these arguments to a window of that title.
handed() {
    local title=$1 began=${EPOCHREALTIME/./}
    "$dir/taizhang" -db "$dir/m.db" "${@:2}" >/dev/null 2>&1 &
    until shown "$title"; do :; done
    printf '%-40s %5d ms\n' "$title" $(((${EPOCHREALTIME/./} - began) / 1000))
    wait "$!" || true
}

"$dir/taizhang" -db "$dir/m.db" -ledger cadre >"$dir/log" 2>&1 &
display_pids=("$!" "${display_pids[@]}")
poll 60 shown 社区干部 || { cat "$dir/log"; die "no window"; }
for _ in 1 2 3; do
    handed 党员 -ledger member
    handed "正在读取 members.xlsx" "$dir/members.xlsx"
    poll 120 shown "导入核对 members.xlsx" || die "the workbook was not read"
    handed 社区干部 -ledger cadre
done
