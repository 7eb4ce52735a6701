#!/bin/sh
# Measures queries with JMH. Maven calls it in the folder of the project:
#
#   bench.sh <build folder> <class path of the tests> [<regular expression of what to measure>…]
#
# JMH writes code of its own around each benchmark. That is made and compiled here and not among the tests, where the
# compiler lets nothing pass.
set -eu

work=$1/bench
classpath=$2
shift 2
jdk=${TOOLCHAIN_JAVA_HOME:-$MAVEN_JAVA_HOME}

mkdir -p "$work/classes"
"$jdk/bin/javac" -proc:full -processor org.openjdk.jmh.generators.BenchmarkProcessor -nowarn -d "$work/classes" \
    -cp "$classpath" src/test/java/patchidx/bench/*.java
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED "-Dpatchidx.bench=$work" -cp "$work/classes:$classpath" \
    patchidx.bench.QueryBenchmark "$@"
