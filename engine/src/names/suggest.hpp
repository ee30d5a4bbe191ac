// What was meant by a word that means nothing here: a suggestion for the help line of a diagnostic. Each
// answers nothing where nothing is likely.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "program/program.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::engine {

using Suggestion = std::optional<std::string>;

/// ``did you mean `TH`?`` for `THX`, `THA`, `th` and `Thailand`.
[[nodiscard]] Suggestion suggest_country(const std::string& text);

/// ``did you mean `CNY`?`` for `RMB`, `cny` and `CNZ`.
[[nodiscard]] Suggestion suggest_currency(const std::string& text);

/// For a unit that is none: a currency after its amount, a percentage in words, another spelling.
/// `amount` is the number as written.
[[nodiscard]] std::string unit_help(const std::string& amount, const std::string& unit);

/// A type's name in other languages: `number` for `int`.
[[nodiscard]] Suggestion suggest_type(const std::string& name);

/// A word of other languages where a value was wanted: `null`, `len`, `today`.
[[nodiscard]] Suggestion suggest_word(const std::string& name);

/// How a literal of the wrong type is written as one of the type `wanted`: `USD 5` for `5`, `heading 8703`
/// for `8703`, `CN` for `"CN"`.
[[nodiscard]] Suggestion suggest_literal(const dsl::Expr& written, const Type& wanted);

/// Where a day is wanted and a time stands: ``take its day: `date of arrived` ``.
[[nodiscard]] std::string suggest_day(const Written& time);

/// The two ends of `9401-9403`, a difference of literals, where a range was meant.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> ends_of_difference(const dsl::Expr& written);

/// How codes are written in a set of goods: `headings 8703 to 8705` for `headings 8703-8705`, `heading 0504` for
/// `0504`.
[[nodiscard]] Suggestion suggest_codes(const dsl::Expr& written);

}  // namespace shibo::engine
