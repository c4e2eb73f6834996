#!/bin/sh
# Makes assets/fonts/*.zst again from their sources. Builds don't need it: its results are committed.
# Needs Debian's npm, fonts-hanazono, python3-fonttools, unicode-data and zstd; about 4 minutes.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for face in sans serif; do
	archive=$(cd "$work" && npm pack --silent "@expo-google-fonts/noto-$face-sc@0.4.3")
	mkdir "$work/noto-$face-sc"
	tar -xf "$work/$archive" -C "$work/noto-$face-sc" --strip-components=1
done
# fonts-hanazono 20170904-2.1, unicode-data 15.0.0-1
cp /usr/share/fonts/truetype/hanazono/HanaMinB.ttf "$work/"
cp /usr/share/unicode/Unihan_OtherMappings.txt.bz2 "$work/"

mkdir "$work/out"
/usr/bin/python3 scripts/fonts.py "$work" "$work/out"
cp "$work"/out/*.zst assets/fonts/
cp "$work/noto-sans-sc/LICENSE_FONT" assets/fonts/OFL-NotoSansSC.txt
cp "$work/noto-serif-sc/LICENSE_FONT" assets/fonts/OFL-NotoSerifSC.txt
