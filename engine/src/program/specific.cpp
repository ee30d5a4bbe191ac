#include "program/specific.hpp"

#include <algorithm>

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;

std::size_t shortest(const Cell& cell) {
  std::size_t digits = HsCode::kDigitsMax;
  for (const auto& item : cell.items) {
    for (const HsRange& range : item.codes) digits = std::min(digits, range.from.size());
  }
  return digits;
}

bool single(const Cell::Item& item) {
  if (!item.codes.empty()) return item.codes.size() == 1 && item.codes.front().from == item.codes.front().to;
  return !item.to;
}

/// How narrow a cell is: a value 4, a list or range 3, a group 2, `other` 1, `any` 0.
int rank(const Cell& cell) {
  if (cell.kind == Cell::Kind::Any) return 0;
  if (cell.kind == Cell::Kind::Other) return 1;
  if (cell.kind == Cell::Kind::Compare || cell.items.size() != 1) return 3;
  if (cell.items.front().group != nullptr) return 2;
  return single(cell.items.front()) ? 4 : 3;
}

bool of_codes(const Cell& cell) {
  return cell.kind == Cell::Kind::Items && !cell.items.empty() && !cell.items.front().codes.empty();
}

}  // namespace

Narrowness narrowness(const Cell& cell) {
  return {rank(cell), of_codes(cell) ? std::optional(shortest(cell)) : std::nullopt};
}

int narrower(const Narrowness& a, const Narrowness& b) {
  const auto sign = [](auto x, auto y) { return x > y ? 1 : x < y ? -1 : 0; };
  const int by_length = a.digits && b.digits ? sign(*a.digits, *b.digits) : 0;
  return by_length != 0 ? by_length : sign(a.rank, b.rank);
}

int narrower(const Cell& a, const Cell& b) { return narrower(narrowness(a), narrowness(b)); }

bool more_specific(const RowNarrowness& a, const RowNarrowness& b) {
  bool once = false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const int n = narrower(a[k], b[k]);
    if (n < 0) return false;
    once = once || n > 0;
  }
  return once;
}

bool more_specific(const TableText& table, std::size_t a, std::size_t b) {
  bool once = false;
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    const int n = narrower(table.cell(a, k), table.cell(b, k));
    if (n < 0) return false;
    once = once || n > 0;
  }
  return once;
}

}  // namespace shibo::engine
