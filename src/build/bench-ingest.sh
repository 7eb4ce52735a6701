#!/bin/sh
# Measures ingests as whole processes, each into a new index, and after each of them what Lucene takes to index the same
# terms and nothing else. Maven calls it in the folder of the project:
#
#   bench-ingest.sh <build folder> <class path of the tests> <how often>
#
# PATCHIDX_CORPUS names the archive. Prints seconds, and of an ingest peak memory and the size of the index; needs GNU
# time.
set -eu

build=$1
classpath=$2
rounds=$3
work=$build/bench
jdk=${TOOLCHAIN_JAVA_HOME:-$MAVEN_JAVA_HOME}
corpus=${PATCHIDX_CORPUS:?names no archive of mails to measure with}

alone() {
    "$jdk/bin/java" -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED \
        "-Djava.util.logging.config.file=$build/patchidx/lib/logging.properties" \
        -cp "$classpath" "$@"
}

mkdir -p "$work"
rm -rf "$work/terms"
for _ in $(seq "$rounds"); do
    rm -rf "$work/new" "$work/alone"
    /usr/bin/time -o "$work/time" -f '%e %M' "$build/patchidx/bin/patchidx" ingest --quiet --index "$work/new" "$corpus"
    read -r seconds kib < "$work/time"
    echo "ingest  $seconds s, peak $((kib / 1024)) MiB, index $(du -sm "$work/new" | cut -f1) MiB"
    [ -f "$work/terms" ] || alone -Xmx8g patchidx.bench.LuceneAlone write "$work/new" "$work/terms"
    echo "Lucene  $(alone -Xmx640m patchidx.bench.LuceneAlone index "$work/terms" "$work/alone")"
done
rm -rf "$work/new" "$work/alone" "$work/terms"
