#!/bin/bash
# A clerk's life with the program, under Wine: install, hand over a roster, review it, close, upgrade, go back, take
# it away again. The clerk is called 张 三, so that every path has Chinese characters and a blank.
# What is tried is the same installer as the delivered one, not packed. Needs build/windows (make windows).
source "$(dirname "$0")/../common.sh"
source scripts/display.sh
WINE_HOME=$build/wine-office
source scripts/wine/prefix.sh

work=$build/office
roster=cadre_merged_group_column.xlsx # six cadres
old=$(version)
new=99.0.0
clerk='C:\users\张 三'
drive=$wine_home/prefix/drive_c
home="$drive/users/张 三"
programs=$home/AppData/Local/Programs/taizhang
records=$home/AppData/Roaming/taizhang
menu="$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/社区党建台账"
shell='HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders'
uninstall_key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\taizhang'
finished() {
    [ -z "${holding:-}" ] || exec {holding}>&-
    wine_stop
    display_stop
}
trap finished EXIT

fails() { echo "$*"; return 1; }
reg() { in_wine reg "$@" 2>/dev/null; }
setting() { reg add "$1" /v "$2" /t REG_SZ /d "$3" /f >/dev/null; }
# value KEY NAME: its data, without the line end of Windows.
value() { reg query "$1" /v "$2" | sed -n "s/^ *$2 *REG_[A-Z]* *//p" | tr -d '\r'; }
ctl() { in_wine "$programs/taizhangctl.exe" "$@"; }
cadres() { ctl list cadre -json; }
# setup VERSION SWITCH…; what a silent one has to say is left for said.
setup() {
    find "$drive/users" -name taizhang-setup.log -delete
    in_wine "$work/$1/社区党建台账-$1-安装程序.exe" "${@:2}"
}
said() { find "$drive/users" -name taizhang-setup.log -exec iconv -f UTF-16 -t UTF-8 {} +; }

# The clerk's folders: those of the shell, and the variables that programs read.
become_clerk() {
    local name folder
    rm -rf "$home"
    mkdir -p "$home/Desktop" "$menu"
    while read -r name folder; do
        setting "$shell" "${name//_/ }" "$clerk\\$folder"
    done <<'FOLDERS'
AppData AppData\Roaming
Local_AppData AppData\Local
Desktop Desktop
Start_Menu AppData\Roaming\Microsoft\Windows\Start Menu
Programs AppData\Roaming\Microsoft\Windows\Start Menu\Programs
FOLDERS
    setting 'HKCU\Volatile Environment' APPDATA "$clerk\\AppData\\Roaming"
    setting 'HKCU\Volatile Environment' LOCALAPPDATA "$clerk\\AppData\\Local"
    setting 'HKCU\Volatile Environment' USERPROFILE "$clerk"
    # What an earlier run installed and did not take away.
    reg delete "$uninstall_key" /f >/dev/null || true
    reg delete 'HKCU\Software\taizhang' /f >/dev/null || true
}

# The programs of a version to come, whose database has one more table.
newer_programs() {
    local command
    mkdir -p "$work/newer"
    printf 'CREATE TABLE newest (id TEXT);\n' >"$work/newest.sql"
    sed "s/^\( *Version *= *\).*/\1\"$new\"/" FyneApp.toml >"$work/FyneApp.toml"
    printf '{"Replace":{"%s":"%s","%s":"%s"}}' "$root/data/store/migrations/9000_newest.sql" "$work/newest.sql" \
        "$root/FyneApp.toml" "$work/FyneApp.toml" >"$work/overlay.json"
    for command in taizhang taizhangctl; do
        CC=x86_64-w64-mingw32-gcc GOOS=windows GOARCH=amd64 go build -modfile="$build/go.fyne.mod" -overlay "$work/overlay.json" -trimpath \
            -ldflags "-s -w -extldflags=-static $([ $command = taizhangctl ] || echo -H windowsgui)" -o "$work/newer/$command.exe" "./cmd/$command" || return 1
    done
}

installers() {
    bash scripts/fyne/prepare.sh && newer_programs &&
        UNCOMPRESSED=1 bash scripts/installer.sh "$build/windows" "$old" "$work/$old" >/dev/null &&
        UNCOMPRESSED=1 bash scripts/installer.sh "$work/newer" "$new" "$work/$new" >/dev/null
}

installs_silently() {
    local extension
    setup "$old" /S || { fails "exit code $?"; return; }
    for file in "$programs"/{taizhang,taizhangctl,uninstall}.exe "$menu"/{社区党建台账,安全显示模式,卸载}.lnk "$home/Desktop/社区党建台账.lnk"; do
        [ -f "$file" ] || { fails "not there: $file"; return; }
    done
    [ ! -d "$programs/new" ] || { fails "left behind: $programs/new"; return; }
    cmp "$build/windows/taizhang.exe" "$programs/taizhang.exe" || return
    [ "$(value "$uninstall_key" DisplayVersion)" = "$old" ] || { fails "DisplayVersion: $(value "$uninstall_key" DisplayVersion)"; return; }
    [ -n "$(value "$uninstall_key" EstimatedSize)" ] || { fails "no EstimatedSize"; return; }
    for extension in .xlsx .xls .et .csv; do
        reg query "HKCU\\Software\\Classes\\$extension\\OpenWithProgids" /v taizhang.workbook >/dev/null || { fails "not offered for $extension"; return; }
    done
    grep -q taizhang.package <<<"$(reg query 'HKCU\Software\Classes\.tzb' /ve)" || fails "double clicks on our own type"
}

# start ARGUMENT…: starts the installed program; its window is $window.
start() {
    FYNE_SCALE=1 in_wine "$programs/taizhang.exe" "$@" >"$work/window.log" 2>&1 &
    program=$!
    display_pids=("$program" "${display_pids[@]}")
    window=$(window_of "$program" 社区党建台账 300) || { tail "$work/window.log"; return 1; }
    xdotool mousemove 1365 767
    poll 60 active "$window" || fails "the window does not get the focus"
}

close() { close_window "$window" "$program"; }

titled() { grep -q "$1" <<<"$(xdotool getwindowname "$window" 2>/dev/null)"; }
await() { poll 180 titled "$1" || fails "the window is called '$(xdotool getwindowname "$window")', not $1"; }
# press KEY TITLE: until the window is called so: one that has just come up may not take keys.
press() { poll 180 pressed "$@" || fails "after $1 the window is called '$(xdotool getwindowname "$window")', not $2"; }
pressed() { titled "$2" || { keys "$window" "$1" && poll 30 titled "$2"; }; }

# What a double click in the list 打开方式 starts, keys, and the grid.
reviews_a_roster() {
    cp "data/sheet/testdata/$roster" "$home/Desktop/北门 花名册.xlsx"
    start "$clerk\\Desktop\\北门 花名册.xlsx" && await '北门 花名册.xlsx:' || return
    press Return '将新增 6 人' || return # the sheet may be of cadres or of members: the suggestion is right
    press ctrl+Return '^社区干部 6 人' || return
    photograph "$window" "$work/imported.png" 180 && close || return
    [ "$(cadres | grep -c '"kind": *"cadre"')" -eq 6 ] || fails "not six cadres in the records"
}

# The same records in the Linux program: the same text at the same places.
shows_what_linux_shows() { shown_alike || put_away "$program"; }

shown_alike() {
    start -ledger cadre && await '^社区干部 6 人' && photograph "$window" "$work/wine.png" 180 1280 700 && close || return
    mkdir -p "$work/linux"
    cp "$records/taizhang.db" "$work/linux/taizhang.db"
    HOME="$work/linux" XDG_CONFIG_HOME="$work/linux" FYNE_SCALE=1 "$build/taizhang" -db "$work/linux/taizhang.db" -ledger cadre >"$work/linux.log" 2>&1 &
    program=$!
    display_pids=("$program" "${display_pids[@]}")
    window=$(window_of "$program" 社区党建台账 300) || return
    await '^社区干部 6 人' && photograph "$window" "$work/linux.png" 180 1280 700 && close || return
    go run ./scripts/wine/likeness "$work/linux.png" "$work/wine.png"
}

exports() {
    local ending
    for ending in xlsx pdf csv; do
        ctl export cadre -o "$clerk\\Desktop\\干部 名册.$ending" || return
        [ -s "$home/Desktop/干部 名册.$ending" ] || { fails "no $ending"; return; }
    done
    grep -q 社区干部 <<<"$(pdftotext "$home/Desktop/干部 名册.pdf" -)" || fails "the PDF lacks its title"
}

prints_a_page() { bash scripts/wine/print.sh "$programs" "$work"; }

hands_over_to_the_first() {
    local code=0
    start || return
    timeout 300 env "${wine_environment[@]}" wine "$programs/taizhang.exe" "$clerk\\Desktop\\北门 花名册.xlsx" || code=$?
    [ "$code" -eq 0 ] || { fails "the second start ended with exit code $code"; return; }
    await '北门 花名册.xlsx:' && close
}

# The whole office in one file: packed by the window, looked at by a second start, put into a program without records by
# a double click, and in the place of others.
carries_an_office() {
    local name='交接 包.tzb' kept="$records.kept"
    start && press F1 '^帮助' || return # a window that takes keys, and a page where what is pasted does nothing
    poll 300 packs "$clerk\\Desktop\\交接 包" "$home/Desktop/$name" || { fails "nothing was packed: $(ls "$home/Desktop")"; return; }
    opens_in_the_first "$name" '^交接包 .*条记录' || return
    head -c 5000 "$home/Desktop/$name" >"$home/Desktop/半个.tzb"
    opens_in_the_first 半个.tzb '^交接包不能使用' && close || return
    mv "$records" "$kept"
    start "$clerk\\Desktop\\$name" && await '^交接包 .*条记录' && accepts && close || return
    [ "$(cadres | grep -c '"kind": *"cadre"')" -eq 6 ] || { fails "not six cadres in the records that were empty"; return; }
    [ ! -e "$records/备份" ] || { fails "a copy of what was empty"; return; }
    ctl undo >/dev/null && [ "$(cadres | grep -c '"kind": *"cadre"')" -eq 0 ] || { fails "the import was not taken back"; return; }
    start "$clerk\\Desktop\\$name" && await '^交接包 .*条记录' && accepts && close || return
    [ "$(cadres | grep -c '"kind": *"cadre"')" -eq 6 ] || { fails "not six cadres in the place of others"; return; }
    [ "$(find "$records/备份" -name '替换前-*.db' | wc -l)" -eq 1 ] || { fails "no copy of what was replaced"; return; }
    rm -r "$records"
    mv "$kept" "$records"
}

# packs WINDOWS_PATH FILE: the command has no key of its own; it is pasted into the list of commands.
packs() {
    local dialog='^打包到$'
    [ ! -s "$2" ] || return 0
    if ! shown "$dialog" >/dev/null; then
        keys "$window" ctrl+k && fill "$window" 打包 && keys "$window" Return && poll 30 shown "$dialog" >/dev/null || return
    fi
    fill "$(shown "$dialog")" "$1" && keys "$(shown "$dialog")" Return || return
    poll 60 test -s "$2"
}

# opens_in_the_first FILE TITLE: the window does not open it as long as it looks through what it has packed.
opens_in_the_first() { poll 300 opened "$@" || fails "the window is called '$(xdotool getwindowname "$window")', not $2"; }
opened() {
    titled "$2" && return
    timeout 300 env "${wine_environment[@]}" wine "$programs/taizhang.exe" "$clerk\\Desktop\\$1" || fails "the second start ended with exit code $?" || return
    poll 30 titled "$2"
}

# accepts what a package holds.
accepts() { press ctrl+Return '^总览'; }

keeps_to_the_manners() { bash scripts/wine/manners.sh "$programs" "$work" "$clerk\\Desktop" "$work/$new"; }

# hold FILE [readable]: keeps a file of Windows from everybody else until release; see hold.c.
hold() {
    [ -f "$work/hold.exe" ] || x86_64-w64-mingw32-gcc -Wall -Werror -O2 -municode -o "$work/hold.exe" scripts/wine/hold.c || return
    mkfifo "$work/holding"
    in_wine "$work/hold.exe" "$@" <"$work/holding" >"$work/held" 2>/dev/null &
    holder=$!
    exec {holding}>"$work/holding"
    poll 120 grep -q held "$work/held"
}

release() {
    exec {holding}>&-
    holding=
    poll 120 ended "$holder" || fails "the file is still held"
    rm -f "$work/holding"
}

# A workbook that Excel shows is read, and neither written nor lost.
leaves_open_workbooks_alone() {
    local file="$home/Desktop/正开着 的.xlsx" there="$clerk\\Desktop\\正开着 的.xlsx" result=0
    cp "data/sheet/testdata/$roster" "$file"
    cp data/filling/testdata/boxes.xlsx "$work/blank.xlsx"
    hold "$there" readable || { fails "the file could not be held"; return; }
    refuses_to_write export cadre -o "$there" && refuses_to_write fill "$work/blank.xlsx" -kind cadre -o "$there" || result=1
    ctl import "$there" >"$work/open.txt" 2>&1 && grep -q '没有改动' "$work/open.txt" || { echo "it is not read:"; cat "$work/open.txt"; result=1; }
    release || result=1
    cmp "data/sheet/testdata/$roster" "$file" || result=1
    [ -z "$(find "$home/Desktop" -name '.*')" ] || { echo "left behind: $(ls -A "$home/Desktop")"; result=1; }
    rm -f "$file"
    return $result
}

# refuses_to_write COMMAND…: into a file that another program has open.
refuses_to_write() {
    local code=0
    ctl "$@" >"$work/open.txt" 2>&1 || code=$?
    [ "$code" -eq 1 ] && grep -q '正被别的程序(如 Excel、WPS)打开,.*没有写入' "$work/open.txt" || { echo "$1: exit code $code:"; cat "$work/open.txt"; return 1; }
}

# Another program has the records: the command line says so, the window says so, and nothing is upgraded.
tells_of_locked_records() {
    local code=0 result=0
    hold "$clerk\\AppData\\Roaming\\taizhang\\taizhang.db" || { fails "the file could not be held"; return; }
    cadres >"$work/locked.txt" 2>&1 && result=1
    grep -qE '占用|正被|打不开' "$work/locked.txt" || { cat "$work/locked.txt"; result=1; }
    setup "$new" /S || code=$?
    [ "$code" -eq 5 ] || { echo "the installer ended with exit code $code, not 5"; result=1; }
    grep -q '没有备份成功' <<<"$(said)" || { echo "the installer says: $(said)"; result=1; }
    [ "$(value "$uninstall_key" DisplayVersion)" = "$old" ] || { echo "it was upgraded all the same"; result=1; }
    [ ! -d "$programs/new" ] || { echo "left behind: $programs/new"; result=1; }
    release
    return $result
}

# A newer installer on a stick is just run, over the running program.
upgrades_and_keeps_the_records() {
    local before copies=0 code=0
    before=$(cadres)
    cp "$programs/taizhangctl.exe" "$work/older.exe"
    start || return
    setup "$new" /S || { code=$?; said; fails "exit code $code"; return; }
    ended "$program" || { fails "the older program is still running"; return; }
    cmp "$work/newer/taizhang.exe" "$programs/taizhang.exe" || return
    [ "$(value "$uninstall_key" DisplayVersion)" = "$new" ] || { fails "still registered as $(value "$uninstall_key" DisplayVersion)"; return; }
    copies=$(find "$records/备份" -name '升级前-*.db' | wc -l)
    [ "$copies" -eq 1 ] || { fails "$copies copies of the records instead of one"; return; }
    [ "$(cadres)" = "$before" ] || { fails "other records than before"; return; }
    # The newer program has brought the records up to date by now, after another copy; the older one refuses them.
    copies=$(find "$records/备份" -name '升级前-*.db' | wc -l)
    [ "$copies" -eq 2 ] || { fails "$copies copies after the migration instead of two"; return; }
    in_wine "$work/older.exe" list cadre >"$work/older.txt" 2>&1 && { fails "the older program opens newer records"; return; }
    grep -q '更新版本' "$work/older.txt" || { cat "$work/older.txt"; return 1; }
    start -ledger cadre && await '^社区干部 6 人' && close
}

refuses_to_go_back_unless_told() {
    local code=0
    setup "$old" /S || code=$?
    [ "$code" -eq 3 ] || { fails "exit code $code, not 3"; return; }
    grep -q "$new" <<<"$(said)" || { fails "it says: $(said)"; return; }
    cmp "$work/newer/taizhang.exe" "$programs/taizhang.exe" || return
    setup "$old" /S /DOWNGRADE || { fails "exit code $? with /DOWNGRADE"; return; }
    cmp "$build/windows/taizhang.exe" "$programs/taizhang.exe" || return
    setup "$new" /S || fails "upgrading again: exit code $?"
}

# uninstall SWITCH…: it goes on after its first process has ended.
uninstall() {
    in_wine "$programs/uninstall.exe" "$@" || return
    poll 180 gone "$programs" || fails "the programs are still there: $(ls "$programs")"
}

gone() { [ ! -e "$1" ]; }

uninstalls_and_keeps_the_records() {
    local before after
    before=$(sha256sum <"$records/taizhang.db")
    uninstall /S || return
    after=$(sha256sum <"$records/taizhang.db")
    [ "$before" = "$after" ] || { fails "the records are not what they were"; return; }
    poll 120 gone "$menu" || { fails "left in the Start menu"; return; }
    reg query "$uninstall_key" >/dev/null && { fails "still registered"; return; }
    reg query 'HKCU\Software\Classes\.tzb' >/dev/null && { fails "our own type is still there"; return; }
    setup "$new" /S && [ "$(cadres | grep -c '"kind": *"cadre"')" -eq 6 ] || { fails "installed again, the records are not there"; return; }
    uninstall /S /PURGE || return
    poll 120 gone "$records" || fails "/PURGE left the records"
}

# In C:\Program Files, put there by somebody else, nothing can be written.
runs_where_nothing_can_be_written() {
    local folder="$drive/Program Files/社区 台账" before
    mkdir -p "$folder"
    cp "$build/windows/"*.exe "$folder/"
    chmod -R a-w "$folder"
    before=$(ls -lR "$folder")
    in_wine "$folder/taizhangctl.exe" init >/dev/null && in_wine "$folder/taizhangctl.exe" check >/dev/null || { fails "exit code $?"; return; }
    [ "$(ls -lR "$folder")" = "$before" ] || { fails "something was written beside the program"; return; }
    [ -f "$records/taizhang.db" ] || { fails "the records are not in the clerk's folder"; return; }
    chmod -R u+w "$folder"
    rm -r "$folder" "$records"
}

keeps_records_on_the_stick() {
    local stick="$drive/U 盘"
    rm -rf "$stick"
    mkdir -p "$stick"
    unzip -q "$work/$old/社区党建台账-$old-便携版.zip" -d "$stick" || return
    programs="$stick/taizhang-$old" start && close || return
    [ -f "$stick/taizhang-$old/data/taizhang.db" ] || { fails "no records on the stick"; return; }
    [ ! -e "$records" ] || fails "records on the computer"
}

# asks_windows_about FILE: what the program learns of its signature before it takes it for an update.
asks_windows_about() {
    CC=x86_64-w64-mingw32-gcc CXX=x86_64-w64-mingw32-g++ GOOS=windows GOARCH=amd64 \
        go test -c -modfile="$build/go.fyne.mod" -trimpath -o "$work/platform.test.exe" ./app/platform || return
    TAIZHANG_TEST_SIGNED="Z:${1//\//\\}" in_wine "$work/platform.test.exe" -test.run SignatureOf
}

# A certificate of our own stands for a bought one.
signs() {
    local out=$work/signed
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=test" -addext extendedKeyUsage=codeSigning -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null || return
    UNCOMPRESSED=1 CERT=$work/cert.pem KEY=$work/key.pem bash scripts/installer.sh "$build/windows" "$old" "$out" >/dev/null || return
    unzip -qo "$out"/*.zip -d "$out" || return
    in_wine "$out/社区党建台账-$old-安装程序.exe" /S || { fails "exit code $?"; return; }
    for file in "$out"/*.exe "$out"/*/taizhang.exe "$programs"/{taizhangctl,uninstall}.exe; do
        osslsigncode verify -CAfile "$work/cert.pem" -in "$file" >"$work/verify.log" 2>&1 || { tail "$work/verify.log"; fails "not signed: $file"; return; }
    done
    ! osslsigncode verify -CAfile "$work/cert.pem" -in "$build/windows/taizhang.exe" >/dev/null 2>&1 || { fails "what is not signed passes too"; return; }
    asks_windows_about "$out/社区党建台账-$old-安装程序.exe" && uninstall /S /PURGE
}

bash scripts/setup.sh build window windows installer wine paper queue
rm -rf "$work"
mkdir -p "$work"
[ -f "$build/windows/taizhang.exe" ] || bash scripts/windows.sh
[ -f "$build/taizhang" ] || go build -o "$build/" ./cmd/taizhang
wine_prepare
become_clerk
stage "installers of this version and of one to come" installers
[ ${#failed_stages[@]} -eq 0 ] || finish_stages
display_start
stage "installs silently" installs_silently
stage "a roster handed over, reviewed by keys and imported" reviews_a_roster
stage "the grid shows what Linux shows" attempts 2 shows_what_linux_shows
stage "exports" exports
stage "a workbook that is open elsewhere" leaves_open_workbooks_alone
stage "prints a page" prints_a_page
stage "a second start hands over to the first" hands_over_to_the_first
stage "an office in a package" carries_an_office
stage "the manners of Windows: dialogs, drops, input methods, a stick" keeps_to_the_manners
stage "locked records" tells_of_locked_records
stage "upgrade over the running program" upgrades_and_keeps_the_records
stage "an older installer" refuses_to_go_back_unless_told
stage "uninstall" uninstalls_and_keeps_the_records
stage "a folder in which nothing can be written" runs_where_nothing_can_be_written
stage "portable" keeps_records_on_the_stick
stage "signatures" signs
finish_stages
