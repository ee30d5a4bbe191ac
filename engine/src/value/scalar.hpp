// A known value of one of the language's types, as a record or a rule holds it.
#pragma once

#include <variant>

#include "value/date.hpp"
#include "value/hs.hpp"
#include "value/measure.hpp"
#include "value/number.hpp"
#include "value/text_value.hpp"

namespace shibo::engine {

/// An amount of one currency (ISO 4217). The one exception is the amount 0 with an empty currency,
/// which is nothing of any currency: the sum of no money.
struct Money {
  [[no_unique_address]] Number amount;  // an amount takes no more room than its number
  Measure currency;

  /// As written: nothing in one currency is not nothing in another.
  friend bool operator==(const Money&, const Money&) = default;
};

/// An amount in one unit, as written. The amount 0 with an empty unit is nothing of any unit.
struct Quantity {
  [[no_unique_address]] Number amount;
  Measure unit;

  /// As written: 1 kg is not 1000 g.
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// Numbers and percentages are both Number (`40%` is 0.4); texts, countries, currencies, instruments
/// and values of choices are all TextValue. The Type beside a Scalar says which it is.
using Scalar = std::variant<bool, Number, Money, Quantity, Date, Time, Duration, Period, HsCode, TextValue>;
static_assert(sizeof(Scalar) <= 24);

}  // namespace shibo::engine
