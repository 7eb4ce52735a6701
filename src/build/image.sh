#!/bin/sh
# Lays the runnable image. Maven calls it at 'package', after it has put all jars into the image's lib folder:
#
#   image.sh <folder of the project> <folder of the image> <modules of the runtime> <train, true or false>
#
# The runtime is made from the JDK that Maven found for compiling.
set -eu

base=$1
image=$2
modules=$3
train=$4
jdk=${TOOLCHAIN_JAVA_HOME:-$MAVEN_JAVA_HOME}
launcher=$base/src/main/launcher
archive=$image/lib/patchidx.jsa

mkdir -p "$image/bin"
cp -p "$launcher/patchidx" "$image/bin/patchidx"
chmod 755 "$image/bin/patchidx"
cp -p "$launcher/logging.properties" "$image/lib/logging.properties"

# The runtime: a JDK cut down to the modules that the program needs. Made anew only for other modules or another JDK.
made_from="$modules
$(cat "$jdk/release")"
if [ "$made_from" != "$(cat "$image/runtime/made-from" 2>/dev/null)" ]; then
    rm -rf "$image/runtime"
    "$jdk/bin/jlink" --add-modules "$modules" --output "$image/runtime" \
        --strip-debug --no-header-files --no-man-pages --compress zip-0
    printf '%s\n' "$made_from" >"$image/runtime/made-from"
fi

# The native code of zstd lies beside its jar. Taken from there at each start, it would be written to a temporary folder,
# which may be one that no code is run from.
zstd=$image/lib/libzstd-jni
machine=$(uname -sm | tr '[:upper:] ' '[:lower:]/' | sed 's|^linux/x86_64$|linux/amd64|; s|arm64|aarch64|')
for jar in "$image"/lib/zstd-jni-*.jar; do
    native=$("$jdk/bin/jar" --list --file "$jar" | grep "^$machine/libzstd-jni" || true)
    if [ -n "$native" ] && [ ! "$zstd" -nt "$jar" ]; then
        work=$(mktemp -d)
        (cd "$work" && "$jdk/bin/jar" --extract --file "$jar" "$native" && cp "$native" "$zstd")
        rm -rf "$work"
    fi
done

# The class archive: what the commands in 'train' load, parsed and linked beforehand.
if [ "$train" != true ]; then
    rm -f "$archive"
    exit
fi
if [ -f "$archive" ]; then
    newer=$(find "$image/bin" "$image/lib" "$image/runtime/made-from" "$launcher/train" -type f -newer "$archive")
    [ -n "$newer" ] || exit 0
fi
rm -f "$archive"
work=$(dirname "$image")/train
rm -rf "$work"
mkdir -p "$work/here"
cd "$work/here"

count=0
while read -r line; do
    case $line in '' | '#'*) continue ;; esac
    count=$((count + 1))
    # What the commands answer, and whether they should, is what the tests are for.
    (
        set -f
        eval "set -- $line"
        echo "\$ patchidx $line"
        PATCHIDX_JAVA_OPTS=-XX:DumpLoadedClassList=../$count.classes "$image/bin/patchidx" "$@"
    ) >>../log 2>&1 </dev/null || echo "ended with status $?" >>../log
done <"$launcher/train"

# Numbers (id:) hold for one run only, and classes from elsewhere (source:) can't be found again. What brings in classes of
# xz stays out: their jar is sealed, and in a copy of the image Java would take those in the archive for another jar's.
cat ../*.classes | sed -e '/^#/d' -e '/ source: /d' -e 's/ id: .*//' |
    grep -v -e 'patchidx/source/Compressions' -e 'compress/compressors/xz/' | awk '!seen[$0]++' >../classes
if ! PATCHIDX_JAVA_OPTS="-Xshare:dump -XX:SharedClassListFile=../classes" "$image/bin/patchidx" >>../log 2>&1; then
    echo "image.sh: no class archive could be made; $work/log tells why" >&2
    exit 1
fi
