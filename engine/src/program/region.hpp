// The keys that a cell of a table fits, as sets that can be laid side by side: what proves that rows do
// not overlap and that they leave nothing out.
//
// Codes, numbers, amounts and days are spans of one line (a code is the span of all codes that begin with
// it); words are sets of words. Money is a span in its currency, whatever the rate; spans in two currencies may meet,
// and nobody can tell where. What only a record can tell (a fact of the good, a group that changes with the day,
// amounts in several currencies in one cell) is no region.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "program/program.hpp"
#include "program/stretches.hpp"

namespace shibo::engine {

struct Region {
  bool everything = false;
  bool counted = false;  ///< one by one, with nothing between two neighbours (codes, days)
  std::vector<Stretch> line;
  std::set<std::string> words;
  /// Of the amounts on the line; none where the key's type names one, and where all bounds are nothing, which is the
  /// same in any.
  Measure currency = {};

  static Region all();
};

/// The keys that fit a cell; nothing where a record would have to be asked. Of a group that changes with the day, those
/// of this one.
[[nodiscard]] std::optional<Region> region_of(const TableText::Cell& cell, const Type& type,
                                              const std::optional<Date>& day = std::nullopt);

/// All keys that there can be: those of a choice, true and false, or everything.
[[nodiscard]] Region domain_of(const Type& type);

/// The keys that a known value is, and a code can still turn out to be.
[[nodiscard]] std::optional<Region> region_of(const Scalar& value, const Type& type);

/// A text, or a truth, as the word that a set of words has for it; nothing for what is no word.
[[nodiscard]] std::optional<std::string> word_of(const Scalar& value);

/// Neither is in a currency that the other is not in: what they have in common can be told.
[[nodiscard]] bool in_one_currency(const Region& a, const Region& b);

/// May some key be in both? Where they are in one currency: is one?
[[nodiscard]] bool meet(const Region& a, const Region& b);

/// What is in both; nothing where that is no key at all. Of two currencies all that is in the first may be.
[[nodiscard]] std::optional<Region> intersection(const Region& a, const Region& b);

/// The same keys, written the same way.
[[nodiscard]] bool same_region(const Region& a, const Region& b);

/// All keys but these; nothing where words have no end, as texts do, or where nothing is left.
[[nodiscard]] std::optional<Region> complement(const Region& region, const Type& type);

/// A row as the keys that it fits, one region for each key.
using Box = std::vector<Region>;

/// Does every combination of keys from `domain` fit one of the rows? Amounts do at any rate of exchange. False also
/// where that would take too long to show.
[[nodiscard]] bool covered(const Box& domain, const std::vector<Box>& rows);

}  // namespace shibo::engine
