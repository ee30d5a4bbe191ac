// The user's text in a message: short, on one line, and printable whatever the bytes are.
#pragma once

#include <string>
#include <string_view>

namespace shibo::engine {

/// In backticks, at most 60 code points (then `…`); line breaks, control characters, what has no
/// width and bytes that are not UTF-8 as `\n`, `\x1B`, `\u202E`, `\xE9`.
[[nodiscard]] std::string excerpt(std::string_view text);

/// The same without the backticks, for texts that are kept with a value.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace shibo::engine
