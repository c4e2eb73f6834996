#!/bin/bash
# Hours of the tests that find more the longer they run: every fuzz target for
# FUZZTIME (5m each), then every test under the race detector, with a thousand
# rounds of the kill test (TAIZHANG_SOAK), and the tests of the window with answers
# that come late (TAIZHANG_LATE). The race detector is not in make test:
# on an empty cache it would compile Fyne and SQLite once more.
source "$(dirname "$0")/common.sh"
source scripts/display.sh

fuzztime=${FUZZTIME:-5m}

# Prints "package target" for every fuzz target.
fuzz_targets() {
    go test -list '^Fuzz' ./... | awk '
        /^Fuzz/ { waiting[n++] = $1 }
        /^ok/   { for (i = 0; i < n; i++) print $2, waiting[i]; n = 0 }'
}

bash scripts/setup.sh build window sheets paper postgres
mapfile -t targets < <(fuzz_targets)
[ ${#targets[@]} -gt 0 ] || die "no fuzz targets found"
for target in "${targets[@]}"; do
    read -r package name <<<"$target"
    stage "fuzz $package $name" go test -run '^$' -fuzz "^$name\$" -fuzztime "$fuzztime" -fuzzminimizetime 50x "$package"
done
display_start
TAIZHANG_SOAK=1000 stage "long tests under the race detector" go test -race -count 1 -timeout 6h ./...
display_stop
TAIZHANG_LATE=400ms stage "windows whose answers come late" go test -count 5 -timeout 6h ./app/...
finish_stages
