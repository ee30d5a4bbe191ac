// What the rows of a table say of one key, as a column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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
  [[nodiscard]] const std::vector<KeyCell>& distinct() const { return distinct_; }
  /// Which of the distinct ones a row has.
  [[nodiscard]] std::size_t number(std::size_t row) const { return of_rows_[row]; }
  /// Gives back what only adding needs.
  void complete();

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;

  [[nodiscard]] std::uint32_t& slot_of(const KeyCell& cell, std::size_t hash);
  void widen();

  std::vector<KeyCell> distinct_;
  std::vector<std::uint32_t> of_rows_;
  /// Numbers of the distinct cells by their hashes, in one piece: what is given back at the end leaves no holes between
  /// what stays.
  std::vector<std::uint32_t> slots_;
  std::vector<std::size_t> hashes_;  ///< of the distinct cells that are in slots
};

}  // namespace shibo::engine
