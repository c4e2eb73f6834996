#!/bin/bash
# The bare reading of every cell of a workbook by this program, by excelize, and by what other languages have where it
# can be had: SheetJS (npm), openpyxl and xlrd (Debian). The same workbooks for all: ROWS × 25 cells of xlsx, and OLDROWS
# × 25 of xls, which LibreOffice makes of xlsx. Processor seconds, elapsed seconds and peak memory of whole processes,
# medians of RUNS times in turn, and how many times ours they are. All must find the same number of cells.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${RUNS:-3}
rows=${ROWS:-100000}
old=${OLDROWS:-65000}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
source scripts/measure.sh
export GOFLAGS="-tags=migrated_fynedo -buildvcs=false"
npm_dir=$PWD/build/peers
python=/usr/bin/python3

go test -c -o "$dir/sheet.test" ./data/sheet
go run ./bench/gen -n "$rows" -o "$dir"
mkdir "$dir/old"
go run ./bench/gen -n "$old" -o "$dir/old"

# has PEER: says so if a peer can't be had.
has() {
    case $1 in
    sheetjs)
        command -v npm >/dev/null && mkdir -p "$npm_dir" &&
            { [ -d "$npm_dir/node_modules/xlsx" ] || npm install --prefix "$npm_dir" --no-audit --no-fund --silent xlsx >/dev/null 2>&1; } ;;
    openpyxl | xlrd) "$python" -c "import $1" 2>/dev/null ;;
    *) true ;;
    esac || { echo "$1: can't be had here"; return 1; }
}

# reads READER FILE NAME: measures the reading of a file.
reads() {
    case $1 in
    ours | excelize) measure "$3" env TAIZHANG_READ_FILE="$2" TAIZHANG_READER="$1" "$dir/sheet.test" -test.run '^TestReadChild$' -test.v ;;
    sheetjs) measure "$3" env NODE_PATH="$npm_dir/node_modules" node --max-old-space-size=4096 bench/peers/sheetjs.js "$2" ;;
    openpyxl | xlrd) measure "$3" "$python" "bench/peers/$1_cells.py" "$2" ;;
    esac
}

cells() { grep -o 'cells: [0-9]*' "$dir/$1.out"; }

# compare FILE WHAT READER…: the first reader is ours.
compare() {
    local file=$1 what=$2 reader names=()
    shift 2
    echo "$what"
    for reader in "$@"; do
        if ! has "$reader"; then continue; fi
        for _ in $(seq "$runs"); do reads "$reader" "$file" "$reader"; done
        [ "$(cells "$reader")" = "$(cells "$1")" ] || echo "$reader found $(cells "$reader"), $1 $(cells "$1")"
        names+=("$reader")
    done
    figures "${names[@]}"
    rm -f "$dir"/*.figures
}

compare "$dir/members.xlsx" "xlsx, $rows × 25:" ours excelize sheetjs openpyxl
if command -v soffice >/dev/null; then
    soffice -env:UserInstallation="file://$dir/lo" --headless --convert-to xls --outdir "$dir/old" "$dir/old/members.xlsx" >/dev/null 2>&1
    compare "$dir/old/members.xls" "xls, $old × 25:" ours sheetjs xlrd
    compare "$dir/old/members.xlsx" "the same rows as xlsx:" ours
else
    echo "xls: LibreOffice, which makes the workbook, can't be had here"
fi
