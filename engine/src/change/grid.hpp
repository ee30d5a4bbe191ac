// The figures that may stand in a record where one stands: those with its decimals, or the days.
#pragma once

#include <cstdint>
#include <optional>

#include "record/record.hpp"

namespace shibo::engine {

[[nodiscard]] bool is_figure(const Scalar& value);

/// The figures as steps, counted from 0, which is nothing or 1970-01-01. A step is the minor unit of a currency, a day,
/// the last decimal that is written; of shares at least a hundredth of a percent, of weights a hundredth of the unit.
class Grid {
 public:
  /// Nothing for what is no figure, or one of more digits than are counted here.
  [[nodiscard]] static std::optional<Grid> of(const Scalar& value, const FieldType& field);

  [[nodiscard]] std::int64_t today() const { return today_; }
  /// How far a figure may be from today's, in steps: to what its field allows, else to 0 or a thousand times today's;
  /// of a day twenty years.
  [[nodiscard]] std::int64_t limit(bool up) const { return up ? above_ : below_; }

  [[nodiscard]] Scalar at(std::int64_t step) const;
  /// Whether there are figures between two steps: of weights, and of numbers with decimals.
  [[nodiscard]] bool is_coarse() const;
  /// A billionth above a step, or below it.
  [[nodiscard]] Scalar beside(std::int64_t step, bool above) const;
  /// The step at or below a figure of the same kind; nothing of another.
  [[nodiscard]] std::optional<std::int64_t> below(const Scalar& value) const;

 private:
  [[nodiscard]] Scalar like(const Number& figure) const;
  [[nodiscard]] std::int64_t room(const FieldType& field, bool up) const;

  Scalar like_;
  int places_ = 0;
  std::int64_t today_ = 0;
  std::int64_t below_ = 0;
  std::int64_t above_ = 0;
};

}  // namespace shibo::engine
