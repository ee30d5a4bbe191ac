// Which rows of a table a key may fit, without trying all of them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "program/stretches.hpp"
#include "value/hs.hpp"

namespace shibo::engine {

struct TableText;

/// Rows by what stands in their cells: codes by heading or chapter; words and truths by themselves; numbers, amounts
/// and days by the stretches of their line. A row whose cell is anything else (`any`, `other`, a group that changes
/// with the day, amounts in another currency than the first row's …) may fit whatever the key is.
class TableIndex {
 public:
  using Rows = std::vector<std::size_t>;

  /// Of all rows that the table has now.
  void build(const TableText& table);

  /// What is known of a key: a code, a word (word_of), or where on the line it is, as regions have it; none of them of
  /// what is not known, or is of another type.
  struct Known {
    const HsCode* code = nullptr;
    std::optional<std::string> word = {};
    std::optional<Stretch> stretch = {};
    Measure currency = {};  ///< of the stretch
  };
  /// Whether where a key is on its line leaves out some rows.
  [[nodiscard]] bool knows_stretches_of(std::size_t key) const;
  /// Rows in order, among which are all that these keys fit or may fit. Requires: one for each key of the table.
  [[nodiscard]] Rows candidates(const std::vector<Known>& keys) const;

 private:
  struct OfKey {
    std::size_t key = 0;
    std::map<HsDigits, Rows> by_prefix;  ///< of two or four digits
    std::map<std::string, Rows> by_word;
    Stretches stretches;
    Measure currency = {};  ///< of the stretches
    Rows open;
  };
  /// Whether the row was put among those that only some keys fit.
  [[nodiscard]] static bool add_row(OfKey& index, const TableText& table, std::size_t row);
  [[nodiscard]] static bool add_stretches(OfKey& index, const TableText& table, std::size_t row);
  /// The lists of rows whose cells are no stretches, among which are the key's candidates.
  [[nodiscard]] static std::vector<const Rows*> lists_of(const OfKey& index, const Known& known);
  /// The key's candidates, with repetitions, in any order; nothing where it is not known, or they are not fewer than
  /// `most`.
  [[nodiscard]] static std::optional<Rows> rows_of(const OfKey& index, const Known& known, std::size_t most);

  std::size_t rows_ = 0;
  std::vector<OfKey> keys_;
};

}  // namespace shibo::engine
