#include "change/grid.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "value/currency.hpp"

namespace shibo::engine {

namespace {

constexpr std::int64_t kTimesToday = 1'000;
constexpr std::int64_t kDaysAway = 20 * 366;
constexpr int kPlacesMax = 9;

/// Null of what has none.
const Number* number_in(const Scalar& value) {
  if (const auto* number = std::get_if<Number>(&value)) return number;
  if (const auto* money = std::get_if<Money>(&value)) return &money->amount;
  if (const auto* quantity = std::get_if<Quantity>(&value)) return &quantity->amount;
  return nullptr;
}

Number power(int places) {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

/// Those that it is written with, and no fewer than are usual for such figures.
int places_of(const Scalar& value, TypeKind kind) {
  int places = 0;
  while (places < kPlacesMax && !(*number_in(value) * power(places)).is_integer()) ++places;
  if (const auto* money = std::get_if<Money>(&value)) {
    const Currency* currency = find_currency(money->currency.name());
    return std::max<int>(places, currency != nullptr ? currency->minor_digits.value_or(2) : 2);
  }
  if (kind == TypeKind::Percent) return std::max(places, 4);
  if (kind == TypeKind::Quantity) return std::max(places, 2);
  return places;
}

/// Nothing of another currency or unit is nothing of this one.
bool is_of_another(const Measure& a, const Measure& b) { return !a.empty() && a != b; }

}  // namespace

bool is_figure(const Scalar& value) { return std::holds_alternative<Date>(value) || number_in(value) != nullptr; }

std::optional<Grid> Grid::of(const Scalar& value, const FieldType& field) {
  Grid grid;
  grid.like_ = value;
  if (const auto* day = std::get_if<Date>(&value)) {
    grid.today_ = day->days;
  } else {
    const Number* figure = number_in(value);
    if (figure == nullptr || !figure->is_decimal()) return std::nullopt;
    grid.places_ = places_of(value, field.type.kind);
    const auto steps = (*figure * power(grid.places_)).to_int64();
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / (4 * kTimesToday);
    if (!steps || *steps > kMost || *steps < -kMost) return std::nullopt;
    grid.today_ = *steps;
  }
  grid.below_ = grid.room(field, false);
  grid.above_ = grid.room(field, true);
  return grid;
}

std::int64_t Grid::room(const FieldType& field, bool up) const {
  const std::optional<Scalar>& bound = up ? field.at_most : field.at_least;
  if (const auto to_bound = bound ? below(*bound) : std::nullopt) return std::abs(*to_bound - today_);
  if (std::holds_alternative<Date>(like_)) return kDaysAway;
  const std::int64_t size = std::abs(today_);
  if (!up) return today_ > 0 ? size : size * kTimesToday;
  return std::max<std::int64_t>(size, 1) * kTimesToday;
}

Scalar Grid::like(const Number& figure) const {
  if (const auto* money = std::get_if<Money>(&like_)) return Money{figure, money->currency};
  if (const auto* quantity = std::get_if<Quantity>(&like_)) return Quantity{figure, quantity->unit};
  return figure;
}

Scalar Grid::at(std::int64_t step) const {
  if (std::holds_alternative<Date>(like_)) return Date{static_cast<std::int32_t>(step)};
  return like(Number::decimal(Integer(step), places_));
}

bool Grid::is_coarse() const {
  if (std::holds_alternative<Number>(like_)) return places_ > 0;
  return std::holds_alternative<Quantity>(like_);
}

Scalar Grid::beside(std::int64_t step, bool above) const {
  const Number figure = Number::decimal(Integer(step), places_);
  const Number billionth = Number::decimal(1, kPlacesMax);
  return like(above ? figure + billionth : figure - billionth);
}

std::optional<std::int64_t> Grid::below(const Scalar& value) const {
  if (value.index() != like_.index()) return std::nullopt;
  if (const auto* day = std::get_if<Date>(&value)) return day->days;
  if (const auto* money = std::get_if<Money>(&value);
      money != nullptr && is_of_another(money->currency, std::get<Money>(like_).currency))
    return std::nullopt;
  if (const auto* quantity = std::get_if<Quantity>(&value);
      quantity != nullptr && is_of_another(quantity->unit, std::get<Quantity>(like_).unit))
    return std::nullopt;
  return Number((*number_in(value) * power(places_)).floor()).to_int64();
}

}  // namespace shibo::engine
