// Parts that may be written in any order, and where each stands once they are in the one order of
// docs/grammar.ebnf.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "shibo/dsl/syntax.hpp"
#include "tokens.hpp"

namespace shibo::dsl::layout {

/// A part, from its first token to its last; of two in one place the lower rank is written first.
struct Part {
  Span span;
  int rank = 0;
  bool clause = false;  ///< may stand on a line of its own
};
/// Parts that stand one after the other and may be in any order, as the file has them.
using Parts = std::vector<Part>;

/// The parts of a table's body, as the file has them.
[[nodiscard]] Parts table_parts(Span table, const Tokens& tokens);

/// Parts within parts come in an earlier list. Lists of one part are left out.
struct Movable {
  std::vector<Parts> values;      ///< periods of a choice's values
  std::vector<Parts> attributes;  ///< titles, citations, periods, and what stands among them
  std::vector<Parts> tables;      ///< parts of a table
};
[[nodiscard]] Movable movable_parts(const SyntaxTree& tree, const Tokens& tokens);

/// Where each place of a file stands once all parts are in order. A comment goes with what it stands by:
/// one on a line of its own with the part after it, one at the end of a line with the last part of that line.
class Order {
 public:
  Order(const SyntaxTree& tree, const Tokens& tokens);

  /// Places are compared and nothing more; what does not move keeps its own.
  [[nodiscard]] std::uint32_t place(std::uint32_t offset) const;
  /// Whether the part at the offset begins a line, if it moves: of the parts that share a line, the first still does.
  [[nodiscard]] std::optional<bool> begins_line(std::uint32_t offset) const;

 private:
  struct Move {
    Span from;
    std::uint32_t to = 0;
  };
  using Moves = std::vector<Move>;

  void put_in_order(const Parts& parts, const SyntaxTree& tree, const Tokens& tokens, Moves& moves);

  std::vector<Moves> levels_;  ///< inner parts first
  std::map<std::uint32_t, bool> begins_line_;
};

}  // namespace shibo::dsl::layout
