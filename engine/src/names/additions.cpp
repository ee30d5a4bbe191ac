#include "names/additions.hpp"

#include <algorithm>

#include "names/names.hpp"
#include "value/country.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using DeclaredBy = Context::Declarer;

/// Two agreements may add the same value or unit, and the instances of a library are one text; but a package says it
/// once, and not what was there from the first. True after a diagnostic.
bool said_before(Context& context, const std::vector<DeclaredBy>& declarers, const DeclaredBy& here,
                 const std::string& message) {
  const auto same_place = [&](const DeclaredBy& other) {
    return other.written.source == here.written.source && other.written.span.begin == here.written.span.begin;
  };
  if (std::any_of(declarers.begin(), declarers.end(), same_place)) return false;
  const auto again = std::find_if(declarers.begin(), declarers.end(), [&](const DeclaredBy& other) {
    return other.package == here.package || (!other.extends && here.extends);
  });
  if (again == declarers.end()) return false;
  report_declared_before(context, here.written, message, again->written);
  return true;
}

/// Whether a package can give this code a meaning; false after a diagnostic. One that data have without any package
/// keeps it.
bool is_free_code(Context& context, const Written& where, const std::string& code) {
  if (const Country* country = find_country(code)) {
    context.error(code::kDeclaredTwice, where,
                  "`" + code + "` is a country of ISO 3166-1 already: " + std::string(country->name));
    return false;
  }
  if (const Country* country = country_by_name(code)) {
    context.error(code::kDeclaredTwice, where,
                  "`" + code + "` in data is read as `" + std::string(country->alpha2) +
                      "` already: " + std::string(country->name));
    return false;
  }
  if (is_like_alpha2(code)) return true;
  context.error(code::kBadCode, where, "the code of a country is two capitals, such as XK");
  return false;
}

/// Whether a name means no other country in data; false after a diagnostic.
bool is_free_name(Context& context, const Written& where, const std::string& name, const std::string& code) {
  std::string other;
  if (const Country* country = country_by_name(name)) other = country->alpha2;
  if (const OwnCountry* country = country_by_name(&context.program.countries, name)) other = country->alpha2;
  if (other.empty() || other == code) return true;
  context.error(code::kDeclaredTwice, where, "`" + name + "` is the name of `" + other + "` already");
  return false;
}

void add_country(Context& context, const DeclaredFrom& from, const dsl::ChoiceValue& value) {
  const std::string& code = value.name.text;
  const Context::Declarer here{from.package, {from.source, value.name.span}, true};
  refuse_period(context, from.source, value, "the code of a country");
  if (!is_free_code(context, here.written, code)) return;
  auto& declarers = context.country_declarers[code];
  if (said_before(context, declarers, here, "`" + code + "` is declared twice")) return;
  declarers.push_back(here);
  if (declarers.size() == 1) context.program.countries.push_back({code, ""});
  if (const auto country = declared_country(context, code)) context.note_declared(here.written, *country);
  if (!value.doc) return;
  const Written name_written{from.source, value.doc->span};
  if (!is_free_name(context, name_written, value.doc->value, code)) return;
  const auto [named, first] = context.country_names.emplace(code, name_written);
  auto& countries = context.program.countries;
  auto& name =
      std::find_if(countries.begin(), countries.end(), [&](const OwnCountry& c) { return c.alpha2 == code; })->name;
  if (first) name = value.doc->value;
  else if (name != value.doc->value)
    report_declared_before(context, name_written, "`" + code + "` is called `" + name + "` by another package",
                           named->second);
}

}  // namespace

void add_choice_values(Context& context, const DeclaredFrom& from, ChoiceType& choice,
                       const std::vector<dsl::ChoiceValue>& values, bool extends) {
  for (const dsl::ChoiceValue& value : values) {
    const DeclaredBy here{from.package, {from.source, value.name.span}, extends};
    auto& declarers = context.value_declarers[{&choice, value.name.text}];
    if (said_before(context, declarers, here, "`" + value.name.text + "` is already a value of this choice")) continue;
    declarers.push_back(here);
    if (declarers.size() == 1) choice.values.push_back(choice_value(context, from.source, value));
    if (const auto meant = value_of_choice(choice, value.name.text)) context.note_declared(here.written, *meant);
  }
}

void declare_unit(Context& context, const DeclaredFrom& from, const dsl::UnitDecl& d) {
  const DeclaredBy here{from.package, {from.source, d.name.span}, false};
  if (find_unit(d.name.text)) {
    context.error(code::kDeclaredTwice, here.written, "`" + d.name.text + "` is a unit already");
    return;
  }
  auto& declarers = context.unit_declarers[d.name.text];
  if (said_before(context, declarers, here, "unit `" + d.name.text + "` is declared twice")) return;
  declarers.push_back(here);
  auto& units = context.program.units;
  if (std::find(units.begin(), units.end(), d.name.text) == units.end()) units.push_back(d.name.text);
  if (const auto unit = declared_unit(context, d.name.text)) context.note_declared(here.written, *unit);
}

void add_countries(Context& context, const DeclaredFrom& from, const std::vector<dsl::ChoiceValue>& codes) {
  for (const dsl::ChoiceValue& code : codes) add_country(context, from, code);
}

}  // namespace shibo::engine
