// What to write instead, where the words that stand there tell what was meant: slips of the pen, and
// the habits of other languages.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "../token.hpp"

namespace shibo::dsl::grammar {

/// The cure for `where`, at which `expected` was wanted; nothing where no cure is plain. The token before
/// `where` may be read when `where` is not `begin`.
[[nodiscard]] std::optional<std::string> hint(const Token* begin, const Token* where, const std::string& expected);

/// `until 2022-12-31` for `before 2023-01-01`: a day that is bound by another word.
[[nodiscard]] std::optional<std::string> period_meant(const Token* where);

/// A period from one day to another, written otherwise: so many tokens, and how it is written here.
struct WholePeriod {
  std::ptrdiff_t tokens = 0;
  std::string meant;
};
[[nodiscard]] std::optional<WholePeriod> whole_period_meant(const Token* where);

/// The `or` before `(b)` in `(a) one or`, `(b) two`, where `where` stands right behind the mark; null elsewhere.
[[nodiscard]] const Token* joint_of_marks(const Token* begin, const Token* where);

/// The point of `1.` at the beginning of a line, where a branch was meant to be marked.
[[nodiscard]] bool is_numbering(const Token* begin, const Token* where);

/// ``decimals stand after a point: `45.5%` `` at the comma of `45,5%`. Requires: a token stands before it.
[[nodiscard]] std::optional<std::string> decimals_meant(const Token* comma);

/// How the row of a table is written, where its `->` was expected and something else stands at `where`.
[[nodiscard]] std::optional<std::string> hint_in_row(const Token* before, const Token* where);

/// Where a row, or one of its cells, was expected, and a sign or word of other tables stands.
[[nodiscard]] std::optional<std::string> hint_at_row(const Token* before, const Token* where, const std::string& expected);

/// What is written here instead of a word of another language; nothing for other words.
[[nodiscard]] std::optional<std::string> hint_of_word(const Token& token);

/// The declaration that a word of another language stands for, such as `rule` for `if`; empty for others.
[[nodiscard]] std::string_view declaration_meant(std::string_view word);

}  // namespace shibo::dsl::grammar
