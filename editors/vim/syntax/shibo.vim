" Colours for the rules of Shibo. The lists of words are compared with the reader's own by a test
" (tests/cli/editor_words.sh), and each stands on one line.
if exists("b:current_syntax")
  finish
endif

syntax case match

" Reserved words: dsl/src/token.cpp
syntax keyword shiboReserved all and any at every except false for given in is missing not of or otherwise satisfies some true when where

" What begins a declaration: dsl/src/grammar/words.cpp
syntax match shiboDeclaration "^\%(package\|use\|not\ze\s\+encoded\|record\|choice\|extend\|unit\|instrument\|group\|parameter\|fact\|needs\|question\|reading\|scope\|define\|condition\|rule\|decision\|table\|convert\|rates\|mapping\|series\|test\)\>"

syntax keyword shiboClause require recommend advise expect given rows match gives choose load cites unverified since until asked answers with touches overriding
" What is counted between two days: the units are those of dsl/src/grammar/words.cpp
syntax match shiboClause "\<\%(whole\|begun\)\s\+\%(seconds\|minutes\|hours\|days\|weeks\|months\|years\)\ze\s\+from\>"
syntax match shiboComment "#.*$" contains=@Spell
syntax region shiboString start=+"+ skip=+\\.+ end=+"+ oneline contains=@Spell
syntax match shiboNumber "\<\d[0-9_]*\%(\.\d\+\)\=[%‰]\="
syntax match shiboDate "\<\d\{4}-\d\d-\d\d\>"
syntax match shiboCode "\<\d\{4}\.\d\d\%(\.\d\+\)*\>"
syntax match shiboMoney "\<\u\{3}\ze \d"

highlight default link shiboReserved Operator
highlight default link shiboDeclaration Statement
highlight default link shiboClause Keyword
highlight default link shiboComment Comment
highlight default link shiboString String
highlight default link shiboNumber Number
highlight default link shiboDate Number
highlight default link shiboCode Constant
highlight default link shiboMoney Type

let b:current_syntax = "shibo"
