// The soft words of the language: words in their place, ordinary names everywhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

/// `rule`, `decision`, … `test`; `not` (encoded) is not among them, being reserved.
[[nodiscard]] bool is_declaration_word(std::string_view word);
/// `package`, `use`, and declarations that are to come.
[[nodiscard]] bool is_file_word(std::string_view word);
/// `series`, `calendar`.
[[nodiscard]] bool is_future_word(std::string_view word);
/// All declaration words, for suggestions.
[[nodiscard]] const std::vector<std::string>& declaration_words();

/// `require`, `advise`, `rows`, …: words that begin a part of a body.
[[nodiscard]] bool is_clause_word(std::string_view word);
/// Words that may follow a number in some clause, and so are never units.
[[nodiscard]] bool may_follow_number(std::string_view word);
/// Words that may follow an expression and go on with it.
[[nodiscard]] bool is_infix_word(std::string_view word);
/// `sum`, `count`, `min`, `max`, `list`, `first`: before `of`, the start of an expression.
[[nodiscard]] bool is_block_word(std::string_view word);

/// `seconds` … `years`: what is counted between two days or times.
[[nodiscard]] std::optional<UnitsBetween::Unit> unit_of_word(std::string_view word);
/// The word of each, in the order of the units.
[[nodiscard]] std::string_view word_of_unit(UnitsBetween::Unit unit);

/// Whether it names a month: `January`.
[[nodiscard]] bool is_month(std::string_view word);

}  // namespace shibo::dsl::grammar
