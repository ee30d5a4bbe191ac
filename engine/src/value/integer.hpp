// A whole number of any size, always exact: what Number counts with.
//
// Values that fit 64 bits live inside the object and cost no allocation; larger ones are kept as a
// sign and 32-bit limbs. Nothing overflows, nothing is rounded, and no floating point is involved.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shibo::engine {

struct IntegerDivision;

class Integer {
 public:
  /// Longer texts are refused by parse(), whose cost grows with the square of the length.
  static constexpr std::size_t kDigitsMax = 10'000;

  Integer() = default;
  /// Implicit, so that `total + 1` reads as arithmetic. Characters, truths, unsigned and floating
  /// values do not convert.
  template <std::signed_integral T>
  requires(!std::same_as<T, char> && sizeof(T) <= sizeof(std::int64_t)) Integer(T value)
      : small_(value) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] static Integer from_unsigned(std::uint64_t value);

  /// Reads `-?[0-9]+`, nothing before or after it; leading zeros are allowed.
  [[nodiscard]] static std::optional<Integer> parse(std::string_view text);
  /// Ten to the given power. Requires: exponent >= 0.
  [[nodiscard]] static Integer pow10(int exponent);

  [[nodiscard]] bool is_zero() const { return sign() == 0; }
  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  [[nodiscard]] bool is_odd() const;
  /// Binary digits of the magnitude; 0 of zero. A decimal digit takes 3.32 of them.
  [[nodiscard]] std::size_t bit_length() const;
  [[nodiscard]] Integer abs() const;
  /// The value, if it fits 64 bits with sign.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] std::size_t hash() const;

  [[nodiscard]] Integer operator-() const;
  friend Integer operator+(const Integer& left, const Integer& right);
  friend Integer operator-(const Integer& left, const Integer& right);
  friend Integer operator*(const Integer& left, const Integer& right);
  Integer& operator+=(const Integer& other) { return *this = *this + other; }
  Integer& operator-=(const Integer& other) { return *this = *this - other; }
  Integer& operator*=(const Integer& other) { return *this = *this * other; }

  /// Quotient cut toward zero, and the remainder with the dividend's sign, as C++ divides:
  /// dividend == quotient * divisor + remainder and |remainder| < |divisor|.
  /// Requires: divisor is not zero.
  [[nodiscard]] static IntegerDivision divmod(const Integer& dividend, const Integer& divisor);
  /// The greatest common divisor, never negative; gcd(0, 0) is 0.
  [[nodiscard]] static Integer gcd(const Integer& left, const Integer& right);

  friend bool operator==(const Integer&, const Integer&) = default;
  friend std::strong_ordering operator<=>(const Integer& left, const Integer& right);

 private:
  using Limbs = std::vector<std::uint32_t>;

  /// A magnitude, least limb first, without zero limbs at the top; zero has none.
  [[nodiscard]] Limbs magnitude() const;
  [[nodiscard]] bool is_negative() const { return limbs_.empty() ? small_ < 0 : negative_; }
  [[nodiscard]] static Integer from_magnitude(Limbs magnitude, bool negative);

  // Invariant: limbs_ is empty exactly when the value fits 64 bits; then small_ holds it and
  // negative_ is false. Otherwise small_ is 0. So equal values have equal members.
  std::int64_t small_ = 0;
  bool negative_ = false;
  Limbs limbs_;
};

struct IntegerDivision {
  Integer quotient;
  Integer remainder;
};

}  // namespace shibo::engine

template <>
struct std::hash<shibo::engine::Integer> {
  std::size_t operator()(const shibo::engine::Integer& value) const { return value.hash(); }
};
