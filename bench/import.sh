#!/bin/bash
# Import of a roster of 100,000 × 25 cells to stored, checked, journalled and searchable records, against the sqlite3
# shell's .import of the same data as CSV into one table. Prints processor seconds, elapsed seconds and peak memory
# of whole processes, medians of RUNS times in turn, and their ratios.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-3}
rows=${ROWS:-100000}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
source scripts/measure.sh
export GOFLAGS="-tags=migrated_fynedo -buildvcs=false"
go build -o "$dir/taizhangctl" ./cmd/taizhangctl
go run ./bench/gen -n "$rows" -o "$dir"

for _ in $(seq "$runs"); do
    rm -f "$dir"/ours.db* "$dir"/plain.db*
    measure ours "$dir/taizhangctl" -db "$dir/ours.db" import -accept all "$dir/members.xlsx"
    measure plain sqlite3 "$dir/plain.db" ".mode csv" ".import $dir/members.csv member"
done
printf 'records stored: %s\n' "$(sqlite3 "$dir/ours.db" "SELECT count(*) FROM member")"
figures plain ours
