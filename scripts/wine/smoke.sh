#!/bin/bash
# Starts the Windows programs under Wine and holds them against the Linux ones:
# the window must show the same Chinese text at the same places, and
# taizhangctl.exe must answer the same bytes to the same commands.
source "$(dirname "$0")/../common.sh"
source scripts/display.sh
source scripts/wine/prefix.sh

work=$build/wine-smoke
office=容城镇 # the demonstration office, in the window's title
size=(1280 700) # of both windows, within the screen

# Our programs on Linux, away from the settings and data of whoever runs this.
on_linux() {
    local program=$1
    shift
    env HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data" XDG_CACHE_HOME="$work/home/cache" "$build/$program" "$@"
}

on_wine() {
    local program=$1
    shift
    in_wine "$build/windows/$program.exe" "$@"
}

# window_picture SYSTEM: starts the window with the demonstration office,
# photographs it, and closes it as a clerk would.
window_picture() {
    local system=$1 pid id code=0
    FYNE_SCALE=1 "on_$system" taizhang -demo >"$work/$system-window.log" 2>&1 &
    pid=$!
    display_pids=("$pid" "${display_pids[@]}")
    id=$(window_of "$pid" "$office" 300) && photograph "$id" "$work/$system.png" 180 "${size[@]}" && close_window "$id" "$pid" || { put_away "$pid"; return 1; }
    wait "$pid" || code=$?
    display_pids=("${display_pids[@]:1}")
    [ "$code" -eq 0 ] || broken_down "$work/$system-window.log" || { echo "the window on $system ended with exit code $code"; tail "$work/$system-window.log"; return 1; }
}

# broken_down LOG: Wine 8 now and then breaks down by itself, mostly when a program with threads ends.
broken_down() { grep -q '^wine client error:' "$1"; }

# Lines that are not our programs': the processes that Wine runs beside them (winedevice.exe) break down too, and
# write to the same place. A fault in ours shows in its exit code.
of_wine='^wine( client error)?:'

windows_alike() {
    window_picture linux && window_picture wine &&
        go run ./scripts/wine/likeness "$work/linux.png" "$work/wine.png"
}

# answer SYSTEM COMMAND: what one command answers in this folder. When Wine has broken down the command is given again,
# with the folder as it was before.
answer() {
    local system=$1 command=$2 code
    rm -rf "$work/before"
    cp -a . "$work/before"
    for _ in 1 2 3 4 5; do
        code=0
        rm -f "$work/messages" # a process of Wine's may still hold an earlier command's
        # The words of a command are split here, and file names with * found.
        eval "on_$system taizhangctl $command" </dev/null >"$work/said" 2>"$work/messages" || code=$?
        [ "$code" -ne 0 ] && broken_down "$work/messages" || break
        find . -mindepth 1 -delete
        cp -a "$work/before/." .
    done
    cat "$work/said"
    [ "$code" -eq 0 ] || printf '[exit code %d]\n' "$code"
    grep -vE "$of_wine" "$work/messages" || true
}

# answers SYSTEM: what the commands answer, with their exit codes, 
# in a folder with the input in it.
answers() {
    local system=$1 command
    mkdir -p "$work/$system"
    cp data/sheet/testdata/*.xlsx data/sheet/testdata/*.csv "$work/$system/"
    cp data/sheet/testdata/cadre_sheet_per_community.xlsx "$work/$system/北门 花名册.xlsx"
    cd "$work/$system" || return 1
    while read -r command; do
        printf '\n$ taizhangctl %s\n' "$command"
        answer "$system" "$command"
    done <<'COMMANDS'
kinds -json
-db demo.db init -demo
-db demo.db list cadre -json
-db demo.db list member -json
-db demo.db list service -json
-db demo.db list visit -json
-db demo.db tally cadre-composition -asof 2003-09-30 -json
-db demo.db tally member-composition -asof 2003-09-30 -json
-db demo.db tally services -from 2002-10-01 -to 2003-09-30 -json
-db demo.db tally visits -from 2002-10-01 -to 2003-09-30 -json
-db demo.db export cadre -o 干部.xlsx
-db demo.db export member -o 党员.csv
-db demo.db print roster cadre -o 干部.pdf
cells 干部.xlsx -json
cells 党员.csv -json
-db 台账.db init
-db 台账.db import -accept all -json "北门 花名册.xlsx"
-db 台账.db import -accept all -json cadre_*.xlsx
-db 台账.db import -accept all -json member_*.xlsx
-db 台账.db import -accept sure -json member_*.csv
-db 台账.db import -json raw_*.xlsx
-db 台账.db list cadre -json
-db 台账.db list member -json
-db 台账.db tally cadre-composition -asof 2003-09-30 -json
-db 台账.db tally member-composition -asof 2003-09-30 -json
-db 台账.db check -json
COMMANDS
}

# Every database gives its records ids of its own. The lists come before the
# tallies, so numbering ids as they appear pins each to its record. Clocks differ too.
comparable() {
    perl -ne 's/\b([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/"id-" . ($id{$1} \/\/= ++$n)/ge;
              s/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.]*(Z|[+-]\d\d:\d\d)/clock/g;
              print'
}

# What is of no stated day is of today.
answers_alike() {
    local day
    day=$(date +%F)
    answered_alike && return
    [ "$day" != "$(date +%F)" ] && echo "a day has ended: once more" && answered_alike
}

answered_alike() {
    rm -rf "$work/linux" "$work/wine"
    (answers linux) | comparable >"$work/linux.txt" || return 1
    (answers wine) | comparable >"$work/wine.txt" || return 1
    # The demonstration office has 21 women among its cadres: the same nothing on both sides is not enough.
    grep -qE '"key": *"女", *"count": *21\b' <(tr -d '\n' <"$work/linux.txt") || { echo "the Linux answers lack the 21 women"; return 1; }
    ! grep -F '[exit code 2]' "$work/linux.txt" || { echo "a command of this test is not understood"; return 1; }
    diff -u "$work/linux.txt" "$work/wine.txt" >"$work/answers.diff" || { head -n 60 "$work/answers.diff"; return 1; }
    echo "$(wc -c <"$work/wine.txt") bytes of answers are the same"
}

bash scripts/setup.sh build window windows wine
rm -rf "$work"
mkdir -p "$work/home"
go build -o "$build/" ./cmd/taizhang ./cmd/taizhangctl
[ -f "$build/windows/taizhang.exe" ] || bash scripts/windows.sh
wine_prepare
wine_forget
trap 'wine_stop; display_stop' EXIT
stage "taizhangctl.exe answers like taizhangctl" answers_alike
display_start
stage "taizhang.exe shows what taizhang shows" attempts 2 windows_alike
finish_stages
