#!/usr/bin/env bash
# The scripts for shells complete every command and option: completion.sh PROGRAM
set -eu
program=$1
source <("$program" completion bash)
complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _shibo; printf '%s ' "${COMPREPLY[@]}"; }
expect() { [ "$1" = "$2" ] || { echo "expected: $2"; echo "found:    $1"; exit 1; }; }
expect "$(complete_words shibo ex)" "explain explain-error "
expect "$(complete_words shibo check --o)" "--only --output "
expect "$(complete_words shibo check --format js)" "json "
expect "$(complete_words shibo check --color a)" "auto always "
expect "$(complete_words shibo test --format j)" "json junit "
expect "$(complete_words shibo fields --format m)" "markdown "
"$program" completion fish | grep -q "__fish_seen_subcommand_from check' -l format -x -a 'human json ndjson csv junit sarif'"
"$program" completion zsh | grep -q '^#compdef shibo'
