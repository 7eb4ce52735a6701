#!/bin/sh
# Reads damaged archives and mails, as many as somebody wants. Maven calls it in the folder of the project:
#
#   fuzz.sh <build folder> <class path of the tests> <how many> <first seed>
#
# Findings are named with their seeds, and what was read then lies in <build folder>/fuzz.
set -eu

work=$1/fuzz
jdk=${TOOLCHAIN_JAVA_HOME:-$MAVEN_JAVA_HOME}

# Mail of any sort must do with little memory. The stack below which a mail was read is shown to its end.
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -Xmx512m -XX:MaxJavaStackTraceDepth=20000 -cp "$2" \
    patchidx.fuzz.FuzzMain "$work" "$3" "$4"
