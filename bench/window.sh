#!/bin/bash
# From the start of the program to a window that shows a ledger of 0, 1,000 and 100,000 members and takes keys, and the
# memory that it holds then. Needs a display; scripts/display.sh gives it one without a graphics card, where OpenGL
# is drawn by the processor: a real PC is faster and holds less.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/common.sh
source scripts/display.sh
dir=$(mktemp -d)
trap 'rm -rf "$dir"; display_stop' EXIT
display_start
go build -o "$dir/taizhang" ./cmd/taizhang
go build -o "$dir/taizhangctl" ./cmd/taizhangctl
mkdir -p "$dir/home/.cache"

now() { date +%s%N; }

for rows in 0 1000 100000; do
    db=$dir/$rows.db
    "$dir/taizhangctl" -db "$db" init >/dev/null 2>&1
    if [ "$rows" -gt 0 ]; then
        go run ./bench/gen -n "$rows" -o "$dir"
        "$dir/taizhangctl" -db "$db" import -accept all "$dir/members.xlsx" >/dev/null 2>&1
    fi
    for run in 1 2 3; do # the first fills the system's caches
        start=$(now)
        HOME=$dir/home "$dir/taizhang" -db "$db" -ledger member >/dev/null 2>&1 &
        pid=$!
        until xdotool search --onlyvisible --name "^党员 $rows 人" >/dev/null 2>&1; do
            kill -0 "$pid" || { echo "the window has ended"; exit 1; }
        done
        printf '%7d members, start %d: %5d ms, %4d MB\n' "$rows" "$run" "$((($(now) - start) / 1000000))" "$(($(awk '/VmRSS/ {print $2}' "/proc/$pid/status") / 1024))"
        kill "$pid"
        wait "$pid" 2>/dev/null || true
    done
done
