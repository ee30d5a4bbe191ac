// The number of the language: an exact ratio of two integers.
//
// Sums, products and quotients are exact; only rounded_to() rounds, and the printers for people,
// which say so by `≈`. Text is read as plain decimals, so 0.1 is one tenth and not its neighbour.
//
// Figures of trade are decimals of a few digits. Those are a machine integer with its places, and reckoned with as
// such; whatever is longer, or no decimal, is a ratio that is kept elsewhere and shared by its copies.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "value/counted.hpp"
#include "value/integer.hpp"

namespace shibo::engine {

/// How a value between two steps is settled. Halves are meant exactly.
enum class RoundingMode : std::uint8_t {
  HalfUp,    ///< to the nearest; a half away from zero
  HalfDown,  ///< to the nearest; a half toward zero
  HalfEven,  ///< to the nearest; a half to the even multiple
  Up,        ///< away from zero
  Down,      ///< toward zero
};

/// Why a text is not a number of the language.
enum class NumberFault : std::uint8_t {
  Empty,
  NotANumber,           ///< something other than a sign, digits, `_` and one point
  PlusSign,             ///< `+5`
  Comma,                ///< `1,000`: a thousand here, one elsewhere; write `1_000` or `1000`
  Exponent,             ///< `1e6`
  MissingDigits,        ///< `.5`, `5.`, `-`
  MisplacedUnderscore,  ///< `_1`, `1__0`, `1_.5`
  TooManyDigits,        ///< more than Number::kDigitsMax
};

/// One line, lower case, for a diagnostic or a finding; static storage.
[[nodiscard]] std::string_view describe(NumberFault fault);

class Number {
 public:
  /// The limit of input, counted as written, before and after the point together: more than any figure of
  /// law or trade needs, the 17 digits that a binary number is printed with among them, and few enough
  /// that no text makes arithmetic slow. Results of arithmetic have no limit.
  static constexpr int kDigitsMax = 38;

  Number() : unscaled_(0) {}
  Number(const Number& other) : unscaled_(other.unscaled_), places_(other.places_) {
    if (is_ratio()) ratio_->take();
  }
  Number(Number&& other) noexcept : unscaled_(other.unscaled_), places_(other.places_) { other.leave(); }
  Number& operator=(const Number& other) { return *this = Number(other); }
  Number& operator=(Number&& other) noexcept {
    std::swap(unscaled_, other.unscaled_);
    std::swap(places_, other.places_);
    return *this;
  }
  ~Number() {
    if (is_ratio()) ratio_->drop();  // NOLINT(clang-analyzer-cplusplus.NewDelete): it does not follow the count
  }

  /// Implicit, so that `share * 100` reads as arithmetic. Truths, characters, unsigned and floating
  /// values do not convert.
  template <std::signed_integral T>
  requires(!std::same_as<T, char> && sizeof(T) <= sizeof(std::int64_t)) Number(T value)
      : unscaled_(value) {}  // NOLINT(google-explicit-constructor)
  explicit Number(Integer value) : Number(of_terms(std::move(value), 1)) {}

  /// Reads `-12`, `12.5`, `1_000.50`: a plain decimal within the limits, nothing around it.
  /// `_` may stand between two digits. Where this gives nothing, fault_in() says why.
  [[nodiscard]] static std::optional<Number> parse(std::string_view text);
  /// Nothing exactly when parse() gives a number.
  [[nodiscard]] static std::optional<NumberFault> fault_in(std::string_view text);

  /// `1.5e3` as `1500`: the digits of a number with an exponent written out, as JSON allows them; a text
  /// without an exponent as it is. Nothing if it would have more than kDigitsMax digits. What is no
  /// number stays none: parse() tells.
  [[nodiscard]] static std::optional<std::string> without_exponent(std::string_view text);

  /// numerator / denominator in lowest terms. Requires: denominator is not zero.
  [[nodiscard]] static Number ratio(Integer numerator, Integer denominator);
  /// unscaled / 10^places: decimal(1250, 2) is 12.5. Requires: places >= 0.
  [[nodiscard]] static Number decimal(Integer unscaled, int places);

  [[nodiscard]] Integer numerator() const;
  /// Always positive, and without a common factor with the numerator.
  [[nodiscard]] Integer denominator() const;
  /// Binary digits of the numerator or the denominator, whichever has more; at most 64 of what a machine integer holds.
  [[nodiscard]] std::size_t bit_length() const;

  [[nodiscard]] bool is_zero() const { return unscaled_ == 0 && !is_ratio(); }
  /// -1, 0 or 1.
  [[nodiscard]] int sign() const {
    if (is_ratio()) return (*ratio_)->numerator.sign();
    return unscaled_ < 0 ? -1 : unscaled_ > 0 ? 1 : 0;
  }
  [[nodiscard]] bool is_integer() const;
  /// Whether a finite decimal writes it: the denominator has no factor but 2 and 5.
  [[nodiscard]] bool is_decimal() const;
  /// The value, if it is whole and fits 64 bits with sign.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;

  [[nodiscard]] Number abs() const;
  [[nodiscard]] Number operator-() const;
  friend Number operator+(const Number& left, const Number& right);
  friend Number operator-(const Number& left, const Number& right);
  friend Number operator*(const Number& left, const Number& right);
  Number& operator+=(const Number& other) { return *this = *this + other; }
  Number& operator-=(const Number& other) { return *this = *this - other; }
  Number& operator*=(const Number& other) { return *this = *this * other; }
  /// Not an operator: the caller must have dealt with zero, which is a value's business (unknown).
  /// Requires: divisor is not zero.
  [[nodiscard]] Number divided_by(const Number& divisor) const;

  /// The multiple of `step` that `mode` chooses. Requires: step > 0.
  [[nodiscard]] Number rounded_to(const Number& step, RoundingMode mode) const;
  /// The greatest whole number not above this, and the least not below it.
  [[nodiscard]] Integer floor() const;
  [[nodiscard]] Integer ceiling() const;

  friend bool operator==(const Number& left, const Number& right) {
    if (!left.is_ratio()) return left.places_ == right.places_ && left.unscaled_ == right.unscaled_;
    return right.is_ratio() && same_ratio(left, right);
  }
  friend std::strong_ordering operator<=>(const Number& left, const Number& right);

  /// Exact: a decimal without trailing zeros where there is one (`-12.5`), otherwise `p/q`.
  [[nodiscard]] std::string to_string() const;
  /// What to_string() wrote, of any length. Nothing of another text.
  [[nodiscard]] static std::optional<Number> of_exact(std::string_view text);
  /// For people: the exact decimal if it has at most `places` places, otherwise `≈` and the value
  /// rounded half to even with exactly `places`. Requires: places >= 0.
  [[nodiscard]] std::string to_display(int places) const;
  /// For messages: thousands set off by commas and at least `decimals_min` places (`1,240.00`).
  /// A ratio that no decimal writes gets `≈` and max(decimals_min, kGroupedPlaces) places.
  /// Requires: decimals_min >= 0.
  [[nodiscard]] std::string to_grouped(int decimals_min = 0) const;
  static constexpr int kGroupedPlaces = 6;

  [[nodiscard]] std::size_t hash() const;

 private:
  static constexpr int kPlacesMax = 18;  ///< so that ten to the power of them fits 64 bits
  static constexpr std::uint8_t kRatio = 0xFF;

  struct Ratio {
    Integer numerator;
    Integer denominator;
  };

  [[nodiscard]] bool is_ratio() const { return places_ == kRatio; }
  /// What was here is another's now.
  void leave() noexcept {
    unscaled_ = 0;
    places_ = 0;
  }
  /// Of lowest terms, the denominator positive.
  [[nodiscard]] static Number of_terms(Integer numerator, Integer denominator);
  /// unscaled / 10^places. Requires: 0 <= places <= kPlacesMax.
  [[nodiscard]] static Number of_decimal(std::int64_t unscaled, int places);
  [[nodiscard]] static bool same_ratio(const Number& left, const Number& right);
  /// The digits of both in the places of the one that has more; false where they do not fit 64 bits.
  [[nodiscard]] static bool aligned(const Number& left, const Number& right, std::int64_t& a, std::int64_t& b);
  /// The decimal places that writing it takes; nothing if no number of them suffices.
  [[nodiscard]] std::optional<int> places() const;

  // Invariant: a decimal of at most kPlacesMax places whose digits fit 64 bits is unscaled_ / 10^places_, with as few
  // places as it takes. All else is the ratio, in lowest terms, its denominator positive. So equal values are held
  // alike. Copies and swaps go by unscaled_, whichever of the two is meant: g++ and clang promise that reads the same
  // bytes.
  union {
    std::int64_t unscaled_;
    const Counted<Ratio>* ratio_;
  };
  std::uint8_t places_ = 0;
};

}  // namespace shibo::engine

template <>
struct std::hash<shibo::engine::Number> {
  std::size_t operator()(const shibo::engine::Number& value) const { return value.hash(); }
};
