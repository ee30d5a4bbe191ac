// What the law says: scopes, definitions, rules, decisions, conversions and gaps.
#pragma once

#include <optional>
#include <vector>

#include "shibo/dsl/syntax/world.hpp"

namespace shibo::dsl {

/// `except V when C cites "…" overriding "Art. 3.11(1)" { except … }`. In a rule the value is null.
struct Exception : Spanned {
  ExprPtr value;
  ExprPtr condition;
  Attributes attributes;
  std::vector<Text> overriding;
  std::vector<Exception> nested;
};

struct ScopeDecl : Spanned {
  Head head;  ///< no name; its span is the word `scope`
  ExprPtr condition;
};

struct DefineDecl : Spanned {  ///< a `define` (with a type) or a `condition`
  bool is_condition = false;
  Head head;
  ExprPtr value;
  std::vector<Exception> exceptions;
};

struct RuleDecl : Spanned {
  Head head;
  ExprPtr when;                       ///< null when not written
  std::vector<Exception> exceptions;  ///< `except when C cites …`
  bool recommends = false;
  Span force_span;
  ExprPtr requirement;  ///< null for a `recommend` with `advise` alone
  std::optional<Text> advise;
};

struct Outcome : Spanned {
  Word name;
  ExprPtr condition;  ///< null: `otherwise`
  Attributes attributes;
  std::vector<Word> with;  ///< figures given along
};
struct DecisionDecl : Spanned {
  Head head;
  std::vector<Word> answers;  ///< `answers trade.preference`; empty when not written
  ExprPtr asked_when;
  ExprPtr when;
  std::vector<Outcome> outcomes;
};

/// `convert money by customs_rates on declaration_date cites "…"`.
struct ConvertDecl : Spanned {
  Word rates;
  std::vector<Word> on;
  Attributes attributes;
};

struct GapDecl : Spanned {  ///< `not encoded "…" cites "…" touches A, B when C`
  Text what;
  Attributes attributes;
  std::vector<Word> touches;
  ExprPtr when;
};

}  // namespace shibo::dsl
