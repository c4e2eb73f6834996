#!/bin/bash
# Builds the program and starts the window with the demonstration office.
# Without a display it is started on one of our own, photographed and ended.
source "$(dirname "$0")/common.sh"
source scripts/display.sh

bash scripts/setup.sh build
say "building"
go build -o "$build/" ./cmd/taizhang ./cmd/taizhangctl

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "starting the window"
    exec "$build/taizhang" -demo "$@"
fi

bash scripts/setup.sh window
say "no display: starting the window on a display without a screen"
display_start
"$build/taizhang" -demo "$@" >"$build/taizhang.log" 2>&1 &
program=$!
display_pids=("$program" "${display_pids[@]}")
window=$(window_of "$program" 容城镇 120) && photograph "$window" "$build/taizhang.png" 60 ||
    { cat "$build/taizhang.log"; die "the window did not come up"; }
say "the window came up; its picture is $build/taizhang.png"
