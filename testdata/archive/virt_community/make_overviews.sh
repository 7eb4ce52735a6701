#!/bin/sh
# Collects one day of patches into two overview files.
set -e
day=$1
out=$day/overview_series_$day.md

for f in "$day"/*/series_*.patch; do
	subject=$(grep -m1 -A1 '^Subject: ' "$f" | sed 's/^Subject: //' | grep -v '^Date:' | tr -d '\n')
	author=$(grep -m1 '^From: ' "$f")
	echo "#### $subject" >> "$out"
	echo "##### $author" >> "$out"
	echo '' >> "$out"
	echo '```c' >> "$out"
	line=$(grep -n -m1 -e '--- a' "$f" | cut -d: -f1)
	head -n $((line - 3)) "$f" >> "$out"
	echo '```' >> "$out"
done
