#!/bin/sh
# Fuzzes every reader for some seconds each: Fuzz/run.sh SECONDS [NAME…]
# Needs the libFuzzer of the Swift toolchain. What it finds is kept in .build/fuzz/NAME/found;
# a finding becomes a named test.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:?usage: Fuzz/run.sh SECONDS [NAME…]}
shift
[ $# -gt 0 ] || set -- $(cd Fuzz && ls *.swift | sed 's/\.swift$//')
out=$PWD/.build/fuzz
mkdir -p "$out"
# The package manager makes this map for a target in C; here it is made by hand.
printf 'module CText { header "%s/Sources/CText/include/text_blocks.h" export * }\n' "$PWD" \
    >"$out/CText.modulemap"
printf 'module CLinux { header "%s/Sources/CLinux/include/linux_calls.h" export * }\n' "$PWD" \
    >"$out/CLinux.modulemap"
clang -O2 -I Sources/CText/include -c Sources/CText/text_blocks.c -o "$out/text_blocks.o"
clang -O2 -I Sources/CLinux/include -c Sources/CLinux/linux_calls.c -o "$out/linux_calls.o"
flags="-O -wmo -parse-as-library -swift-version 6 -sanitize=fuzzer,address -I $out
    -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature ExistentialAny
    -enable-upcoming-feature MemberImportVisibility -enable-testing
    -enable-upcoming-feature NonisolatedNonsendingByDefault
    -Xcc -fmodule-map-file=$PWD/Sources/CCrypto/module.modulemap
    -Xcc -fmodule-map-file=$PWD/Sources/CYAML/module.modulemap
    -Xcc -fmodule-map-file=$PWD/Sources/CSSH2/module.modulemap
    -Xcc -fmodule-map-file=$out/CText.modulemap
    -Xcc -fmodule-map-file=$out/CLinux.modulemap"
library() {
    swiftc $flags -module-name "$1" -emit-module -emit-module-path "$out/$1.swiftmodule" \
        -emit-object -o "$out/$1.o" $(find "Sources/$1" -name '*.swift')
}
libraries="Vocabulary Formats Policies Places Distance"
objects="$out/text_blocks.o $out/linux_calls.o"
for name in $libraries; do
    library "$name"
    objects="$objects $out/$name.o"
done
# A crash must end the process: the backtracer would keep it alive.
export SWIFT_BACKTRACE=enable=no
failed=0
for name in "$@"; do
    mkdir -p "$out/$name/corpus" "$out/$name/found"
    swiftc $flags -module-name "Fuzz$name" "Fuzz/$name.swift" $objects \
        -lyaml -lcrypto -lssh2 -lm -o "$out/$name/fuzz" \
        2>"$out/$name/link" || { cat "$out/$name/link"; exit 1; }
    find Fixtures/compose -type f -exec cp {} "$out/$name/corpus" \;
    echo "fuzz: $name for $seconds s"
    "$out/$name/fuzz" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=4096 \
        -verbosity=0 -print_final_stats=1 -artifact_prefix="$out/$name/found/" \
        "$out/$name/corpus" 2>"$out/$name/log" || {
        failed=1
        tail -n 30 "$out/$name/log"
    }
    grep number_of_executed_units "$out/$name/log" || true
done
exit $failed
