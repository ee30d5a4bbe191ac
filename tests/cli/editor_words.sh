#!/usr/bin/env bash
# The words that editors and the grammar's page name are those that the reader knows.
set -eu
words() { sed -n "/$1 = {/,/};/p" "$2" | grep -o '"[a-z]*"' | tr -d '"' | sort; }
same() { diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") >&2 || { echo "$1 is out of date (left: the reader's words)" >&2; exit 1; }; }
reserved=$(words kReserved dsl/src/token.cpp)
declarations=$(words kDeclarations dsl/src/grammar/words.cpp)
[ -n "$reserved" ] && [ -n "$declarations" ]
vim=editors/vim/syntax/shibo.vim
same "$vim" "$reserved" "$(sed -n 's/^syntax keyword shiboReserved //p' "$vim" | tr ' ' '\n' | sort)"
same "$vim" "$declarations" \
  "$(sed -n 's/^syntax match shiboDeclaration .*encoded\\|\(.*\)\\)\\>"$/\1/p' "$vim" | sed 's/\\|/\n/g' | sort)"
units=$(words kCountedUnits dsl/src/grammar/words.cpp)
[ -n "$units" ]
same "$vim" "$units" "$(sed -n 's/^syntax match shiboClause .*begun\\)\\s\\+\\%(\(.*\)\\)\\ze.*from\\>"$/\1/p' "$vim" | sed 's/\\|/\n/g' | sort)"
same docs/grammar.ebnf "$units" "$(sed -n "s/^time_unit *= //p" docs/grammar.ebnf | grep -o "'[a-z]*'" | tr -d "'" | sort)"
same docs/grammar.ebnf "$reserved" \
  "$(sed -n '/stay countries:/,/A reserved word may/p' docs/grammar.ebnf | sed '1d;$d' | tr -s ' ' '\n' | grep . | sort)"
