#!/bin/bash
# manners.sh PROGRAMS WORK DESKTOP [STICK]: what a clerk expects of any program of Windows, of the taizhang.exe in PROGRAMS: the
# system's dialogs, files dropped on the window, a second start that hands over a form, a newer version on a stick.
# DESKTOP is the clerk's, as Windows calls it; STICK, if given, is a folder with a newer release. Called by office.sh, on its display.
source "$(dirname "$0")/../common.sh"
source scripts/display.sh
WINE_HOME=${WINE_HOME:-$build/wine-office}
source scripts/wine/prefix.sh

programs=$1
work=$2/manners
desktop=$3
drive=$wine_home/prefix/drive_c
here=$drive/$(sed 's/^C:.//; s/\\/\//g' <<<"$desktop") # the same folder, as Linux calls it
stick=${4:-}
stop() { rm -f "$wine_home/prefix/dosdevices/u:"; [ -z "${program:-}" ] || put_away "$program" || true; }
trap stop EXIT

fails() { echo "$*"; import -silent -window root "$work/failed.png"; return 1; }
absent() { [ -z "$(xdotool search --onlyvisible --name "$1" 2>&1)" ]; } # a search that fails has a word to say
await() { poll 180 shown "$1" >/dev/null || fails "no window called $1: $(xdotool getwindowname "$window")"; }
# press TITLE KEY…: to the window of that title.
press() { await "$1" && keys "$(shown "$1")" "${@:2}"; }
# ask TITLE KEY: presses the key until the dialog is there: a window that was behind one may not take keys at once.
ask() { poll 180 asking "$@" || fails "no dialog called $1"; }
asking() { press 社区党建台账 "$2" && poll 15 shown "$1" >/dev/null; }
# dismiss TITLE: Esc until that dialog has gone.
dismiss() { poll 180 dismissing "$1" || fails "Esc does not close $1"; }
dismissing() { absent "$1" || { press "$1" Escape && poll 15 absent "$1"; }; }
# answer TITLE TEXT: into the field for the name of a dialog, which has the focus.
answer() { await "$1" && fill "$(shown "$1")" "$2" && press "$1" Return || fails "$1 was not answered"; }
# again ARGUMENT…: a second start, which must hand over and end with 0.
again() { timeout 300 env "${wine_environment[@]}" wine "$programs/taizhang.exe" -demo "$@" || fails "the second start ended with exit code $?"; }
uri() { perl -e 'print "file://" . join("", map { m{[A-Za-z0-9/._-]} ? $_ : sprintf("%%%02X", ord) } split(//, $ARGV[0])), "\n"' "$1"; }

begin() {
    rm -f "$here/名册 一.xlsx"
    mkdir -p "$work" "$here/花 名册"
    cp data/sheet/testdata/cadre_merged_group_column.xlsx "$here/南 门.xlsx"
    cp data/sheet/testdata/cadre_merged_group_column.xlsx data/sheet/testdata/cadre_sheet_per_community.xlsx "$here/花 名册/"
    if [ -n "$stick" ]; then # a drive that Wine, when it starts, takes for a removable one
        ln -sfn "$stick" "$wine_home/prefix/dosdevices/u:"
        in_wine reg add 'HKLM\Software\Wine\Drives' /v u: /t REG_SZ /d floppy /f >/dev/null 2>&1
        wine_stop
    fi
    FYNE_SCALE=1 in_wine "$programs/taizhang.exe" -demo -ledger cadre >"$work/window.log" 2>&1 &
    program=$!
    poll 300 shown '社区干部 .*社区党建台账' >/dev/null || { tail "$work/window.log"; return 1; }
    window=$(shown 社区党建台账)
    press 社区党建台账 F5
}

opens_by_the_systems_dialog() {
    ask 选择要导入的表格 ctrl+i || return
    again -ledger member && await '^党员 .*社区党建台账' || { fails "the window does nothing while a dialog is open"; return; }
    dismiss 选择要导入的表格 || return
    ask 选择要导入的表格 ctrl+i || return
    answer 选择要导入的表格 "$desktop\\南 门.xlsx" && await '导入核对 南 门.xlsx:'
}

saves_by_the_systems_dialog() {
    local file="$here/名册 一.xlsx" before dialog
    again -ledger cadre && await '^社区干部 .*社区党建台账' || return
    ask '^保存到$' ctrl+e || return
    answer '^保存到$' "$desktop\\名册 一" && poll 180 test -s "$file" || { fails "no ending was added: $(ls "$here")"; return; }
    poll 120 absent '^保存到$' || { fails "the dialog stays"; return; }
    poll 120 written "$file" || { fails "the file never ends"; return; }
    before=$(stat -c %Y.%s "$file")
    ask '^保存到$' ctrl+e || return
    dialog=$(shown '^保存到$')
    answer '^保存到$' '名册 一.xlsx' || return # in the same folder as before
    poll 120 asked || { fails "nothing is asked before a file is replaced, or the folder was forgotten"; return; }
    poll 120 refused || { fails "the question stays"; return; }
    dismiss '^保存到$' && [ "$(stat -c %Y.%s "$file")" = "$before" ] || fails "the file was replaced against the clerk's will"
}
# The dialog, and the question of that title. A search fails when a window goes just then.
named() { xdotool search --onlyvisible --name '^保存到$' 2>/dev/null; }
asked() { [ "$(named | wc -l)" -eq 2 ]; }
unasked() { local found; found=$(named) && [ "$found" = "$dialog" ]; }
refused() { unasked || { keys "$(named | grep -vx "$dialog" | head -n 1)" n && poll 10 unasked; }; }
written() { unzip -tq "$1" >/dev/null 2>&1; }

takes_what_is_dropped() {
    gcc -Wall -Wextra -Werror -O2 -o "$work/drop" scripts/wine/drop.c -lX11 || return
    again -ledger cadre && await '^社区干部 ' || return
    "$work/drop" "$window" "$(uri "$here/南 门.xlsx")" && await '导入核对 南 门.xlsx:' || return
    "$work/drop" "$window" "$(uri "$here/南 门.xlsx")" "$(uri "$here/花 名册/cadre_sheet_per_community.xlsx")" && await '导入核对 .*2 个文件' || return
    again -ledger cadre && await '^社区干部 ' || return
    "$work/drop" "$window" "$(uri "$here/花 名册")" && await '导入核对 .*(2 个文件|花 名册)'
}

hands_over_a_form() {
    cp data/filling/testdata/boxes.xlsx "$here/空白 表.xlsx"
    again -page intake && await '^导入核对' && again -fill "$desktop\\空白 表.xlsx" && await '^套表 空白 表.xlsx' && again -page filling && await '^套表'
}

# caret: where an input method is told that text is typed: x, y and the height of the line in $at.
caret() {
    read -r -a at < <(in_wine "$work/caret.exe" GLFW30 2>/dev/null | tr -d '\r')
    [ "${#at[@]}" -eq 3 ]
}

# An editor comes up after its key, and the caret is told after that.
first_cell() { caret && [ $((at[1])) -gt 44 ] && [ "${at[*]}" = "${first[*]:-}" ] || { first=("${at[@]}"); return 1; }; }
further_cell() { caret && [ $((at[0])) -gt $((first[0] + 20)) ] && [ $((at[1])) -gt $((first[1] + 15)) ]; }
search_box() { caret && [ $((at[1])) -lt 44 ] && [ $((at[0])) -gt 176 ]; }

# In the first row of the grid, further right and down, in the search box at the top.
input_methods_at_the_caret() {
    local first=() at=()
    x86_64-w64-mingw32-gcc -Wall -Werror -O2 -municode -o "$work/caret.exe" scripts/wine/caret.c || return
    again -ledger cadre && await '^社区干部 ' && press 社区党建台账 ctrl+Home F2 || return
    poll 60 first_cell || { fails "the caret of a cell is at ${at[*]}"; return; }
    press 社区党建台账 Escape Down Right F2
    poll 60 further_cell || { fails "the caret of another cell is at ${at[*]}, that of the first at ${first[*]}"; return; }
    press 社区党建台账 Escape F3
    poll 60 search_box || { fails "the caret of the search box is at ${at[*]}"; return; }
    echo "first cell ${first[*]}, search box ${at[*]}"
    press 社区党建台账 Escape
}

# Paths of over 300 characters. That Wine allows them proves nothing about Windows, only that nothing of ours cuts them.
goes_far_down() {
    local name=一个名字特别特别长的文件夹用来试试超过二百六十个字符的路径 deep=$here/很长 there
    deep+=$(printf "/$name%d" 1 2 3 4 5 6 7 8 9)
    there="C:$(tr / '\\' <<<"${deep#"$drive"}")"
    mkdir -p "$deep"
    cp "$here/南 门.xlsx" "$deep/"
    down() { in_wine "$programs/taizhangctl.exe" -db "$there\\台账.db" "$@" 2>>"$work/down.log" >&2 || { tail -n 3 "$work/down.log"; fails "$1 at ${#there} characters"; }; }
    down init && down import -accept all "$there\\南 门.xlsx" && down export cadre -o "$there\\出 册.xlsx" && down export cadre -o "$there\\出 册.pdf" &&
        down backup "$there\\备 份" && [ -s "$deep/出 册.pdf" ] && [ -n "$(ls "$deep/备 份")" ] && rm -r "$here/很长"
}

# The offer stands at the head of the window, where it is clicked.
updates_from_a_stick() {
    again -page help && await '^帮助' || return
    press 社区党建台账 ctrl+k
    fill "$window" '从 U 盘更新' && press 社区党建台账 Return || return
    poll 180 offered || { fails "no offer, or the installer was not started"; return; }
    poll 120 declined || fails "the installer stays"
}
# Nothing of the page is where the offer will be, so that a click that comes before it does nothing.
offered() {
    poll 60 active "$window" || return
    # A mouse that is there already is not seen to come.
    xdotool mousemove 700 600 sleep 0.3 mousemove --window "$window" 1296 68 sleep 0.5 click 1
    poll 15 shown "$installer" >/dev/null
}
installer='社区党建台账.*安装'
# Esc, and Enter to the question whether to leave.
declined() {
    absent "$installer" && return
    keys "$(shown "$installer")" Escape
    sleep 1
    xdotool key --clearmodifiers Return
    poll 10 absent "$installer"
}

ends() { close_window "$window" "$program" && program=; }

begin || die "the window did not come up"
stage "opens by the system's dialog" opens_by_the_systems_dialog
stage "saves by the system's dialog" saves_by_the_systems_dialog
stage "takes what is dropped" takes_what_is_dropped
stage "hands over a page" hands_over_a_form
stage "goes far down" goes_far_down
stage "input methods at the caret" input_methods_at_the_caret
[ -z "$stick" ] || stage "updates from a stick" updates_from_a_stick
stage "closes" ends
finish_stages
