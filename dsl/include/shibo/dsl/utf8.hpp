// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shibo::dsl {

struct CodePoint {
  std::uint32_t value = 0;   ///< of bytes that are no character: the first of them
  std::uint32_t length = 1;  ///< in bytes
  bool valid = false;
};

/// Decodes the character at `offset`. Requires: offset < text.size().
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t offset);

/// The length of the character that `text` begins with; 0 if it begins with none.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// The offset of the first byte that is part of no character; npos if there is none.
[[nodiscard]] std::size_t find_bad_utf8(std::string_view text);

/// Whether the character does something to what shows it instead of being shown: control characters, line and paragraph
/// separators, marks of direction, what has no width (so that two texts look alike and differ), and U+FFFE and U+FFFF,
/// which no XML may hold.
[[nodiscard]] bool is_unprintable(std::uint32_t value);

/// How such a character is shown, wherever it is: `\n`, `\x1B`, `\u202E`, `\u{E0041}`. Of a byte that is part of no
/// character, its value.
[[nodiscard]] std::string escaped(std::uint32_t value);

}  // namespace shibo::dsl
