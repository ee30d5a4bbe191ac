#!/usr/bin/env bash
# Installs the Debian packages that building and testing need, and nothing when they are there. With --fuzz those
# of the sanitizers and fuzz targets as well, with --format the one that lays out sources, with --analysis those of
# static analysis.
set -euo pipefail
packages=(g++ cmake ninja-build ccache libboost-dev libsqlite3-dev libsqlitecpp-dev libutf8proc-dev zlib1g-dev libcli11-dev nlohmann-json3-dev libtomlplusplus-dev libgtest-dev python3-jsonschema dpkg-dev file)
case ${1:-} in
  --fuzz) packages+=(clang libclang-rt-dev) ;;
  --format) packages=(clang-format) ;;
  --analysis) packages+=(clang-tidy) ;;
esac
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing: ${missing[*]}" >&2
sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
"${sudo[@]}" apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
