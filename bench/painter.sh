#!/bin/bash
# The painter for the processor, in the real window of 20,000 members on a display without OpenGL: frames a second while
# the grid is scrolled (fails under LEAST, 30, on a machine without other work), time from a key to the painted cell, pixels painted for it, processor
# time while nothing happens, and memory.
#   bench/painter.sh          on Linux
#   bench/painter.sh wine     the Windows program, under Wine
#   bench/painter.sh gl       on Linux by OpenGL, for comparison
source "$(dirname "$0")/../scripts/common.sh"
source scripts/display.sh
source scripts/wine/prefix.sh

what=${1:-linux}
least=${LEAST:-30}
dir=$(mktemp -d)
trap '[ "$what" != wine ] || wine_stop; display_stop; rm -rf "$dir"' EXIT

prepare() {
    bash scripts/setup.sh build window
    bash scripts/fyne/prepare.sh
    [ "$what" != gl ] || glx=+
    display_start
    go build -o "$dir/taizhangctl" ./cmd/taizhangctl
    go run ./bench/gen -n 20000 -o "$dir"
    "$dir/taizhangctl" -db "$dir/m.db" init
    "$dir/taizhangctl" -db "$dir/m.db" import -accept all "$dir/members.xlsx" | tail -1
    mkdir -p "$dir/home/.cache"
    if [ "$what" = wine ]; then
        [ -f build/windows/taizhang.exe ] || bash scripts/windows.sh
        wine_prepare
        wine_forget
    else
        go build -modfile=build/go.fyne.mod -o "$dir/taizhang" ./cmd/taizhang
    fi
}

start() {
    local arguments=(-db "$dir/m.db" -ledger member)
    export FYNE_SCALE=1
    if [ "$what" = wine ]; then
        TAIZHANG_FRAMES=$dir/frames in_wine build/windows/taizhang.exe "${arguments[@]}" >"$dir/log" 2>&1 &
    else
        TAIZHANG_FRAMES=$dir/frames HOME=$dir/home "$dir/taizhang" "${arguments[@]}" >"$dir/log" 2>&1 &
    fi
    pid=$!
    display_pids=("$pid" "${display_pids[@]}")
    window=$(window_of "$pid" "^党员" 120)
    pid=$(xdotool getwindowpid "$window") # Wine is started by another
    xdotool windowactivate --sync "$window" windowsize --sync "$window" 1280 700 mousemove --window "$window" 600 400
    poll 30 quiet
}

now() { echo "${EPOCHREALTIME/./}"; } # microseconds

# No frame for half a second.
quiet() {
    local last
    last=$(tail -n 1 "$dir/frames" | cut -d ' ' -f 1)
    [ -n "$last" ] && [ $(($(now) - last)) -gt 500000 ]
}

# between FROM TO LEAST_PIXELS: frames in that time, and the median and the longest time that one took.
between() {
    awk -v from="$1" -v to="$2" -v least="$3" '$1 >= from && $1 <= to && $3 >= least { print $2 }' "$dir/frames" | sort -n |
        awk -v s="$((($2 - $1) / 1000))" '{ v[NR] = $1 } END { if (NR) printf "%.1f %.1f %.1f\n", NR * 1000 / s, v[int((NR + 1) / 2)] / 1000, v[NR] / 1000; else print "0 0 0" }'
}

scrolling() {
    local from to used
    # Faster than frames can be, for some seconds.
    from=$(now) used=$(ticks)
    xdotool click --repeat 500 --delay 8 5
    to=$(now) used=$(($(ticks) - used))
    read -r rate median longest < <(between "$from" "$to" 100000)
    cost=$(awk -v t="$used" -v hz="$(getconf CLK_TCK)" -v us="$((to - from))" -v r="$rate" 'BEGIN { n = r * us / 1e6; printf "%.1f", t / hz * 1000 / (n ? n : 1) }')
    echo "scrolling: $rate frames/s; $median ms a frame in the median, $longest at most; $cost ms of processor time"
    awk -v rate="$rate" -v least="$least" 'BEGIN { exit !(rate < least) }' || return 0
    echo "fewer than $least frames/s at a load of $(cut -d ' ' -f 1-2 /proc/loadavg)"
    # Other work may have taken the processor. A frame must then cost no more than half of the time that it has.
    awk -v cost="$cost" -v least="$least" -v cores="$(nproc)" '{ exit !($1 > 2 * cores && cost > 0 && cost < 500 / least) }' /proc/loadavg ||
        return 1
    echo "the machine is busy with other work: judged by processor time"
}

typing() {
    local before
    poll 30 quiet
    xdotool mousemove --window "$window" 250 400 click 1 key F2
    sleep 1
    # One program for all keys: starting one takes longer than the frame.
    exec {keys}> >(exec xdotool -)
    for _ in {1..30}; do
        before=$(now)
        echo "key x" >&"$keys"
        sleep 0.25
        awk -v from="$before" '$1 > from && $3 > 0 { print ($1 - from) / 1000, $3; exit }' "$dir/frames"
    done | sort -n | awk '{ t[NR] = $1; p[NR] = $2 } END { printf "typing: %.1f ms from key to cell in the median, %.1f at most; %d keys; %d pixels\n", t[int((NR + 1) / 2)], t[NR], NR, p[int((NR + 1) / 2)] }'
    exec {keys}>&-
    xdotool key Escape
}

ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }

resting() {
    local before
    poll 30 quiet
    sleep 2
    before=$(ticks)
    sleep 10
    echo "resting: $(awk -v t="$(($(ticks) - before))" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.1f", t * 10 / hz }') % of one core; $(($(awk '/VmRSS/ { print $2 }' "/proc/$pid/status") / 1024)) MB"
}

glx=-
prepare
start
echo "on $what, $(grep -c ^processor /proc/cpuinfo) cores, load $(cut -d ' ' -f 1 /proc/loadavg)"
resting
typing
scrolling
resting
