#!/usr/bin/env bash
# Lays out all C++ sources by .clang-format. With --check nothing is changed: what would be is said, and the exit code is 1.
# Layout differs between versions of clang-format; what counts is that of Debian 12 (14.0.6).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./setup.sh --format
how=(-i)
[ "${1:-}" != --check ] || how=(--dry-run -Werror)
find dsl engine cli tests fuzz -name '*.cpp' -o -name '*.hpp' | sort | xargs clang-format "${how[@]}"
