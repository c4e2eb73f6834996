#!/bin/bash
# Hours of the tests that find more the longer they run: every fuzz target for
# FUZZTIME (5m each), then the tests with TAIZHANG_SOAK=1 (more rounds of the
# kill test and the like) under the race detector.
source "$(dirname "$0")/common.sh"

fuzztime=${FUZZTIME:-5m}

# Prints "package target" for every fuzz target.
fuzz_targets() {
    go test -list '^Fuzz' ./... | awk '
        /^Fuzz/ { waiting[n++] = $1 }
        /^ok/   { for (i = 0; i < n; i++) print $2, waiting[i]; n = 0 }'
}

bash scripts/setup.sh build sheets paper postgres
mapfile -t targets < <(fuzz_targets)
[ ${#targets[@]} -gt 0 ] || die "no fuzz targets found"
for target in "${targets[@]}"; do
    read -r package name <<<"$target"
    stage "fuzz $package $name" go test -run '^$' -fuzz "^$name\$" -fuzztime "$fuzztime" -fuzzminimizetime 50x "$package"
done
TAIZHANG_SOAK=1 stage "long tests under the race detector" go test -race -count 1 -timeout 6h ./data/...
finish_stages
