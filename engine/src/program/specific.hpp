// Which of two rows of a table says more: what `choose most specific` goes by.
#pragma once

#include "program/program.hpp"

namespace shibo::engine {

/// Is `a` narrower than `b` (1), wider (-1), or neither (0)? Longer codes are narrower than shorter ones, then a
/// value than a list or range, that than a group, a group than `other`, that than `any`.
[[nodiscard]] int narrower(const TableText::Cell& a, const TableText::Cell& b);

/// Every key of `a` is at least as narrow as that of `b`, and one is narrower.
[[nodiscard]] bool more_specific(const TableText::Row& a, const TableText::Row& b);

}  // namespace shibo::engine
