// What to write instead, where the words that stand there tell what was meant: slips of the pen, and
// the habits of other languages.
#pragma once

#include <optional>
#include <string>

#include "../token.hpp"

namespace shibo::dsl::grammar {

/// The cure for `where`, at which `expected` was wanted; nothing where no cure is plain. The token before
/// `where` may be read when `where` is not `begin`.
[[nodiscard]] std::optional<std::string> hint(const Token* begin, const Token* where, const std::string& expected);

/// The declaration that a word of another language stands for, such as `rule` for `if`; empty for others.
[[nodiscard]] std::string_view declaration_meant(std::string_view word);

}  // namespace shibo::dsl::grammar
