#include "value/unit.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "value/misspelt.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {
namespace {

/// `unscaled` / 10^`places` of the dimension's base unit, which is the one with factor 1.
struct UnitFact {
  std::string_view name;
  std::string_view dimension;
  std::int64_t unscaled;
  int places;
};

constexpr std::array kUnits = {
    UnitFact{"mg", "mass", 1, 6},
    UnitFact{"g", "mass", 1, 3},
    UnitFact{"kg", "mass", 1, 0},
    UnitFact{"t", "mass", 1'000, 0},
    UnitFact{"lb", "mass", 45'359'237, 8},
    UnitFact{"oz", "mass", 28'349'523'125, 12},  // a sixteenth of a pound; not the troy ounce
    UnitFact{"ml", "volume", 1, 3},
    UnitFact{"cm3", "volume", 1, 3},
    UnitFact{"l", "volume", 1, 0},
    UnitFact{"m3", "volume", 1'000, 0},
    UnitFact{"mm", "length", 1, 3},
    UnitFact{"cm", "length", 1, 2},
    UnitFact{"m", "length", 1, 0},
    UnitFact{"km", "length", 1'000, 0},
    UnitFact{"m2", "area", 1, 0},
    UnitFact{"kWh", "energy", 1, 0},
    UnitFact{"MWh", "energy", 1'000, 0},
    UnitFact{"pcs", "pieces", 1, 0},
};

struct Alias {
  std::string_view alias;
  std::string_view name;
};

// First the codes of Recommendation 20 (annexes II and III), then what documents print. PCE is no
// longer in the Recommendation, but in the EU's list of supplementary units and in most data.
// Left out on purpose, as lists differ on them: MT, M2, M3, ML.
constexpr std::array kAliases = {
    Alias{"MGM", "mg"},     Alias{"GRM", "g"},   Alias{"KGM", "kg"},    Alias{"TNE", "t"},      Alias{"LBR", "lb"},
    Alias{"ONZ", "oz"},     Alias{"MLT", "ml"},  Alias{"CMQ", "cm3"},   Alias{"LTR", "l"},      Alias{"MTQ", "m3"},
    Alias{"MMT", "mm"},     Alias{"CMT", "cm"},  Alias{"MTR", "m"},     Alias{"KMT", "km"},     Alias{"MTK", "m2"},
    Alias{"KWH", "kWh"},    Alias{"MWH", "MWh"}, Alias{"H87", "pcs"},   Alias{"EA", "pcs"},     Alias{"NAR", "pcs"},
    Alias{"PCE", "pcs"},    Alias{"KG", "kg"},   Alias{"Kg", "kg"},     Alias{"KGS", "kg"},     Alias{"kgs", "kg"},
    Alias{"LB", "lb"},      Alias{"LBS", "lb"},  Alias{"lbs", "lb"},    Alias{"OZ", "oz"},      Alias{"L", "l"},
    Alias{"mL", "ml"},      Alias{"CBM", "m3"},  Alias{"m³", "m3"},     Alias{"cm³", "cm3"},    Alias{"SQM", "m2"},
    Alias{"m²", "m2"},      Alias{"PCS", "pcs"}, Alias{"PC", "pcs"},    Alias{"pc", "pcs"},     Alias{"piece", "pcs"},
    Alias{"pieces", "pcs"}, Alias{"tonne", "t"}, Alias{"tonnes", "t"},  Alias{"千克", "kg"},    Alias{"公斤", "kg"},
    Alias{"克", "g"},       Alias{"吨", "t"},    Alias{"升", "l"},      Alias{"毫升", "ml"},    Alias{"立方米", "m3"},
    Alias{"米", "m"},       Alias{"千米", "km"}, Alias{"平方米", "m2"}, Alias{"千瓦时", "kWh"},
};

std::string_view canonical(std::string_view name) {
  const auto* found = std::find_if(kAliases.begin(), kAliases.end(), [&](const Alias& a) { return a.alias == name; });
  return found == kAliases.end() ? name : found->name;
}

}  // namespace

std::optional<Unit> find_unit(std::string_view name) {
  const std::string_view wanted = canonical(name);
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitFact& u) { return u.name == wanted; });
  if (found == kUnits.end()) return std::nullopt;
  return Unit{std::string(found->name), std::string(found->dimension), Number::decimal(found->unscaled, found->places)};
}

bool is_same_unit(std::string_view one, std::string_view other) {
  return one == other || (find_unit(one) && canonical(one) == canonical(other));
}

Unit declared_unit(std::string name) {
  std::string dimension = "count of " + name;
  return Unit{std::move(name), std::move(dimension), Number(1)};
}

std::vector<std::string_view> unit_names() {
  std::vector<std::string_view> names;
  for (const UnitFact& unit : kUnits) names.push_back(unit.name);
  return names;
}

std::string_view unit_misspelt(std::string_view word) {
  const std::string bare = bare_form(word);
  for (const Alias& alias : kAliases) {
    if (is_long_enough(alias.alias) && is_one_slip(bare, alias.alias)) return alias.name;
  }
  return {};
}

std::vector<std::string_view> unit_words() {
  std::vector<std::string_view> words = unit_names();
  for (const Alias& alias : kAliases) words.push_back(alias.alias);
  return words;
}

std::optional<Number> convert(const Number& amount, const Unit& from, const Unit& to) {
  if (from.dimension != to.dimension) return std::nullopt;
  return (amount * from.in_base).divided_by(to.in_base);
}

}  // namespace shibo::engine
