# shellcheck shell=bash
# A display without a screen, and how to tell that a window on it is really drawn.
# Source it after common.sh. Processes started here end with the script.

# The smallest screen that the program is made for.
screen=1366x768x24
display_pids=()

# The display goes last, after what draws on it, and is gone before the script.
display_stop() {
    local pid
    for pid in "${display_pids[@]}"; do
        kill "$pid" 2>/dev/null || continue
        poll 10 ended "$pid" || kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    display_pids=()
}

# Whoever sets another trap calls display_stop in it.
trap display_stop EXIT

# display_start: Xvfb on a free number and openbox on it; sets DISPLAY. With glx=- it has no OpenGL.
# Keys don't repeat by themselves (-r): on a busy machine one that is pressed may be let go late.
display_start() {
    local number
    coproc XVFB { exec Xvfb -displayfd 1 -screen 0 "$screen" -nolisten tcp -r "${glx:-+}extension" GLX 2>"$build/xvfb.log"; }
    display_pids+=("$XVFB_PID")
    # Xvfb writes its number when it is ready for connections.
    IFS= read -r -t 120 number <&"${XVFB[0]}" || die "Xvfb did not start; see $build/xvfb.log"
    export DISPLAY=":$number" LIBGL_ALWAYS_SOFTWARE=1
    unset WAYLAND_DISPLAY
    openbox --sm-disable >"$build/openbox.log" 2>&1 &
    display_pids=("$!" "${display_pids[@]}")
    poll 120 manager_ready || die "openbox did not start; see $build/openbox.log"
}

manager_ready() { xdotool get_num_desktops >/dev/null 2>&1; }

# window_of PID TITLE SECONDS: prints the id of the visible window of that
# title; fails when the process ends or the time is over.
window_of() {
    local pid=$1 title=$2 deadline=$((SECONDS + $3)) id
    while [ "$SECONDS" -lt "$deadline" ]; do
        if id=$(xdotool search --onlyvisible --name "$title" 2>/dev/null) && [ -n "$id" ]; then
            head -n 1 <<<"$id"
            return 0
        fi
        kill -0 "$pid" 2>/dev/null || { echo "the program ended before its window came" >&2; return 1; }
        sleep 0.1
    done
    echo "no window called $title within $3 s" >&2
    return 1
}

# active ID: asks the window manager to give the window the keys, and reports whether it has them.
active() {
    xdotool windowactivate "$1" 2>/dev/null
    [ "$(xdotool getactivewindow 2>/dev/null)" = "$1" ]
}

# keys ID KEY…: pressed once the window has the focus; before, they would go elsewhere.
keys() {
    poll 120 active "$1" || { echo "the window $1 does not get the focus: '$(xdotool getwindowname "$1" 2>&1)'" >&2; return 1; }
    xdotool key --clearmodifiers "${@:2}"
}

# shown TITLE: prints the id of a visible window of that title.
shown() { xdotool search --onlyvisible --name "$1" 2>/dev/null | head -n 1 | grep .; }

# fill ID TEXT: makes the text that of the window's field with the focus. Chinese comes by the clipboard, at which Wine
# looks now and then; what the field holds is fetched from it the same way.
fill() {
    local pause
    for pause in 1 1 2 4 8 16; do
        clip "$2"
        sleep "$pause"
        keys "$1" Home shift+End ctrl+v || return
        sleep "$pause"
        clip none
        keys "$1" Home shift+End ctrl+c || return
        poll "$((pause + 2))" clipped "$2" && return
    done
    echo "the field holds '$(timeout 10 xclip -selection clipboard -o)', not '$2'" >&2
    return 1
}

clip() { printf '%s' "$1" | xclip -selection clipboard -i >/dev/null 2>&1; }
clipped() { [ "$(timeout 10 xclip -selection clipboard -o 2>/dev/null)" = "$1" ]; }

# close_window ID PID: closes a window as a clerk would, and waits for the end of its program. A window that has just
# come up may not take the key.
close_window() { poll 180 closes "$@" || { echo "the window did not close" >&2; return 1; }; }

closes() {
    active "$1" && xdotool key --clearmodifiers alt+F4
    poll 10 ended "$2"
}

# put_away PID: ends a program that has not ended by itself, so that it is in nobody's way. Fails.
put_away() {
    kill "$1" 2>/dev/null
    poll 10 ended "$1" || kill -KILL "$1" 2>/dev/null
    return 1
}

# photograph ID FILE SECONDS [WIDTH HEIGHT]: a picture of the window once it is drawn, which is
# when it has many colours and four pictures in a row differ in a few points at
# most (a blinking cursor): a machine that is busy draws what comes late much later. With a size, only a picture of that size will do: a program
# that is just starting may set another one after us, so it is asked for until it stays.
photograph() {
    local id=$1 file=$2 deadline=$((SECONDS + $3)) width=${4:-} height=${5:-} before=$2.before.png changed same=0
    rm -f "$file" "$before"
    while [ "$SECONDS" -lt "$deadline" ]; do
        if import -silent -window "$id" "$file" 2>/dev/null && [ "$(identify -format %k "$file")" -ge 64 ]; then
            if [ "$width" ] && [ "$(identify -format '%w %h' "$file")" != "$width $height" ]; then
                xdotool windowsize "$id" "$width" "$height"
                rm -f "$before"
                same=0
                sleep 0.3
                continue
            fi
            if [ -f "$before" ]; then
                changed=$(compare -metric AE "$before" "$file" null: 2>&1) || true
                if [ "${changed%%[!0-9]*}" ] && [ "${changed%%[!0-9]*}" -lt 500 ]; then
                    same=$((same + 1))
                else
                    same=0
                fi
                if [ "$same" -ge 3 ]; then
                    rm -f "$before"
                    return 0
                fi
            fi
            cp "$file" "$before"
        fi
        sleep 0.3
    done
    rm -f "$before"
    echo "the window was not drawn${width:+ at $width×$height} within $3 s" >&2
    return 1
}
