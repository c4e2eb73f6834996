#!/bin/bash
# The benchmarks: those in Go, then the comparisons with other programs in bench/.
# Everything is kept in build/bench.txt.
source "$(dirname "$0")/common.sh"
source scripts/display.sh

benchmarks() { go test -run '^$' -bench "${BENCH:-.}" -benchmem -timeout 60m ./...; }

bash scripts/setup.sh build window sheets
bash scripts/setup.sh peers || say "not all peers can be had"
display_start
{
    stage "go benchmarks" benchmarks
    for script in bench/*.sh; do
        [ -e "$script" ] || continue
        stage "$script" bash "$script"
    done
    finish_stages
} > >(tee "$build/bench.txt") 2>&1
