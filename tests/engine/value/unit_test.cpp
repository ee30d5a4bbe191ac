#include "value/unit.hpp"

#include <gtest/gtest.h>

#include <array>

namespace shibo::engine {
namespace {

Unit unit(std::string_view name) {
  const std::optional<Unit> found = find_unit(name);
  EXPECT_TRUE(found) << name;
  return found.value_or(Unit{"?", "?", Number(1)});
}

std::string converted(const char* amount, std::string_view from, std::string_view to) {
  const std::optional<Number> result = convert(*Number::parse(amount), unit(from), unit(to));
  return result ? result->to_string() : "none";
}

TEST(Unit, ConvertsExactlyWithinADimension) {
  struct Row {
    const char* amount;
    const char* from;
    const char* to;
    const char* expected;
  };
  constexpr std::array kRows = {
      Row{"500", "g", "kg", "0.5"},       Row{"1", "t", "kg", "1000"},  Row{"1", "mg", "kg", "0.000001"},
      Row{"1", "lb", "kg", "0.45359237"}, Row{"16", "oz", "lb", "1"},   Row{"1", "oz", "kg", "0.028349523125"},
      Row{"1", "m3", "l", "1000"},        Row{"1", "cm3", "ml", "1"},   Row{"250", "ml", "l", "0.25"},
      Row{"1", "km", "mm", "1000000"},    Row{"2.5", "cm", "mm", "25"}, Row{"1", "MWh", "kWh", "1000"},
      Row{"3", "pcs", "pcs", "3"},        Row{"7", "m2", "m2", "7"},    Row{"1", "kg", "lb", "100000000/45359237"},
      Row{"1", "kg", "l", "none"},        Row{"1", "m", "m2", "none"},  Row{"1", "pcs", "kg", "none"},
  };
  for (const Row& row : kRows) EXPECT_EQ(converted(row.amount, row.from, row.to), row.expected) << row.from;
}

TEST(Unit, ConvertsThereAndBackUnchanged) {
  for (const std::string_view from : unit_names()) {
    for (const std::string_view to : unit_names()) {
      const std::optional<Number> there = convert(Number::ratio(22, 7), unit(from), unit(to));
      ASSERT_EQ(there.has_value(), unit(from).dimension == unit(to).dimension);
      if (there) {
        EXPECT_EQ(convert(*there, unit(to), unit(from)), Number::ratio(22, 7)) << from << " to " << to;
      }
    }
  }
}

TEST(Unit, KnowsTheCodesOfRecommendation20AndOfDocuments) {
  constexpr std::array<std::array<const char*, 2>, 18> kRows = {{
      {"KGM", "kg"},
      {"KG", "kg"},
      {"KGS", "kg"},
      {"GRM", "g"},
      {"TNE", "t"},
      {"LBR", "lb"},
      {"ONZ", "oz"},
      {"LTR", "l"},
      {"MTQ", "m3"},
      {"MTR", "m"},
      {"MTK", "m2"},
      {"KWH", "kWh"},
      {"PCE", "pcs"},
      {"EA", "pcs"},
      {"H87", "pcs"},
      {"千克", "kg"},
      {"升", "l"},
      {"m²", "m2"},
  }};
  for (const auto& [alias, name] : kRows) EXPECT_EQ(unit(alias), unit(name)) << alias;
}

TEST(Unit, RefusesWhatItDoesNotKnowForCertain) {
  for (const char* unknown : {"", "ton", "TON", "M", "carton", "Mg", "kg ", "gallon", "MT", "percent"}) {
    EXPECT_EQ(find_unit(unknown), std::nullopt) << unknown;
  }
}

TEST(Unit, KeepsDeclaredUnitsApart) {
  const Unit persons = declared_unit("persons");
  EXPECT_EQ(convert(Number(5), persons, declared_unit("persons")), Number(5));
  EXPECT_EQ(convert(Number(5), persons, declared_unit("devices")), std::nullopt);
  EXPECT_EQ(convert(Number(5), persons, unit("pcs")), std::nullopt);
  EXPECT_EQ(convert(Number(5), declared_unit("mass"), unit("kg")), std::nullopt);
}

}  // namespace
}  // namespace shibo::engine
