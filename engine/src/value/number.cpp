#include "value/number.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

#include "value/ascii.hpp"

namespace shibo::engine {
namespace {

constexpr std::string_view kAboutSign = "≈";
constexpr std::size_t kGroupDigits = 3;

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

/// Why `text[at]`, which has no place in a number, is there.
NumberFault fault_of_character(std::string_view text, std::size_t at) {
  const bool after_digit = at > 0 && is_digit(text[at - 1]);
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (text[at] == '+' && at == 0) return NumberFault::PlusSign;
  if (text[at] == ',' && after_digit) return NumberFault::Comma;
  if ((text[at] == 'e' || text[at] == 'E') && after_digit && (is_digit(next) || next == '-' || next == '+')) {
    return NumberFault::Exponent;
  }
  return NumberFault::NotANumber;
}

bool underscores_separate_digits(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') continue;
    if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) return false;
  }
  return true;
}

bool divides(std::int64_t factor, std::int64_t& value) {
  if (value % factor != 0) return false;
  value /= factor;
  return true;
}

bool divides(std::int64_t factor, Integer& value) {
  IntegerDivision division = Integer::divmod(value, factor);
  if (!division.remainder.is_zero()) return false;
  value = std::move(division.quotient);
  return true;
}

/// The places that writing 1 / denominator takes; nothing if no number of places suffices. Requires: denominator > 0.
template <class Whole>
std::optional<int> places_of(Whole denominator) {
  int twos = 0;
  int fives = 0;
  while (divides(2, denominator)) ++twos;
  while (divides(5, denominator)) ++fives;
  if (denominator != Whole(1)) return std::nullopt;
  return std::max(twos, fives);
}

constexpr std::array<std::int64_t, 19> kPowersOfTen = [] {
  std::array<std::int64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// The one value without a magnitude of its own type.
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

/// Also of the least value, which has no magnitude of its own sign. Requires: b > 0.
std::int64_t common_factor(std::int64_t a, std::int64_t b) {
  const auto bits = static_cast<std::uint64_t>(a);
  return static_cast<std::int64_t>(std::gcd(a < 0 ? 0 - bits : bits, static_cast<std::uint64_t>(b)));
}

std::int64_t power_of_ten(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }

/// unscaled / 10^places, written with exactly that many places.
std::string fixed(const Integer& unscaled, int places) {
  const auto width = static_cast<std::size_t>(places);
  std::string digits = unscaled.abs().to_string();
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - width, 1, '.');
  return unscaled.sign() < 0 ? '-' + digits : digits;
}

/// value * 10^places. Requires: that is whole.
Integer scaled(const Number& value, int places) {
  IntegerDivision division = Integer::divmod(value.numerator() * Integer::pow10(places), value.denominator());
  assert(division.remainder.is_zero());
  return std::move(division.quotient);
}

/// Rounded half to even, with exactly `places` places.
std::string about(const Number& value, int places) {
  const Number step = Number::ratio(1, Integer::pow10(places));
  return fixed(scaled(value.rounded_to(step, RoundingMode::HalfEven), places), places);
}

void group_thousands(std::string& number) {
  const std::size_t start = number.starts_with('-') ? 1 : 0;
  std::size_t at = std::min(number.find('.'), number.size());
  while (at > start + kGroupDigits) {
    at -= kGroupDigits;
    number.insert(at, 1, ',');
  }
}

/// The exponent of `1e-12`; nothing if it has more than three digits, and is thus out of any range here.
std::optional<int> small_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  if (text.empty() || text.size() > 3 || count_digits(text) != text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return negative ? -value : value;
}

/// Whether a quotient cut toward zero with this remainder must be taken one further from zero.
bool rounds_away(const IntegerDivision& cut, const Integer& divisor, RoundingMode mode) {
  const auto to_half = cut.remainder.abs() * 2 <=> divisor;
  switch (mode) {
    case RoundingMode::HalfUp: return to_half >= 0;
    case RoundingMode::HalfDown: return to_half > 0;
    case RoundingMode::HalfEven: return to_half > 0 || (to_half == 0 && cut.quotient.is_odd());
    case RoundingMode::Up: return true;
    case RoundingMode::Down: break;
  }
  return false;
}

}  // namespace

std::string_view describe(NumberFault fault) {
  switch (fault) {
    case NumberFault::Empty: return "there is no number";
    case NumberFault::PlusSign: return "a number has no `+` before it";
    case NumberFault::Comma: return "a number has no comma: write `1000` or `1_000`, and `.` before decimals";
    case NumberFault::Exponent: return "a number has no exponent: write its digits out";
    case NumberFault::MissingDigits: return "digits are missing: write `0.5`, not `.5` or `5.`";
    case NumberFault::MisplacedUnderscore: return "`_` stands only between two digits";
    case NumberFault::TooManyDigits: return "a number has at most 38 digits";
    case NumberFault::NotANumber: break;
  }
  return "this is not a number";
}

std::optional<NumberFault> Number::fault_in(std::string_view text) {
  if (text.empty()) return NumberFault::Empty;
  const std::string_view body = text.substr(text[0] == '-' ? 1 : 0);
  const std::size_t point = body.find('.');
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (!is_digit(body[i]) && body[i] != '_' && i != point) return fault_of_character(body, i);
  }
  if (!underscores_separate_digits(body)) return NumberFault::MisplacedUnderscore;
  const std::size_t before = count_digits(body.substr(0, point));
  const std::size_t after = point == std::string_view::npos ? 0 : count_digits(body.substr(point));
  if (before == 0 || (point != std::string_view::npos && after == 0)) return NumberFault::MissingDigits;
  if (before + after > kDigitsMax) return NumberFault::TooManyDigits;
  return std::nullopt;
}

namespace {

/// At most 18 digits and one point between them, without a sign; nothing where that is not all.
std::optional<std::pair<std::int64_t, int>> everyday_decimal(std::string_view text) {
  constexpr std::size_t kDigits = 18;  // so many always fit 64 bits with sign
  std::size_t point = text.size();
  std::int64_t unscaled = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t before = i - (point < i ? 1 : 0);
    if (is_digit(text[i]) && before < kDigits) unscaled = unscaled * 10 + (text[i] - '0');
    else if (text[i] == '.' && point == text.size()) point = i;
    else return std::nullopt;
  }
  const bool whole = point == text.size();
  if (point == 0 || point + 1 == text.size()) return std::nullopt;
  return std::pair(unscaled, whole ? 0 : static_cast<int>(text.size() - point - 1));
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (const auto everyday = everyday_decimal(text.substr(negative ? 1 : 0)))
    return of_decimal(negative ? -everyday->first : everyday->first, everyday->second);
  if (fault_in(text)) return std::nullopt;
  std::string digits;
  int places = 0;
  bool past_point = false;
  for (const char c : text) {
    if (c == '.') past_point = true;
    if (c == '.' || c == '_') continue;
    digits.push_back(c);
    if (past_point) ++places;
  }
  return decimal(*Integer::parse(digits), places);
}

std::optional<std::string> Number::without_exponent(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos) return std::string(text);
  const std::optional<int> exponent = small_exponent(text.substr(mark + 1));
  std::string_view mantissa = text.substr(0, mark);
  const std::string sign(mantissa.starts_with('-') ? "-" : "");
  mantissa.remove_prefix(sign.size());
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  if (digits.find_first_not_of('0') == std::string::npos) return digits.empty() ? std::string(text) : "0";
  if (!exponent) return std::nullopt;
  // Where the point goes, counted from before the first digit.
  const int moved = static_cast<int>(point) + *exponent;
  if (moved > kDigitsMax || moved < -kDigitsMax || digits.size() > 2 * kDigitsMax) return std::nullopt;
  if (moved <= 0) digits.insert(0, static_cast<std::size_t>(1 - moved), '0');
  const std::size_t whole = static_cast<std::size_t>(std::max(moved, 1));
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  if (digits.size() > kDigitsMax) return std::nullopt;
  if (digits.size() > whole) digits.insert(whole, 1, '.');
  return sign + digits;
}

// ── How a number is held ───────────────────────────────────────────────────────────────────────

Number Number::of_decimal(std::int64_t unscaled, int places) {
  while (places > 0 && unscaled % 10 == 0) {
    unscaled /= 10;
    --places;
  }
  Number result;
  result.unscaled_ = unscaled;
  result.places_ = static_cast<std::uint8_t>(places);
  return result;
}

Number Number::of_terms(Integer numerator, Integer denominator) {
  const auto below = denominator.to_int64();
  const std::optional<int> places = below ? places_of(*below) : std::nullopt;
  if (places && *places <= kPlacesMax) {
    const Integer unscaled = numerator * Integer(power_of_ten(*places) / *below);
    if (const auto small = unscaled.to_int64()) return of_decimal(*small, *places);
  }
  Number result;
  result.ratio_ = new Counted<Ratio>({std::move(numerator), std::move(denominator)});
  result.places_ = kRatio;
  return result;
}

bool Number::same_ratio(const Number& left, const Number& right) {
  return left.ratio_ == right.ratio_ || ((*left.ratio_)->numerator == (*right.ratio_)->numerator &&
                                         (*left.ratio_)->denominator == (*right.ratio_)->denominator);
}

bool Number::aligned(const Number& left, const Number& right, std::int64_t& a, std::int64_t& b) {
  if (left.is_ratio() || right.is_ratio()) return false;
  a = left.unscaled_;
  b = right.unscaled_;
  if (left.places_ == right.places_) return true;
  if (left.places_ < right.places_) return !__builtin_mul_overflow(a, power_of_ten(right.places_ - left.places_), &a);
  return !__builtin_mul_overflow(b, power_of_ten(left.places_ - right.places_), &b);
}

Number Number::ratio(Integer numerator, Integer denominator) {
  assert(!denominator.is_zero());
  if (denominator.sign() < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Integer common = Integer::gcd(numerator, denominator);
  if (common == Integer(1)) return of_terms(std::move(numerator), std::move(denominator));
  return of_terms(Integer::divmod(numerator, common).quotient, Integer::divmod(denominator, common).quotient);
}

Number Number::decimal(Integer unscaled, int places) {
  if (const auto small = unscaled.to_int64(); small && places <= kPlacesMax) return of_decimal(*small, places);
  return ratio(std::move(unscaled), Integer::pow10(places));
}

Integer Number::numerator() const {
  if (is_ratio()) return (*ratio_)->numerator;
  return places_ == 0 ? unscaled_ : unscaled_ / common_factor(unscaled_, power_of_ten(places_));
}

Integer Number::denominator() const {
  if (is_ratio()) return (*ratio_)->denominator;
  return places_ == 0 ? 1 : power_of_ten(places_) / common_factor(unscaled_, power_of_ten(places_));
}

std::size_t Number::bit_length() const {
  constexpr std::size_t kOfMachineInteger = 64;
  if (!is_ratio()) return kOfMachineInteger;
  return std::max((*ratio_)->numerator.bit_length(), (*ratio_)->denominator.bit_length());
}

std::optional<int> Number::places() const {
  if (!is_ratio()) return places_;
  return places_of((*ratio_)->denominator);
}

bool Number::is_integer() const { return is_ratio() ? (*ratio_)->denominator == Integer(1) : places_ == 0; }

bool Number::is_decimal() const { return places().has_value(); }

std::optional<std::int64_t> Number::to_int64() const {
  if (!is_integer()) return std::nullopt;
  return is_ratio() ? (*ratio_)->numerator.to_int64() : unscaled_;
}

// ── Arithmetic ─────────────────────────────────────────────────────────────────────────────────

Number Number::abs() const { return sign() < 0 ? -*this : *this; }

Number Number::operator-() const {
  if (is_ratio()) return of_terms(-(*ratio_)->numerator, (*ratio_)->denominator);
  std::int64_t negated = 0;
  if (__builtin_sub_overflow(std::int64_t{0}, unscaled_, &negated)) return ratio(-numerator(), denominator());
  Number result;
  result.unscaled_ = negated;
  result.places_ = places_;
  return result;
}

Number operator+(const Number& left, const Number& right) {
  std::int64_t a = 0;
  std::int64_t b = 0;
  if (Number::aligned(left, right, a, b) && !__builtin_add_overflow(a, b, &a))
    return Number::of_decimal(a, std::max(left.places_, right.places_));
  const Integer below = left.denominator();
  const Integer other = right.denominator();
  if (below == other) return Number::ratio(left.numerator() + right.numerator(), below);
  return Number::ratio(left.numerator() * other + right.numerator() * below, below * other);
}

Number operator-(const Number& left, const Number& right) { return left + -right; }

Number operator*(const Number& left, const Number& right) {
  std::int64_t product = 0;
  if (!left.is_ratio() && !right.is_ratio() && left.places_ + right.places_ <= Number::kPlacesMax &&
      !__builtin_mul_overflow(left.unscaled_, right.unscaled_, &product))
    return Number::of_decimal(product, left.places_ + right.places_);
  return Number::ratio(left.numerator() * right.numerator(), left.denominator() * right.denominator());
}

Number Number::divided_by(const Number& divisor) const {
  assert(!divisor.is_zero());
  std::int64_t a = 0;
  std::int64_t b = 0;
  if (aligned(*this, divisor, a, b) && a != kLeast && b != kLeast) {
    const std::int64_t common = std::gcd(a, b);
    return of_terms(b < 0 ? -(a / common) : a / common, std::abs(b) / common);
  }
  return ratio(numerator() * divisor.denominator(), denominator() * divisor.numerator());
}

Number Number::rounded_to(const Number& step, RoundingMode mode) const {
  assert(step.sign() > 0);
  const Number steps = divided_by(step);
  const Integer parts = steps.denominator();
  IntegerDivision cut = Integer::divmod(steps.numerator(), parts);
  if (cut.remainder.is_zero()) return *this;
  if (rounds_away(cut, parts, mode)) cut.quotient += sign();
  return Number(std::move(cut.quotient)) * step;
}

Integer Number::floor() const {
  IntegerDivision cut = Integer::divmod(numerator(), denominator());
  if (cut.remainder.sign() < 0) cut.quotient -= 1;
  return std::move(cut.quotient);
}

Integer Number::ceiling() const {
  IntegerDivision cut = Integer::divmod(numerator(), denominator());
  if (cut.remainder.sign() > 0) cut.quotient += 1;
  return std::move(cut.quotient);
}

std::strong_ordering operator<=>(const Number& left, const Number& right) {
  std::int64_t a = 0;
  std::int64_t b = 0;
  if (Number::aligned(left, right, a, b)) return a <=> b;
  if (left.sign() != right.sign()) return left.sign() <=> right.sign();
  return left.numerator() * right.denominator() <=> right.numerator() * left.denominator();
}

// ── Text ───────────────────────────────────────────────────────────────────────────────────────

std::optional<Number> Number::of_exact(std::string_view text) {
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const auto above = Integer::parse(text.substr(0, slash));
    const auto below = Integer::parse(text.substr(slash + 1));
    return above && below && !below->is_zero() ? std::optional(ratio(*above, *below)) : std::nullopt;
  }
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) {
    const auto whole = Integer::parse(text);
    return whole ? std::optional(Number(*whole)) : std::nullopt;
  }
  const auto digits = Integer::parse(std::string(text.substr(0, point)).append(text.substr(point + 1)));
  return digits ? std::optional(decimal(*digits, static_cast<int>(text.size() - point - 1))) : std::nullopt;
}

std::string Number::to_string() const {
  const std::optional<int> exact = places();
  if (!exact) return (*ratio_)->numerator.to_string() + '/' + (*ratio_)->denominator.to_string();
  return fixed(is_ratio() ? scaled(*this, *exact) : Integer(unscaled_), *exact);
}

std::string Number::to_display(int places) const {
  assert(places >= 0);
  const std::optional<int> exact = this->places();
  if (exact && *exact <= places) return to_string();
  return std::string(kAboutSign) + about(*this, places);
}

std::string Number::to_grouped(int decimals_min) const {
  assert(decimals_min >= 0);
  const std::optional<int> exact = this->places();
  const int places = std::max(decimals_min, exact.value_or(kGroupedPlaces));
  std::string text = exact ? fixed(scaled(*this, places), places) : about(*this, places);
  group_thousands(text);
  return exact ? text : std::string(kAboutSign) + text;
}

std::size_t Number::hash() const {
  if (is_ratio()) return (*ratio_)->numerator.hash() * 31 + (*ratio_)->denominator.hash();
  return std::hash<std::int64_t>()(unscaled_) * 31 + places_;
}

}  // namespace shibo::engine
