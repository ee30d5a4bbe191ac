// What several packages may add to: the values of a choice, the units of counting, and the codes of countries.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// The file of a package in which something is declared.
struct DeclaredFrom {
  std::string package;
  const dsl::Source* source = nullptr;
};

/// Adds the values that a declaration of a choice, or what `extends` it, writes.
void add_choice_values(Context& context, const DeclaredFrom& from, ChoiceType& choice,
                       const std::vector<dsl::ChoiceValue>& values, bool extends);

void declare_unit(Context& context, const DeclaredFrom& from, const dsl::UnitDecl& d);

/// `extend country { XK "Kosovo" }`: codes that are none of ISO 3166-1, and their names in data.
void add_countries(Context& context, const DeclaredFrom& from, const std::vector<dsl::ChoiceValue>& codes);

}  // namespace shibo::engine
