// From text to syntax tree.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl {

/// The limits that a file must keep. Reaching one is a diagnostic that names it.
struct Limits {
  static constexpr std::size_t kFileBytes = 8u << 20;
  static constexpr std::size_t kNesting = 256;      ///< brackets, blocks, unary signs alike
  static constexpr std::size_t kChainTerms = 4096;  ///< terms in one chain
  static constexpr std::size_t kNameLength = 64;
};

/// A tree of what could be read, and what was wrong with the rest. Declarations that did not parse are left
/// out of the tree, or stand in it without the parts that did not; each has at least one diagnostic.
struct Parsed {
  SyntaxTree tree;
  Diagnostics diagnostics;
  /// Names, and titles of tests, whose declarations have a mistake in them: of their uses nothing more
  /// need be said.
  std::set<std::string> unread;
  /// A `use`, or the name of a declaration, has a mistake in it: what it would have brought is not known.
  bool uses_unread = false;
};

/// Whether the tests of a file are wanted. Nothing rests on them, and they are half of what is written.
enum class Tests : std::uint8_t {
  Read,
  PassOver,  ///< not in the tree, and of a mistake inside of one nothing is said; what has no clear end is read
};

/// Requires: `source` outlives the result.
[[nodiscard]] Parsed parse(const Source& source, Tests tests = Tests::Read);

/// Parses one expression, such as a cell of an annex. Null when there are errors.
struct ParsedExpr {
  ExprPtr expression;
  Diagnostics diagnostics;
};
[[nodiscard]] ParsedExpr parse_expression(const Source& source);

/// Names the first character of a text that is none of ASCII, by its number, since it may look like one that is:
/// ``it holds `С` (U+0421)``. Nothing where all are.
[[nodiscard]] std::optional<std::string> foreign_character_in(std::string_view text);

}  // namespace shibo::dsl
