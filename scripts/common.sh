# shellcheck shell=bash
# What every script shares: the project's folder, one set of build flags, and
# how stages are announced. Source it; it leaves the shell in the project's folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

root=$PWD
build=$root/build
mkdir -p "$build"

# One set of flags for every go command: another set would compile Fyne and
# SQLite once more (docs/decisions/0001-build-flags.md).
export GOFLAGS="-tags=migrated_fynedo -buildvcs=false"
export CGO_ENABLED=1

# The version has one place, FyneApp.toml.
version() { sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml; }

say() { printf '\n=== %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# stage NAME COMMAND…: runs the command, says how long it took, and remembers
# a failure, so that one run tells of every stage. finish_stages ends the script.
# Bash ignores -e inside: a function that is a stage returns its failures itself.
failed_stages=()
stage() {
    local name=$1 start=$SECONDS
    shift
    say "$name"
    if "$@"; then
        printf -- '--- ok: %s (%d s)\n' "$name" $((SECONDS - start))
    else
        printf -- '--- FAILED: %s (%d s)\n' "$name" $((SECONDS - start))
        failed_stages+=("$name")
    fi
}

finish_stages() {
    if [ ${#failed_stages[@]} -gt 0 ]; then
        say "failed after $SECONDS s:"
        printf '    %s\n' "${failed_stages[@]}"
        exit 1
    fi
    say "all stages passed ($SECONDS s)"
}

# poll SECONDS COMMAND…: tries until the command succeeds or the time is over.
poll() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.1
    done
}
