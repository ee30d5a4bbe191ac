// Numbers and amounts as the range that they are known to lie in.
//
// Both ends belong to the range. Arithmetic gives the smallest such range that holds every result of
// values from the operands, taken as independent of each other; so a comparison that the whole range
// decides is decided whichever way the unknown turns out.
#pragma once

#include <optional>

#include "value/measure.hpp"
#include "value/number.hpp"
#include "value/truth.hpp"

namespace shibo::engine {

/// Without end where a bound is absent. Invariant: low is not above high.
struct Interval {
  std::optional<Number> low, high;
  Measure unit;            ///< currency or unit; empty: of a number, or of any
  bool undefined = false;  ///< perhaps no number at all (a division by zero): what comes of it is none either
  [[nodiscard]] bool point() const { return low && high && *low == *high; }
  [[nodiscard]] bool zero() const { return point() && low->is_zero(); }
  [[nodiscard]] bool holds_zero() const { return !(low && low->sign() > 0) && !(high && high->sign() < 0); }
};

[[nodiscard]] Interval add(const Interval& a, const Interval& b);
[[nodiscard]] Interval negate(const Interval& a);
[[nodiscard]] Interval multiply(const Interval& a, const Interval& b);
/// Requires: b does not hold zero. The unit is that of a.
[[nodiscard]] Interval divide(const Interval& a, const Interval& b);
/// Perhaps no number.
[[nodiscard]] Interval no_number();
/// All values between those of the two, and theirs. Requires: the units are the same, or one is empty.
[[nodiscard]] Interval hull(const Interval& a, const Interval& b);
/// The least (greatest) of a value from each.
[[nodiscard]] Interval least(const Interval& a, const Interval& b);
[[nodiscard]] Interval greatest(const Interval& a, const Interval& b);
/// In another unit. Requires: factor > 0.
[[nodiscard]] Interval scaled(const Interval& a, const Number& factor, Measure unit);
/// What is still known of an amount when it cannot be put into another unit: its sign.
[[nodiscard]] Interval sign_only(const Interval& a);

/// Results are exact, but not without end: whoever multiplies figures with themselves, over and over,
/// is told so instead of being kept waiting. 2,000 digits above and as many below the line.
[[nodiscard]] bool too_long(const Interval& a);

/// What working with numbers of this length costs, in steps of evaluation: none for those of everyday length.
[[nodiscard]] std::size_t steps_worth(const Interval& a);

}  // namespace shibo::engine
