#!/bin/bash
# Makes build/fyne, a copy of the Fyne of go.mod with our painter for the processor in it, build/glfw, a copy of GLFW
# that leaves an input method its keys, and build/go.fyne.mod, which builds against them: go build -modfile=build/go.fyne.mod …
# See docs/decisions/0009-painting-without-opengl.md.
source "$(dirname "$0")/../common.sh"

# The versions that the patches and the files were written for. Others need them looked at again.
fyne_version=v2.8.1
glfw=github.com/go-gl/glfw/v3.4/glfw
glfw_version=v0.1.0-pre.1.0.20260707082822-2a407d02d01a
sources=$root/scripts/fyne

# A copy is made anew only when it would differ: Go compiles again what is newer.
fingerprint() {
    { echo "$fyne_version"; cat "$sources/hooks.patch"; find "$sources/_files" -type f | LC_ALL=C sort | xargs sha256sum; } | sha256sum | cut -d ' ' -f 1
}

# stock prints the folder of Fyne as it is published.
stock() {
    local dir
    dir=$(go list -m -f '{{.Dir}}' fyne.io/fyne/v2)
    [ -n "$dir" ] || { go mod download fyne.io/fyne/v2 && dir=$(go list -m -f '{{.Dir}}' fyne.io/fyne/v2); }
    echo "$dir"
}

# change FOLDER: puts our changes into a copy of Fyne.
change() {
    patch --quiet --fuzz=0 --no-backup-if-mismatch --directory="$1" --strip=1 <"$sources/hooks.patch" ||
        die "scripts/fyne/hooks.patch does not fit Fyne $fyne_version"
    cp -r "$sources/_files/." "$1"
}

make_copy() {
    local new=$build/fyne.new
    rm -rf "$new"
    cp -r --no-preserve=mode "$(stock)" "$new"
    rm -rf "$new/cmd"
    change "$new"
    fingerprint >"$new/.taizhang"
    rm -rf "$build/fyne"
    mv "$new" "$build/fyne"
}

# GLFW reports the keys that an input method of X11 has taken, too: Enter that ends a composition would end the edit of a
# cell, Backspace in one would delete what was there.
copy_glfw() {
    local stock new=$build/glfw.new
    stock=$(go list -m -f '{{.Dir}}' "$glfw")
    [ -n "$stock" ] || { go mod download "$glfw" && stock=$(go list -m -f '{{.Dir}}' "$glfw"); }
    rm -rf "$new"
    cp -r --no-preserve=mode "$stock" "$new"
    patch --quiet --fuzz=0 --directory="$new" --strip=1 <"$sources/glfw.patch" ||
        die "scripts/fyne/glfw.patch does not fit GLFW $glfw_version"
    cp "$sources/glfw.patch" "$new/.taizhang"
    rm -rf "$build/glfw"
    mv "$new" "$build/glfw"
}

write_patch() {
    local out=$build/fyne-cpu-painter.patch
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp -r --no-preserve=mode "$(stock)" "$work/a"
    cp -r "$work/a" "$work/b"
    change "$work/b"
    # It answers 1 if there is a difference.
    (cd "$work" && git diff --no-index --no-prefix --no-color a b >"$out") || [ -s "$out" ] || die "there is nothing to write"
    git -C "$work/a" init --quiet # or git would take the patch for one of this project's
    git -C "$work/a" apply --check "$out" || die "the patch does not fit Fyne $fyne_version"
    echo "$out: $(grep -c '^+[^+]' "$out") lines in $(grep -c '^+++ ' "$out") files"
}

command -v patch >/dev/null || bash scripts/setup.sh windows
actual=$(go list -m -f '{{.Version}}' fyne.io/fyne/v2)
[ "$actual" = "$fyne_version" ] ||
    die "go.mod has Fyne $actual, but scripts/fyne was written for $fyne_version: look at the changes of internal/driver/glfw and internal/painter, then raise fyne_version"
if [ "${1:-}" = --patch ]; then
    write_patch
    exit
fi
[ "$(cat "$build/fyne/.taizhang" 2>/dev/null)" = "$(fingerprint)" ] || make_copy
[ "$(go list -m -f '{{.Version}}' "$glfw")" = "$glfw_version" ] ||
    die "go.mod has another GLFW than $glfw_version, for which scripts/fyne/glfw.patch was written: look at its handling of keys on X11, then raise glfw_version"
cmp -s "$sources/glfw.patch" "$build/glfw/.taizhang" || copy_glfw
cp go.mod "$build/go.fyne.mod"
cp go.sum "$build/go.fyne.sum"
go mod edit -replace=fyne.io/fyne/v2=./build/fyne -replace="$glfw=./build/glfw" "$build/go.fyne.mod"
