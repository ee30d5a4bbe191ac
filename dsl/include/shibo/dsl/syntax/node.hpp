// What every node of the tree is made of: words and texts with their places, citations and periods.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shibo/dsl/source.hpp"

namespace shibo::dsl {

struct Spanned {
  Span span;
};

/// A name, label or soft word as written.
struct Word : Spanned {
  std::string text;
};

/// A string literal; `value` has its escapes decoded, the span covers the quotes.
struct Text : Spanned {
  std::string value;
};

/// `cites "A", "B"   unverified "why"   since D   until D`, wherever law may be cited or dated.
struct Attributes {
  std::vector<Text> cites;
  bool unverified = false;
  Span unverified_span;
  std::optional<Text> unverified_why;
  std::optional<Word> since;  ///< the date's text
  std::optional<Word> until;
};

}  // namespace shibo::dsl
