// Which rows of a table can fit a key together, found without laying every row beside every other.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "program/region.hpp"
#include "program/stretches.hpp"

namespace shibo::engine {

/// Rows by what one key of them fits.
class RowsByKey {
 public:
  /// A row without a region is never found.
  explicit RowsByKey(const std::vector<const Region*>& regions);

  /// Adds the rows that may meet the region, with repetitions, in any order; false once there are more than `most`.
  bool meeting(const Region& region, std::size_t most, std::vector<std::size_t>& rows) const;

 private:
  std::vector<std::size_t> all_, any_;  ///< all rows with a region; those that fit everything
  std::map<std::string, std::vector<std::size_t>> by_word_;
  Stretches spans_;
};

/// For each row of a table those that may fit a key with it: of the one key that leaves fewest.
class Neighbours {
 public:
  /// After so many rows were handed out no more are: a table in which most rows fit most keys is left to the run.
  static constexpr std::size_t kPairsMax = 5'000'000;

  /// Requires: `rows` outlive it; each has as many keys.
  explicit Neighbours(const std::vector<Box>& rows);

  /// In order, without repetitions; among them the row itself.
  [[nodiscard]] std::vector<std::size_t> of(std::size_t row);
  [[nodiscard]] std::size_t pairs() const { return pairs_; }
  /// For some row nothing was handed out.
  [[nodiscard]] bool gave_up() const { return gave_up_; }
  /// The same of keys that are no row's; they are not counted as handed out. Requires: as many keys as a row has.
  [[nodiscard]] std::vector<std::size_t> of(const Box& keys) const;

 private:
  /// Those that meet the keys in the one that leaves fewest, with repetitions; false where that are more than `most`.
  bool meeting(const Box& keys, std::size_t most, std::vector<std::size_t>& rows) const;

  const std::vector<Box>& rows_;
  std::vector<RowsByKey> keys_;
  std::size_t pairs_ = 0;
  bool gave_up_ = false;
};

}  // namespace shibo::engine
