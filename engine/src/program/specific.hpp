// Which of two rows of a table says more: what `choose most specific` goes by.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

#include "program/program.hpp"

namespace shibo::engine {

/// Is `a` narrower than `b` (1), wider (-1), or neither (0)? Longer codes are narrower than shorter ones, then a
/// value than a list or range, that than a group, a group than `other`, that than `any`.
[[nodiscard]] int narrower(const TableText::Cell& a, const TableText::Cell& b);

/// All of a cell that `narrower` goes by.
struct Narrowness {
  int rank = 0;
  std::optional<std::size_t> digits = {};  ///< of its shortest code; nothing where it has no codes

  auto operator<=>(const Narrowness&) const = default;
};
[[nodiscard]] Narrowness narrowness(const TableText::Cell& cell);
[[nodiscard]] int narrower(const Narrowness& a, const Narrowness& b);

/// That of each key of a row.
using RowNarrowness = std::vector<Narrowness>;
[[nodiscard]] bool more_specific(const RowNarrowness& a, const RowNarrowness& b);

/// Every key of row `a` is at least as narrow as that of row `b`, and one is narrower.
[[nodiscard]] bool more_specific(const TableText& table, std::size_t a, std::size_t b);

}  // namespace shibo::engine
