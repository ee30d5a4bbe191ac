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

std::string_view in_other_language(std::string_view name) {
  const Country* country = country_in_other_language(name);
  return country == nullptr ? "none" : country->alpha2;
}

TEST(Country, IsKnownInOtherLanguagesForAdviceAlone) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kRows = {{
      {"Chine", "CN"},        {"chine", "CN"},       {"CINA", "CN"},           {"Island", "IS"},
      {"Dominicana", "DO"},   {"Deutschland", "DE"}, {"Schweiz", "CH"},        {"Suíça", "CH"},
      {"États-Unis", "US"},   {"ETATS UNIS", "US"},  {"Estados Unidos", "US"}, {"Corée du Sud", "KR"},
      {"Japón", "JP"},        {"japon", "JP"},       {"Türkei", "TR"},         {"Tuerkei", "TR"},
      {"Österreich", "AT"},   {"Viêt Nam", "VN"},    {"Großbritannien", "GB"}, {"GROSSBRITANNIEN", "GB"},
      {"Países Bajos", "NL"}, {"España", "ES"},
  }};
  for (const auto& [name, alpha2] : kRows) {
    EXPECT_EQ(in_other_language(name), alpha2) << name;
    EXPECT_EQ(by_name(name), "none") << name;
  }
  for (const char* wrong : {"", "China", "Corea", "Atlantis"}) EXPECT_EQ(in_other_language(wrong), "none") << wrong;
}

TEST(Country, IsTakenForMisspeltOnlyWhereOneNameIsMeant) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kRows = {{
      {"Thailnad", "Thailand"},
      {"viet nm", "Viet Nam"},
      {"Singapoer", "Singapore"},
      {"Brazill", "Brazil"},
      {"Vietnma", "Vietnam"},
      {"Nigera", ""},  // Niger, or Nigeria
      {"Sambia", ""},  // Gambia, or Zambia
      {"Chima", ""},   // too short to be sure
      {"Dominicca", "Dominica"},
      {"Atlantis", ""},
  }};
  for (const auto& [text, name] : kRows) EXPECT_EQ(country_misspelt(nullptr, text), name) << text;
  const std::vector<OwnCountry> own = {{"XK", "Kosovo"}};
  EXPECT_EQ(country_misspelt(&own, "Kosvo"), "Kosovo");
  EXPECT_EQ(country_misspelt(nullptr, "Kosvo"), "");
}

/// Every country by its own English name is one that is read, so that no advice about it is ever asked for.
TEST(Country, OfNoNameThatIsReadIsAnotherCountryAdvised) {
  for (const Country& country : countries()) {
    const Country* other = country_in_other_language(country.name);
    EXPECT_TRUE(other == nullptr || other == &country) << country.name;
  }
}

}  // namespace
}  // namespace shibo::engine
