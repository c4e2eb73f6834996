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
failed_logs=()
stage() {
    local name=$1 start=$SECONDS log copying copier code=0
    shift
    say "$name"
    mkdir -p "$build/stages"
    log=$(mktemp "$build/stages/XXXXXX.log")
    exec {copying}> >(exec tee "$log")
    copier=$!
    "$@" >&"$copying" 2>&1 || code=1
    exec {copying}>&-
    poll 3 ended "$copier" || true # something that the stage has started may go on and keep it
    if [ "$code" -eq 0 ]; then
        printf -- '--- ok: %s (%d s)\n' "$name" $((SECONDS - start))
        rm -f "$log"
    else
        printf -- '--- FAILED: %s (%d s)\n' "$name" $((SECONDS - start))
        failed_stages+=("$name")
        failed_logs+=("$log")
    fi
}

# Whoever keeps no more of the output than its end shall find the reasons there.
finish_stages() {
    local i
    [ ${#failed_stages[@]} -gt 0 ] || { say "all stages passed ($SECONDS s)"; return; }
    say "why it failed"
    for i in "${!failed_logs[@]}"; do
        printf -- '--- %s\n' "${failed_stages[i]}"
        digest "${failed_logs[i]}"
    done
    say "failed after $SECONDS s:"
    printf '    %s\n' "${failed_stages[@]}"
    exit 1
}

# digest LOG: the lines at which a log tells of a failure, and its last ones. A panic of a Go program is followed by
# all that it was doing, of which the beginning counts. If the log is of a script with stages, what that found is enough.
digest() {
    awk -v most=60 -v end=12 '
        function keep(line) { if (n < most) { kept[n++] = substr(line, 1, 400); at = NR } }
        /^=== why it failed$/ { n = 0; inner = 1; next }
        inner { if (!/^$/ && !/^make(\[[0-9]+\])?: /) keep($0); next }
        /^--- FAILED/ { for (i = NR - 6; i < NR; i++) if (i > at && i > 0) { kept[n++] = last[i]; at = i } }
        /^(panic|fatal error):|WARNING: DATA RACE/ { left = left > 25 ? left : 25 }
        /^ *--- FAIL|^(FAIL|error)|[^ ]:[0-9]+: |[Ee]rror: / { left = left > 6 ? left : 6 }
        left > 0 && !/^(ok  |\?   )\t/ { left--; keep($0) }
        { last[NR] = substr($0, 1, 400) }
        END {
            for (i = 0; i < n; i++) print kept[i]
            if (inner) exit
            from = NR - end + 1
            if (from > at + 1) print "…"; else from = at + 1
            for (i = from > 1 ? from : 1; i <= NR; i++) print last[i]
        }' "$1"
}

ended() { ! kill -0 "$1" 2>/dev/null; }

# attempts COUNT COMMAND…: for what others may spoil; the output says that it was tried again.
attempts() {
    local left=$1
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        echo "once more: $*"
    done
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
