// Characters from other keyboards and other languages, and what was meant by them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace shibo::dsl {

/// The ASCII character that this one looks like: full-width forms, the signs of Chinese text, and the
/// dashes that word processors put for `-`. Nothing for others.
[[nodiscard]] std::optional<char> ascii_meant(std::uint32_t value);

/// A blank that is not U+0020, tab or a line end, and has a width: U+00A0, U+3000 and others.
[[nodiscard]] bool is_other_blank(std::uint32_t value);

/// A character without width that hides in a text, such as U+200B.
[[nodiscard]] bool is_invisible(std::uint32_t value);

/// What to write instead of a sign that has no meaning here, such as `$`; empty for others.
[[nodiscard]] std::string_view cure_of_sign(std::string_view sign);

}  // namespace shibo::dsl
