// From the words of a literal to its value. In data the type reads the word (`6109.10` is a code for
// an hs field, a number for a number field); in an expression the word reads itself.
#pragma once

#include <optional>
#include <vector>

#include "names/context.hpp"

namespace shibo::engine {

/// A scalar of the type, or nothing after a diagnostic. What a word in it means is noted as standing there.
[[nodiscard]] std::optional<Scalar> read_data(Context& context, InstanceState& in, const dsl::Source* source,
                                              const dsl::Data& data, const Type& type, const StandsIn& there = {});

/// The value and the type of a literal in an expression; nothing after a diagnostic.
struct TypedScalar {
  Type type;
  Scalar value;
};
[[nodiscard]] std::optional<TypedScalar> read_literal(Context& context, const dsl::Source* source,
                                                      const dsl::Literal& literal);

/// The word behind the number of `500 persons`, and the unit that it is; nothing of one that no package declares.
struct UnitWord {
  dsl::Word word;
  DeclaredUnit means;
};
[[nodiscard]] std::optional<UnitWord> declared_unit_of(const Context& context, const dsl::Source* source,
                                                       const dsl::Literal& literal);

/// Reports a range that ends before it begins, or of which the ends have no order: of two currencies, of words.
/// False where one was reported. Requires: both are of one type.
[[nodiscard]] bool check_range(Context& context, const Written& where, const Scalar& from, const Scalar& to);

/// The ranges of a code set; codes of the wrong length for their word are diagnostics.
[[nodiscard]] std::vector<HsRange> read_codes(Context& context, const dsl::Source* source, const dsl::CodeSet& codes);

/// A value of a choice by name; a diagnostic with a suggestion when there is none.
[[nodiscard]] bool check_choice_value(Context& context, const Written& where, const ChoiceType& choice,
                                      const std::string& name);

}  // namespace shibo::engine
