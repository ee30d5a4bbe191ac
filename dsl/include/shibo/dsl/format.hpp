// The one way to lay a file out.
#pragma once

#include <string>

#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl {

/// The file as the formatter writes it, comments and blank lines kept. Formatting what it wrote
/// changes nothing, and parsing it gives the same tree.
/// Requires: the tree came from a parse without errors.
[[nodiscard]] std::string format(const SyntaxTree& tree);

/// One expression on one line, for explanations and messages.
[[nodiscard]] std::string format(const Expr& expression);

/// A compact form of the whole tree without positions, for tests: two files with the same dump say
/// the same thing.
[[nodiscard]] std::string dump(const SyntaxTree& tree);
[[nodiscard]] std::string dump(const Expr& expression);

}  // namespace shibo::dsl
