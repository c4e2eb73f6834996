#!/bin/bash
# Compares our readers with LibreOffice on the test workbooks of other projects:
#   corpus.sh [FOLDER]        keeps everything in FOLDER, a temporary one without it
#   CORPUS_SOURCES="a b"      takes the workbooks of these source packages instead
# The workbooks come from Debian's source packages, or lie in FOLDER/in/xls and
# FOLDER/in/xlsx already. They belong to others: they stay in FOLDER and are never
# committed. The first run downloads 200 MB and
# takes half an hour on two cores, most of it LibreOffice's; a second run with
# the same FOLDER only compares.
source "$(dirname "$0")/common.sh"

sources=(libapache-poi-java gnumeric libspreadsheet-writeexcel-perl libexcel-writer-xlsx-perl libxlsxwriter
    libspreadsheet-parseexcel-perl libspreadsheet-read-perl python-xlrd openpyxl pandas r-cran-readxl ruby-spreadsheet
    catdoc freexl)
[ -z "${CORPUS_SOURCES:-}" ] || read -ra sources <<<"$CORPUS_SOURCES"

folder=${1:-$(mktemp -d)}
mkdir -p "$folder"/{apt/lists/partial,apt/cache/archives/partial,sources,packages,in/xls,in/xlsx,out/xls,out/xlsx}
folder=$(cd "$folder" && pwd)

# Source packages need lists of their own, which the system may not have.
fetch_sources() {
    local options=(-o "Dir::Etc::sourcelist=$folder/apt/sources.list" -o Dir::Etc::sourceparts=-
        -o "Dir::State::lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache")
    grep -hoE 'https?://[^ ]+/debian/?( |$)' -r /etc/apt/sources.list /etc/apt/sources.list.d | sort -u | head -1 |
        sed "s|\(.*[^ ]\) *|deb-src \1 $(. /etc/os-release && echo "$VERSION_CODENAME") main|" >"$folder/apt/sources.list"
    apt-get "${options[@]}" -q update || return 1
    local name
    for name in "${sources[@]}"; do
        (cd "$folder/sources" && apt-get "${options[@]}" -q source --download-only "$name") ||
            echo "not to be had: $name"
    done
}

# Copies each different workbook under a name of its own.
collect() {
    local archive file kind
    for archive in "$folder"/sources/*.orig*.tar.*; do
        tar -C "$folder/packages" -xf "$archive" --wildcards --ignore-case '*.xls' '*.et' '*.xlsx' '*.xlsm' 2>/dev/null
    done
    find "$folder/packages" -type f -size +0 | sort | while read -r file; do
        case ${file,,} in *.xls | *.et) kind=xls ;; *) kind=xlsx ;; esac
        cp "$file" "$folder/in/$kind/$(md5sum "$file" | cut -c1-8)_$(basename "$file" | tr -c 'A-Za-z0-9._\n-' _)"
    done
    [ -n "$(ls "$folder"/in/xls)" ] || { echo "no workbooks were found"; return 1; }
}

# LibreOffice may crash or hang on a file: what a batch leaves out is tried alone.
convert() {
    local kind=$1 office=(nice soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to xlsx --outdir "$folder/out/$1")
    local waiting=() file
    shopt -s nullglob
    for file in "$folder/in/$kind"/*; do
        [ -e "$folder/out/$kind/$(basename "${file%.*}").xlsx" ] || waiting+=("$file")
    done
    [ ${#waiting[@]} -gt 0 ] || return 0
    printf '%s\0' "${waiting[@]}" | xargs -0 -n 25 timeout -k 10 150 "${office[@]}" >/dev/null 2>&1
    for file in "${waiting[@]}"; do
        [ -e "$folder/out/$kind/$(basename "${file%.*}").xlsx" ] || timeout -k 10 40 "${office[@]}" "$file" >/dev/null 2>&1
    done
    return 0
}

compare() { go run ./data/sheet/internal/corpus "$folder/in/$1" "$folder/out/$1"; }

bash scripts/setup.sh build sheets
if [ -z "$(ls "$folder/in/xls")" ]; then
    stage "source packages" fetch_sources
    stage "collect workbooks" collect
fi
for kind in xls xlsx; do
    stage "convert $kind" convert "$kind"
    stage "compare $kind" compare "$kind"
done
say "everything is in $folder"
finish_stages
