#!/bin/bash
# Import of a roster of 100,000 × 25 cells to stored, checked, journalled and searchable records, against the sqlite3
# shell's .import of the same data as CSV into one table. Prints processor seconds, elapsed seconds and peak memory
# of whole processes, RUNS times in turn, and the ratio of the medians.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-3}
rows=${ROWS:-100000}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export GOFLAGS="-tags=migrated_fynedo -buildvcs=false"
go build -o "$dir/taizhangctl" ./cmd/taizhangctl
go run ./bench/gen -n "$rows" -o "$dir"

measure() { # NAME COMMAND…: appends "cpu elapsed kilobytes" to NAME's figures
    local name=$1
    shift
    /usr/bin/time -f "%U %S %e %M" -o "$dir/time" "$@" >"$dir/out" 2>&1 || { cat "$dir/out"; return 1; }
    awk '{printf "%.2f %.2f %d\n", $1 + $2, $3, $4}' "$dir/time" >>"$dir/$name.figures"
}
median() { # NAME FIELD
    awk -v f="$2" '{print $f}' "$dir/$1.figures" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}

for _ in $(seq "$runs"); do
    rm -f "$dir"/ours.db* "$dir"/plain.db*
    measure ours "$dir/taizhangctl" -db "$dir/ours.db" import -accept all "$dir/members.xlsx"
    measure plain sqlite3 "$dir/plain.db" ".mode csv" ".import $dir/members.csv member"
done
stored=$(sqlite3 "$dir/ours.db" "SELECT count(*) FROM member")
printf 'records stored: %s\n%-14s %8s %8s %8s\n' "$stored" "" "cpu s" "elapsed" "MB"
for name in ours plain; do
    printf '%-14s %8s %8s %8d\n' "$name" "$(median $name 1)" "$(median $name 2)" "$(($(median $name 3) / 1024))"
done
awk -v a="$(median ours 2)" -v b="$(median plain 2)" -v c="$(median ours 1)" -v d="$(median plain 1)" \
    'BEGIN {printf "ours / plain: %.1f × elapsed, %.1f × cpu\n", a / b, c / d}'
