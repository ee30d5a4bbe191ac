#!/usr/bin/env bash
# Compares what the program prints with a file: golden.sh PROGRAM EXPECTED ARGUMENTS…
# With SHIBO_REWRITE=1 the file is written instead, for review.
set -u
program=$1 expected=$2
shift 2
found=$("$program" "$@" 2>&1; echo "exit $?")
if [ "${SHIBO_REWRITE:-}" = 1 ]; then
  printf '%s\n' "$found" >"$expected"
  exit 0
fi
diff -u "$expected" <(printf '%s\n' "$found")
