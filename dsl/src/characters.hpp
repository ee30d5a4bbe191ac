// Bytes to characters: decoding UTF-8, and the characters that no file may hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/utf8.hpp"

namespace shibo::dsl {

/// Requires: `value` is a scalar value of Unicode.
void append_utf8(std::string& text, std::uint32_t value);

/// `U+202E`.
[[nodiscard]] std::string code_point_name(std::uint32_t value);

/// A control character other than tab and line feed, or a line separator of Unicode.
[[nodiscard]] bool is_control(std::uint32_t value);

/// A character that changes the direction of the text around it, and so what a reader sees.
[[nodiscard]] bool is_direction_control(std::uint32_t value);

/// Whether a character outside ASCII is taken for a letter, so that a name which holds it is
/// reported as one name. No table of Unicode stands behind it: signs and punctuation are excluded
/// by their blocks, and the rest counts as letters.
[[nodiscard]] bool is_foreign_letter(std::uint32_t value);

/// What a file is that is no text in UTF-8, by its first bytes and its NULs: `a PDF document`. Nothing for
/// a text, even one with mistakes in it.
[[nodiscard]] std::optional<std::string> foreign_format(std::string_view text);

/// Reports bytes that are not UTF-8, and characters that may stand nowhere, not even in comments.
void check_characters(const Source& source, Diagnostics& diagnostics);

}  // namespace shibo::dsl
