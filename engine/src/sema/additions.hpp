// What several packages may add to: the values of a choice, and the units of counting.
#pragma once

#include "sema/context.hpp"

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

}  // namespace shibo::engine
