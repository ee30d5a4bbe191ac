#include "value/number.hpp"

#include <algorithm>
#include <cassert>
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

int remove_factor(Integer& value, std::int64_t factor) {
  int count = 0;
  for (;;) {
    IntegerDivision division = Integer::divmod(value, factor);
    if (!division.remainder.is_zero()) return count;
    value = std::move(division.quotient);
    ++count;
  }
}

/// The places that writing 1 / denominator takes; nothing if no number of places suffices.
std::optional<int> places_of(const Integer& denominator) {
  Integer rest = denominator;
  const int twos = remove_factor(rest, 2);
  const int fives = remove_factor(rest, 5);
  if (rest != Integer(1)) return std::nullopt;
  return std::max(twos, fives);
}

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

std::optional<Number> Number::parse(std::string_view text) {
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

Number Number::ratio(Integer numerator, Integer denominator) {
  assert(!denominator.is_zero());
  if (denominator.sign() < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Integer common = Integer::gcd(numerator, denominator);
  Number result;
  const bool lowest = common == Integer(1);
  result.numerator_ = lowest ? std::move(numerator) : Integer::divmod(numerator, common).quotient;
  result.denominator_ = lowest ? std::move(denominator) : Integer::divmod(denominator, common).quotient;
  return result;
}

Number Number::decimal(Integer unscaled, int places) {
  if (places == 0) return Number(std::move(unscaled));
  return ratio(std::move(unscaled), Integer::pow10(places));
}

bool Number::is_integer() const { return denominator_ == Integer(1); }

bool Number::is_decimal() const { return places_of(denominator_).has_value(); }

std::optional<std::int64_t> Number::to_int64() const {
  if (!is_integer()) return std::nullopt;
  return numerator_.to_int64();
}

Number Number::abs() const { return sign() < 0 ? -*this : *this; }

Number Number::operator-() const {
  Number result = *this;
  result.numerator_ = -numerator_;
  return result;
}

Number operator+(const Number& left, const Number& right) {
  if (left.is_integer() && right.is_integer()) return Number(left.numerator_ + right.numerator_);
  if (left.denominator_ == right.denominator_) {
    return Number::ratio(left.numerator_ + right.numerator_, left.denominator_);
  }
  return Number::ratio(left.numerator_ * right.denominator_ + right.numerator_ * left.denominator_,
                       left.denominator_ * right.denominator_);
}

Number operator-(const Number& left, const Number& right) { return left + -right; }

Number operator*(const Number& left, const Number& right) {
  if (left.is_integer() && right.is_integer()) return Number(left.numerator_ * right.numerator_);
  return Number::ratio(left.numerator_ * right.numerator_, left.denominator_ * right.denominator_);
}

Number Number::divided_by(const Number& divisor) const {
  assert(!divisor.is_zero());
  return ratio(numerator_ * divisor.denominator_, denominator_ * divisor.numerator_);
}

Number Number::rounded_to(const Number& step, RoundingMode mode) const {
  assert(step.sign() > 0);
  const Number steps = divided_by(step);
  IntegerDivision cut = Integer::divmod(steps.numerator_, steps.denominator_);
  if (cut.remainder.is_zero()) return *this;
  if (rounds_away(cut, steps.denominator_, mode)) cut.quotient += sign();
  return Number(std::move(cut.quotient)) * step;
}

Integer Number::floor() const {
  IntegerDivision cut = Integer::divmod(numerator_, denominator_);
  if (cut.remainder.sign() < 0) cut.quotient -= 1;
  return std::move(cut.quotient);
}

Integer Number::ceiling() const {
  IntegerDivision cut = Integer::divmod(numerator_, denominator_);
  if (cut.remainder.sign() > 0) cut.quotient += 1;
  return std::move(cut.quotient);
}

std::strong_ordering operator<=>(const Number& left, const Number& right) {
  if (left.denominator_ == right.denominator_) return left.numerator_ <=> right.numerator_;
  if (left.sign() != right.sign()) return left.sign() <=> right.sign();
  return left.numerator_ * right.denominator_ <=> right.numerator_ * left.denominator_;
}

std::string Number::to_string() const {
  const std::optional<int> places = places_of(denominator_);
  if (!places) return numerator_.to_string() + '/' + denominator_.to_string();
  return fixed(scaled(*this, *places), *places);
}

std::string Number::to_display(int places) const {
  assert(places >= 0);
  const std::optional<int> exact = places_of(denominator_);
  if (exact && *exact <= places) return to_string();
  return std::string(kAboutSign) + about(*this, places);
}

std::string Number::to_grouped(int decimals_min) const {
  assert(decimals_min >= 0);
  const std::optional<int> exact = places_of(denominator_);
  const int places = std::max(decimals_min, exact.value_or(kGroupedPlaces));
  std::string text = exact ? fixed(scaled(*this, places), places) : about(*this, places);
  group_thousands(text);
  return exact ? text : std::string(kAboutSign) + text;
}

std::size_t Number::hash() const { return numerator_.hash() * 31 + denominator_.hash(); }

}  // namespace shibo::engine
