// How names and texts are written in rules: for programs that write some.
#pragma once

#include <string>
#include <string_view>

namespace shibo::dsl {

/// Whether nothing may be called so: `when`, `require`, `cites`. Most words are none of these.
[[nodiscard]] bool is_reserved(std::string_view word);

/// The text in quotes, with escapes for what cannot stand in them, or could not be seen.
[[nodiscard]] std::string text_literal(const std::string& value);

}  // namespace shibo::dsl
