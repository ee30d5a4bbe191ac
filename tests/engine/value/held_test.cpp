// How values are held: what is short stands in the value, what is long is shared, and nobody can tell.
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "value/measure.hpp"
#include "value/number.hpp"
#include "value/scalar.hpp"
#include "value/text_value.hpp"

namespace shibo::engine {
namespace {

Number read(std::string_view text) {
  const std::optional<Number> parsed = Number::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Number());
}

/// Equal numbers are held alike, whatever they came of: they are equal, hash alike and print alike.
void expect_same(const Number& a, const Number& b) {
  EXPECT_EQ(a, b);
  EXPECT_EQ(a.hash(), b.hash());
  EXPECT_EQ(a.to_string(), b.to_string());
  EXPECT_EQ(a <=> b, std::strong_ordering::equal);
}

TEST(Held, ANumberTakesSixteenBytesAndAnAmountNoMore) {
  EXPECT_EQ(sizeof(Number), 16);
  EXPECT_EQ(sizeof(Money), 16);
  EXPECT_EQ(sizeof(Quantity), 16);
  EXPECT_EQ(sizeof(TextValue), 16);
  EXPECT_EQ(sizeof(HsCode), 8);
}

TEST(Held, ANumberThatNoLongerFitsAWordComesBackToIt) {
  const Number most(std::numeric_limits<std::int64_t>::max());
  const Number least(std::numeric_limits<std::int64_t>::min());
  expect_same(most + 1 - 1, most);
  expect_same(least - 1 + 1, least);
  expect_same(-(-least), least);
  expect_same((most * most).divided_by(most), most);
  expect_same(Number(1).divided_by(3) * 3, Number(1));
  expect_same(Number(1).divided_by(8), read("0.125"));
  expect_same(read("0.1") + read("0.2"), read("0.3"));
  expect_same(read("100000000000000000000").divided_by(read("10000000000000000000")), Number(10));
  expect_same(read("0.000000000000000001") * read("1000000000000000000"), Number(1));
  expect_same(read("0.0000000000000000001") * 10, read("0.000000000000000001"));
}

TEST(Held, EighteenDigitsAreReadAsAWordAndNineteenAreNot) {
  for (const char* text : {"999999999999999999", "-999999999999999999", "0.999999999999999999", "123456789.123456789",
                           "9999999999999999999", "-9223372036854775808", "9223372036854775807", "9223372036854775808",
                           "0.9999999999999999999", "12345678901234567890123456789012345678"})
    EXPECT_EQ(read(text).to_string(), text);
  EXPECT_EQ(read("000000000000000000001").to_string(), "1");
  EXPECT_EQ(read("1.50000000000000000000").to_string(), "1.5");
}

TEST(Held, AllBordersOfAWordReckonAsTheyOrder) {
  std::vector<Number> numbers;
  for (const char* text : {"9223372036854775807", "9223372036854775808", "922337203685477580.7", "0.1", "0",
                           "0.000000000000000001", "0.0000000000000000001", "1000000000000000000", "3"}) {
    numbers.push_back(read(text));
    numbers.push_back(-read(text));
  }
  numbers.push_back(Number(1).divided_by(3));
  for (const Number& a : numbers) {
    for (const Number& b : numbers) {
      expect_same(a + b - b, a);
      expect_same(a - b, -(b - a));
      if (!b.is_zero()) expect_same((a * b).divided_by(b), a);
      EXPECT_EQ((a <=> b) == std::strong_ordering::less, (a - b).sign() < 0) << a.to_string() << " " << b.to_string();
    }
  }
}

TEST(Held, ATextIsTheSameWhereverItsBytesStand) {
  for (const std::size_t length : {0, 1, 14, 15, 16, 17, 1000}) {
    const std::string text(length, 'x');
    const TextValue value(text);
    TextValue copy = value;
    EXPECT_EQ(copy, value);
    EXPECT_EQ(copy.str(), text);
    const TextValue moved = std::move(copy);
    EXPECT_EQ(moved.view(), text);
    copy = TextValue(text + "y");
    EXPECT_LT(value, copy);
    EXPECT_EQ(copy.str(), text + "y");
    TextValue other("other, and longer than fifteen bytes");
    other = value;
    EXPECT_EQ(other.view(), text);
  }
  EXPECT_EQ(TextValue(std::string_view("a\0b", 3)).view().size(), 3);
}

TEST(Held, AMeasureIsItsNameInWhateverThread) {
  EXPECT_TRUE(Measure().empty());
  EXPECT_TRUE(Measure("").empty());
  EXPECT_EQ(Measure("kg"), Measure(std::string("kg")));
  EXPECT_NE(Measure("kg"), Measure("KG"));
  EXPECT_EQ(Measure("USD").name(), "USD");
  EXPECT_LT(Measure("CNY"), Measure("USD"));
  std::vector<std::thread> threads;
  std::vector<std::vector<Measure>> met(4);
  for (std::vector<Measure>& mine : met) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 600; ++i) mine.emplace_back("unit" + std::to_string(i));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < 600; ++i) {
    EXPECT_EQ(met[0][i].name(), "unit" + std::to_string(i));
    for (const std::vector<Measure>& mine : met) EXPECT_EQ(mine[i], met[0][i]);
  }
}

TEST(Held, DigitsOfCodesCompareAsTextsDo) {
  const std::vector<std::string> texts = {"0", "01", "0101", "09", "1", "87", "8703", "870399", "99", "999999999999"};
  for (const std::string& a : texts) {
    EXPECT_EQ(HsDigits(a).str(), a);
    for (std::size_t count = 0; count <= a.size(); ++count)
      EXPECT_EQ(HsDigits(a).first(count).str(), a.substr(0, count));
    for (const std::string& b : texts) {
      EXPECT_EQ(HsDigits(a) == HsDigits(b), a == b);
      EXPECT_EQ(HsDigits(a) < HsDigits(b), a < b) << a << " " << b;
      const auto filled = [](const std::string& text, char with) { return text + std::string(12 - text.size(), with); };
      EXPECT_EQ(HsDigits(a).lowest() <= HsDigits(b).highest(), filled(a, '0') <= filled(b, '9')) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace shibo::engine
