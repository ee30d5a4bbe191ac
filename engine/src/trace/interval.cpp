#include "trace/interval.hpp"

#include <algorithm>
#include <array>

namespace shibo::engine {

namespace {

/// Binary digits of a numerator or denominator that a result may have: 2,000 decimal ones.
constexpr std::size_t kBitsMax = 6'644;

/// One end of a range: a number, or without end in one direction.
struct End {
  int endless = 0;  ///< -1, 0 or 1
  Number value;

  friend bool operator<(const End& a, const End& b) {
    return a.endless != b.endless ? a.endless < b.endless : a.endless == 0 && a.value < b.value;
  }
};

End low_end(const Interval& a) { return a.low ? End{0, *a.low} : End{-1, {}}; }
End high_end(const Interval& a) { return a.high ? End{0, *a.high} : End{1, {}}; }
int sign_of(const End& end) { return end.endless != 0 ? end.endless : end.value.sign(); }

/// Nothing times anything is nothing, however great: the other side is some number.
End product(const End& a, const End& b) {
  if (sign_of(a) == 0 || sign_of(b) == 0) return {};
  if (a.endless != 0 || b.endless != 0) return {sign_of(a) * sign_of(b), {}};
  return {0, a.value * b.value};
}

std::optional<Number> finite(const End& end) { return end.endless == 0 ? std::optional(end.value) : std::nullopt; }

std::optional<Number> sum(const std::optional<Number>& a, const std::optional<Number>& b) {
  if (!a || !b) return std::nullopt;
  return *a + *b;
}

Measure unit_of(const Interval& a, const Interval& b) { return a.unit.empty() ? b.unit : a.unit; }

Interval point(const Number& value, Measure unit) { return {value, value, unit}; }

/// One divided by a range that does not hold zero.
Interval reciprocal(const Interval& a) {
  const auto inverse = [](const std::optional<Number>& end) { return end ? Number(1).divided_by(*end) : Number(); };
  return {inverse(a.high), inverse(a.low), ""};
}

}  // namespace

Interval no_number() { return {std::nullopt, std::nullopt, "", true}; }

Interval add(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) return no_number();
  return {sum(a.low, b.low), sum(a.high, b.high), unit_of(a, b)};
}

Interval negate(const Interval& a) {
  if (a.undefined) return a;
  Interval out;
  if (a.high) out.low = -*a.high;
  if (a.low) out.high = -*a.low;
  out.unit = a.unit;
  return out;
}

Interval multiply(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) return no_number();
  if (a.point() && b.point()) return point(*a.low * *b.low, unit_of(a, b));
  const std::array<End, 4> corners{product(low_end(a), low_end(b)), product(low_end(a), high_end(b)),
                                   product(high_end(a), low_end(b)), product(high_end(a), high_end(b))};
  return {finite(*std::min_element(corners.begin(), corners.end())),
          finite(*std::max_element(corners.begin(), corners.end())), unit_of(a, b)};
}

Interval divide(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) return no_number();
  if (a.point() && b.point()) return point(a.low->divided_by(*b.low), a.unit);
  Interval out = multiply(a, reciprocal(b));
  out.unit = a.unit;
  return out;
}

Interval hull(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) return no_number();
  return {finite(std::min(low_end(a), low_end(b))), finite(std::max(high_end(a), high_end(b))), unit_of(a, b)};
}

Interval least(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) return no_number();
  return {finite(std::min(low_end(a), low_end(b))), finite(std::min(high_end(a), high_end(b))), unit_of(a, b)};
}

Interval greatest(const Interval& a, const Interval& b) {
  if (a.undefined || b.undefined) return no_number();
  return {finite(std::max(low_end(a), low_end(b))), finite(std::max(high_end(a), high_end(b))), unit_of(a, b)};
}

Interval scaled(const Interval& a, const Number& factor, Measure unit) {
  if (a.undefined) return a;
  Interval out;
  if (a.low) out.low = *a.low * factor;
  if (a.high) out.high = *a.high * factor;
  out.unit = unit;
  return out;
}

Interval sign_only(const Interval& a) {
  if (a.undefined) return a;
  Interval out;
  if (a.low && a.low->sign() >= 0) out.low = Number();
  if (a.high && a.high->sign() <= 0) out.high = Number();
  return out;
}

std::size_t steps_worth(const Interval& a) {
  // Long division is quadratic; 1,024 bits are the work of a step.
  const auto worth = [](const std::optional<Number>& n) {
    const std::size_t bits = n ? n->bit_length() : 0;
    return bits * bits / (std::size_t{1024} * 1024);
  };
  return worth(a.low) + worth(a.high);
}

bool too_long(const Interval& a) {
  const auto long_one = [](const std::optional<Number>& n) { return n && n->bit_length() > kBitsMax; };
  return long_one(a.low) || long_one(a.high);
}

}  // namespace shibo::engine
