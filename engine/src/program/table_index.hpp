// Which rows of a table a key may fit, without trying all of them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "value/hs.hpp"

namespace shibo::engine {

struct TableText;

/// Rows by what stands in their cells: codes by heading or chapter; words and truths by themselves. A row whose cell is
/// anything else (`any`, a group, a comparison …) may fit whatever the key is.
class TableIndex {
 public:
  using Rows = std::vector<std::size_t>;

  /// Of all rows that the table has now.
  void build(const TableText& table);

  /// What is known of a key: a code, or a word (word_of); neither of what is not known, or is of another type.
  struct Known {
    const HsCode* code = nullptr;
    std::optional<std::string> word = {};
  };
  /// Rows in order, among which are all that these keys fit or may fit. Requires: one for each key of the table.
  [[nodiscard]] Rows candidates(const std::vector<Known>& keys) const;

 private:
  struct OfKey {
    std::size_t key = 0;
    std::map<HsDigits, Rows> by_prefix;  ///< of two or four digits
    std::map<std::string, Rows> by_word;
    Rows open;
  };
  /// The lists that together hold a key's candidates; none where it is not known.
  [[nodiscard]] static std::vector<const Rows*> lists_of(const OfKey& index, const Known& known);

  std::size_t rows_ = 0;
  std::vector<OfKey> keys_;
};

}  // namespace shibo::engine
