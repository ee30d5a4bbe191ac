// Which rows of a table a key may fit, without trying all of them.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "program/stretches.hpp"
#include "value/hs.hpp"

namespace shibo::engine {

struct TableText;

/// Rows by what stands in their cells: codes by heading or chapter; words and truths by themselves; numbers, amounts
/// and days by the stretches of their line. A row whose cell is anything else (`any`, `other`, a group, amounts in
/// another currency than the first row's …) may fit whatever the key is.
class TableIndex {
 public:
  using Rows = std::vector<std::size_t>;

  /// Of all rows that the table has now.
  void build(const TableText& table);

  /// What is known of a key: a code, a word (word_of), or where on the line it is, as regions have it; none of them of
  /// what is not known, or is of another type.
  struct Known {
    const HsCode* code = nullptr;
    std::optional<std::string_view> word = {};
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
    std::map<std::string, Rows, std::less<>> by_word;
    Stretches stretches;
    Measure currency = {};  ///< of the stretches
    Rows open;
  };
  /// Where a cell is among what an index knows; nowhere if it may fit whatever the key is.
  struct Spot {
    std::vector<HsDigits> prefixes = {};
    std::vector<std::string> words = {};
    std::vector<Stretch> stretches = {};
    bool open = false;
  };
  /// `currency` is that of the stretches so far.
  [[nodiscard]] static Spot spot_of(const KeyCell& cell, const Type& type, Measure& currency);
  [[nodiscard]] static Spot spot_on_line(const KeyCell& cell, const Type& type, Measure& currency);
  /// The lists that together hold a key's candidates; none where it is not known, or is on a line.
  [[nodiscard]] static std::vector<const Rows*> lists_of(const OfKey& index, const Known& known);
  /// Candidates of one of the keys on a line, with repetitions, in any order; nothing where none has fewer than `most`.
  [[nodiscard]] std::optional<Rows> few_on_line(const std::vector<Known>& keys, std::size_t most) const;

  std::size_t rows_ = 0;
  std::vector<OfKey> keys_;
};

}  // namespace shibo::engine
