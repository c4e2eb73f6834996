#!/bin/bash
# Installs what is missing and runs every test; the end tells of every stage that failed.
source "$(dirname "$0")/common.sh"
source scripts/display.sh

formatted() {
    local untidy
    untidy=$(gofmt -l app assets bench cmd data scripts)
    [ -z "$untidy" ] || { printf 'not formatted by gofmt:\n%s\n' "$untidy"; return 1; }
}

stage "packages" bash scripts/setup.sh
stage "gofmt" formatted
stage "go build" go build -o "$build/" ./cmd/taizhang ./cmd/taizhangctl
stage "go vet" go vet ./...
display_start
stage "go test" go test -timeout 20m ./...
display_stop
stage "windows build" bash scripts/windows.sh
stage "wine smoke" bash scripts/wine/smoke.sh
finish_stages
