# shellcheck shell=bash
# What whole processes cost: processor seconds, elapsed seconds, peak memory. Source it with $dir a folder for figures.

measure() { # NAME COMMAND…: appends "cpu elapsed kilobytes" to NAME's figures; the output is in $dir/NAME.out
    local name=$1
    shift
    /usr/bin/time -f "%U %S %e %M" -o "$dir/time" "$@" >"$dir/$name.out" 2>&1 || { cat "$dir/$name.out"; return 1; }
    awk '{printf "%.2f %.2f %d\n", $1 + $2, $3, $4}' "$dir/time" >>"$dir/$name.figures"
}

median() { # NAME FIELD: 1 processor, 2 elapsed, 3 memory
    awk -v f="$2" '{print $f}' "$dir/$1.figures" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}

ratio() { # NAME BASE FIELD: how many times as much
    awk -v a="$(median "$1" "$3")" -v b="$(median "$2" "$3")" 'BEGIN {if (b > 0) printf "%.1f", a / b; else printf "-"}'
}

figures() { # BASE NAME…: a line for each, with its ratios to BASE
    local base=$1 name
    printf '%-14s %8s %8s %8s   %s\n' "" "cpu s" "elapsed" "MB" "× $base: cpu, elapsed, MB"
    for name in "$@"; do
        printf '%-14s %8s %8s %8d   %6s %6s %6s\n' "$name" "$(median "$name" 1)" "$(median "$name" 2)" \
            "$(($(median "$name" 3) / 1024))" "$(ratio "$name" "$base" 1)" "$(ratio "$name" "$base" 2)" "$(ratio "$name" "$base" 3)"
    done
}
