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
        go vet -modfile="$build/go.fyne.mod" fyne.io/fyne/v2/internal/painter/cpu fyne.io/fyne/v2/internal/driver/glfw fyne.io/fyne/v2/internal/animation &&
        go test -modfile="$build/go.fyne.mod" fyne.io/fyne/v2/internal/painter/cpu &&
        go build -modfile="$build/go.fyne.mod" -o "$work/taizhang" ./cmd/taizhang
}

# The driver's tests, Fyne's own and ours, in windows of this display; with OpenGL ours hold scenes by both painters
# against each other.
driver_tests() { go test -count=1 -modfile="$build/go.fyne.mod" fyne.io/fyne/v2/internal/driver/glfw; }

# window_picture NAME [VARIABLE=VALUE…]: photographs the demonstration office as started with these variables, and
# closes it. The state of the display that was remembered is left in NAME.json.
window_picture() {
    local name=$1 home=$work/$1.home id pid
    shift
    mkdir -p "$home/.cache"
    env HOME="$home" XDG_CONFIG_HOME="$home/config" FYNE_SCALE=1 "$@" "$work/taizhang" -demo >"$work/$name.log" 2>&1 &
    pid=$!
    id=$(patient_window) || { tail "$work/$name.log"; put_away "$pid"; return 1; }
    # After a restart it is another process than the one that was started.
    pid=$(xdotool getwindowpid "$id")
    display_pids=("$pid" "${display_pids[@]}")
    photograph_and_close "$id" "$pid" "$name" || { put_away "$pid"; return 1; }
    cp "$home/config/fyne/cn.taizhang.desk/display.json" "$work/$name.json" 2>/dev/null || true
}

# patient_window waits longer than the program waits for a driver.
patient_window() {
    local id
    poll 300 visible && id=$(xdotool search --onlyvisible --name "$office") && head -n 1 <<<"$id"
}

visible() { xdotool search --onlyvisible --name "$office" >/dev/null 2>&1; }

photograph_and_close() {
    local id=$1 pid=$2 name=$3
    xdotool mousemove 1365 767
    photograph "$id" "$work/$name.png" 180 1280 700 || return 1
    [ -z "$also" ] || "$also" "$id" "$name" || return 1
    close_window "$id" "$pid" || return 1
    display_pids=("${display_pids[@]:1}")
}

remembered() { grep -q "\"state\": \"$2\"" "$work/$1.json" || { echo "not remembered as $2:"; cat "$work/$1.json"; return 1; }; }

alike() { go run ./scripts/wine/likeness "$work/gl.png" "$work/$1.png"; }

# Something for photograph_and_close to do in between.
also=

# undamaged ID NAME: whatever happens to the window, it looks as in NAME.png again.
undamaged() {
    local id=$1 name=$2 other other_id step
    xdotool mousemove 0 0 # beside it
    display -title cover -geometry 500x300+0+100 xc:red & # another program's window, drawn over this one
    other=$!
    display_pids=("$other" "${display_pids[@]}")
    other_id=$(window_of "$other" "^cover$" 120) || return 1
    for step in {0..20}; do xdotool windowmove "$other_id" $((step * 40)) $((100 + step * 15)); done
    kill "$other"
    display_pids=("${display_pids[@]:1}")
    as_before "$id" "$name" "another window over it" || return 1
    xdotool windowminimize "$id"
    poll 60 hidden || { echo "it can't be minimised"; return 1; }
    xdotool windowmap "$id"
    poll 60 active "$id" || { echo "it does not come back"; return 1; }
    as_before "$id" "$name" "minimising it" || return 1
    xdotool windowsize --sync "$id" 900 600 windowsize --sync "$id" 1100 500
    as_before "$id" "$name" "other sizes" || return 1
    xdotool windowmove "$id" 200 150 # partly off the screen
    xdotool windowmove --sync "$id" 10 30
    as_before "$id" "$name" "moving it off the screen"
}

hidden() { ! visible; }

as_before() {
    local id=$1 name=$2 what=$3 changed=all
    poll 120 looks_again "$id" "$name" || { echo "after $what $changed pixels differ"; return 1; }
}

# looks_again ID NAME: at the size of NAME.png no more points differ from it than those of a caret.
looks_again() {
    import -silent -window "$1" "$work/$2.again.png" 2>/dev/null || return 1
    if [ "$(identify -format '%w %h' "$work/$2.again.png")" != "1280 700" ]; then
        xdotool windowsize "$1" 1280 700
        return 1
    fi
    changed=$(compare -metric AE "$work/$2.png" "$work/$2.again.png" null: 2>&1) || true
    [ "${changed%%[!0-9]*}" ] && [ "${changed%%[!0-9]*}" -lt 500 ]
}

# Windows tells of another scale, and of other looks.
follows_windows() {
    local id=$1
    x86_64-w64-mingw32-gcc -Wall -Wextra -Werror -O2 -o "$work/tell.exe" scripts/wine/tell.c -luser32 || return 1
    in_wine "$work/tell.exe" dpi "$office" 144 20 20 1320 700 || { echo "the scale can't be told"; return 1; }
    # The bar at the top is 44 pixels high at 100 %, with a line below it.
    poll 60 line_at "$id" 66 || { echo "not drawn by another scale"; return 1; }
    in_wine "$work/tell.exe" dpi "$office" 96 10 30 1280 700 || return 1
    poll 60 line_at "$id" 44 || { echo "not drawn by the scale before"; return 1; }
    dark 0 && poll 60 brightness_of "$id" '<' || { echo "not dark when Windows is"; return 1; }
    dark 1 && poll 60 brightness_of "$id" '>' || { echo "not light when Windows is"; return 1; }
}

# line_at ID ROW: a line goes across the window there.
line_at() {
    import -silent -window "$1" "$work/line.png" 2>/dev/null || return 1
    [ "$(convert "$work/line.png" -crop "600x1+300+$2" +repage -format %k info:)" = 1 ] &&
        [ "$(convert "$work/line.png" -crop "1x2+300+$(($2 - 1))" +repage -format %k info:)" = 2 ]
}

light() { in_wine reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize' /v AppsUseLightTheme /t REG_DWORD /d "$1" /f >/dev/null; }

dark() { light "$1" && in_wine "$work/tell.exe" looks; }

brightness_of() {
    import -silent -window "$1" "$work/bright.png" 2>/dev/null || return 1
    convert "$work/bright.png" -colorspace Gray -format '%[fx:mean]' info: | awk -v how="$2" '{ exit !(how == "<" ? $1 < 0.4 : $1 > 0.6) }'
}

both() { undamaged "$@" && follows_windows "$@"; }

same_pictures() {
    window_picture gl && remembered gl gl && window_picture asked TAIZHANG_DISPLAY=cpu && alike asked
}

without_opengl() { also=undamaged window_picture none && remembered none cpu && alike none; }

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
    light 1
    FYNE_SCALE=1 in_wine "$build/windows/taizhang.exe" -demo >"$work/wine.log" 2>&1 &
    id=$(patient_window) || { tail "$work/wine.log"; return 1; }
    pid=$(xdotool getwindowpid "$id")
    display_pids=("$pid" "${display_pids[@]}")
    also=both photograph_and_close "$id" "$pid" wine || { put_away "$pid"; return 1; }
    alike wine
}

bash scripts/setup.sh build window windows wine
rm -rf "$work"
mkdir -p "$work"
stage "the painter compiles into Fyne and passes its tests" compiles_and_passes
[ -x "$work/taizhang" ] || finish_stages # which fails
[ -f "$build/windows/taizhang.exe" ] || bash scripts/windows.sh
display_start
stage "the tests of windows; both painters paint the same scenes" driver_tests
stage "OpenGL and the processor paint the same window" attempts 2 same_pictures
stage "an OpenGL that hangs" attempts 2 hanging_opengl
display_stop
glx=- display_start
stage "the tests of windows without OpenGL" driver_tests
stage "no OpenGL on Linux" attempts 2 without_opengl
stage "no OpenGL under Wine; other scales and colours" attempts 2 without_opengl_in_wine
finish_stages
