#include "value/currency.hpp"

#include <gtest/gtest.h>

#include <array>

namespace shibo::engine {
namespace {

TEST(Currency, HasTheMinorUnitsOfIso4217) {
  struct Row {
    const char* code;
    int numeric;
    int minor_digits;
  };
  constexpr std::array kRows = {
      Row{"USD", 840, 2}, Row{"EUR", 978, 2}, Row{"CNY", 156, 2}, Row{"JPY", 392, 0}, Row{"KRW", 410, 0},
      Row{"VND", 704, 0}, Row{"KWD", 414, 3}, Row{"BHD", 48, 3},  Row{"CLF", 990, 4}, Row{"THB", 764, 2},
  };
  for (const Row& row : kRows) {
    const Currency* currency = find_currency(row.code);
    ASSERT_NE(currency, nullptr) << row.code;
    EXPECT_EQ(currency->numeric, row.numeric) << row.code;
    EXPECT_EQ(currency->minor_digits, row.minor_digits) << row.code;
  }
}

TEST(Currency, HasNoMinorUnitWhereIsoGivesNone) {
  ASSERT_TRUE(is_currency("XAU"));
  EXPECT_EQ(find_currency("XAU")->minor_digits, std::nullopt);
  EXPECT_EQ(find_currency("XDR")->minor_digits, std::nullopt);
}

TEST(Currency, FindsEveryRow) {
  EXPECT_GT(currencies().size(), 150U);
  for (const Currency& currency : currencies()) {
    EXPECT_EQ(find_currency(currency.code), &currency);
    EXPECT_EQ(currency.code.size(), 3U);
    EXPECT_FALSE(currency.name.empty());
  }
}

/// XXX says that there is no currency, and XTS is for tests: neither is one.
TEST(Currency, RefusesWithdrawnAndUnknownCodes) {
  for (const char* wrong : {"", "DEM", "FRF", "HRK", "RMB", "usd", "US", "USDT", "$", "XXX", "XTS"}) {
    EXPECT_FALSE(is_currency(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace shibo::engine
