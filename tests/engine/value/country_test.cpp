#include "value/country.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>

namespace shibo::engine {
namespace {

std::string_view by_name(std::string_view name) {
  const Country* found = country_by_name(name);
  return found == nullptr ? "none" : found->alpha2;
}

TEST(Country, HasTheRowsOfIso3166) {
  EXPECT_EQ(countries().size(), 249U);
  const Country* thailand = find_country("TH");
  ASSERT_NE(thailand, nullptr);
  EXPECT_EQ(thailand->alpha3, "THA");
  EXPECT_EQ(thailand->numeric, 764);
  EXPECT_EQ(thailand->name, "Thailand");
  EXPECT_EQ(country_by_alpha3("THA"), thailand);
}

TEST(Country, FindsEveryRowByEachOfItsCodesAndItsName) {
  std::set<int> numerics;
  for (const Country& country : countries()) {
    EXPECT_EQ(find_country(country.alpha2), &country);
    EXPECT_EQ(country_by_alpha3(country.alpha3), &country);
    EXPECT_EQ(country_by_name(country.name), &country) << country.name;
    EXPECT_EQ(country.alpha2.size(), 2U);
    EXPECT_EQ(country.alpha3.size(), 3U);
    EXPECT_TRUE(numerics.insert(country.numeric).second) << country.alpha2;
  }
}

TEST(Country, RefusesCodesThatAreNotInIso) {
  for (const char* wrong : {"", "T", "th", "Th", "THA", "EU", "UK", "XK", "XX", "ZZ", "TH "}) {
    EXPECT_FALSE(is_country(wrong)) << wrong;
  }
  for (const char* wrong : {"", "TH", "tha", "XKX"}) EXPECT_EQ(country_by_alpha3(wrong), nullptr) << wrong;
}

TEST(Country, IsKnownByItsUsualNames) {
  constexpr std::array<std::array<const char*, 2>, 30> kRows = {{
      {"Thailand", "TH"},
      {"thailand", "TH"},
      {"THAILAND", "TH"},
      {"Viet Nam", "VN"},
      {"Vietnam", "VN"},
      {"South Korea", "KR"},
      {"Republic of Korea", "KR"},
      {"Republic of Korea (the)", "KR"},
      {"the Netherlands", "NL"},
      {"Netherlands", "NL"},
      {"Philippines (the)", "PH"},
      {"USA", "US"},
      {"united states", "US"},
      {"United Kingdom", "GB"},
      {"UK", "GB"},
      {"Russia", "RU"},
      {"Turkey", "TR"},
      {"Türkiye", "TR"},
      {"Czech Republic", "CZ"},
      {"Côte d'Ivoire", "CI"},
      {"Laos", "LA"},
      {"Hong Kong", "HK"},
      {"中国", "CN"},
      {"泰国", "TH"},
      {"美国", "US"},
      {"韩国", "KR"},
      {"德国", "DE"},
      {"中国香港", "HK"},
      {"印度", "IN"},
      {"印度尼西亚", "ID"},
  }};
  for (const auto& [name, alpha2] : kRows) EXPECT_EQ(by_name(name), alpha2) << name;
}

TEST(Country, IsNotGuessedFromAnAmbiguousOrUnknownName) {
  for (const char* wrong : {"", "the", "Korea", "TH", "Atlantis", "European Union", "Thai", "国"}) {
    EXPECT_EQ(by_name(wrong), "none") << wrong;
  }
}

}  // namespace
}  // namespace shibo::engine
