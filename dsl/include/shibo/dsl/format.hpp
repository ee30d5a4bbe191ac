// The one way to lay a file out.
#pragma once

#include <optional>
#include <string>

#include "shibo/dsl/source.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl {

/// The file as the formatter writes it, comments and blank lines kept, and what may be written in any order
/// in the one order of docs/grammar.ebnf. Where the file ends a line before a clause, a field or an entry, the
/// line stays ended; other lines are broken where they would be too long. Formatting what it wrote changes
/// nothing, and parsing it gives the same tree.
/// Requires: the tree came from a parse without errors.
[[nodiscard]] std::string format(const SyntaxTree& tree);

/// The place in `before` of the first thing that the other tree says otherwise or not at all, or of a comment
/// that it lost; none where both say the same. Where something stands, in which order its attributes are
/// written, and parentheses that change nothing are no difference.
[[nodiscard]] std::optional<Span> first_difference(const SyntaxTree& before, const SyntaxTree& after);

/// One expression on one line, for explanations and messages.
[[nodiscard]] std::string format(const Expr& expression);

}  // namespace shibo::dsl
