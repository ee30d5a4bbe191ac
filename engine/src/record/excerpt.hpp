// The user's text in a message: short, on one line, and printable whatever the bytes are.
#pragma once

#include <string>
#include <string_view>

namespace shibo::engine {

/// In backticks, at most 60 code points (then `…`); line breaks, control characters and bytes that
/// are not UTF-8 as `\n`, `\x1B`, `\xE9`.
[[nodiscard]] std::string excerpt(std::string_view text);

/// The length of the UTF-8 sequence that `text` begins with (RFC 3629: no overlong forms, no
/// surrogates, nothing above U+10FFFF), or 0 if it begins with none.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

/// The offset of the first byte that is not part of valid UTF-8; npos if there is none.
[[nodiscard]] std::size_t find_bad_utf8(std::string_view text);

}  // namespace shibo::engine
