#!/bin/bash
# Installs what is missing and runs every test; the end tells of every stage that failed.
source "$(dirname "$0")/common.sh"
source scripts/display.sh

formatted() {
    local untidy
    untidy=$(gofmt -l app assets bench cmd data scripts)
    [ -z "$untidy" ] || { printf 'not formatted by gofmt:\n%s\n' "$untidy"; return 1; }
}

windows_built() {
    local code=0
    wait "$windows_pid" || code=$?
    cat "$windows_log"
    return "$code"
}

stage "packages" bash scripts/setup.sh
stage "gofmt" formatted

# On empty caches each build spends minutes in one C file, on one core: both
# together fill two cores.
windows_log=$build/windows.log
bash scripts/windows.sh >"$windows_log" 2>&1 &
windows_pid=$!
stage "go build" go build -o "$build/" ./cmd/taizhang ./cmd/taizhangctl
stage "windows build" windows_built

stage "go vet" go vet ./...
display_start
stage "go test" go test -timeout 20m ./...
display_stop
stage "wine smoke" bash scripts/wine/smoke.sh
stage "without OpenGL" bash scripts/fyne/smoke.sh
finish_stages
