// What the rows of a table say of one key, as a column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

#include "shibo/dsl/syntax.hpp"
#include "value/hs.hpp"
#include "value/scalar.hpp"

namespace shibo::engine {

struct Named;
struct Node;

/// Which keys a row fits.
struct KeyCell {
  enum class Kind : std::uint8_t { Any, Other, Compare, Items };
  struct Item {
    std::optional<Scalar> value;
    std::optional<Scalar> to;
    std::vector<HsRange> codes;
    const Named* group = nullptr;
    const Node* goods = nullptr;  ///< a kind

    friend bool operator==(const Item&, const Item&) = default;
  };
  Kind kind = Kind::Any;
  dsl::Comparison::Op op = dsl::Comparison::Op::Less;
  std::vector<Item> items;

  friend bool operator==(const KeyCell&, const KeyCell&) = default;
};

/// The cells under one key, row after row. Of a tariff of 100,000 rows most say a country or a chapter that others say:
/// what is said again takes a number.
class KeyCells {
 public:
  void add(KeyCell cell);
  /// Of a row; rows count from 0.
  [[nodiscard]] const KeyCell& operator[](std::size_t row) const { return distinct_[of_rows_[row]]; }
  /// Each that some row has, once.
  [[nodiscard]] const std::deque<KeyCell>& distinct() const { return distinct_; }
  /// Which of the distinct ones a row has.
  [[nodiscard]] std::size_t number(std::size_t row) const { return of_rows_[row]; }
  /// Gives back what only adding needs.
  void complete();

 private:
  std::deque<KeyCell> distinct_;
  std::vector<std::uint32_t> of_rows_;
  std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;
};

}  // namespace shibo::engine
