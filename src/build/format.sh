#!/bin/sh
# Formats the Java sources, or checks that they are formatted. Maven calls it in the folder of the project:
#
#   format.sh <check or write> <build folder> <class path of the formatter>
#
# The formatter reads Java with javac's own parser, so it runs on the JDK that Maven found for compiling, and not inside
# Maven, which may run on an older one.
set -eu

task=$1
work=$2/format
formatter=$3
jdk=${TOOLCHAIN_JAVA_HOME:-$MAVEN_JAVA_HOME}

# Only what has changed since everything was formatted.
mkdir -p "$work"
rm -f "$work/bad"
if [ -f "$work/good" ]; then
    find src -name '*.java' -newer "$work/good" >"$work/files"
else
    find src -name '*.java' >"$work/files"
fi
[ -s "$work/files" ] || exit 0
touch "$work/started"

set --
for package in api code file main parser tree util; do
    set -- "$@" "--add-exports=jdk.compiler/com.sun.tools.javac.$package=ALL-UNNAMED"
done
set -- "$@" -XX:+UseSerialGC -cp "$formatter" com.palantir.javaformat.java.Main --palantir

case $task in
    write)
        "$jdk/bin/java" "$@" --replace "@$work/files"
        ;;
    check)
        # Maven says what to do about it, in the next step; a failure here would bury it under a stack trace.
        if ! "$jdk/bin/java" "$@" --dry-run --set-exit-if-changed "@$work/files"; then
            touch "$work/bad"
            exit 0
        fi
        ;;
esac
mv "$work/started" "$work/good"
