#include "value/integer.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

namespace shibo::engine {
namespace {

// Magnitudes: limbs in base 2^32, least first, no zero limb at the top. Every function here takes
// and returns them so; the carry always fits beside a product, as (2^32-1)^2 + 2*(2^32-1) < 2^64.
using Limbs = std::vector<std::uint32_t>;
using View = std::span<const std::uint32_t>;

constexpr int kLimbBits = 32;
constexpr std::uint32_t kChunkBase = 1'000'000'000;  // the largest power of ten in a limb
constexpr std::size_t kChunkDigits = 9;
constexpr std::size_t kSmallDigits = 18;  // so many always fit 64 bits with sign
constexpr std::uint64_t kInt64MinMagnitude = std::uint64_t{1} << 63;

std::uint32_t low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high(std::uint64_t value) { return static_cast<std::uint32_t>(value >> kLimbBits); }

/// |value|, also of the least value, whose negative does not fit.
std::uint64_t magnitude_of(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

void trim(Limbs& limbs) {
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
}

Limbs limbs_of(std::uint64_t value) {
  Limbs limbs{low(value), high(value)};
  trim(limbs);
  return limbs;
}

std::strong_ordering compare(View left, View right) {
  if (left.size() != right.size()) return left.size() <=> right.size();
  for (std::size_t i = left.size(); i-- > 0;) {
    if (left[i] != right[i]) return left[i] <=> right[i];
  }
  return std::strong_ordering::equal;
}

Limbs add(View left, View right) {
  if (left.size() < right.size()) std::swap(left, right);
  Limbs sum;
  sum.reserve(left.size() + 1);
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    carry += std::uint64_t{left[i]} + (i < right.size() ? right[i] : 0);
    sum.push_back(low(carry));
    carry = high(carry);
  }
  if (carry != 0) sum.push_back(low(carry));
  return sum;
}

/// Requires: left >= right.
Limbs subtract(View left, View right) {
  Limbs difference;
  difference.reserve(left.size());
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::uint64_t taken = borrow + (i < right.size() ? right[i] : 0);
    borrow = left[i] < taken ? 1 : 0;
    difference.push_back(low(left[i] - taken));
  }
  assert(borrow == 0);
  trim(difference);
  return difference;
}

Limbs multiply(View left, View right) {
  Limbs product(left.size() + right.size(), 0);
  for (std::size_t i = 0; i < left.size(); ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < right.size(); ++j) {
      carry += std::uint64_t{left[i]} * right[j] + product[i + j];
      product[i + j] = low(carry);
      carry = high(carry);
    }
    product[i + right.size()] = low(carry);
  }
  trim(product);
  return product;
}

/// limbs = limbs * factor + addend
void multiply_add(Limbs& limbs, std::uint32_t factor, std::uint32_t addend) {
  std::uint64_t carry = addend;
  for (std::uint32_t& limb : limbs) {
    carry += std::uint64_t{limb} * factor;
    limb = low(carry);
    carry = high(carry);
  }
  if (carry != 0) limbs.push_back(low(carry));
}

/// limbs = limbs / divisor; returns the remainder. Requires: divisor != 0.
std::uint32_t divide_by_limb(Limbs& limbs, std::uint32_t divisor) {
  std::uint64_t remainder = 0;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    remainder = remainder << kLimbBits | limbs[i];
    limbs[i] = low(remainder / divisor);
    remainder %= divisor;
  }
  trim(limbs);
  return low(remainder);
}

/// Shifted left by less than a limb, with one more limb on top (perhaps zero).
Limbs shifted_left(View limbs, int bits) {
  Limbs shifted;
  shifted.reserve(limbs.size() + 1);
  std::uint64_t carry = 0;
  for (const std::uint32_t limb : limbs) {
    carry |= std::uint64_t{limb} << bits;
    shifted.push_back(low(carry));
    carry = high(carry);
  }
  shifted.push_back(low(carry));
  return shifted;
}

void shift_right(Limbs& limbs, int bits) {
  std::uint32_t from_above = 0;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    const std::uint64_t wide = std::uint64_t{from_above} << kLimbBits | limbs[i];
    from_above = limbs[i];
    limbs[i] = low(wide >> bits);
  }
  trim(limbs);
}

/// One digit of the quotient in base 2^32: how often `divisor` goes into the limbs of `rest` that
/// start at `at`, one more than the divisor has; that much is taken away from `rest`.
///
/// Guesses from the two top limbs of the divisor and three of the rest. With the divisor's top bit
/// set the guess is right or, very rarely, one too high; then the subtraction goes below zero and
/// one divisor is given back (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
std::uint32_t take_quotient_limb(Limbs& rest, std::size_t at, View divisor) {
  const std::size_t count = divisor.size();
  const std::uint64_t top = divisor[count - 1];
  const std::uint64_t next = divisor[count - 2];
  const std::uint64_t leading = std::uint64_t{rest[at + count]} << kLimbBits | rest[at + count - 1];

  std::uint64_t guess = leading / top;
  std::uint64_t left_over = leading % top;
  while (high(guess) != 0 || guess * next > (left_over << kLimbBits | rest[at + count - 2])) {
    --guess;
    left_over += top;
    if (high(left_over) != 0) break;
  }

  std::uint64_t carry = 0;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i <= count; ++i) {
    if (i < count) carry += guess * divisor[i];
    const std::uint64_t taken = low(carry) + borrow;
    carry = high(carry);
    borrow = rest[at + i] < taken ? 1 : 0;
    rest[at + i] = low(rest[at + i] - taken);
  }
  if (borrow == 0) return low(guess);

  std::uint64_t given = 0;
  for (std::size_t i = 0; i <= count; ++i) {
    given += std::uint64_t{rest[at + i]} + (i < count ? divisor[i] : 0);
    rest[at + i] = low(given);
    given = high(given);
  }
  return low(guess - 1);
}

struct LimbsDivision {
  Limbs quotient;
  Limbs remainder;
};

/// Long division, limb by limb. Requires: divisor is not empty.
LimbsDivision divide(View dividend, View divisor) {
  if (compare(dividend, divisor) < 0) return {{}, Limbs(dividend.begin(), dividend.end())};
  if (divisor.size() == 1) {
    Limbs quotient(dividend.begin(), dividend.end());
    const std::uint32_t remainder = divide_by_limb(quotient, divisor[0]);
    return {std::move(quotient), limbs_of(remainder)};
  }
  const int shift = std::countl_zero(divisor.back());
  Limbs rest = shifted_left(dividend, shift);
  Limbs scaled = shifted_left(divisor, shift);
  trim(scaled);
  const std::size_t places = rest.size() - scaled.size();
  Limbs quotient(places, 0);
  for (std::size_t at = places; at-- > 0;) quotient[at] = take_quotient_limb(rest, at, scaled);
  trim(quotient);
  trim(rest);
  shift_right(rest, shift);
  return {std::move(quotient), std::move(rest)};
}

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

/// Requires: at most kChunkDigits digits.
std::uint32_t chunk_value(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

/// Requires: at most kSmallDigits digits.
std::int64_t small_value(std::string_view digits, bool negative) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return negative ? -value : value;
}

std::size_t mixed(std::size_t seed, std::uint64_t value) {
  std::uint64_t hash = (seed ^ value) * 0x9E37'79B9'7F4A'7C15U;  // 2^64 over the golden ratio
  return static_cast<std::size_t>(hash ^ (hash >> 29));
}

}  // namespace

Integer Integer::from_unsigned(std::uint64_t value) { return from_magnitude(limbs_of(value), false); }

std::optional<Integer> Integer::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (!all_digits(text) || text.size() > kDigitsMax) return std::nullopt;
  if (text.size() <= kSmallDigits) return small_value(text, negative);

  Limbs limbs;
  std::size_t length = text.size() % kChunkDigits;  // the first chunk is the short one
  if (length == 0) length = kChunkDigits;
  while (!text.empty()) {
    multiply_add(limbs, kChunkBase, chunk_value(text.substr(0, length)));
    text.remove_prefix(length);
    length = kChunkDigits;
  }
  return from_magnitude(std::move(limbs), negative);
}

Integer Integer::pow10(int exponent) {
  assert(exponent >= 0);
  Integer power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

int Integer::sign() const {
  if (!limbs_.empty()) return negative_ ? -1 : 1;
  return small_ < 0 ? -1 : (small_ > 0 ? 1 : 0);
}

bool Integer::is_odd() const { return ((limbs_.empty() ? low(magnitude_of(small_)) : limbs_[0]) & 1U) != 0; }

Integer Integer::abs() const { return is_negative() ? -*this : *this; }

std::size_t Integer::bit_length() const {
  if (limbs_.empty()) return static_cast<std::size_t>(std::bit_width(magnitude_of(small_)));
  return (limbs_.size() - 1) * kLimbBits + static_cast<std::size_t>(std::bit_width(limbs_.back()));
}

std::optional<std::int64_t> Integer::to_int64() const {
  if (!limbs_.empty()) return std::nullopt;
  return small_;
}

std::string Integer::to_string() const {
  if (limbs_.empty()) return std::to_string(small_);
  Limbs rest = limbs_;
  std::string reversed;
  while (!rest.empty()) {
    std::uint32_t chunk = divide_by_limb(rest, kChunkBase);
    for (std::size_t i = 0; i < kChunkDigits && (chunk != 0 || !rest.empty()); ++i) {
      reversed.push_back(static_cast<char>('0' + chunk % 10));
      chunk /= 10;
    }
  }
  if (negative_) reversed.push_back('-');
  return {reversed.rbegin(), reversed.rend()};
}

std::size_t Integer::hash() const {
  std::size_t hash = mixed(negative_ ? 1 : 0, static_cast<std::uint64_t>(small_));
  for (const std::uint32_t limb : limbs_) hash = mixed(hash, limb);
  return hash;
}

Integer::Limbs Integer::magnitude() const { return limbs_.empty() ? limbs_of(magnitude_of(small_)) : limbs_; }

Integer Integer::from_magnitude(Limbs magnitude, bool negative) {
  trim(magnitude);
  Integer result;
  if (magnitude.size() <= 2) {
    std::uint64_t value = 0;
    for (std::size_t i = magnitude.size(); i-- > 0;) value = value << kLimbBits | magnitude[i];
    if (value < kInt64MinMagnitude || (negative && value == kInt64MinMagnitude)) {
      result.small_ = static_cast<std::int64_t>(negative ? 0 - value : value);
      return result;
    }
  }
  result.negative_ = negative;
  result.limbs_ = std::move(magnitude);
  return result;
}

Integer Integer::operator-() const {
  if (limbs_.empty() && small_ != std::numeric_limits<std::int64_t>::min()) return -small_;
  return from_magnitude(magnitude(), !is_negative());
}

Integer operator+(const Integer& left, const Integer& right) {
  std::int64_t sum = 0;
  if (left.limbs_.empty() && right.limbs_.empty() && !__builtin_add_overflow(left.small_, right.small_, &sum)) {
    return sum;
  }
  const Limbs a = left.magnitude();
  const Limbs b = right.magnitude();
  if (left.is_negative() == right.is_negative()) return Integer::from_magnitude(add(a, b), left.is_negative());
  if (compare(a, b) >= 0) return Integer::from_magnitude(subtract(a, b), left.is_negative());
  return Integer::from_magnitude(subtract(b, a), right.is_negative());
}

Integer operator-(const Integer& left, const Integer& right) {
  std::int64_t difference = 0;
  if (left.limbs_.empty() && right.limbs_.empty() && !__builtin_sub_overflow(left.small_, right.small_, &difference)) {
    return difference;
  }
  return left + -right;
}

Integer operator*(const Integer& left, const Integer& right) {
  std::int64_t product = 0;
  if (left.limbs_.empty() && right.limbs_.empty() && !__builtin_mul_overflow(left.small_, right.small_, &product)) {
    return product;
  }
  return Integer::from_magnitude(multiply(left.magnitude(), right.magnitude()),
                                 left.is_negative() != right.is_negative());
}

IntegerDivision Integer::divmod(const Integer& dividend, const Integer& divisor) {
  assert(!divisor.is_zero());
  const bool overflows = dividend.small_ == std::numeric_limits<std::int64_t>::min() && divisor.small_ == -1;
  if (dividend.limbs_.empty() && divisor.limbs_.empty() && !overflows) {
    return {dividend.small_ / divisor.small_, dividend.small_ % divisor.small_};
  }
  LimbsDivision parts = divide(dividend.magnitude(), divisor.magnitude());
  return {from_magnitude(std::move(parts.quotient), dividend.is_negative() != divisor.is_negative()),
          from_magnitude(std::move(parts.remainder), dividend.is_negative())};
}

Integer Integer::gcd(const Integer& left, const Integer& right) {
  Integer a = left;
  Integer b = right;
  while (!a.limbs_.empty() || !b.limbs_.empty()) {  // Euclid, until both fit a register
    if (b.is_zero()) return a.abs();
    Integer remainder = divmod(a, b).remainder;
    a = std::move(b);
    b = std::move(remainder);
  }
  return from_unsigned(std::gcd(magnitude_of(a.small_), magnitude_of(b.small_)));
}

std::strong_ordering operator<=>(const Integer& left, const Integer& right) {
  if (left.limbs_.empty() && right.limbs_.empty()) return left.small_ <=> right.small_;
  // A value with limbs lies outside all that fit 64 bits, so its sign alone orders it among them.
  if (left.sign() != right.sign() || left.limbs_.empty() || right.limbs_.empty()) {
    const bool left_is_less = left.limbs_.empty() ? !right.negative_ : left.negative_;
    return left_is_less ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  return left.negative_ ? compare(right.limbs_, left.limbs_) : compare(left.limbs_, right.limbs_);
}

}  // namespace shibo::engine
