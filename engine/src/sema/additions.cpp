#include "sema/additions.hpp"

#include <algorithm>

#include "sema/names.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using Declarer = Context::Declarer;

/// Two agreements may add the same value or unit, and the instances of a library are one text; but a package says it
/// once, and not what was there from the first. True after a diagnostic.
bool said_before(Context& context, const std::vector<Declarer>& declarers, const Declarer& here,
                 const std::string& message) {
  const auto same_place = [&](const Declarer& other) {
    return other.written.source == here.written.source && other.written.span.begin == here.written.span.begin;
  };
  if (std::any_of(declarers.begin(), declarers.end(), same_place)) return false;
  const auto again = std::find_if(declarers.begin(), declarers.end(), [&](const Declarer& other) {
    return other.package == here.package || (!other.extends && here.extends);
  });
  if (again == declarers.end()) return false;
  report_declared_before(context, here.written, message, again->written);
  return true;
}

}  // namespace

void add_choice_values(Context& context, const DeclaredFrom& from, ChoiceType& choice,
                       const std::vector<dsl::ChoiceValue>& values, bool extends) {
  for (const dsl::ChoiceValue& value : values) {
    const Declarer here{from.package, {from.source, value.name.span}, extends};
    auto& declarers = context.value_declarers[{&choice, value.name.text}];
    if (said_before(context, declarers, here, "`" + value.name.text + "` is already a value of this choice")) continue;
    declarers.push_back(here);
    if (declarers.size() > 1) continue;
    choice.values.push_back(choice_value(context, from.source, value));
  }
}

void declare_unit(Context& context, const DeclaredFrom& from, const dsl::UnitDecl& d) {
  const Declarer here{from.package, {from.source, d.name.span}, false};
  if (find_unit(d.name.text)) {
    context.error(code::kDeclaredTwice, here.written, "`" + d.name.text + "` is a unit already");
    return;
  }
  auto& declarers = context.unit_declarers[d.name.text];
  if (said_before(context, declarers, here, "unit `" + d.name.text + "` is declared twice")) return;
  declarers.push_back(here);
  auto& units = context.program.units;
  if (std::find(units.begin(), units.end(), d.name.text) == units.end()) units.push_back(d.name.text);
}

}  // namespace shibo::engine
