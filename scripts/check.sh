#!/bin/bash
# The linters, at pinned versions, built by Go itself into build/bin.
# golangci-lint carries gofmt, vet and staticcheck, so nothing runs twice.
source "$(dirname "$0")/common.sh"

golangci_version=v2.15.0

install_golangci() {
    local tool=$build/bin/golangci-lint
    if [ -x "$tool" ] && "$tool" version --short 2>/dev/null | grep -qx "${golangci_version#v}"; then
        return
    fi
    # It needs neither cgo nor our tags.
    GOBIN=$build/bin GOFLAGS= CGO_ENABLED=0 go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$golangci_version"
}

scripts_parse() {
    local file
    while IFS= read -r file; do
        bash -n "$file" || return 1
    done < <(find scripts .ci bench -name '*.sh' -o -path .ci/run)
}

bash scripts/setup.sh build
stage "shell scripts" scripts_parse
stage "golangci-lint $golangci_version" install_golangci
stage "lint" "$build/bin/golangci-lint" run
finish_stages
