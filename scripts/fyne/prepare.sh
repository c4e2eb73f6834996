#!/bin/bash
# Makes build/fyne, a copy of the Fyne of go.mod with our painter for the processor in it, and build/go.fyne.mod,
# which builds against that copy: go build -modfile=build/go.fyne.mod …
# See docs/decisions/0009-painting-without-opengl.md.
source "$(dirname "$0")/../common.sh"

# The version that the patch and the files were written for. Another one needs them looked at again.
fyne_version=v2.8.1
sources=$root/scripts/fyne

# A copy is made anew only when it would differ: Go compiles again what is newer.
fingerprint() {
    { echo "$fyne_version"; cat "$sources/hooks.patch"; find "$sources/_files" -type f | LC_ALL=C sort | xargs sha256sum; } | sha256sum | cut -d ' ' -f 1
}

make_copy() {
    local stock new=$build/fyne.new
    stock=$(go list -m -f '{{.Dir}}' fyne.io/fyne/v2)
    [ -n "$stock" ] || { go mod download fyne.io/fyne/v2 && stock=$(go list -m -f '{{.Dir}}' fyne.io/fyne/v2); }
    rm -rf "$new"
    cp -r --no-preserve=mode "$stock" "$new"
    rm -rf "$new/cmd"
    patch --quiet --fuzz=0 --directory="$new" --strip=1 <"$sources/hooks.patch" ||
        die "scripts/fyne/hooks.patch does not fit Fyne $fyne_version"
    cp -r "$sources/_files/." "$new"
    fingerprint >"$new/.taizhang"
    rm -rf "$build/fyne"
    mv "$new" "$build/fyne"
}

command -v patch >/dev/null || bash scripts/setup.sh windows
actual=$(go list -m -f '{{.Version}}' fyne.io/fyne/v2)
[ "$actual" = "$fyne_version" ] ||
    die "go.mod has Fyne $actual, but scripts/fyne was written for $fyne_version: look at the changes of internal/driver/glfw and internal/painter, then raise fyne_version"
[ "$(cat "$build/fyne/.taizhang" 2>/dev/null)" = "$(fingerprint)" ] || make_copy
cp go.mod "$build/go.fyne.mod"
cp go.sum "$build/go.fyne.sum"
go mod edit -replace=fyne.io/fyne/v2=./build/fyne "$build/go.fyne.mod"
