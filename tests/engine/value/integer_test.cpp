#include "value/integer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <type_traits>

#include "effort.hpp"
#include "oracle.hpp"

namespace shibo::engine {
namespace {

using oracle::cpp_int;

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
const int kIntegerCases = rounds(10'000);

Integer from(const cpp_int& value) { return *Integer::parse(value.str()); }
std::string text(const Integer& value) { return value.to_string(); }

TEST(Integer, AgreesWithAnIndependentImplementation) {
  oracle::Integers numbers(20'260'617);
  for (int i = 0; i < kIntegerCases; ++i) {
    const cpp_int a = numbers.next();
    const cpp_int b = numbers.next();
    const Integer x = from(a);
    const Integer y = from(b);
    ASSERT_EQ(text(x), a.str());
    ASSERT_EQ(text(x + y), cpp_int(a + b).str()) << a << " + " << b;
    ASSERT_EQ(text(x - y), cpp_int(a - b).str()) << a << " - " << b;
    ASSERT_EQ(text(x * y), cpp_int(a * b).str()) << a << " * " << b;
    ASSERT_EQ(text(-x), cpp_int(-a).str());
    ASSERT_EQ(text(Integer::gcd(x, y)), cpp_int(gcd(a, b)).str()) << "gcd of " << a << ", " << b;
    ASSERT_EQ(x < y, a < b) << a << " < " << b;
    ASSERT_EQ(x == y, a == b) << a << " == " << b;
    ASSERT_EQ(x.sign(), a.sign());
    ASSERT_EQ(x.is_odd(), a % 2 != 0);
  }
}

TEST(Integer, DividesAsAnIndependentImplementation) {
  oracle::Integers numbers(4'711);
  for (int i = 0; i < kIntegerCases; ++i) {
    // A product and something near a multiple, too: there the guessed quotient digits are tight.
    const cpp_int b = numbers.next_nonzero();
    cpp_int a = numbers.next();
    if (i % 2 == 1) a = a * b + cpp_int(numbers.below(5)) - 2;
    const IntegerDivision ours = Integer::divmod(from(a), from(b));
    ASSERT_EQ(text(ours.quotient), cpp_int(a / b).str()) << a << " / " << b;
    ASSERT_EQ(text(ours.remainder), cpp_int(a % b).str()) << a << " % " << b;
  }
}

TEST(Integer, TakesBackAQuotientDigitThatWasGuessedTooHigh) {
  // The guess from two limbs of the divisor is one too high here, and only the third limb shows it.
  const cpp_int a = (cpp_int(0x7FFF'FFFF) << 96) + (cpp_int(0x8000'0000U) << 64);
  const cpp_int b = (cpp_int(0x8000'0000U) << 64) + 1;
  for (int shift = 0; shift <= 64; ++shift) {
    const cpp_int dividend = a << shift;
    const IntegerDivision ours = Integer::divmod(from(dividend), from(b));
    EXPECT_EQ(text(ours.quotient), cpp_int(dividend / b).str());
    EXPECT_EQ(text(ours.remainder), cpp_int(dividend % b).str());
  }
}

TEST(Integer, CrossesTheBordersOf64BitsBothWays) {
  EXPECT_EQ(text(Integer(kMax) + 1), "9223372036854775808");
  EXPECT_EQ(text(Integer(kMin) - 1), "-9223372036854775809");
  EXPECT_EQ(text(-Integer(kMin)), "9223372036854775808");
  EXPECT_EQ(text(Integer(kMin).abs()), "9223372036854775808");
  EXPECT_EQ(text(Integer(kMin) * -1), "9223372036854775808");
  EXPECT_EQ(text(Integer::divmod(kMin, -1).quotient), "9223372036854775808");
  EXPECT_EQ(text(Integer::divmod(kMin, -1).remainder), "0");
  EXPECT_EQ(text(Integer(kMin) * kMin), "85070591730234615865843651857942052864");
  EXPECT_EQ(text(Integer::gcd(kMin, kMin)), "9223372036854775808");
  EXPECT_EQ(text(Integer::gcd(kMin, 0)), "9223372036854775808");
  EXPECT_EQ(Integer::gcd(0, 0), Integer(0));
}

TEST(Integer, IsTheSameValueHoweverItWasReached) {
  const Integer up_and_back = Integer(kMax) + 1 - 1;
  EXPECT_EQ(up_and_back, Integer(kMax));
  EXPECT_EQ(up_and_back.to_int64(), kMax);
  EXPECT_EQ(up_and_back.hash(), Integer(kMax).hash());

  const Integer back_from_below = -(-Integer(kMin));
  EXPECT_EQ(back_from_below, Integer(kMin));
  EXPECT_EQ(back_from_below.to_int64(), kMin);

  const Integer big = Integer::pow10(40);
  EXPECT_TRUE((big - big).is_zero());
  EXPECT_EQ((big - big).sign(), 0);
  EXPECT_EQ(big.hash(), (big + 1 - 1).hash());
  EXPECT_NE(big.hash(), (-big).hash());
}

TEST(Integer, FitsOrDoesNotFit64Bits) {
  EXPECT_EQ(Integer::parse("9223372036854775807")->to_int64(), kMax);
  EXPECT_EQ(Integer::parse("-9223372036854775808")->to_int64(), kMin);
  EXPECT_EQ(Integer::parse("9223372036854775808")->to_int64(), std::nullopt);
  EXPECT_EQ(Integer::parse("-9223372036854775809")->to_int64(), std::nullopt);
  EXPECT_EQ(text(Integer::from_unsigned(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615");
  EXPECT_EQ(Integer::from_unsigned(7), Integer(7));
}

TEST(Integer, OrdersSmallAndLargeOfEitherSign) {
  const Integer huge = Integer::pow10(30);
  const std::array ascending = {-huge - 1,  -huge,         Integer(kMin) - 1, Integer(kMin), Integer(-1), Integer(0),
                                Integer(1), Integer(kMax), Integer(kMax) + 1, huge,          huge + 1};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(ascending[i] <=> ascending[j], i <=> j) << text(ascending[i]) << " <=> " << text(ascending[j]);
    }
  }
}

TEST(Integer, ReadsDigitsAndASignAndNothingElse) {
  EXPECT_EQ(Integer::parse("-0"), Integer(0));
  EXPECT_EQ(Integer::parse("007"), Integer(7));
  EXPECT_EQ(Integer::parse("00000000000000000000000000000000000042"), Integer(42));
  for (const char* wrong : {"", "-", "+1", " 1", "1 ", "1.0", "1_0", "--1", "1-", "0x1", "１"}) {
    EXPECT_EQ(Integer::parse(wrong), std::nullopt) << wrong;
  }
  EXPECT_NE(Integer::parse(std::string(Integer::kDigitsMax, '9')), std::nullopt);
  EXPECT_EQ(Integer::parse(std::string(Integer::kDigitsMax + 1, '9')), std::nullopt);
}

TEST(Integer, PrintsInnerZeros) {
  EXPECT_EQ(text(Integer::pow10(0)), "1");
  EXPECT_EQ(text(Integer::pow10(18)), "1000000000000000000");
  EXPECT_EQ(text(Integer::pow10(19)), "10000000000000000000");
  EXPECT_EQ(text(Integer::pow10(45) + 1), '1' + std::string(44, '0') + '1');
}

TEST(Integer, DoesNotAriseFromFloatingPointOrTruth) {
  static_assert(!std::is_convertible_v<double, Integer>);
  static_assert(!std::is_convertible_v<float, Integer>);
  static_assert(!std::is_constructible_v<Integer, double>);
  static_assert(!std::is_constructible_v<Integer, bool>);
  static_assert(!std::is_constructible_v<Integer, char>);
  static_assert(!std::is_constructible_v<Integer, std::uint64_t>);
  static_assert(std::is_convertible_v<int, Integer>);
}

}  // namespace
}  // namespace shibo::engine
