#!/bin/bash
# print.sh PROGRAMS WORK: the taizhang.exe in PROGRAMS prints a roster of the demonstration office by GDI on a queue of a
# CUPS of our own; what comes out must have as many pages as the PDF of taizhangctl. Called by office.sh, on its display.
source "$(dirname "$0")/../common.sh"
WINE_HOME=${WINE_HOME:-$build/wine-office}
source scripts/display.sh
source scripts/wine/prefix.sh

programs=$1
cups=$2/cups
ppd=/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd # of printer-driver-cups-pdf
stop() {
    [ -z "${program:-}" ] || put_away "$program" || true
    [ -z "${daemon:-}" ] || put_away "$daemon" || true
}
trap stop EXIT

# A queue whose printer is a file, so that nothing lands in anybody's folders.
start_cups() {
    rm -rf "$cups"
    mkdir -p "$cups"/{etc,spool/tmp,cache,run,log}
    cat >"$cups/etc/cups-files.conf" <<FILES
ServerRoot $cups/etc
RequestRoot $cups/spool
TempDir $cups/spool/tmp
CacheDir $cups/cache
StateDir $cups/run
AccessLog $cups/log/access
ErrorLog $cups/log/error
PageLog $cups/log/page
FileDevice Yes
FILES
    cat >"$cups/etc/cupsd.conf" <<DAEMON
Listen $cups/run/cups.sock
Browsing Off
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
DAEMON
    chmod -R a+rwX "$cups/spool" "$cups/cache"
    /usr/sbin/cupsd -f -c "$cups/etc/cupsd.conf" -s "$cups/etc/cups-files.conf" >"$cups/log/out" 2>&1 &
    daemon=$!
    export CUPS_SERVER=$cups/run/cups.sock
    touch "$cups/paper.ps"
    poll 120 has_queue || die "cupsd did not start; see $cups/log"
}

has_queue() { [ -S "$CUPS_SERVER" ] && lpadmin -p Office -E -v "file:$cups/paper.ps" -P "$ppd" 2>/dev/null && lpadmin -d Office; }
titled() { xdotool search --onlyvisible --name "$1" >/dev/null 2>&1; }
printed() { [ -n "$(lpstat -W completed -o 2>/dev/null)" ] && [ -z "$(lpstat -W not-completed -o 2>/dev/null)" ]; }

start_cups
FYNE_SCALE=1 in_wine "$programs/taizhang.exe" -demo -ledger cadre >"$cups/log/window" 2>&1 &
program=$!
poll 300 titled "社区干部 .*社区党建台账" || die "the window did not come up; see $cups/log/window"
window=$(xdotool search --onlyvisible --name 社区党建台账 | head -n 1)
try_preview() { titled 打印预览 || { keys "$window" ctrl+p && poll 20 titled 打印预览; }; }
poll 180 try_preview || die "the preview did not come up"
# The pages are laid out after the page has come up; until then there is nothing to print.
try_printing() { keys "$window" ctrl+p && poll 20 printed; }
poll 240 try_printing || die "nothing was printed; see $cups/log/error"
close_window "$window" "$program"
program=

# By the paths of Linux: cmd and winepath don't write the Chinese in those of Windows.
records=$(find "$wine_home/prefix/drive_c/users" -path '*/taizhang/demo.db' | head -n 1)
in_wine "$programs/taizhangctl.exe" -db "Z:$records" print roster cadre -o "Z:$cups/ours.pdf" || die "taizhangctl.exe did not print"
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dAutoRotatePages=/None -sOutputFile="$cups/paper.pdf" "$cups/paper.ps"
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
[ "$(pages "$cups/paper.pdf")" = "$(pages "$cups/ours.pdf")" ] || die "$(pages "$cups/paper.pdf") pages were printed, want $(pages "$cups/ours.pdf")"
ls -l "$cups"/*.pdf
