#!/bin/bash
# Tries the painter for the processor: its own tests, then the real window. It must look like the one that OpenGL
# paints, and come by itself where there is no OpenGL, on Linux and under Wine, or an OpenGL that hangs.
source "$(dirname "$0")/../common.sh"
source scripts/display.sh
source scripts/wine/prefix.sh

work=$build/display-smoke
office=容城镇 # the demonstration office, in the window's title
trap 'wine_stop; display_stop' EXIT

compiles_and_passes() {
    bash scripts/fyne/prepare.sh &&
        go vet -modfile="$build/go.fyne.mod" fyne.io/fyne/v2/internal/painter/cpu fyne.io/fyne/v2/internal/driver/glfw &&
        go test -modfile="$build/go.fyne.mod" fyne.io/fyne/v2/internal/painter/cpu &&
        go build -modfile="$build/go.fyne.mod" -o "$work/taizhang" ./cmd/taizhang
}

# window_picture NAME [VARIABLE=VALUE…]: photographs the demonstration office as started with these variables, and
# closes it. The state of the display that was remembered is left in NAME.json.
window_picture() {
    local name=$1 home=$work/$1.home id pid
    shift
    mkdir -p "$home/.cache"
    env HOME="$home" XDG_CONFIG_HOME="$home/config" FYNE_SCALE=1 "$@" "$work/taizhang" -demo >"$work/$name.log" 2>&1 &
    pid=$!
    id=$(patient_window) || { tail "$work/$name.log"; kill "$pid" 2>/dev/null; return 1; }
    # After a restart it is another process than the one that was started.
    pid=$(xdotool getwindowpid "$id")
    display_pids=("$pid" "${display_pids[@]}")
    photograph_and_close "$id" "$pid" "$name" || return 1
    cp "$home/config/fyne/cn.taizhang.desk/display.json" "$work/$name.json" 2>/dev/null || true
}

# patient_window waits longer than the program waits for a driver.
patient_window() {
    local id
    poll 60 visible && id=$(xdotool search --onlyvisible --name "$office") && head -n 1 <<<"$id"
}

visible() { xdotool search --onlyvisible --name "$office" >/dev/null 2>&1; }

photograph_and_close() {
    local id=$1 pid=$2 name=$3
    xdotool mousemove 1365 767
    photograph "$id" "$work/$name.png" 60 1280 700 || return 1
    xdotool windowactivate --sync "$id" key --clearmodifiers alt+F4
    poll 30 ended "$pid" || { echo "the window did not close"; return 1; }
    display_pids=("${display_pids[@]:1}")
}

remembered() { grep -q "\"state\": \"$2\"" "$work/$1.json" || { echo "not remembered as $2:"; cat "$work/$1.json"; return 1; }; }

alike() { go run ./scripts/wine/likeness "$work/gl.png" "$work/$1.png"; }

same_pictures() {
    window_picture gl && remembered gl gl && window_picture asked TAIZHANG_DISPLAY=cpu && alike asked
}

without_opengl() { window_picture none && remembered none cpu && alike none; }

# The library stands in for a driver of which the first call never comes back.
hanging_opengl() {
    mkdir -p "$work/hanging"
    gcc -Wall -Werror -Wno-missing-prototypes -shared -fPIC -o "$work/hanging/libGLX.so.0" scripts/fyne/hanging_glx.c || return 1
    window_picture hanging LD_LIBRARY_PATH="$work/hanging" && remembered hanging cpu && alike hanging
}

without_opengl_in_wine() {
    local id pid
    wine_prepare
    wine_forget
    FYNE_SCALE=1 in_wine "$build/windows/taizhang.exe" -demo >"$work/wine.log" 2>&1 &
    id=$(patient_window) || { tail "$work/wine.log"; return 1; }
    pid=$(xdotool getwindowpid "$id")
    photograph_and_close "$id" "$pid" wine && alike wine
}

bash scripts/setup.sh build window windows wine
rm -rf "$work"
mkdir -p "$work"
stage "the painter compiles into Fyne and passes its tests" compiles_and_passes
[ -x "$work/taizhang" ] || finish_stages # which fails
[ -f "$build/windows/taizhang.exe" ] || bash scripts/windows.sh
display_start
stage "OpenGL and the processor paint the same window" same_pictures
stage "an OpenGL that hangs" hanging_opengl
display_stop
glx=- display_start
stage "no OpenGL on Linux" without_opengl
stage "no OpenGL under Wine" without_opengl_in_wine
finish_stages
