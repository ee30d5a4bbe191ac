#include "value/number.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <type_traits>

#include "effort.hpp"
#include "oracle.hpp"

namespace shibo::engine {
namespace {

using oracle::cpp_int;
using oracle::cpp_rational;

const int kNumberCases = rounds(10'000);
constexpr std::array kModes = {RoundingMode::HalfUp, RoundingMode::HalfDown, RoundingMode::HalfEven, RoundingMode::Up,
                               RoundingMode::Down};

Number number(std::string_view text) {
  const std::optional<Number> parsed = Number::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Number(0));
}

Number from(const cpp_int& numerator, const cpp_int& denominator) {
  return Number::ratio(*Integer::parse(numerator.str()), *Integer::parse(denominator.str()));
}

/// The two in lowest terms as `p/q`, also for whole numbers.
std::string fraction(const Number& value) {
  return value.numerator().to_string() + '/' + value.denominator().to_string();
}

std::string fraction(const cpp_rational& value) {
  return cpp_int(numerator(value)).str() + '/' + cpp_int(denominator(value)).str();
}

// -- Arithmetic ------------------------------------------------------------------------------------

TEST(Number, CalculatesAsAnIndependentImplementation) {
  oracle::Integers numbers(2'022, 4);
  for (int i = 0; i < kNumberCases; ++i) {
    const cpp_int an = numbers.next();
    const cpp_int ad = i % 3 == 0 ? cpp_int(1) : numbers.next_nonzero();
    const cpp_int bn = numbers.next();
    const cpp_int bd = i % 4 == 0 ? ad : numbers.next_nonzero();
    // Signs are moved up beforehand: not every version of Boost takes a negative denominator.
    const cpp_rational a(ad < 0 ? cpp_int(-an) : an, abs(ad));
    const cpp_rational b(bd < 0 ? cpp_int(-bn) : bn, abs(bd));
    const Number x = from(an, ad);
    const Number y = from(bn, bd);
    ASSERT_EQ(fraction(x), fraction(a)) << an << " : " << ad;
    ASSERT_EQ(fraction(x + y), fraction(a + b)) << a << " + " << b;
    ASSERT_EQ(fraction(x - y), fraction(a - b)) << a << " - " << b;
    ASSERT_EQ(fraction(x * y), fraction(a * b)) << a << " * " << b;
    if (b != 0) {
      ASSERT_EQ(fraction(x.divided_by(y)), fraction(a / b)) << a << " / " << b;
    }
    ASSERT_EQ(x < y, a < b) << a << " < " << b;
    ASSERT_EQ(x == y, a == b) << a << " == " << b;
    ASSERT_EQ(x.sign(), a.sign());
    ASSERT_EQ(x.is_integer(), denominator(a) == 1);
  }
}

TEST(Number, KeepsDecimalsThatBinaryFractionsLose) {
  EXPECT_EQ(number("0.1") + number("0.2"), number("0.3"));
  EXPECT_EQ(number("1.10") * 3, number("3.3"));
  EXPECT_EQ(Number(1).divided_by(3) * 3, Number(1));
  EXPECT_EQ((number("10.00") - number("6.00")).divided_by(number("10.00")), number("0.4"));
}

TEST(Number, MeetsTheBordersOf64Bits) {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(Number(kMax).to_int64(), kMax);
  EXPECT_EQ(Number(kMin).to_int64(), kMin);
  EXPECT_EQ((Number(kMax) + 1).to_int64(), std::nullopt);
  EXPECT_EQ((Number(kMin) - 1).to_string(), "-9223372036854775809");
  EXPECT_EQ(Number(kMin).abs().to_string(), "9223372036854775808");
  EXPECT_EQ(Number::ratio(kMin, -1).to_string(), "9223372036854775808");
  EXPECT_EQ(Number::ratio(kMin, kMin), Number(1));
  EXPECT_EQ(fraction(Number::ratio(1, kMin)), "-1/9223372036854775808");
  EXPECT_EQ(number("0.5").to_int64(), std::nullopt);
}

TEST(Number, HasOneZero) {
  EXPECT_EQ(number("-0.00"), Number(0));
  EXPECT_EQ(fraction(Number::ratio(0, -7)), "0/1");
  EXPECT_EQ(-Number(0), Number(0));
  EXPECT_EQ((-Number(0)).to_string(), "0");
  EXPECT_EQ(number("0.5") - number("0.5"), Number());
  EXPECT_EQ((number("0.5") - number("0.5")).hash(), Number(0).hash());
}

TEST(Number, EqualValuesHashAlike) {
  EXPECT_EQ(number("1.50").hash(), Number::ratio(3, 2).hash());
  EXPECT_NE(Number::ratio(3, 2).hash(), Number::ratio(2, 3).hash());
}

TEST(Number, DoesNotAriseFromFloatingPointOrTruth) {
  static_assert(!std::is_constructible_v<Number, double>);
  static_assert(!std::is_constructible_v<Number, float>);
  static_assert(!std::is_constructible_v<Number, bool>);
  static_assert(!std::is_constructible_v<Number, char>);
  static_assert(!std::is_constructible_v<Number, std::uint64_t>);
  static_assert(std::is_convertible_v<int, Number>);
  static_assert(std::is_convertible_v<std::int64_t, Number>);
}

// -- Rounding --------------------------------------------------------------------------------------

TEST(Number, RoundsHalvesAsItsModeSays) {
  struct Row {
    const char* value;
    const char* step;
    std::array<const char*, 5> rounded;  // HalfUp, HalfDown, HalfEven, Up, Down
  };
  constexpr std::array kRows = {
      Row{"2.5", "1", {"3", "2", "2", "3", "2"}},
      Row{"3.5", "1", {"4", "3", "4", "4", "3"}},
      Row{"-2.5", "1", {"-3", "-2", "-2", "-3", "-2"}},
      Row{"-3.5", "1", {"-4", "-3", "-4", "-4", "-3"}},
      Row{"0.5", "1", {"1", "0", "0", "1", "0"}},
      Row{"-0.5", "1", {"-1", "0", "0", "-1", "0"}},
      Row{"2.4999999999", "1", {"2", "2", "2", "3", "2"}},
      Row{"2.5000000001", "1", {"3", "3", "3", "3", "2"}},
      Row{"-2.0000000001", "1", {"-2", "-2", "-2", "-3", "-2"}},
      Row{"7", "1", {"7", "7", "7", "7", "7"}},
      Row{"1.005", "0.01", {"1.01", "1", "1", "1.01", "1"}},
      Row{"1.015", "0.01", {"1.02", "1.01", "1.02", "1.02", "1.01"}},
      Row{"1.025", "0.05", {"1.05", "1", "1", "1.05", "1"}},
      Row{"12", "5", {"10", "10", "10", "15", "10"}},
      Row{"12.5", "5", {"15", "10", "10", "15", "10"}},
      Row{"17.5", "5", {"20", "15", "20", "20", "15"}},
      Row{"0", "0.01", {"0", "0", "0", "0", "0"}},
  };
  for (const Row& row : kRows) {
    for (std::size_t mode = 0; mode < kModes.size(); ++mode) {
      EXPECT_EQ(number(row.value).rounded_to(number(row.step), kModes[mode]).to_string(), row.rounded[mode])
          << row.value << " to " << row.step << ", mode " << mode;
    }
  }
}

/// Which of the two neighbours a mode takes, told from the definition alone: by the distances to
/// both, with no division.
Number chosen(const Number& value, const Number& below, const Number& step, RoundingMode mode) {
  const Number above = below + step;
  const Number& toward_zero = below.abs() < above.abs() ? below : above;
  const Number& from_zero = below.abs() < above.abs() ? above : below;
  const Number to_below = value - below;
  const Number to_above = above - value;
  if (mode == RoundingMode::Up) return from_zero;
  if (mode == RoundingMode::Down) return toward_zero;
  if (to_below != to_above) return to_below < to_above ? below : above;
  if (mode == RoundingMode::HalfUp) return from_zero;
  if (mode == RoundingMode::HalfDown) return toward_zero;
  const bool below_is_even = below.divided_by(step * 2).is_integer();
  return below_is_even ? below : above;
}

TEST(Number, RoundsByTheDefinitionOfEachMode) {
  oracle::Integers numbers(1'998, 4);
  for (int i = 0; i < kNumberCases / static_cast<int>(kModes.size()); ++i) {
    const Number step = from(numbers.next_nonzero(), numbers.next_nonzero()).abs();
    const Number multiple = step * from(numbers.next(), 1);
    // From a known multiple upwards by a part of a step; every other time by the half, or nothing.
    const std::int64_t part = i % 4 == 0 ? 500 : i % 4 == 1 ? 0 : static_cast<std::int64_t>(numbers.below(1'000));
    const Number value = multiple + step * Number::ratio(part, 1'000);
    for (const RoundingMode mode : kModes) {
      const Number expected = part == 0 ? multiple : chosen(value, multiple, step, mode);
      ASSERT_EQ(value.rounded_to(step, mode), expected) << fraction(value) << " to " << fraction(step);
    }
  }
}

TEST(Number, FindsTheWholeNumbersAroundIt) {
  EXPECT_EQ(number("2.5").floor(), Integer(2));
  EXPECT_EQ(number("2.5").ceiling(), Integer(3));
  EXPECT_EQ(number("-2.5").floor(), Integer(-3));
  EXPECT_EQ(number("-2.5").ceiling(), Integer(-2));
  EXPECT_EQ(number("-2").floor(), Integer(-2));
  EXPECT_EQ(number("-2").ceiling(), Integer(-2));
}

// -- Reading ---------------------------------------------------------------------------------------

TEST(Number, ReadsPlainDecimals) {
  struct Row {
    const char* text;
    const char* value;
  };
  constexpr std::array kRows = {
      Row{"0", "0"},
      Row{"-12", "-12"},
      Row{"12.5", "12.5"},
      Row{"1_000.50", "1000.5"},
      Row{"007", "7"},
      Row{"-0.0", "0"},
      Row{"0.000_1", "0.0001"},
      Row{"99999999999999999999.9999999999", "99999999999999999999.9999999999"},
      Row{"-99_999_999_999_999_999_999", "-99999999999999999999"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(number(row.text).to_string(), row.value) << row.text;
    EXPECT_EQ(Number::fault_in(row.text), std::nullopt) << row.text;
  }
}

TEST(Number, SaysWhyATextIsNoNumber) {
  struct Row {
    const char* text;
    NumberFault fault;
  };
  constexpr std::array kRows = {
      Row{"", NumberFault::Empty},
      Row{" 1", NumberFault::NotANumber},
      Row{"1 ", NumberFault::NotANumber},
      Row{"1 000", NumberFault::NotANumber},
      Row{"abc", NumberFault::NotANumber},
      Row{"12each", NumberFault::NotANumber},
      Row{"1.2.3", NumberFault::NotANumber},
      Row{"--1", NumberFault::NotANumber},
      Row{"1-", NumberFault::NotANumber},
      Row{"0x10", NumberFault::NotANumber},
      Row{"inf", NumberFault::NotANumber},
      Row{"nan", NumberFault::NotANumber},
      Row{"1/2", NumberFault::NotANumber},
      Row{"１２", NumberFault::NotANumber},
      Row{",5", NumberFault::NotANumber},
      Row{"+5", NumberFault::PlusSign},
      Row{"1,000", NumberFault::Comma},
      Row{"12,5", NumberFault::Comma},
      Row{"1e6", NumberFault::Exponent},
      Row{"1.5E-3", NumberFault::Exponent},
      Row{"-", NumberFault::MissingDigits},
      Row{".", NumberFault::MissingDigits},
      Row{".5", NumberFault::MissingDigits},
      Row{"5.", NumberFault::MissingDigits},
      Row{"-.5", NumberFault::MissingDigits},
      Row{"_1", NumberFault::MisplacedUnderscore},
      Row{"1_", NumberFault::MisplacedUnderscore},
      Row{"1__0", NumberFault::MisplacedUnderscore},
      Row{"1_.5", NumberFault::MisplacedUnderscore},
      Row{"1._5", NumberFault::MisplacedUnderscore},
      Row{"-_1", NumberFault::MisplacedUnderscore},
      Row{"100000000000000000000000000000000000000", NumberFault::TooManyDigits},
      Row{"000000000000000000000000000000000000000", NumberFault::TooManyDigits},
      Row{"0.00000000000000000000000000000000000001", NumberFault::TooManyDigits},
      Row{"1234567890123456789.01234567890123456789", NumberFault::TooManyDigits},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Number::parse(row.text), std::nullopt) << row.text;
    EXPECT_EQ(Number::fault_in(row.text), row.fault) << row.text;
    EXPECT_FALSE(describe(row.fault).empty());
  }
}

TEST(Number, ReadsUpToTheLimitOfDigits) {
  EXPECT_EQ(number("99999999999999999999999999999999999999") + 1, Number(Integer::pow10(38)));
  EXPECT_EQ(number("-0.0000000000000000000000000000000000001") * Number(Integer::pow10(37)), Number(-1));
  EXPECT_EQ(number("35689.04123456789012345").to_string(), "35689.04123456789012345") << "no digit is lost";
}

TEST(Number, WritesOutExponents) {
  const std::pair<const char*, const char*> cases[] = {{"12.50", "12.50"},
                                                       {"1e3", "1000"},
                                                       {"1E+3", "1000"},
                                                       {"1.5e3", "1500"},
                                                       {"-1.25e1", "-12.5"},
                                                       {"125e-2", "1.25"},
                                                       {"1e-3", "0.001"},
                                                       {"12e0", "12"},
                                                       {"1.50e1", "15.0"},
                                                       {"0e999999999999", "0"},
                                                       {"-0.0e5", "0"},
                                                       {"1e0000000000002", "100"},
                                                       {"1e37", "10000000000000000000000000000000000000"},
                                                       {"1e-37", "0.0000000000000000000000000000000000001"}};
  for (const auto& [text, plain] : cases) {
    EXPECT_EQ(Number::without_exponent(text), plain) << text;
    EXPECT_TRUE(Number::parse(plain)) << text;
  }
  // A hostile exponent costs nothing: no digit of it is ever written out.
  for (const char* text : {"1e39", "1e-39", "1e999999999999999999999", "-9e-999999999"})
    EXPECT_EQ(Number::without_exponent(text), std::nullopt) << text;
  // What is no number stays none.
  for (const char* text : {"e5", "1e", "1ee5", "--1e5", "1e5x"}) {
    const std::optional<std::string> plain = Number::without_exponent(text);
    EXPECT_TRUE(!plain || !Number::parse(*plain)) << text;
  }
}

TEST(Number, ExponentsAreExactAgainstArithmetic) {
  oracle::Integers random(38);
  for (int i = 0; i < kNumberCases; ++i) {
    const auto unscaled = static_cast<std::int64_t>(random.below(1'000'000'000U)) + 1;
    const int exponent = static_cast<int>(random.below(56)) - 28;
    const std::optional<std::string> plain =
        Number::without_exponent(std::to_string(unscaled) + "e" + std::to_string(exponent));
    ASSERT_TRUE(plain);
    const Number expected =
        exponent >= 0 ? Number(Integer(unscaled) * Integer::pow10(exponent)) : Number::decimal(unscaled, -exponent);
    ASSERT_EQ(Number::parse(*plain), expected) << unscaled << "e" << exponent;
  }
}

TEST(Number, ReadsExactlyWhatItFindsNoFaultIn) {
  constexpr std::string_view kCharacters = "0123456789.-_,e+ ";
  oracle::Integers random(77);
  int read = 0;
  for (int i = 0; i < kNumberCases; ++i) {
    std::string text;
    for (std::uint64_t length = random.below(8); length > 0; --length) {
      text.push_back(kCharacters[random.below(i % 2 == 0 ? 12 : kCharacters.size())]);
    }
    const bool parsed = Number::parse(text).has_value();
    ASSERT_NE(parsed, Number::fault_in(text).has_value()) << text;
    read += parsed ? 1 : 0;
  }
  EXPECT_GT(read, kNumberCases / 10);
}

// -- Printing --------------------------------------------------------------------------------------

TEST(Number, ReadsBackWhatItPrints) {
  oracle::Integers random(5);
  for (int i = 0; i < kNumberCases; ++i) {
    const auto unscaled = static_cast<std::int64_t>(random.below(1'000'000'000'000'000'000U));
    const Number value = Number::decimal(i % 2 == 0 ? unscaled : -unscaled, static_cast<int>(random.below(11)));
    ASSERT_TRUE(value.is_decimal());
    ASSERT_EQ(Number::parse(value.to_string()), value) << value.to_string();
  }
}

TEST(Number, PrintsExactlyAndShortly) {
  EXPECT_EQ(number("12.500").to_string(), "12.5");
  EXPECT_EQ(number("-0.050").to_string(), "-0.05");
  EXPECT_EQ(number("1000.0").to_string(), "1000");
  EXPECT_EQ(Number::ratio(1, 8).to_string(), "0.125");
  EXPECT_EQ(Number::ratio(1, 3).to_string(), "1/3");
  EXPECT_EQ(Number::ratio(-22, 7).to_string(), "-22/7");
  EXPECT_EQ(Number::ratio(1, 1'024).to_string(), "0.0009765625");
}

TEST(Number, KnowsWhatADecimalCanWrite) {
  for (std::int64_t denominator = 1; denominator <= rounds(200); ++denominator) {
    std::int64_t rest = denominator;
    while (rest % 2 == 0) rest /= 2;
    while (rest % 5 == 0) rest /= 5;
    EXPECT_EQ(Number::ratio(1, denominator).is_decimal(), rest == 1) << denominator;
  }
  EXPECT_TRUE(Number::ratio(3, 6).is_decimal());
}

TEST(Number, ShowsThatADisplayIsNotExact) {
  EXPECT_EQ(number("1.5").to_display(4), "1.5");
  EXPECT_EQ(number("1.2345").to_display(4), "1.2345");
  EXPECT_EQ(number("1.23455").to_display(4), "≈1.2346");  // the even neighbour, twice
  EXPECT_EQ(number("1.23465").to_display(4), "≈1.2346");
  EXPECT_EQ(Number::ratio(1, 3).to_display(4), "≈0.3333");
  EXPECT_EQ(Number::ratio(-2, 3).to_display(2), "≈-0.67");
  EXPECT_EQ(Number::ratio(-1, 3'000).to_display(2), "≈0.00");
  EXPECT_EQ(Number::ratio(1, 3).to_display(0), "≈0");
  EXPECT_EQ(number("2.5").to_display(0), "≈2");
  EXPECT_EQ(Number(40).to_display(0), "40");
}

TEST(Number, GroupsThousandsForMessages) {
  EXPECT_EQ(number("1240").to_grouped(2), "1,240.00");
  EXPECT_EQ(number("1240.5").to_grouped(2), "1,240.50");
  EXPECT_EQ(number("1240.125").to_grouped(2), "1,240.125");
  EXPECT_EQ(number("999").to_grouped(), "999");
  EXPECT_EQ(number("1000").to_grouped(), "1,000");
  EXPECT_EQ(number("-999").to_grouped(), "-999");
  EXPECT_EQ(number("-123456").to_grouped(), "-123,456");
  EXPECT_EQ(number("1234567.1234567").to_grouped(), "1,234,567.1234567");
  EXPECT_EQ(number("0").to_grouped(2), "0.00");
  EXPECT_EQ(Number::ratio(10'000, 3).to_grouped(2), "≈3,333.333333");
  EXPECT_EQ(Number::ratio(10'000, 3).to_grouped(8), "≈3,333.33333333");
}

}  // namespace
}  // namespace shibo::engine
